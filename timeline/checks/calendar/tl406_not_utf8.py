"""Octets that are no UTF-8.

## What it does
Decodes the file; a fold in the middle of a character is named as such.

## Why it matters
iCalendar is UTF-8 (RFC 5545, 3.1.4).  Another encoding shows as garbage, or the event is lost.

```bad
SUMMARY:Talk in M�nchen
```

```good
SUMMARY:Talk in München
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Calendar, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL406", "not-utf8", Level.ERROR


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """The first octet that does not decode."""
    if calendar.decoded:
        return
    try:
        calendar.octets.decode()
    except UnicodeDecodeError as error:
        place = len(calendar.octets[: error.start].decode("utf-8", "replace"))
        split = calendar.octets[error.start + 1 : error.start + 7].find(b"\r\n ")
        cause = "a line is folded inside a character" if 0 <= split <= 3 else "an octet is no UTF-8"
        yield fault(f"{cause} (octet {error.start})", ((place, place + 1),))
