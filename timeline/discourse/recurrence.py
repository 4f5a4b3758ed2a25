"""Recurrences: the RRULE of what comes again, and its first occurrence after publication."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from timeline.algebra.expressions import Every
from timeline.algebra.timex import rrule_text
from timeline.model import Grain

_MOST_DAYS = 800
_BY_DAYS = {Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.QUARTER}


def rule(every: Every, end: date | None = None) -> str | None:
    """The RRULE of a recurrence; its end becomes UNTIL.

    None for what comes again within the hour, or between hours of the day: no such rule would end with the day.
    """
    if every.unit.rank < Grain.HOUR.rank or (every.unit is Grain.HOUR and every.at is not None):
        return None
    text = rrule_text(every)
    return f"{text};UNTIL={end:%Y%m%d}" if text and end is not None else text


def tells_day(every: Every) -> bool:
    """Whether a recurrence says on which days it happens: «weekly» does not."""
    return every.unit.rank <= Grain.DAY.rank or bool(every.weekdays or every.days or every.months)


def moved(every: Every, days: int) -> Every | None:
    """The same recurrence on a clock that is days ahead; None where it cannot be said by weekdays."""
    if not days or (every.unit is Grain.DAY and not every.weekdays):
        return every
    if every.ordinal is not None or every.days or not every.weekdays:
        return None
    return replace(every, weekdays=tuple(sorted((day + days) % 7 for day in every.weekdays)))


@lru_cache(maxsize=2048)
def first_day(every: Every, start: date, excepted: tuple[date, ...] = ()) -> date | None:
    """The first day on or after ``start`` on which it happens."""
    if every.unit not in _BY_DAYS:
        return start
    day = start
    for _ in range(_MOST_DAYS):
        if _happens(every, day) and day not in excepted:
            return day
        if day == date.max:
            return None
        day += timedelta(days=1)
    return None


def _happens(every: Every, day: date) -> bool:
    if every.months and day.month not in every.months:
        return False
    if every.days and day.day not in {
        d if d > 0 else calendar.monthrange(day.year, day.month)[1] + 1 + d for d in every.days
    }:
        return False
    if every.weekdays:
        if day.weekday() not in every.weekdays:
            return False
        if every.ordinal is not None:
            last = calendar.monthrange(day.year, day.month)[1]
            nth = (day.day - 1) // 7 + 1
            backwards = -((last - day.day) // 7 + 1)
            return any((nth if n > 0 else backwards) == n for n in (every.ordinal, *every.more))
    return True
