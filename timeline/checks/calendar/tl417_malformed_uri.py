"""A URL, SOURCE or TZURL that is no address.

## What it does
Asks for a scheme and for none but the characters of RFC 3986.

## Why it matters
A bare path or an address with spaces leads nowhere, and some readers drop the event.

```bad
URL:events/talk 1
```

```good
URL:https://example.org/events/talk%201
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL417", "malformed-uri", Level.ERROR

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_HALF_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each value that is no URI."""
    for line in calendar.lines:
        if line.name in {"URL", "SOURCE", "TZURL", "CONFERENCE"}:
            value = line.value.strip()
            # An address in letters of other scripts (an IRI) is read by all; only what breaks one is told.
            plain = value
            if not value.isascii():
                plain = "".join(c if c.isascii() else "%20" if c.isspace() else "x" for c in value)
            if not _URI.fullmatch(plain) or _HALF_ESCAPE.search(plain):
                yield fault(f"{line.name} {line.value[:60]!r} is no URI", (line,))
