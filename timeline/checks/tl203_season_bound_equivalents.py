"""A recurring time whose equivalents hold for a part of the year only.

## What it does
Reports a recurrence in two zones whose distance changes with the seasons ("every Tuesday at 9 am PT / 17:00 UTC"),
unless its sentence ends the series before that, or speaks of winter or summer.

## Why it matters
When the clocks change in one of the zones, half of the participants come an hour late or early.

```bad published=2025-01-10
We meet every Tuesday at 9 am PT (17:00 UTC).
```

```good published=2025-01-10
We meet every Tuesday at 9 am PT.
```
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from timeline.algebra.expressions import Between, Every
from timeline.checks.parts import moments, sentence
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, city, day, quoted
from timeline.model import AllDay, Level, Statement
from timeline.zones import offset_at, transitions

CODE, NAME, LEVEL = "TL203", "season-bound-equivalents", Level.INFO

_YEAR = timedelta(days=366)
_SEASON = re.compile(r"\b(?:winter|summer|until the clocks)\b", re.IGNORECASE)


def check(group: tuple[Statement, ...], context: Context) -> Iterator[Fault]:
    """A recurring group in zones whose distance changes within the year."""
    members = moments(group)
    first = next((m for m in members if _recurs(m.statement)), None)
    if first is None or _ends(first.statement.recurrence or ""):
        return
    for other in members:
        change = _change(first.zone, other.zone, first.start) if other.zone != first.zone else None
        if change is None or _is_bounded(first.statement, change, context):
            continue
        before, after = (apart(offset_at(first.zone, at) - offset_at(other.zone, at)) for at in (first.start, change))
        yield Fault(
            f"{quoted(first.text)} is {quoted(other.text)} only until {day(change.date(), context.document)}: "
            f"{city(first.zone)} and {city(other.zone)} are {before} apart until then, {after} from then on",
            (first.statement.span, other.statement.span),
            utc=(first.start,),
        )
        return


def _is_bounded(statement: Statement, change: datetime, context: Context) -> bool:
    """Whether its sentence holds for a season, or tells a last day before the change: «from 16 June to 16 July»."""
    text = context.document.text
    first, last = sentence(text, *statement.span)
    if _SEASON.search(text, first, last):
        return True
    low = bisect_left(context.statements, first, key=lambda s: s.span[0])
    beside = takewhile(lambda s: s.span[0] < last, context.statements[low:])
    return any(
        isinstance(s.when, AllDay) and isinstance(s.reading.expr, Between) and s.when.until <= change.date()
        for s in beside
    )


def _ends(rule: str) -> bool:
    return "COUNT=" in rule or "UNTIL=" in rule


def _recurs(statement: Statement) -> bool:
    return statement.recurrence is not None or isinstance(statement.reading.expr, Every)


def _change(zone: str, other: str, start: datetime) -> datetime | None:
    """When the distance of two zones changes for the first time within a year."""
    distance = offset_at(zone, start) - offset_at(other, start)
    try:
        until = start + _YEAR
    except OverflowError:
        return None
    moments = sorted(change.instant for key in (zone, other) for change in transitions(key, start, until))
    # two clocks that change in the same night (CET and UK) are together again an hour later
    for moment in moments:
        settled = moment + timedelta(days=2)
        if offset_at(zone, settled) - offset_at(other, settled) != distance:
            return moment
    return None
