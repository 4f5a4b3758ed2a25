"""A TZID without its VTIMEZONE.

## What it does
Looks for the VTIMEZONE of each TZID (RFC 5545, 3.2.19); a name that the tz database does not know is told apart.

## Why it matters
A reader that knows the name guesses right, the others read the time on the clock of whoever looks at it.

```bad
DTSTART;TZID=America/New_York:20260915T090000
DTEND;TZID=America/New_York:20260915T100000
```

```bad
DTSTART;TZID=Head Office:20260915T090000
DTEND;TZID=Head Office:20260915T100000
```

```good
DTSTART:20260915T130000Z
DTEND:20260915T140000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, Line, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.rules import is_key

CODE, NAME, LEVEL = "TL425", "undefined-timezone", Level.ERROR


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each such name, at its first line."""
    defined = {line.value for zone in calendar.every("VTIMEZONE") for line in zone.all("TZID")}
    used: dict[str, Line] = {}
    for line in calendar.lines:
        if line.zone is not None:
            used.setdefault(line.zone, line)
    for name, line in used.items():
        if name in defined or name.startswith("/"):  # a name with a slash is globally registered (3.8.3.1)
            continue
        known = "" if is_key(name) else ", and the tz database knows no such zone"
        yield fault(f"no VTIMEZONE tells what TZID {name[:60]!r} is{known}", (line,))
