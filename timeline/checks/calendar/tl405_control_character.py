"""A control character in a text.

## What it does
Looks for C0 controls other than line ends and tab, for DEL, and for the line separators NEL, LS and PS.

## Why it matters
RFC 5545, 3.1 forbids the controls: one NUL hides the whole feed from libical and KDE.
Readers written in Python take the separators for line ends.

```bad
SUMMARY:Talk␋and discussion
```

```good
SUMMARY:Talk and discussion
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL405", "control-character", Level.ERROR

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each such character."""
    for match in _CONTROL.finditer(calendar.text):
        yield fault(f"control character U+{ord(match[0]):04X}", (match.span(),))
