"""Calendar dates: fields that words state, and what they intersect in."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from timeline.algebra.expressions import Fields, Holiday

_NAMES = tuple(field.name for field in fields_of(Fields))
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fields(*values: Any) -> Fields | None:
    """The intersection of what the parts state; None where two parts speak of the same thing."""
    stated: dict[str, Any] = {}
    for part in values:
        if not isinstance(part, Fields):
            return None
        for name in _NAMES:
            given = getattr(part, name)
            if given is None or given is False:
                continue
            if stated.get(name, given) != given or (name in stated and name not in ("short_year", "fiscal")):
                return None
            stated[name] = given
    swapped = stated.get("swapped")
    if swapped is not None and len(values) > 1:
        other = fields(*(replace(part, swapped=None) if part.swapped is None else part.swapped for part in values))
        stated["swapped"] = other
    if stated.get("day", 1) > _LONGEST_MONTH[stated.get("month", 1) - 1]:
        return Fields(**stated) if stated["day"] <= 31 else None
    return Fields(**stated)


def year_of_era(literal: tuple[int, ...], date: Fields) -> Fields | None:
    if date.year is None:
        return None
    return replace(date, year=1 - date.year if literal[0] < 0 else date.year)


def day_of(ordinal: int) -> Fields | None:
    return Fields(day=ordinal) if 1 <= ordinal <= 31 else None


def day_words(*numbers: float) -> Fields | None:
    """«twenty nine» in «May twenty nine»."""
    number = sum(numbers)
    return day_of(int(number)) if number == int(number) else None


def weekday_day(weekday: Fields, day: Fields) -> Fields | None:
    """«Sunday 31», «Friday 13»: a number that can be no hour of the half day."""
    return fields(weekday, day) if day.day is not None and day.day > 12 and weekday.month is None else None


def weekday_nth(weekday: Fields, ordinal: int) -> Fields | None:
    """«next Tue 17th», «this Friday the 13th»: figures tell which is meant."""
    day = day_of(ordinal)
    return fields(weekday, day) if day is not None and weekday.month is None else None


def bare_numbers(first: Fields, second: Fields, *year: Fields) -> Fields | None:
    """«2-15», «15 / 2», «10 31 1974»: month and day where only one of the two can be a month."""
    one, two = first.day or 0, second.day or 0
    if (one > 12) == (two > 12):
        return None
    return fields(Fields(month=min(one, two), day=max(one, two)), *year)


def month_named(month: Fields, numbers: Fields) -> Fields | None:
    """«August/10/2012»: what looks like a month and its year is the day and the year."""
    if numbers != Fields(year=numbers.year, month=numbers.month) or numbers.month is None or numbers.year is None:
        return None
    return fields(month, Fields(year=numbers.year, day=numbers.month))


def year_words(*values: Any) -> Fields | None:
    """«nineteen ninety-six», «eighteen hundred and twelve», «two thousand and twenty»."""
    first, *rest = values
    year = int(first)
    if not rest:  # «the year two thousand»
        return Fields(year=year) if year in (1000, 2000) else None
    if len(rest) == 2:  # eighteen, hundred, twelve
        year, rest = year * int(rest[0]), rest[1:]
    elif 15 <= year <= 20:
        if not rest or not 10 <= rest[0] < 100:
            return None
        year *= 100
    elif year not in (1000, 2000):
        return None
    year += int(rest[0])
    return Fields(year=year) if 1400 <= year <= 2100 else None


def year_of_our_century(*values: Any) -> Fields | None:
    """«twenty twenty five», «twenty nineteen», «twenty oh five»."""
    first, *rest = values
    return Fields(year=2000 + int(sum(rest))) if first == 20 and 0 < sum(rest) < 100 else None


def year_oh(*values: Any) -> Fields | None:
    """«nineteen oh five»."""
    century_, year = values
    return Fields(year=int(century_) * 100 + int(year)) if 14 <= century_ <= 19 else None


def first_year(*values: Any) -> Fields | None:
    """«the winter of 1995-96»: a season is named by the year that it begins in."""
    *stated, _ = values
    return fields(*stated)


def quarter_of_months(first: Fields, last: Fields) -> Fields | None:
    """«the July-September quarter»."""
    if first.month is None or last.month is None or first.month % 3 != 1 or last.month != first.month + 2:
        return None
    return Fields(quarter=last.month // 3) if first == Fields(month=first.month) else None


def year_number(n: float) -> Fields | None:
    return Fields(year=int(n)) if 0 < n < 1000 else None


def short_year(*values: Any) -> Fields | None:
    """«Aug 96», «3 Aug 96», «April of '87»: two digits that can be no day."""
    *parts, year = values
    if year.year is None or (year.year % 100 <= 31 and not any(part.day for part in parts)):
        return None
    return fields(*parts, year)


def quarter(*values: Any) -> Fields | None:
    """A number and, if stated, the year, in either order."""
    n = next(number for number in values if isinstance(number, int))
    return fields(Fields(quarter=n), *(part for part in values if not isinstance(part, int))) if 1 <= n <= 4 else None


def half_year(*values: Any) -> Fields | None:
    n = values[0]
    return fields(Fields(half=n), *values[1:]) if n in (1, 2) else None


def half_year_of(*values: Any) -> Fields | None:
    """«2019-H2», «H2-2019»."""
    n = next(number for number in values if isinstance(number, int))
    return half_year(n, *(part for part in values if part is not n))


def last_half(*values: Any) -> Fields | None:
    """«the last half of 1998»."""
    return fields(Fields(half=2), *values)


def week_of_year(*values: Any) -> Fields | None:
    n = int(next(number for number in values if not isinstance(number, Fields)))
    years = [part for part in values if isinstance(part, Fields)]
    return fields(Fields(week=n), *years) if 1 <= n <= 53 else None


def fiscal(*values: Any) -> Fields | None:
    made = fields(*values)
    return replace(made, fiscal=True) if made else None


def decade(*values: Any) -> Fields | None:
    """«the 1990s» has 1990; «the nineties», «the 90s» are of the twentieth century."""
    n = int(values[-1])
    return Fields(decade=n if n >= 1000 else 1900 + n) if n % 10 == 0 and not 100 <= n < 1000 else None


def century(*values: Any) -> Fields | None:
    return Fields(century=int(values[0])) if 1 <= values[0] <= 30 else None


def decade_bc(*values: Any) -> Fields | None:
    """«the 470s BC»."""
    n = int(values[-1])
    return Fields(decade=-n) if n % 10 == 0 and n < 1000 else None


def century_bc(*values: Any) -> Fields | None:
    return Fields(century=-int(values[0])) if 1 <= values[0] <= 60 else None


def before_zone(date: Any, _zone: Any) -> Any:
    """«Nov. 8 (ET)»: the bracket is of the hours told elsewhere."""
    return date


def holiday_dated(_named: Any, date: Any) -> Fields | None:
    """«Election Day, Tuesday, April 1»: the date says which; «Christmas, January 1» lists two."""
    full = isinstance(date, Fields) and date.weekday is not None and date.month is not None and date.day is not None
    return date if full else None


def holiday(*values: Any) -> Holiday | None:
    named, *rest = values
    if rest:
        if rest[0].year is None or rest[0] != Fields(year=rest[0].year, short_year=rest[0].short_year):
            return None
        return Holiday(named.key, rest[0].year)
    return Holiday(named.key, named.year)
