"""A property that must stand there and does not.

## What it does
Knows the required properties of VCALENDAR, VEVENT, VTODO, VJOURNAL, VFREEBUSY, VTIMEZONE and VALARM (RFC 5545, 3.6).
A missing UID has a rule of its own.

## Why it matters
Without DTSTAMP or DTSTART readers refuse the event, without VERSION or PRODID some refuse the feed.

```bad
BEGIN:VEVENT
UID:talk@example.org
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
END:VEVENT
```

```good
DTSTAMP:20260801T120000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL411", "missing-property", Level.ERROR

_REQUIRED = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("DTSTAMP", "DTSTART"),
    "VTODO": ("DTSTAMP",),
    "VJOURNAL": ("DTSTAMP",),
    "VFREEBUSY": ("DTSTAMP",),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VALARM": ("ACTION", "TRIGGER"),
}


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each missing property."""
    for outer in calendar.components:
        # DTSTART may be left out of what is sent as a scheduling message (RFC 5545, 3.6.1).
        spared = {"DTSTART"} if outer.first("METHOD") else set()
        for component in outer.walk():
            for name in _REQUIRED.get(component.name, ()):
                if name not in component.lines and not (component.name == "VEVENT" and name in spared):
                    yield fault(f"{component.name} has no {name}", (component.begin,))
            if component.name == "VTIMEZONE" and not component.parts:
                yield fault("VTIMEZONE has neither STANDARD nor DAYLIGHT", (component.begin,))
