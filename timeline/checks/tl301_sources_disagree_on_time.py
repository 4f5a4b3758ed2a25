"""Two times for one event.

## What it does
Compares what the documents of one call, or two places of one document, state as the time of the same happening.
It names both instants, where each is said, and which documents say so.
Hours of which no text tells the zone are compared where they are of one day to come and at most three hours apart.
Where that is whole hours, both texts must name one publisher, place or zone.

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
from datetime import datetime, timedelta

from timeline.checks.parts import placed
from timeline.checks.rivals import Claim, comes, pairs, related, told, voices
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, day, quoted
from timeline.model import Document, Event, Grain, Level, Statement

_HOUR = timedelta(hours=1)
_NEAR = timedelta(hours=3)

CODE, NAME, LEVEL = "TL301", "sources-disagree-on-time", Level.ERROR


def check(event: Event, context: Context) -> Iterator[Fault]:
    """Rival instants of one event."""
    if not event.disputed:
        return
    for best, other in pairs(event, context):
        one, two = placed(best.rival.when), placed(other.rival.when)
        if one is None and two is None:
            yield from _without_zone(event, best, other)
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


def _without_zone(event: Event, best: Claim, other: Claim) -> Iterator[Fault]:
    """Two clock times of one day to come, in two texts of which neither says whose clock it is.

    What is past is told of many moments, and hours of no zone are told loosely: whole hours apart, they may be those of
    two countries, if nothing says that both texts were written for one.
    """
    one, two = best.statement.local, other.statement.local
    if not isinstance(one, datetime) or not isinstance(two, datetime) or one.date() != two.date():
        return
    if (one - two) % _HOUR == timedelta() and not _for_one_country(best.document, other.document):
        return
    if not timedelta() < abs(one - two) <= _NEAR or not (_is_ahead(best, one) and _is_ahead(other, two)):
        return
    times = f"{one:%H:%M} on {day(one.date(), best.document)} in {voices(best)}, {two:%H:%M} in {voices(other)}"
    yield Fault(
        f"{quoted(event.title)} {comes(best)} at {times}: {apart(one - two)} apart",
        (other.statement.span,),
        related=(related(best),),
        document=other.document.id,
    )


def _for_one_country(one: Document, other: Document) -> bool:
    """Whether two texts are one, or their metadata name one publisher, place or zone."""
    ours, theirs = (one.publisher, one.place, one.zone), (other.publisher, other.place, other.zone)
    return one.id == other.id or any(a is not None and a == b for a, b in zip(ours, theirs, strict=True))


def _is_ahead(claim: Claim, told: datetime) -> bool:
    """Whether a text came out before the day that it tells of, or says not when it did."""
    published = claim.document.published
    return published is None or (published.date() if isinstance(published, datetime) else published) <= told.date()


def _same_words(one: Statement, other: Statement) -> bool:
    """Whether both name the same hour and one of them names no zone: then our zone is in doubt, not the sources."""
    if one.zone_words is not None and other.zone_words is not None:
        return False
    hours = [s.local.time() for s in (one, other) if isinstance(s.local, datetime)]
    return len(hours) == 2 and hours[0] == hours[1]


def _fine(*grains: Grain) -> bool:
    return all(grain.rank <= Grain.HOUR.rank for grain in grains)
