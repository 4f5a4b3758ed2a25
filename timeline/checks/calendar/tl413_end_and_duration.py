"""An event with both an end and a duration.

## What it does
Looks for DTEND and DURATION in one event.

## Why it matters
RFC 5545, 3.6.1 forbids both; readers differ in which of the two they believe.

```bad
DTEND:20260915T100000Z
DURATION:PT2H
```

```good
DTEND:20260915T100000Z
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.calendar.lines import Component, fault
from timeline.checks.rule import Context, Fault
from timeline.model import Level

CODE, NAME, LEVEL = "TL413", "end-and-duration", Level.ERROR


def check(component: Component, _context: Context) -> Iterator[Fault]:
    """The two lines."""
    end, duration = component.first("DTEND"), component.first("DURATION")
    if end and duration:
        yield fault("the event has both DTEND and DURATION", (end, duration))
