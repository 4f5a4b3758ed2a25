"""A line longer than 75 octets.

## What it does
Counts the octets of each line before it is unfolded (RFC 5545, 3.1).

## Why it matters
Readers with fixed buffers cut the rest off.

```bad
SUMMARY:A title that goes on and on and on and on and on and on and on and on until it is too long
```

```good
SUMMARY:A title that goes on and on and on and on and on and on and on and
  on until it is too long
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL404", "long-line", Level.WARNING

_LONG = re.compile(r"[^\r\n]{19,}")  # 18 characters never need more than 75 octets


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each line that is too long."""
    for match in _LONG.finditer(calendar.text):
        line = match[0]
        if len(line) > 75 or not line.isascii():
            octets = len(line.encode("utf-8", "surrogatepass"))
            if octets > 75:
                yield fault(f"the line has {octets} octets; fold it after 75", (match.span(),))
