"""A range whose end comes before its start.

## What it does
Compares the two ends of a range: dates ("12 to 3 May 2025"), dates with times, and clock times of one day.
A range of clock times may cross midnight ("10 pm to 2 am"); one that would last 21 hours or more is taken for a slip.

## Why it matters
One of the two ends is wrong, and calendars refuse the event.

```bad
The exhibition runs from 12 May 2025 to 3 May 2025.
```

```good
The exhibition runs from 3 May 2025 to 12 May 2025.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from timeline.algebra.expressions import At, Between, Clock, Fields
from timeline.checks.parts import minute_of_day, offered
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Level, Statement

CODE, NAME, LEVEL = "TL121", "end-before-start", Level.ERROR

_DAY = 24 * 60
_VERSION = re.compile(r"\d{1,2}-\d{8}")  # «gcc-12 12-20220302», a release and the day of its snapshot
_CHANGED = re.compile(
    r"\b(?:changed|corrected|moved|brought|put|shifted|set|going|goes|went)\b[^.;\n]*\bfrom\s+\Z", re.IGNORECASE
)
_TO_A_DAY = re.compile(r"\b(?:to|until|till)\s+[^\W\d]", re.IGNORECASE)
_LONGEST = 21 * 60  # minutes that a range over midnight lasts at most


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A range that runs backwards."""
    expr = statement.reading.expr
    if not isinstance(expr, Between) or expr.start is None or expr.end is None or not offered(statement):
        return
    if _VERSION.fullmatch(statement.text) or _CHANGED.search(
        context.document.text, max(0, statement.span[0] - 60), statement.span[0]
    ):
        return
    start, end = expr.start, expr.end
    if not _one_clock(start, end):
        return
    first, last = _days(start, end)
    if first and last:
        if last < first or (last == first and minute_of_day(end) is not None and _backwards(start, end)):
            yield Fault(f"{quoted(statement.text)} ends before it starts", (statement.span,))
    elif (
        (start.date is None or end.date is None)
        and not _day_first(start, statement)
        and not end.day_shift
        and not _like_numbers(start, end)
    ):
        lasting = _lasting(start, end)
        if lasting is not None and lasting >= _LONGEST:
            yield Fault(
                f"{quoted(statement.text)} ends before it starts, or lasts {lasting // 60} hours into the next day",
                (statement.span,),
            )


def _day_first(start: At, statement: Statement) -> bool:
    """Whether only the end tells a day, before its clock: the start's own stands before the words.

    «In March at 02:00 to the last Saturday in September at 00:00».
    """
    return start.date is None and _TO_A_DAY.search(statement.text) is not None


def _one_clock(start: At, end: At) -> bool:
    """Whether both ends are on one clock, so that their figures can be compared."""
    return start.zone is None or end.zone is None or start.zone.key == end.zone.key


def _like_numbers(start: At, end: At) -> bool:
    """Whether both ends are bare digits, which may be anything: «CVE-2013-2004», «rooms 1400-1330»."""
    clocks = [point.clock for point in (start, end)]
    return all(isinstance(c, Clock) and c.style == "military" for c in clocks) and not (start.zone or end.zone)


def _days(start: At, end: At) -> tuple[date | None, date | None]:
    """The days of both ends where each is stated in full; a year stated at the end holds for the start."""
    if not isinstance(start.date, Fields) or not isinstance(end.date, Fields):
        return None, None
    if start.date.swapped or end.date.swapped:
        return None, None
    return _day(start.date, end.date), _day(end.date, None)


def _day(fields: Fields, lender: Fields | None) -> date | None:
    year = fields.year or (lender.year if lender and _calmly(fields, lender) else None)
    try:
        return date(year, fields.month, fields.day) if year and fields.month and fields.day else None
    except ValueError:
        return None


def _calmly(fields: Fields, lender: Fields) -> bool:
    """Whether the end's year is the start's: «28 December - 3 January 2026» begins in the year before."""
    return bool(fields.month and lender.month and (fields.month <= lender.month or fields.month - lender.month < 6))


def _backwards(start: At, end: At) -> bool:
    first, last = minute_of_day(start), minute_of_day(end)
    return first is not None and last is not None and last < first


def _lasting(start: At, end: At) -> int | None:
    first, last = minute_of_day(start), minute_of_day(end)
    if first is None or last is None or first <= last:
        return None
    return last + _DAY - first
