"""A VTIMEZONE that lists its clock changes instead of telling their rule.

## What it does
Looks for RDATE with several dates in STANDARD or DAYLIGHT.

## Why it matters
Thunderbird, ical.js and Radicale take the first date only, or stop where the list ends.
The next summer is one hour late.

```bad
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:20251026T030000
RDATE:20251026T030000,20261025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
```

```good
DTSTART;TZID=Europe/Berlin:20260915T090000
DTEND;TZID=Europe/Berlin:20260915T100000
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL433", "listed-clock-changes", Level.WARNING


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each zone's first such list."""
    for zone in calendar.every("VTIMEZONE"):
        lists = [line for part in zone.parts for line in part.all("RDATE") if "," in line.value]
        if lists:
            name = zone.first("TZID")
            yield fault(
                f"the VTIMEZONE of {name.value[:60] if name else '?'} lists its clock changes; tell them by RRULE",
                (lists[0],),
            )
