"""An event without an end.

## What it does
Looks for DTEND or DURATION.

## Why it matters
RFC 5545, 3.6.1 gives such an event no length, or one day; readers show nothing, an hour, or the rest of the day.

```bad
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART:20260915T090000Z
END:VEVENT
```

```good
DTEND:20260915T100000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Component, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL432", "missing-end", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """The start of such an event."""
    start = component.first("DTSTART")
    if start and not component.first("DTEND") and not component.first("DURATION"):
        yield fault("the event has neither DTEND nor DURATION; readers disagree on its length", (start,))
