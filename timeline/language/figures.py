"""What figures may be: a number, a year, an hour, a date with its parts in either order."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from timeline.algebra.expressions import Clock, Fields

Leaves = list[tuple[str, Any]]
Shape = tuple[int, Leaves]  # where it ends, and what it may be


@lru_cache(maxsize=4096)  # never changed by those who ask
def plain(digits: str) -> Leaves:
    """What a bare whole number may be."""
    if len(digits) > 12:
        return []
    number = int(digits)
    leaves: Leaves = [("int", number)]
    size = len(digits)
    if size <= 2:
        if 1 <= number <= 31:
            leaves.append(("day", Fields(day=number)))
        if number <= 24:
            leaves.append(("hour", number))
        if size == 2:
            leaves.append(("yy2", Fields(year=full_year(number), short_year=True)))
            if number < 60:
                leaves.append(("min2", number))
    elif size == 4:
        if 1000 <= number < 2200:
            leaves.append(("year", Fields(year=number)))
        elif number >= 2200:
            leaves.append(("farfuture", Fields(year=number)))
        if number // 100 <= 24 and number % 100 < 60 and number <= 2400:
            leaves.append(("mil", Clock(number // 100, number % 100, None, None, "military")))
        if 1 <= number // 100 <= 12 and number % 100 < 60:
            leaves.append(("hm", Clock(number // 100, number % 100)))
    elif size == 3 and 1 <= number // 100 <= 9 and number % 100 < 60:
        leaves.append(("hm", Clock(number // 100, number % 100)))
    return leaves


def full_year(short: int) -> int:
    """A year of two digits: 69 is 1969, 68 is 2068 (POSIX strptime's pivot)."""
    return short if short >= 100 else 2000 + short if short < 69 else 1900 + short


def date_of(year: int, month: int, day: int) -> Fields | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and year > 0):
        return None
    return Fields(year=year, month=month, day=day)


def day_month(first: int, second: int) -> Fields | None:
    """«3/4»: the third of April or the fourth of March."""
    month_first = Fields(month=first, day=second) if 1 <= first <= 12 and 1 <= second <= 31 else None
    day_first = Fields(month=second, day=first) if 1 <= second <= 12 and 1 <= first <= 31 else None
    return _either(month_first, day_first)


def numeric_date(first: str, second: str, year: str, mark: str, timed: bool = False) -> Fields | None:
    """«03/04/2025», «31-10-74», «4.3.2025»; with dots the day comes first.

    «3.2.26» is a version, unless it is ``timed``: «3.2.26 12PM».
    """
    short = len(year) < 4
    if short and mark == "." and (len(first) < 2 or len(second) < 2) and not timed:
        return None
    full = full_year(int(year.strip("'")))
    if not 1000 <= full < 2200:
        return None
    one, two = int(first), int(second)
    month_first = Fields(year=full, month=one, day=two, short_year=short) if 1 <= one <= 12 and 1 <= two <= 31 else None
    day_first = Fields(year=full, month=two, day=one, short_year=short) if 1 <= two <= 12 and 1 <= one <= 31 else None
    if mark == "." and day_first is not None:
        return day_first
    return _either(month_first, day_first)


def _either(month_first: Fields | None, day_first: Fields | None) -> Fields | None:
    """The reading with the month first, holding the other order where both can be."""
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first
    return replace(month_first, swapped=day_first)
