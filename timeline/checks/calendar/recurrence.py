"""Recurrence rules (RFC 5545, 3.3.10): their parts, and the days on which they fall.

The days are walked one by one and never for longer than is asked.  dateutil's iterator cannot be stopped: for a rule
that never falls («every 30 February», found in a hostile file) it counts through all days up to the year 9999.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from timeline.algebra.civil import BYDAY

_DAY = r"(?:[+-]?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*"
SHAPES = {
    "FREQ": re.compile(r"SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"0*[1-9]\d{0,8}", re.ASCII),
    "COUNT": re.compile(r"0*[1-9]\d{0,8}", re.ASCII),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?", re.ASCII),
    "BYSECOND": re.compile(_NUMBERS, re.ASCII),
    "BYMINUTE": re.compile(_NUMBERS, re.ASCII),
    "BYHOUR": re.compile(_NUMBERS, re.ASCII),
    "BYDAY": re.compile(rf"{_DAY}(?:,{_DAY})*", re.ASCII),
    "BYMONTHDAY": re.compile(_NUMBERS, re.ASCII),
    "BYYEARDAY": re.compile(_NUMBERS, re.ASCII),
    "BYWEEKNO": re.compile(_NUMBERS, re.ASCII),
    "BYMONTH": re.compile(_NUMBERS, re.ASCII),
    "BYSETPOS": re.compile(_NUMBERS, re.ASCII),
    "WKST": re.compile("|".join(BYDAY)),
    "RSCALE": re.compile(r"[A-Z0-9-]+"),  # RFC 7529
    "SKIP": re.compile(r"OMIT|BACKWARD|FORWARD"),
}
# The parts whose days this module can walk.
WALKED = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_LONGEST = 4000  # characters of a rule that are read at all


def parts_of(rule: str) -> dict[str, str] | str:
    """The parts of a rule by name in upper case; or what is wrong with it.

    >>> parts_of("FREQ=WEEKLY;BYDAY=TU")
    {'FREQ': 'WEEKLY', 'BYDAY': 'TU'}
    >>> parts_of("FREQ=FORTNIGHTLY")
    "FREQ has no value 'FORTNIGHTLY'"
    """
    if len(rule) > _LONGEST:
        return "it is too long to be a rule"
    parts: dict[str, str] = {}
    for part in rule.strip().upper().split(";"):
        name, _, value = part.partition("=")
        if name not in SHAPES:
            return f"unknown part {name[:20]!r}"
        if name in parts:
            return f"{name} stands twice"
        if not SHAPES[name].fullmatch(value):
            return f"{name} has no value {value[:30]!r}"
        parts[name] = value
    if "FREQ" not in parts:
        return "it has no FREQ"
    if {"COUNT", "UNTIL"} <= parts.keys():
        return "it has both COUNT and UNTIL"
    return parts


def written(parts: Mapping[str, str]) -> str:
    """A rule of these parts, in the customary order."""
    return ";".join(f"{name}={parts[name]}" for name in SHAPES if name in parts)


def days(parts: Mapping[str, str], start: date, until: date, since: date = date.min) -> Iterator[date]:
    """The days up to ``until`` on which a rule falls that begins at ``start``; COUNT and UNTIL are not heeded.

    Days before ``since`` are left out, and not walked either.

    >>> list(days({"FREQ": "MONTHLY", "BYDAY": "-1TH"}, date(2026, 9, 1), date(2026, 10, 31)))
    [datetime.date(2026, 9, 24), datetime.date(2026, 10, 29)]
    """
    first = max(start, since)
    positions = _numbers(parts, "BYSETPOS")
    if not positions:
        yield from _wanted(parts, start, first, until)
        return
    # Places are counted in whole periods: from the beginning of the first to the end of the last.
    whole = until.toordinal() + 366
    wanted = _wanted(parts, start, _period_start(parts, first), date.fromordinal(min(whole, date.max.toordinal())))
    for _, group in groupby(wanted, key=lambda day: _period(parts, day)):
        of_period = list(group)
        chosen = {of_period[p - 1 if p > 0 else p] for p in positions if p and abs(p) <= len(of_period)}
        yield from sorted(day for day in chosen if first <= day <= until)


def _wanted(parts: Mapping[str, str], start: date, first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if _in_interval(parts, start, day) and _falls(parts, start, day):
            yield day


def _numbers(parts: Mapping[str, str], name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in parts[name].split(",")) if name in parts else ()


def _period(parts: Mapping[str, str], day: date) -> int:
    """The number of the day's, week's, month's or year's turn."""
    match parts["FREQ"]:
        case "YEARLY":
            return day.year
        case "MONTHLY":
            return day.year * 12 + day.month
        case "WEEKLY":
            return (day.toordinal() - 1 - BYDAY.index(parts.get("WKST", "MO"))) // 7
        case _:
            return day.toordinal()


def _period_start(parts: Mapping[str, str], day: date) -> date:
    match parts["FREQ"]:
        case "YEARLY":
            return day.replace(month=1, day=1)
        case "MONTHLY":
            return day.replace(day=1)
        case "WEEKLY":
            back = (day.weekday() - BYDAY.index(parts.get("WKST", "MO"))) % 7
            return day - timedelta(days=min(back, day.toordinal() - 1))
        case _:
            return day


def _in_interval(parts: Mapping[str, str], start: date, day: date) -> bool:
    interval = int(parts.get("INTERVAL", "1"))
    return interval == 1 or (_period(parts, day) - _period(parts, start)) % interval == 0


def _falls(parts: Mapping[str, str], start: date, day: date) -> bool:
    if "BYMONTH" in parts and day.month not in _numbers(parts, "BYMONTH"):
        return False
    if "BYMONTHDAY" in parts:
        length = _length(day)
        if not {day.day, day.day - length - 1} & set(_numbers(parts, "BYMONTHDAY")):
            return False
    if "BYDAY" in parts:
        return any(_is_weekday(parts, item, day) for item in parts["BYDAY"].split(","))
    if "BYMONTHDAY" in parts:
        return True
    match parts["FREQ"]:
        case "WEEKLY":
            return day.weekday() == start.weekday()
        case "MONTHLY":
            return day.day == start.day
        case "YEARLY":
            return day.day == start.day and ("BYMONTH" in parts or day.month == start.month)
        case _:
            return True


def _is_weekday(parts: Mapping[str, str], item: str, day: date) -> bool:
    if BYDAY[day.weekday()] != item[-2:]:
        return False
    if not item[:-2]:
        return True
    number = int(item[:-2])
    if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts:
        position = day.timetuple().tm_yday
        length = date(day.year, 12, 31).timetuple().tm_yday
    else:
        position, length = day.day, _length(day)
    return number == ((position - 1) // 7 + 1 if number > 0 else -((length - position) // 7 + 1))


def _length(day: date) -> int:
    """How many days its month has."""
    if day.month == 12:
        return 31
    return (date(day.year, day.month + 1, 1) - date(day.year, day.month, 1)).days
