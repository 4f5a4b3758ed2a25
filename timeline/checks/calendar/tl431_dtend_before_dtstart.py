"""An event that ends before it begins, or has no length.

## What it does
Compares DTEND with DTSTART; with two zones it compares the instants.

## Why it matters
DTEND must be later (RFC 5545, 3.8.2.2).  Some readers drop the event, some turn it round, some show it without end.

```bad
DTSTART:20260915T100000Z
DTEND:20260915T090000Z
```

```good
DTSTART:20260915T090000Z
DTEND:20260915T100000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from timeline.checks.calendar.lines import Component, Line, fault, moment
from timeline.checks.rule import Context, Fault
from timeline.model import Level
from timeline.zones.convert import to_utc
from timeline.zones.rules import is_key

CODE, NAME, LEVEL = "TL431", "dtend-before-dtstart", Level.ERROR


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """Start and end that stand so."""
    start, end = component.first("DTSTART"), component.first("DTEND")
    if start is None or end is None:
        return
    if start.zone == end.zone:
        one, two = moment(start), moment(end)
    else:
        one, two = _instant(start), _instant(end)
    if one is None or two is None or type(one) is not type(two):
        return
    if isinstance(one, datetime) and isinstance(two, datetime) and (one.tzinfo is None) != (two.tzinfo is None):
        return
    if two <= one:
        words = "ends when it begins" if two == one else "ends before it begins"
        yield fault(f"the event {words}: from {start.value.strip()[:20]} to {end.value.strip()[:20]}", (start, end))


def _instant(line: Line) -> date | datetime | None:
    stated = moment(line)
    if isinstance(stated, datetime) and stated.tzinfo is None and line.zone and is_key(line.zone):
        instants = to_utc(stated, line.zone).instants
        return instants[0].astimezone(UTC) if instants else None
    return stated
