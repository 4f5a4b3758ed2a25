"""A recurring time whose equivalents hold for a part of the year only.

## What it does
Reports a recurrence that is given in two zones whose distance changes with the seasons ("every Tuesday at 9 am PT / 17:00 UTC").
Which of the two stays put is not said.

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

from collections.abc import Iterator
from datetime import datetime, timedelta

from timeline.algebra.expressions import Every
from timeline.checks.parts import asserted, has_clock, placed
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, day, listed, offset_then, quoted
from timeline.model import Level, Statement
from timeline.zones import offset_at, transitions

CODE, NAME, LEVEL = "TL203", "season-bound-equivalents", Level.INFO

_YEAR = timedelta(days=366)


def check(group: tuple[Statement, ...], context: Context) -> Iterator[Fault]:
    """A recurring group in zones whose distance changes within the year."""
    members = [s for s in group if asserted(s) and has_clock(s) and placed(s) and s.zone]
    if len(members) < 2 or not any(_recurs(s) for s in members):
        return
    first = next(s for s in members if _recurs(s))
    when = placed(first)
    assert when
    if first.recurrence and ("COUNT=" in first.recurrence or "UNTIL=" in first.recurrence):
        return
    for other in members:
        if other is first or other.zone == first.zone:
            continue
        change = _change(first.zone or "", other.zone or "", when.start)
        if change is None:
            continue
        zones = listed([city(s.zone) for s in (first, other) if s.zone])
        before, after = (
            listed([offset_then(s.zone, at) for s in (first, other) if s.zone]) for at in (when.start, change)
        )
        yield Fault(
            f"{quoted(first.text)} and {quoted(other.text)} part on {day(change.date(), context.document)}: "
            f"{zones} are {before} now, {after} from then on, and the text does not say which of the two stays",
            (first.span, other.span),
            utc=(when.start,),
        )
        return


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
