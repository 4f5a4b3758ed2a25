"""A value whose type is not said where it must be.

## What it does
A date needs `VALUE=DATE`, REFRESH-INTERVAL needs `VALUE=DURATION`, SOURCE, IMAGE and CONFERENCE need theirs (RFC 7986).
DTSTART and DTEND must be of one type.

## Why it matters
Strict readers refuse the date or read it as midnight somewhere.

```bad
DTSTART:20260915
DTEND:20260916
```

```good
DTSTART;VALUE=DATE:20260915
DTEND;VALUE=DATE:20260916
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from timeline.checks.calendar.lines import Calendar, fault, moment, moment_of
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL415", "wrong-value-type", Level.ERROR

_DATED = {"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"}
_DEMANDED = {"REFRESH-INTERVAL": {"DURATION"}, "SOURCE": {"URI"}, "CONFERENCE": {"URI"}, "IMAGE": {"URI", "BINARY"}}


def check(calendar: Calendar, _context: Context) -> Iterator[Fault]:
    """Each line whose VALUE is wrong or missing, and each event with a date and a time."""
    for line in calendar.lines:
        value = line.parameters.get("VALUE", "").upper()
        if line.name in _DATED:
            first = moment_of(line.value.partition(",")[0].partition("/")[0].strip())
            is_date = first is not None and not isinstance(first, datetime)
            if is_date and value != "DATE":
                yield fault(f"{line.name} is a date and lacks VALUE=DATE", (line,))
            elif value == "DATE" and isinstance(first, datetime):
                yield fault(f"{line.name} has VALUE=DATE and is a time", (line,))
        elif line.name in _DEMANDED and value not in _DEMANDED[line.name]:
            yield fault(f"{line.name} lacks VALUE={min(_DEMANDED[line.name])}", (line,))
    for event in calendar.every("VEVENT"):
        start, end = event.first("DTSTART"), event.first("DTEND")
        if start and end:
            one, two = moment(start), moment(end)
            if one is not None and two is not None and isinstance(one, datetime) != isinstance(two, datetime):
                yield fault("DTSTART and DTEND must both be dates or both be times", (start, end))
