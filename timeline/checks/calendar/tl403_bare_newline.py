"""A line that does not end with CRLF.

## What it does
Looks for a lone LF or CR, and for a last line without an end (RFC 5545, 3.1).

## Why it matters
Strict readers refuse the feed; in others the folds of long lines come apart.

```bad
SUMMARY:Talk␊
LOCATION:Hall 2
```

```good
SUMMARY:Talk
LOCATION:Hall 2
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL403", "bare-newline", Level.WARNING

_BARE = re.compile(r"(?<!\r)\n|\r(?!\n)")


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """The first bare line end, with their number; and a last line without one."""
    bare = [match.span() for match in _BARE.finditer(calendar.text)]
    if bare:
        count = f"{len(bare)} lines end" if len(bare) > 1 else "a line ends"
        yield fault(f"{count} with a bare LF or CR instead of CRLF", (bare[0],))
    if calendar.text and not calendar.text.endswith(("\n", "\r")):
        yield fault("the last line does not end with CRLF", ((len(calendar.text), len(calendar.text)),))
