"""Days that are listed with one clock time: «Feb 7, 14 and 21 at 6pm ET» is three times, and no range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.algebra.expressions import At, Between, Clock, Fields
from timeline.model import Reading, Span

_DAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?[ ])?(\d{1,2})(?:st|nd|rd|th)?(?![\w%/])"
_FIGURE = re.compile(_DAY)
_BEHIND = re.compile(rf"(?:(?:,|,?[ ](?:and|or|&)|/)[ ]?{_DAY}(?![-:–][ ]?\d|[.,]\d)){{1,9}}")
_BEFORE = re.compile(rf"(?<![\w.:/$-])(?:{_DAY}(?:,[ ]?|[ ](?:and|or|&)[ ]|,[ ](?:and|or|&)[ ])){{1,9}}\Z")
_AND = re.compile(r"\b(?:and|or)\b|&")
_YEAR = re.compile(r",?[ ]((?:19|20)\d\d)\b(?!:)")
_CLOSED = re.compile(r"[ ]?(?:[.,;:)\n!?|–—-]|at\b|from\b|@|\Z)", re.IGNORECASE)
_JOINED = re.compile(r",?[ ]?(?:and|or|&)[ ](?:on[ ])?|,[ ]|[ ]?/[ ]?")
_TO_CLOCK = re.compile(
    r"[ ]?[,:|–—-]?[ ]?(?:(?:both|all|each)[ ](?:days?[ ])?)?(?:(?:starting|beginning)[ ])?(?:(?:at|from|@)[ ])?",
    re.IGNORECASE,
)
_TO_DAYS = re.compile(r",?[ ](?:on[ ])?")
_REACH = 80  # characters on either side of a mention in which its list goes on
_MOST = 12  # mentions of one list


def apart(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings, those of a list of days taken apart, each day with the clock time of all."""
    at = 0
    while at < len(readings):
        listed, after = _list(text, readings, at)
        yield from listed
        at = after


def _list(text: str, readings: Sequence[Reading], at: int) -> tuple[Sequence[Reading], int]:
    """The mentions that begin with one, and where the next begins."""
    as_it_is = readings[at : at + 1], at + 1
    head = readings[at]
    leads = _has_clock_alone(head) and at + 1 < len(readings)
    if leads and not _TO_DAYS.fullmatch(text, head.span[1], readings[at + 1].span[0]):
        return as_it_is
    first = at + 1 if leads else at
    days, after = _days(text, readings, first)
    if len(days) < 2:
        return as_it_is
    clock = head if leads else None
    begin = days[-1].span[0]
    timed = [day for day in days if _has_clock(day)]
    if clock is None and timed:
        clock = timed[0]
    elif clock is None and after < len(readings) and _has_clock_alone(readings[after]):
        behind = readings[after]
        if _TO_CLOCK.fullmatch(text, days[-1].span[1], behind.span[0]):
            clock, after = behind, after + 1
            days[-1] = replace(days[-1], span=(begin, behind.span[1]))
    if clock is None:
        return (days, after) if len(days) > after - at and len(days) > 2 else as_it_is
    made = [_at(day, clock) for day in days]
    if leads:
        made[0] = replace(made[0], span=(head.span[0], made[0].span[1]))
    return made, after


def _days(text: str, readings: Sequence[Reading], first: int) -> tuple[list[Reading], int]:
    """The days that a mention and those listed behind it name; the last may have a clock time, or the first alone."""
    found: list[Reading] = []
    joined = False
    at = first
    while at < min(len(readings), first + _MOST):
        gap = _JOINED.fullmatch(text, found[-1].span[1], readings[at].span[0]) if found else None
        more = _of_one(text, readings[at])
        if not more or (found and gap is None):
            break
        joined = joined or len(more) > 1 or (gap is not None and "," not in gap[0]) or len(found) > 1
        found += more
        at += 1
        while at < len(readings) and readings[at].span[0] < found[-1].span[1]:
            at += 1  # the year, which the list has taken
        if _has_clock(found[-1]):
            break
    return (found, at) if joined else ([], first + 1)


