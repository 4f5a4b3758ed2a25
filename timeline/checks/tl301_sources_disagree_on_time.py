"""Two times for one event.

## What it does
Compares what the documents of one call, or two places of one document, state as the time of the same happening.
It names both instants, where each is said, and which documents say so.

## Why it matters
One of the two is wrong, or was moved and nobody wrote it down.

```bad
---
published: 2025-08-12
place: Anchorage, Alaska
---
The summit in Anchorage begins on 15 August 2025 at 11:30 a.m. local time.
=====
---
published: 2025-08-13
---
The Anchorage summit begins on 15 August 2025 at 19:00 UTC.
```

```good
---
published: 2025-08-12
place: Anchorage, Alaska
---
The summit in Anchorage begins on 15 August 2025 at 11:30 a.m. local time.
=====
---
published: 2025-08-13
---
The Anchorage summit begins on 15 August 2025 at 19:30 UTC.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from timeline.checks.parts import placed
from timeline.checks.rivals import comes, pairs, related, told
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, quoted
from timeline.model import Event, Grain, Level, Statement

CODE, NAME, LEVEL = "TL301", "sources-disagree-on-time", Level.ERROR


def check(event: Event, context: Context) -> Iterator[Fault]:
    """Rival instants of one event."""
    if not event.disputed:
        return
    for best, other in pairs(event, context):
        one, two = placed(best.rival.when), placed(other.rival.when)
        if one is None or two is None or one.start == two.start or not _fine(one.grain, two.grain):
            continue
        if _same_words(best.statement, other.statement):
            continue
        series = best.statement.recurrence is not None and other.statement.recurrence is not None
        gap = "" if series else f": {apart(one.start - two.start)} apart"
        yield Fault(
            f"{quoted(event.title)} {comes(best)} at {told(best, other)}{gap}",
            (other.statement.span,),
            related=(related(best),),
            utc=(two.start, one.start),
            document=other.document.id,
        )


def _same_words(one: Statement, other: Statement) -> bool:
    """Whether both name the same hour and one of them names no zone: then our zone is in doubt, not the sources."""
    if one.zone_words is not None and other.zone_words is not None:
        return False
    hours = [s.local.time() for s in (one, other) if isinstance(s.local, datetime)]
    return len(hours) == 2 and hours[0] == hours[1]


def _fine(*grains: Grain) -> bool:
    return all(grain.rank <= Grain.HOUR.rank for grain in grains)
