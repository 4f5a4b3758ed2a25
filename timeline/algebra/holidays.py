"""Named days: a rule of the language's data becomes a date of a year.

A rule is "12-25", "11 thursday 4" (-1: the last), "easter", or another day's name and days from it: "thanksgiving +1".
Easter is computed (dateutil, Western); no dates are typed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def holiday(key: str, year: int, rules: Mapping[str, str]) -> date | None:
    """The date of a named day in a year; None where no rule is known or the calendar does not reach.

    >>> holiday("black-friday", 2025, {"thanksgiving": "11 thursday 4", "black-friday": "thanksgiving +1"})
    datetime.date(2025, 11, 28)
    """
    return _by_rule(rules[key], year, tuple(sorted(rules.items()))) if key in rules and 1583 <= year <= 4099 else None


@lru_cache(maxsize=4096)
def _by_rule(rule: str, year: int, rules: tuple[tuple[str, str], ...]) -> date | None:
    words = rule.split()
    if words[0] == "easter":
        day = easter(year)
    elif "-" in words[0] and words[0][0].isdigit():
        month, number = words[0].split("-")
        day = date(year, int(month), int(number))
    elif words[0].isdigit():
        day = nth_weekday(year, int(words[0]), _WEEKDAYS.index(words[1]), int(words[2]))
        words = words[2:]
    else:
        base = dict(rules).get(words[0])
        found = _by_rule(base, year, rules) if base else None
        if found is None:
            return None
        day = found
    return day + timedelta(days=int(words[1])) if len(words) > 1 else day


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
