"""Blocking keys: what a happening is looked up by, so that no two are compared that have nothing in common.

A key is what happens with when, or what happens with who, as a number of 32 bits.
Two that collide make two happenings be compared in vain, and no more.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from timeline.link.members import Member
from timeline.link.score import MOST_SLACK, slack
from timeline.link.times import Time, day_of

_NAMES = 4
_ANY, _NONE = 5000, 5001  # no minutes of a day; -1 and -2 would not do, for they hash alike
_MASK = 0xFFFFFFFF
_TEXT, _TRIGGER, _CHANGE, _SUBJECT, _WORD, _WEEK, _CALENDAR, _AT, _ON, _WHO, _ANNOUNCED, _LOOSE, _MINUTE = range(13)


class Keys(NamedTuple):
    """Under which keys a happening is found, under which it looks, and how far off in time its partners may be.

    A tuple, for a change makes those of all happenings that there are.
    """

    put: Sequence[int]  # empty for what founds no event
    ask: Sequence[int]
    position: int  # minute at which it begins, or its text came out: under a key, neighbours in time come first
    reach: tuple[int, int, int] | None  # first and last day, and by how many days another may be off; None: any


def keys_of(member: Member) -> Keys:
    """The keys of a happening.

    Two single times on known days meet by those days, or by one clock and a name where the day may have slipped; a
    series meets by its weekdays.  Only what may be told of any day meets all that happens to somebody, in a month or
    in a text.
    """
    time, text = member.time, _number(member.happening.document)
    own = sorted(map(_number, {member.head, *member.kinds}))
    subjects = sorted({*own, *map(_number, member.other_kinds)})
    rare = [_number(name) for name in sorted(member.names, key=lambda name: (-member.names[name], name))[:_NAMES]]
    put = [hash((_TRIGGER, text, member.happening.trigger_span))]
    if member.update is not None:
        put.append(hash((_CHANGE, text)))
    if member.announced:
        put += [hash((_ANNOUNCED, subject)) for subject in subjects]
    ask = put.copy()
    lasting = [hash((_WHO, subject, name)) for subject in subjects for name in rare]
    lasting += [hash((_SUBJECT, text, subject)) for subject in subjects]
    if time is None:
        ask += [hash((_CALENDAR, subject, month)) for subject in own for month in _months_ahead(member)]
    else:
        words, told = (own, subjects, rare), _NONE if time.clock is None else time.clock
        texts = (text,) if member.mail is None else (text, _number(member.mail))
        put += _timed(member, time, words, (told, _ANY), 0, texts)
        ask += _timed(member, time, words, (_ANY,) if time.clock is None else (told, _NONE), 1, texts)
        if not time.recurring:
            month = _month(time.first)
            periods = month, -((month - 1) // 12)  # a year is told of with any of its months
            lasting += [hash((_CALENDAR, word, period)) for word in (*subjects, *rare) for period in periods]
    put += lasting
    loose = [hash((_LOOSE, key)) for key in lasting]
    if time is None or _is_loose(member, time):
        put, ask = put + loose, ask + lasting
    else:
        ask += loose
    position = time.low if time is not None else member.published
    return Keys(_short(put if member.founds else ()), _short(ask), position, reach_of(member))


def reach_of(member: Member) -> tuple[int, int, int] | None:
    """First and last day of a single time, and by how many days another may be off; None where any time may do."""
    time = member.time
    if time is None or time.recurring or member.update is not None:
        return None
    return time.first, time.until, slack(member)


def far(one: tuple[int, int, int] | None, other: tuple[int, int, int] | None) -> bool:
    """Whether two times lie so far apart that it is a veto, whatever else is said."""
    if one is None or other is None:
        return False
    wide = MOST_SLACK in (one[2], other[2])
    apart = MOST_SLACK if wide else min(one[2], other[2])
    return one[1] + apart < other[0] or other[1] + apart < one[0]


def _timed(
    member: Member,
    time: Time,
    words: tuple[Sequence[int], Sequence[int], Sequence[int]],
    clocks: Iterable[int],
    around: int,
    texts: Sequence[int],
) -> list[int]:
    """Keys by days and clocks; ``around`` is how many days beside its own a single time looks under."""
    own, subjects, rare = words
    whose = [(subject, name) for subject in own for name in rare]
    if time.recurring:
        days: Iterable[int] = time.weekdays or range(7)
        found = [hash((_ON, *key, day)) for key in whose for day in days]
        return found + [hash((_ON, subject, day, clock, 0)) for subject in subjects for day in days for clock in clocks]
    first, last = time.first, time.last
    found = [] if time.instant is None else [hash((_MINUTE, time.instant))]
    found += [hash((_TEXT, text, day)) for text in texts for day in range(first, min(last, first + 1) + 1)]
    if last - first <= 1:
        near = range(first - around, last + around + 1)
        found += [hash((_WORD, word, day)) for word in (*subjects, *rare) for day in near]
    elif last - first < 32:
        found += [hash((_WEEK, subject, day // 8)) for subject in subjects for day in range(first, last + 8, 8)]
    if member.ahead:
        found += [hash((_AT, *key, clock)) for key in whose for clock in clocks]
    if around:  # for a series: on its own clock the day may be another
        days = [(first + shift) % 7 for shift in (-2, -1, 0)]
        found += [hash((_ON, *key, day)) for key in whose for day in days]
        found += [hash((_ON, subject, day, clock, 0)) for subject in own for day in days for clock in clocks]
    return found


def _is_loose(member: Member, time: Time) -> bool:
    """Whether a time may be one with a time of another day: its own day is open, or many, or it was changed."""
    return member.update is not None or (not time.recurring and (time.open or time.last - time.first > 1))


def _months_ahead(member: Member) -> Sequence[int]:
    """The months in which what is announced without a time may be."""
    if not member.announced or not member.published:
        return ()
    month = _month(day_of(member.published))
    return month, month + 1


def _month(day: int) -> int:
    """The calendar month of a day, counted from year 1."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month


def _short(keys: Iterable[int]) -> array[int]:
    return array("I", dict.fromkeys([key & _MASK for key in keys]))


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    """A number for a word, the same in every process; so are tuples of numbers, unlike those of text."""
    return crc32(word.encode("utf-8", "surrogatepass"))
