"""Two events with one UID.

## What it does
Compares UID and RECURRENCE-ID of all events.

## Why it matters
A reader keeps one of the two.

```bad
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
END:VEVENT
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART:20260916T090000Z
DTEND:20260916T100000Z
END:VEVENT
```

```good
UID:talk@example.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, Line, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL422", "duplicate-uid", Level.ERROR


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each UID that another event has already."""
    seen: dict[tuple[str, str, str], Line] = {}
    for kind in ("VEVENT", "VTODO", "VJOURNAL"):
        for component in calendar.every(kind):
            uid, instance = component.first("UID"), component.first("RECURRENCE-ID")
            if uid is None or not uid.value.strip():
                continue
            key = (kind, uid.value.strip(), instance.value.strip() if instance else "")
            if key in seen:
                yield fault(f"another {kind} has the UID {uid.value.strip()[:80]!r} too", (uid, seen[key]))
            seen.setdefault(key, uid)
