"""Named days: a rule of the language's data becomes a date of a year.

A rule is "12-25", "11 thursday 4" (-1: the last), "05 monday before 25", "easter", "orthodox-easter", "moveable NAME"
(of the generated table), "dates" and the days of single years, or another day's name; after each may stand days from
it: "thanksgiving +1".  "04-16 observed" moves off the weekend, "04-15 workday emancipation" off that day too.
What lasts longer ends "for 8" (days) or "until easter".
Easter is computed (dateutil); days that follow the moon come from ``data/moveable.txt``, which
``scripts/build_holidays.py`` writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dateutil.easter import EASTER_ORTHODOX, easter

from timeline.algebra import civil

_WEEKDAYS = [name.lower() for name in civil.WEEKDAYS]


def holiday(key: str, year: int, rules: Mapping[str, str]) -> date | None:
    """The date of a named day in a year; None where no rule is known or the calendar does not reach.

    >>> holiday("black-friday", 2025, {"thanksgiving": "11 thursday 4", "black-friday": "thanksgiving +1"})
    datetime.date(2025, 11, 28)
    """
    return _by_rule(rules[key], year, rules) if key in rules and 1583 <= year <= 4099 else None


def lasting(key: str, year: int, rules: Mapping[str, str]) -> tuple[date, date] | None:
    """The first day of a named time and the day after its last.

    >>> lasting("hanukkah", 2025, {"hanukkah": "12-15 for 8"})
    (datetime.date(2025, 12, 15), datetime.date(2025, 12, 23))
    """
    first = holiday(key, year, rules)
    if first is None:
        return None
    _, _, length = rules[key].partition(" for ")
    _, _, closing = rules[key].partition(" until ")
    until = first + timedelta(days=int(length or 1))
    end = next((day for n in (year, year + 1) if (day := holiday(closing, n, rules)) and day > first), until)
    return first, end if closing else until


def _by_rule(rule: str, year: int, rules: Mapping[str, str]) -> date | None:
    words = rule.partition(" for ")[0].partition(" until ")[0].split()
    match words:
        case ["easter", *rest]:
            day = easter(year)
        case ["orthodox-easter", *rest]:
            day = easter(year, EASTER_ORTHODOX)
        case ["moveable", name, *rest]:
            moving = _moveable().get(name, {}).get(year)
            if moving is None:
                return None
            day = moving
        case ["dates", *days]:
            return next((date.fromisoformat(day) for day in days if int(day[:4]) == year), None)
        case [month, weekday, "before", number, *rest]:
            last = date(year, int(month), int(number)) - timedelta(days=1)
            day = last - timedelta(days=(last.weekday() - _WEEKDAYS.index(weekday)) % 7)
        case [month, weekday, n, *rest] if weekday in _WEEKDAYS:
            day = nth_weekday(year, int(month), _WEEKDAYS.index(weekday), int(n))
        case [fixed, "observed"]:
            return _observed(_fixed(fixed, year))
        case [fixed, "workday", other]:
            return _workday(_fixed(fixed, year), _by_rule(rules.get(other, ""), year, rules))
        case [fixed, *rest] if fixed[0].isdigit():
            day = _fixed(fixed, year)
        case [other, *rest]:
            base = rules.get(other)
            found = _by_rule(base, year, rules) if base else None
            if found is None:
                return None
            day = found
        case _:
            return None
    return day + timedelta(days=int(rest[0])) if rest else day


def _fixed(rule: str, year: int) -> date:
    month, day = rule.split("-")
    return date(year, int(month), int(day))


def _observed(day: date) -> date:
    """The weekday on which a holiday is kept: Friday for a Saturday, Monday for a Sunday (5 U.S.C. 6103)."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _workday(day: date, holiday: date | None) -> date:
    """The first weekday from a day on that is not the holiday (26 U.S.C. 7503)."""
    while day.weekday() > 4 or day == holiday:
        day += timedelta(days=1)
    return day


@cache
def _moveable() -> dict[str, dict[int, date]]:
    """The first date of each year for every day of the table."""
    table: dict[str, dict[int, date]] = {}
    text = (files("timeline.algebra") / "data" / "moveable.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, first, *cells = line.split()
        table[name] = {
            year: date(year, int(cell[:2]), int(cell[2:4]))
            for year, cell in enumerate(cells, int(first))
            if cell != "-"
        }
    return table


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month; -1 is the last.

    >>> nth_weekday(2025, 5, 0, -1)
    datetime.date(2025, 5, 26)
    """
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))
