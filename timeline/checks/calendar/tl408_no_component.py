"""A calendar with nothing in it.

## What it does
Looks for a component in VCALENDAR.

## Why it matters
RFC 5545, 3.6 asks for at least one.  An empty feed is served in good faith where nothing matches a filter, so this is
no more than a remark.

```bad
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
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

CODE, NAME, LEVEL = "TL408", "no-component", Level.INFO


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each VCALENDAR without a component."""
    for outer in calendar.components:
        if outer.name == "VCALENDAR" and not outer.parts:
            yield fault("the calendar is empty", (outer.begin,))
