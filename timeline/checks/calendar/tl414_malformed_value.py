"""A value that is none of its property's type.

## What it does
Reads the dates, date-times, offsets, durations and numbers of the properties that have them, and asks for UTC where
RFC 5545 does (DTSTAMP, CREATED, LAST-MODIFIED).

## Why it matters
A reader that cannot read a value drops the property or the event without a word.

```bad
DTSTART:20260931T090000Z
```

```bad
DTSTAMP:20260801T120000
```

```good
DTSTART:20260914T090000Z
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from timeline.checks.calendar.lines import Calendar, Line, fault, moment_of
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL414", "malformed-value", Level.ERROR

_UTC = {"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"}
_MOMENTS = {"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"}
_SHAPES = {
    "DURATION": re.compile(
        r"[+-]?P(?:\d{1,9}W|(?=\d|T\d)(?:\d{1,9}D)?(?:T(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}S)?)?)", re.ASCII
    ),
    "OFFSET": re.compile(r"[+-](?!0000$)\d{4}(?:\d{2})?|\+0000(?:00)?", re.ASCII),
    "INTEGER": re.compile(r"[+-]?\d{1,10}", re.ASCII),
    "GEO": re.compile(r"[+-]?\d{1,3}(?:\.\d+)?;[+-]?\d{1,3}(?:\.\d+)?", re.ASCII),
}
_SHAPE_OF = {
    "DURATION": "DURATION",
    "REFRESH-INTERVAL": "DURATION",
    "TZOFFSETFROM": "OFFSET",
    "TZOFFSETTO": "OFFSET",
    "SEQUENCE": "INTEGER",
    "PRIORITY": "INTEGER",
    "PERCENT-COMPLETE": "INTEGER",
    "REPEAT": "INTEGER",
    "GEO": "GEO",
}


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each value that cannot be read."""
    for line in calendar.lines:
        if line.name in _UTC:
            moment = moment_of(line.value.strip())
            if not isinstance(moment, datetime) or moment.tzinfo is None:
                yield fault(f"{line.name} {line.value[:30]!r} is no time in UTC", (line,))
        elif line.name in _MOMENTS:
            yield from _moments(line)
        elif (shape := _SHAPE_OF.get(line.name)) and not _SHAPES[shape].fullmatch(line.value.strip()):
            yield fault(f"{line.name} {line.value[:30]!r} is no {shape.lower()}", (line,))


def _moments(line: Line) -> Iterator[Fault]:
    values = line.value.split(",") if line.name in {"EXDATE", "RDATE"} else [line.value]
    for value in values:
        start = value.partition("/")[0] if line.name == "RDATE" else value
        moment = moment_of(start.strip())
        if moment is None:
            yield fault(f"{line.name} {value[:30]!r} is neither a date nor a time", (line,))
            return
        if isinstance(moment, datetime) and moment.tzinfo is not None and line.zone:
            yield fault(f"{line.name} is in UTC and names the zone {line.zone[:40]!r} as well", (line,))
            return
