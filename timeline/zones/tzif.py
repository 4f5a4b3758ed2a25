"""What a TZif file (RFC 9636) says: the offsets of a zone, when they change, and its rule for the years to come.

``zoneinfo`` answers "which offset now" but not "when does it change next" nor "by which rule"; calendars need both.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_NAME = r"(?:<[A-Za-z0-9+-]+>|[A-Za-z]{3,})"
_TIME = r"[+-]?\d{1,3}(?::\d{1,2}(?::\d{1,2})?)?"
_POSIX = re.compile(rf"({_NAME})({_TIME})({_NAME})({_TIME})?,([^,/]+)(?:/({_TIME}))?,([^,/]+)(?:/({_TIME}))?")


@dataclass(frozen=True, slots=True)
class Clock:
    """How a clock is set for a while: its offset from UTC, the file's flag for daylight time, its abbreviation."""

    offset: timedelta
    daylight: bool
    abbreviation: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clock: the UTC instant, the offsets before and after, the abbreviation after."""

    instant: datetime
    before: timedelta
    after: timedelta
    abbreviation: str


@dataclass(frozen=True, slots=True)
class Yearly:
    """One half of a POSIX rule, "M3.2.0/2": the day and the time of day, on the clock before, of a yearly change."""

    sort: str  # "M" (month.week.weekday), "J" (1 to 365, no leap day), "" (0 to 365)
    numbers: tuple[int, ...]
    time: timedelta

    def on(self, year: int) -> datetime:
        """The naive wall time of the change in a year.

        >>> Yearly("M", (3, 2, 0), timedelta(hours=2)).on(2025)
        datetime.datetime(2025, 3, 9, 2, 0)
        """
        if self.sort == "M":
            month, week, weekday = self.numbers
            first = date(year, month, 1)
            day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (week - 1))
            if day.month != month:  # week 5 is the last one
                day -= timedelta(7)
        else:
            leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            number = self.numbers[0]
            ordinal = number if self.sort == "" else number - 1 + (leap and number >= 60)
            day = date(year, 1, 1) + timedelta(ordinal)
        return datetime(day.year, day.month, day.day) + self.time  # noqa: DTZ001  a wall time


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a TZif file says."""

    first: Clock  # before the earliest change
    instants: tuple[int, ...]  # seconds since 1970
    clocks: tuple[Clock, ...]  # from that instant on
    footer: str  # POSIX TZ string, "" where the file has none

    def at(self, instant: datetime) -> Clock:
        """The clock at a UTC instant."""
        seconds = (instant - EPOCH).total_seconds()
        if self.instants and seconds >= self.instants[-1]:
            latest = self.clocks[-1]
            for change, clock in self._tail(instant.year - 1, instant.year + 1):
                if change <= instant:
                    latest = clock
            return latest
        place = bisect_right(self.instants, seconds)
        return self.clocks[place - 1] if place else self.first

    def changes(self, start: datetime, end: datetime) -> Iterator[Change]:
        """Changes of offset or abbreviation in [start, end)."""
        clock = self.at(start - timedelta(microseconds=1)) if start > _EARLIEST else self.first
        for instant, new in self._all(start, end):
            if (new.offset, new.abbreviation) != (clock.offset, clock.abbreviation):
                yield Change(instant, clock.offset, new.offset, new.abbreviation)
            clock = new

    def _all(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, Clock]]:
        place = bisect_left(self.instants, (start - EPOCH).total_seconds())
        for seconds, clock in zip(self.instants[place:], self.clocks[place:], strict=True):
            instant = EPOCH + timedelta(seconds=seconds)
            if instant >= end:
                return
            yield instant, clock
        for instant, clock in self._tail(start.year - 1, end.year + 1):
            if start <= instant < end:
                yield instant, clock

    def _tail(self, first: int, last: int) -> Iterator[tuple[datetime, Clock]]:
        """Changes by the footer's rule in the years given that come after the last change of the table."""
        rule = posix(self.footer)
        if rule is None or not self.instants:
            return
        standard, summer, begin, finish = rule
        known = EPOCH + timedelta(seconds=self.instants[-1])
        for year in range(max(first, known.year, 2), min(last, 9998) + 1):
            pair = [(begin.on(year) - standard.offset, summer), (finish.on(year) - summer.offset, standard)]
            for wall, clock in sorted(pair, key=lambda change: change[0]):
                if (instant := wall.replace(tzinfo=UTC)) > known:
                    yield instant, clock


def parse(content: bytes) -> Rules:
    """Read a TZif file of version 2 or later.  Raises ValueError for anything else.

    The 64-bit block follows the 32-bit one (RFC 9636, section 3).
    """
    if content[:4] != b"TZif" or content[4:5] < b"2":
        raise ValueError("not a TZif file of version 2 or later")
    start = 44 + _block_length(_counts(content, 0), 4)
    isutc, isstd, leap, count, types, characters = _counts(content, start)
    position = start + 44
    instants = struct.unpack_from(f">{count}q", content, position)
    position += 8 * count
    indices = content[position : position + count]
    position += count
    names = content[position + 6 * types : position + 6 * types + characters]
    clocks = []
    for number in range(types):
        offset, daylight, name = struct.unpack_from(">iBB", content, position + 6 * number)
        text = names[name : names.index(b"\0", name)].decode("ascii")
        clocks.append(Clock(timedelta(seconds=offset), bool(daylight), text))
    end = start + 44 + _block_length((isutc, isstd, leap, count, types, characters), 8)
    footer = content[end:].strip(b"\n").decode("ascii")
    return Rules(clocks[0], instants, tuple(clocks[index] for index in indices), footer)


def _counts(content: bytes, start: int) -> tuple[int, ...]:
    return struct.unpack_from(">6l", content, start + 20)


def _block_length(counts: tuple[int, ...], size: int) -> int:
    isutc, isstd, leap, count, types, characters = counts
    return count * (size + 1) + types * 6 + characters + leap * (size + 4) + isstd + isutc


@lru_cache(maxsize=512)
def posix(rule: str) -> tuple[Clock, Clock, Yearly, Yearly] | None:
    """Standard and summer clock with the changes to summer and back; None where the clock no longer changes.

    >>> posix("EST5EDT,M3.2.0,M11.1.0")[1].abbreviation
    'EDT'
    """
    found = _POSIX.fullmatch(rule)
    if found is None:
        return None
    name, offset, summer, summer_offset, begin, begin_time, finish, finish_time = found.groups()
    standard = Clock(-_time(offset), False, name.strip("<>"))
    ahead = -_time(summer_offset) if summer_offset else standard.offset + timedelta(hours=1)
    return standard, Clock(ahead, True, summer.strip("<>")), _yearly(begin, begin_time), _yearly(finish, finish_time)


def _time(text: str | None) -> timedelta:
    if text is None:
        return timedelta(hours=2)
    hours, minutes, seconds = [*(int(part) for part in text.lstrip("+-").split(":")), 0, 0][:3]
    return (-1 if text.startswith("-") else 1) * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _yearly(day: str, time: str | None) -> Yearly:
    sort = day[0] if day[0] in "MJ" else ""
    return Yearly(sort, tuple(int(part) for part in day[len(sort) :].split(".")), _time(time))
