"""A UID on the calendar itself.

## What it does
Looks for UID in VCALENDAR (RFC 7986, 5.3 allows it).

## Why it matters
vdirsyncer takes it for the UID of every event and merges the whole feed into one; icalendar's `Calendar.new()` writes a
new random one each time.

```bad
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
UID:0d1e4a54-6a5b-4f5e-9d3f-0e3c6a1f7a10
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
END:VEVENT
END:VCALENDAR
```

```good
SUMMARY:Talk
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL423", "calendar-uid", Level.WARNING


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """The UID of each VCALENDAR."""
    for outer in calendar.components:
        if outer.name == "VCALENDAR" and (uid := outer.first("UID")):
            yield fault("the calendar itself has a UID; some readers merge all its events into one", (uid,))
