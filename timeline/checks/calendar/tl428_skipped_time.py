"""A wall time that the clock change skips.

## What it does
Places DTSTART and DTEND on the clock of their zone, where the tz database knows it.

## Why it matters
The time does not exist; readers show an hour before, an hour after, or nothing.

```bad
DTSTART;TZID=Europe/Berlin:20270328T023000
DTEND;TZID=Europe/Berlin:20270328T040000
```

```good
DTSTART:20270328T013000Z
DTEND:20270328T020000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Component, fault, walls
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.convert import Never

CODE, NAME, LEVEL = "TL428", "skipped-time", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """Each such time, with both instants that may be meant."""
    for line, stated, placed in walls(component):
        if isinstance(placed, Never):
            message = f"{stated:%H:%M} does not exist on {stated:%Y-%m-%d} in {line.zone}"
            yield fault(f"{message}; {placed.before:%H:%M} or {placed.after:%H:%M} UTC may be meant", (line,))
