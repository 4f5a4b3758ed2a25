"""«moved from 3 pm to 4 pm ET» reads like a range, and is two times: the one given up and the one that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from timeline.algebra.expressions import At, Between, Every, Fields
from timeline.language.files import read
from timeline.model import Reading, Tree

_CHANGES = read("en_discourse.toml")["changes"]
MOVED, DROPPED = ("|".join(_CHANGES[sort]) for sort in ("moved", "dropped"))
_NOT_ELSEWHERE = r"(?:(?!\b(?:to|into)\b)[^.!?\n])"  # «moves to Leeds from 3 to 10 May» is for these days
_MOVED = re.compile(
    rf"\b(?:{MOVED}|push|pull|reset|"
    r"(?:deadline|registration|submission\w*|date|period|hours)\b[^.!?\n]{0,20}\bextend\w+|"
    r"extend\w*\b[^.!?\n]{0,20}\b(?:deadline|registration|submission|date|period|hours))\b"
    rf"{_NOT_ELSEWHERE}{{0,45}}?(?:\bfrom\s+)?$",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(  # not «The desk, moved to Elm Street, is staffed from Mondays to Fridays»
    rf"\b(?:{MOVED})\b(?:(?!\b(?:is|are|was|were|runs?|open)\b)[^.!?,;\n]){{0,40}}$", re.IGNORECASE
)
_ONE_DAY = re.compile(r"day$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|until)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|up to)[ ](?:the[ ])?$", re.IGNORECASE)
_COMMA = re.compile(r",[ ](?:at[ ])?(?=\d{1,2}(?::\d\d|[ ]?[ap]\.?m\b))", re.IGNORECASE)
_THEREAFTER = re.compile(  # «(8am PST) afterwards»
    r"[ ]?(?:\([^()\n]{2,40}\)[ ]?)?,?[ ]?(?:afterwards?|thereafter|after that|from then on)\b", re.IGNORECASE
)


def apart(text: str, readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """The readings, those of a move taken apart."""
    for reading in readings:
        expr = reading.expr
        if isinstance(expr, Every):
            yield from _weekdays(text, reading, expr)
            continue
        last = expr.end if isinstance(expr, Between) and expr.start is None else expr
        if isinstance(last, At) and last.date is not None and (comma := _before_thereafter(text, reading)) is not None:
            yield _part(reading, (reading.span[0], comma.start()), At(last.date))
            yield _part(reading, (comma.end(), reading.span[1]), replace(last, date=None))
            continue
        if not isinstance(expr, Between) or expr.start is None or expr.end is None:
            yield reading
            continue
        start, end = reading.span
        between = _moved(text, reading)
        if between is None:
            yield reading
            continue
        yield _part(reading, (start, between.start()), _shared(expr.start, expr.end))
        yield _part(reading, (between.end(), end), _shared(expr.end, expr.start))


def _before_thereafter(text: str, reading: Reading) -> re.Match[str] | None:
    """The comma of «15:00 UTC until 31 October, 16:00 UTC afterwards», behind which the hours are of no day told."""
    start, end = reading.span
    if not holds_thereafter(text, end) or not _UNTIL.search(text, max(0, start - 14), start):
        return None
    return _COMMA.search(text, start, end)


def holds_thereafter(text: str, end: int) -> bool:
    """Whether what is told before a place holds from another day on: «16:00 UTC afterwards»."""
    return _THEREAFTER.match(text, end) is not None


def _weekdays(text: str, reading: Reading, every: Every) -> Iterator[Reading]:
    """«moves from Tuesdays to Thursdays», «from Tuesday to Thursday at 19:00»: the old day, and the new with what else
    is said of it."""
    start, end = reading.span
    days, between = every.weekdays, _moved(text, reading) if len(every.weekdays) > 1 and not every.more else None
    if between is None or not _DIRECTLY.search(text, max(0, start - 70), start):
        yield reading
        return
    gaps = [n for n, (one, other) in enumerate(pairwise(days), 1) if other - one > 1]
    turns = gaps[0] if gaps and (days[0] - days[-1]) % 7 == 1 else 0  # «from Fridays to Mondays»
    old, new = days[turns], days[turns - 1]
    if _ONE_DAY.search(text, start, between.start()) and every.until_clock is None:
        at = every.at or At()
        yield _part(reading, (start, between.start()), replace(at, date=Fields(weekday=old), clock=None))
        yield _part(reading, (between.end(), end), replace(at, date=Fields(weekday=new)))
        return
    yield _part(reading, (start, between.start()), replace(every, weekdays=(old,)))
    yield _part(reading, (between.end(), end), replace(every, weekdays=(new,)))


def _moved(text: str, reading: Reading) -> re.Match[str] | None:
    """The word between the two times of a move."""
    start, end = reading.span
    between = _TO.search(text, start, end)
    from_ = text[start : start + 5].casefold() == "from " or text[max(0, start - 5) : start].casefold() == "from "
    return between if between is not None and from_ and _MOVED.search(text, max(0, start - 70), start) else None


def _shared(one: At, other: At) -> At:
    """A time with the date and zone that the other one states for both."""
    return replace(one, date=one.date or other.date, zone=one.zone or other.zone)


def _part(reading: Reading, span: tuple[int, int], at: At | Every) -> Reading:
    return replace(reading, span=span, expr=at, tree=reading.tree and Tree("move", span, (reading.tree,)))
