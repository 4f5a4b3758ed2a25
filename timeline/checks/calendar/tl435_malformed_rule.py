"""A recurrence rule that readers cannot follow.

## What it does
Reads RRULE by RFC 5545, 3.3.10: known parts, each once, with values of their kind.
UNTIL must be a date where DTSTART is one, and in UTC where DTSTART is in UTC or has a zone.

## Why it matters
With a rule that it does not understand, a reader shows the first occurrence only, or none.

```bad
RRULE:FREQ=FORTNIGHTLY
```

```bad
RRULE:FREQ=DAILY;UNTIL=20260920
```

```good
RRULE:FREQ=WEEKLY;INTERVAL=2
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from timeline.checks.calendar.lines import Component, fault, moment, moment_of
from timeline.checks.calendar.recurrence import parts_of
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL435", "malformed-rule", Level.ERROR


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """Each rule with what is wrong with it."""
    start = component.first("DTSTART")
    begun = moment(start) if start else None
    for line in component.all("RRULE"):
        parts = parts_of(line.value)
        if isinstance(parts, str):
            yield fault(f"the recurrence rule cannot be followed: {parts}", (line,))
            continue
        if "UNTIL" not in parts or start is None or begun is None:
            continue
        until = moment_of(parts["UNTIL"])
        if until is None:
            yield fault(f"UNTIL {parts['UNTIL']} is neither a date nor a time", (line,))
        elif isinstance(until, datetime) != isinstance(begun, datetime):
            yield fault("UNTIL and DTSTART must both be dates or both be times", (line, start))
        elif _in_utc(until) != (_in_utc(begun) or start.zone is not None) and isinstance(until, datetime):
            has = "is in UTC, but DTSTART has no zone" if _in_utc(until) else "must be in UTC, since DTSTART has a zone"
            yield fault(f"UNTIL {parts['UNTIL']} {has}", (line, start))


def _in_utc(stated: date) -> bool:
    return isinstance(stated, datetime) and stated.tzinfo is not None
