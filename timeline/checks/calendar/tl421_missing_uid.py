"""An event without a UID.

## What it does
Asks every VEVENT, VTODO, VJOURNAL and VFREEBUSY for a UID that is not empty (RFC 5545, 3.8.4.7).

## Why it matters
A reader makes one up, a new one at every sync: the event is deleted and added again each time.

```bad
BEGIN:VEVENT
DTSTAMP:20260801T120000Z
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
END:VEVENT
```

```good
UID:talk@example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL421", "missing-uid", Level.ERROR


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each component without one."""
    for outer in calendar.components:
        for component in outer.walk():
            if component.name in {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"}:
                uid = component.first("UID")
                if uid is None or not uid.value.strip():
                    yield fault(f"{component.name} has no UID", (uid or component.begin,))
