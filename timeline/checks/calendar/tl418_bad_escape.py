r"""A text with a comma or semicolon that is not escaped, or with an escape that does not exist.

## What it does
Reads SUMMARY, DESCRIPTION, LOCATION, COMMENT and CONTACT by RFC 5545, 3.3.11:
`\\`, `\;`, `\,` and `\n` are the only escapes.

## Why it matters
Some readers end the text at the comma, others show the backslash.

```bad
SUMMARY:Talk, then lunch
```

```bad
DESCRIPTION:See C:\talks
```

```good
SUMMARY:Talk\, then lunch
DESCRIPTION:See C:\\talks
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL418", "bad-escape", Level.WARNING

_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME"})
_GOOD = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each text with the first thing that is wrong in it."""
    for line in calendar.lines:
        if line.name in _TEXTS and "ALTREP" not in line.parameters:
            good = _GOOD.match(line.value)
            end = good.end() if good else 0
            if end == len(line.value):
                continue
            if line.value[end] == "\\":
                yield fault(f"{line.name} has the unknown escape {line.value[end : end + 2]!r}", (line,))
            else:
                yield fault(f"{line.name} has an unescaped {line.value[end]!r}", (line,))
