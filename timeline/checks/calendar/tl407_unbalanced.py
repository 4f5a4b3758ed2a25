"""A component that never ends, an end without a beginning, or a line outside of all components.

## What it does
Matches each BEGIN with its END.

## Why it matters
A feed that was cut off in transit looks like this; readers keep the first half and delete the rest.

```bad
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
BEGIN:VEVENT
UID:talk@example.org
DTSTAMP:20260801T120000Z
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
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

CODE, NAME, LEVEL = "TL407", "unbalanced", Level.ERROR


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Components that stay open, stray ends, stray lines."""
    for outer in calendar.components:
        for component in outer.walk():
            if not component.closed:
                yield fault(f"BEGIN:{component.name[:40]} never ends; was the file cut off?", (component.begin,))
    if calendar.components:
        for line in calendar.stray:
            if line.name == "END":
                yield fault(f"END:{line.value[:40]} closes nothing", (line,))
            elif line.name:
                yield fault(f"{line.name} stands outside of a component", (line,))
