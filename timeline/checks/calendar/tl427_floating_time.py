"""A time without a zone.

## What it does
Looks for DTSTART and DTEND that are neither in UTC nor carry a TZID nor are dates.

## Why it matters
Each reader shows it on his own clock: a call at 9:00 happens 24 times around the world.

```bad
DTSTART:20260915T090000
DTEND:20260915T100000
```

```good
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from timeline.checks.calendar.lines import Component, fault, moment
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL427", "floating-time", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """The start, or else the end."""
    for name in ("DTSTART", "DTEND"):
        line = component.first(name)
        if line and line.zone is None:
            stated = moment(line)
            if isinstance(stated, datetime) and stated.tzinfo is None:
                yield fault(f"{name} {line.value.strip()} has no zone; every reader sees another instant", (line,))
                return
