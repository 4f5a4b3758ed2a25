"""A first occurrence that its own rule does not give.

## What it does
Asks whether RRULE falls on the day of DTSTART.

## Why it matters
RFC 5545, 3.8.5.3 leaves open what happens.
Some readers show the odd day as one more occurrence, some do not, and COUNT ends a week apart.

```bad
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
RRULE:FREQ=WEEKLY;BYDAY=MO
```

```good
DTSTART:20260914T090000Z
DTEND:20260914T100000Z
RRULE:FREQ=WEEKLY;BYDAY=MO
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from timeline.checks.calendar.lines import Component, fault, moment
from timeline.checks.calendar.recurrence import WALKED, days, parts_of
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL436", "start-outside-rule", Level.WARNING


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """The start and the rule."""
    start = component.first("DTSTART")
    begun = moment(start) if start else None
    if start is None or begun is None:
        return
    first = begun.date() if isinstance(begun, datetime) else begun
    for line in component.all("RRULE"):
        parts = parts_of(line.value)
        if isinstance(parts, str) or not parts.keys() <= WALKED or parts["FREQ"] in {"SECONDLY", "MINUTELY", "HOURLY"}:
            continue
        if first not in days(parts, first, first):
            yield fault(f"the rule does not fall on {first}, the day of DTSTART", (start, line))
