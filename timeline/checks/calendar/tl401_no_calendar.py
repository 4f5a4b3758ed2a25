"""A file that is no calendar.

## What it does
Looks for `BEGIN:VCALENDAR` at the start.

## Why it matters
A login page served in place of a feed, or an empty file, makes subscribers drop every event they had.

```bad
<!DOCTYPE html><html><body>Please sign in</body></html>
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

CODE, NAME, LEVEL = "TL401", "no-calendar", Level.ERROR


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """The first line, where it opens no calendar."""
    first = calendar.lines[0] if calendar.lines else None
    if first is None:
        yield fault("the file is empty", ())
    elif first.name != "BEGIN" or first.value.strip().upper() != "VCALENDAR":
        yield fault("the file does not begin with BEGIN:VCALENDAR", (first,))
