"""A wall time that comes twice, on the night the clocks go back.

## What it does
Places DTSTART and DTEND on the clock of their zone, where the tz database knows it.

## Why it matters
RFC 5545, 3.3.5 means the first of the two; the second can be said in UTC only, and few writers know.

```bad
DTSTART;TZID=Europe/Berlin:20261025T023000
DTEND;TZID=Europe/Berlin:20261025T040000
```

```good
DTSTART:20261025T013000Z
DTEND:20261025T030000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Component, fault, walls
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.convert import Twice

CODE, NAME, LEVEL = "TL429", "repeated-time", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """Each such time, with both instants."""
    for line, stated, placed in walls(component):
        if isinstance(placed, Twice):
            message = f"{stated:%H:%M} comes twice on {stated:%Y-%m-%d} in {line.zone}"
            yield fault(f"{message}: at {placed.first:%H:%M} and {placed.second:%H:%M} UTC; write it in UTC", (line,))
