"""A wall time that the clock change skips.

## What it does
Places DTSTART and DTEND on the clock of their zone, where the tz database knows it.

## Why it matters
The time does not exist; readers show an hour before, an hour after, or nothing.

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
DTSTART;TZID=Europe/Berlin:20270328T023000
DTEND;TZID=Europe/Berlin:20270328T040000
END:VEVENT
```

```good
DTSTART:20270328T013000Z
DTEND:20270328T020000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from timeline.checks.calendar.lines import Component, fault, moment
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.convert import Never, to_utc
from timeline.zones.rules import is_key

CODE, NAME, LEVEL = "TL428", "skipped-time", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """Each such time, with both instants that may be meant."""
    for name in ("DTSTART", "DTEND"):
        line = component.first(name)
        stated = moment(line) if line else None
        if line is None or line.zone is None or not isinstance(stated, datetime) or not is_key(line.zone):
            continue
        placed = to_utc(stated.replace(tzinfo=None), line.zone)
        if isinstance(placed, Never):
            message = f"{stated:%H:%M} does not exist on {stated:%Y-%m-%d} in {line.zone}"
            yield fault(f"{message}; {placed.before:%H:%M} or {placed.after:%H:%M} UTC may be meant", (line,))