def _of_one(text: str, reading: Reading) -> list[Reading]:
    """The days that one mention names, with the figures beside it that share its month."""
    match reading.expr:
        case At(date=Fields() as date, clock=None | Clock()) if date.month is not None and date.day is not None:
            own = [reading]
        case Between(start=At(date=Fields() as date, clock=Clock()), end=At(date=None, clock=Clock())):
            # «30 September and 1 October, 10:00-18:00», the last of a list
            return [reading] if date.month is not None and date.day is not None else []
        case Between(start=At(date=Fields() as date, clock=None), end=At(date=Fields() as last, clock=None)):
            cuts = list(_AND.finditer(text, *reading.span))
            if date.day is None or last.day is None or not cuts:
                return []
            cut = cuts[-1]
            left = text[reading.span[0] : cut.start()].rstrip(" ,")
            right = cut.end() + (text[cut.end() : cut.end() + 1] == " ")
            own = [
                _day(reading, (reading.span[0], reading.span[0] + len(left)), date),
                _day(reading, (right, reading.span[1]), last),
            ]
        case _:
            return []
    more, year = _behind(text, own[-1])
    own = [_in_year(day, year) for day in own] if year is not None else own
    return [*_before(text, own[0], date, len(own)), *own, *more]


def _in_year(day: Reading, year: int) -> Reading:
    match day.expr:
        case At(date=Fields() as date) as at:
            return replace(day, expr=replace(at, date=replace(date, year=year)))
    return day


def _behind(text: str, own: Reading) -> tuple[list[Reading], int | None]:
    """«14 and 21» behind «Feb 7», and the year that closes the list; the clock time may stand before it."""
    date = own.expr.date if isinstance(own.expr, At) else None
    more = _BEHIND.match(text, own.span[1], own.span[1] + _REACH)
    if more is None or not isinstance(date, Fields) or date.day is None or text[own.span[1] - 1].isalpha():
        return [], None
    figures = [(figure.start(), figure.end(), int(figure[1])) for figure in _FIGURE.finditer(text, *more.span())]
    if not (_AND.search(more[0]) or len(figures) > 1) or not _rise([date.day, *(n for *_, n in figures)]):
        return [], None
    year = _YEAR.match(text, more.end())
    if year is None and not _CLOSED.match(text, more.end()):
        return [], None
    stated = replace(date, weekday=None, year=int(year[1]) if year is not None else date.year)
    made = [_day(own, (begin, end), replace(stated, day=n)) for begin, end, n in figures]
    if year is not None:
        made[-1] = replace(made[-1], span=(made[-1].span[0], year.end()))
    return made, int(year[1]) if year is not None else None


def _before(text: str, own: Reading, date: Fields, known: int) -> list[Reading]:
    """«3, 10 and» before «17 June»."""
    start = own.span[0]
    if date.day is None or not _FIGURE.match(text, start):
        return []
    low = max(0, start - _REACH)
    more = _BEFORE.search(text, low, start)
    if more is None:
        return []
    figures = [(figure.start(), figure.end(), int(figure[1])) for figure in _FIGURE.finditer(text, *more.span())]
    if not _AND.search(more[0]) and len(figures) + known < 3:
        return []
    if not _rise([*(n for *_, n in figures), date.day]):
        return []
    stated = replace(date, weekday=None)
    return [_day(own, (begin, end), replace(stated, day=n)) for begin, end, n in figures]


def _rise(days: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(days)) and days[-1] <= 31


def _day(reading: Reading, span: Span, date: Fields) -> Reading:
    return replace(reading, span=span, expr=At(date), tree=None)


def _has_clock(reading: Reading) -> bool:
    match reading.expr:
        case At(clock=Clock()) | Between(start=At(clock=Clock())):
            return True
    return False


def _has_clock_alone(reading: Reading) -> bool:
    match reading.expr:
        case At(date=None, clock=Clock()) | Between(start=At(date=None, clock=Clock()), end=At(date=None)):
            return True
    return False


def _at(day: Reading, clock: Reading) -> Reading:
    """A day with the clock time of its list."""
    if day is clock:
        return day
    date = day.expr.date if isinstance(day.expr, At) else None
    match clock.expr:
        case At() as at:
            return replace(day, expr=replace(at, date=date))
        case Between(start=At() as start) as stretch:
            return replace(day, expr=replace(stretch, start=replace(start, date=date)))
    return day
