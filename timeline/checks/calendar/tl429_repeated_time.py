"""A wall time that comes twice, on the night the clocks go back.

## What it does
Places DTSTART and DTEND on the clock of their zone, where the tz database knows it.

## Why it matters
RFC 5545, 3.3.5 means the first of the two; the second can be said in UTC only, and few writers know.

```bad
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART;TZID=Europe/Berlin:20261025T023000
DTEND;TZID=Europe/Berlin:20261025T040000
END:VEVENT
```

```good
DTSTART:20261025T013000Z
DTEND:20261025T030000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from timeline.checks.calendar.lines import Component, fault, moment
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.convert import Twice, to_utc
from timeline.zones.rules import is_key

CODE, NAME, LEVEL = "TL429", "repeated-time", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """Each such time, with both instants."""
    for name in ("DTSTART", "DTEND"):
        line = component.first(name)
        stated = moment(line) if line else None
        if line is None or line.zone is None or not isinstance(stated, datetime) or not is_key(line.zone):
            continue
        placed = to_utc(stated.replace(tzinfo=None), line.zone)
        if isinstance(placed, Twice):
            message = f"{stated:%H:%M} comes twice on {stated:%Y-%m-%d} in {line.zone}"
            yield fault(f"{message}: at {placed.first:%H:%M} and {placed.second:%H:%M} UTC; write it in UTC", (line,))
