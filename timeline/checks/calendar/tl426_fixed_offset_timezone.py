"""A TZID that names an offset.

## What it does
Looks for names such as "UTC+02:00", "GMT-5" or "+0200" in place of a zone's.

## Why it matters
The sign is read both ways ("Etc/GMT-5" is five hours east).
Readers without a zone of that name take the time for one of their own clock.

```bad
DTSTART;TZID="UTC+02:00":20260915T090000
DTEND;TZID="UTC+02:00":20260915T100000
```

```good
DTSTART:20260915T070000Z
DTEND:20260915T080000Z
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Component, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL426", "fixed-offset-timezone", Level.WARNING

_OFFSET = re.compile(r"(?:(?:Etc/)?(?:UTC|GMT))?\s*[+-]\d{1,2}(?::?\d{2})?", re.IGNORECASE)


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """The start, or else the end."""
    for name in ("DTSTART", "DTEND"):
        line = component.first(name)
        if line and line.zone and _OFFSET.fullmatch(line.zone):
            yield fault(f"TZID {line.zone[:40]!r} is an offset and no zone; write the time in UTC", (line,))
            return
