"""A calendar that calls itself a scheduling message and is none.

## What it does
`METHOD:PUBLISH` asks for an ORGANIZER in every event (RFC 5546, 3.2.1).

## Why it matters
A feed is no message: with METHOD some programs ask whether to import each event, or refuse the feed.

```bad
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
METHOD:PUBLISH
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

CODE, NAME, LEVEL = "TL424", "published-without-organizer", Level.WARNING


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """The METHOD, where an event lacks what it asks for."""
    for outer in calendar.components:
        method = outer.first("METHOD")
        if method and method.value.strip().upper() == "PUBLISH":
            bare = sum(1 for part in outer.parts if part.name == "VEVENT" and not part.first("ORGANIZER"))
            if bare:
                yield fault(
                    f"METHOD:PUBLISH needs an ORGANIZER in every event, {bare} have none; leave METHOD out", (method,)
                )
