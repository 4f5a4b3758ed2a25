"""From a wall clock to UTC and back, with the nights on which the clocks change as values.

Every function takes a zone's IANA key or an offset such as "+05:30"; "UTC" is a key as well.
Nothing here raises at the calendar's edges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from timeline.zones import rules
from timeline.zones.rules import Database
from timeline.zones.tzif import Change, Clock

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?")
_EDGE = timedelta(days=2)
_MONTHS = timedelta(days=60)
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Once:
    """A wall time that comes once."""

    instant: datetime

    @property
    def instants(self) -> tuple[datetime, ...]:
        """Its UTC instants, the likelier one first."""
        return (self.instant,)


@dataclass(frozen=True, slots=True)
class Twice:
    """A wall time that comes twice, on the night the clocks go back."""

    first: datetime
    second: datetime

    @property
    def instants(self) -> tuple[datetime, ...]:
        """Its UTC instants in order."""
        return (self.first, self.second)


@dataclass(frozen=True, slots=True)
class Never:
    """A wall time that does not exist: read with the offset before the change, and with the one after it."""

    before: datetime
    after: datetime

    @property
    def instants(self) -> tuple[datetime, ...]:
        """The UTC instants that may be meant; the offset before the change first, as RFC 5545 reads it."""
        return (self.before, self.after)


@dataclass(frozen=True, slots=True)
class Beyond:
    """A wall time whose UTC instant lies outside the years 1 to 9999."""

    wall: datetime

    @property
    def instants(self) -> tuple[datetime, ...]:
        """None."""
        return ()


Civil = Once | Twice | Never | Beyond


def offset_of(key: str) -> timedelta | None:
    """The offset that a key such as "+05:30" states; zero for "UTC"; None for a zone's key.

    >>> offset_of("-09:30")
    datetime.timedelta(days=-1, seconds=52200)
    """
    if key in {"UTC", "Z"}:
        return timedelta()
    found = _OFFSET.fullmatch(key)
    if found is None:
        return None
    sign, hours, minutes, seconds = found.groups()
    if int(hours) > 23 or int(minutes) > 59 or int(seconds or 0) > 59:
        return None
    amount = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return -amount if sign == "-" else amount


def offset_key(offset: timedelta) -> str:
    """The key of an offset.

    >>> offset_key(timedelta(hours=-3, minutes=-30))
    '-03:30'
    """
    seconds = round(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    text = f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return text + f":{seconds % 60:02}" if seconds % 60 else text


@lru_cache(maxsize=4096)
def tzinfo_of(key: str, database: Database | None = None) -> tzinfo:
    """A tzinfo for a zone's key or an offset.  Raises ZoneError for anything else."""
    offset = offset_of(key)
    if offset is None:
        return rules.load(key, database)
    return timezone(offset) if offset else UTC


def to_utc(wall: datetime, key: str, database: Database | None = None) -> Civil:
    """The UTC instant of a naive wall time, or two for a repeated or skipped one.

    >>> to_utc(datetime(2025, 10, 26, 2, 30), "Europe/Berlin").instants[1].isoformat()
    '2025-10-26T01:30:00+00:00'
    """
    zone = tzinfo_of(key, database)
    if wall.tzinfo is not None or wall.fold:
        wall = wall.replace(tzinfo=None, fold=0)
    before = zone.utcoffset(wall.replace(tzinfo=zone)) or timedelta()
    after = zone.utcoffset(wall.replace(tzinfo=zone, fold=1)) or timedelta()
    try:
        first = (wall - before).replace(tzinfo=UTC)
        if before == after:
            return Once(first)
        second = (wall - after).replace(tzinfo=UTC)
    except OverflowError:
        return Beyond(wall)
    return Twice(first, second) if before > after else Never(first, second)


def instant(wall: datetime, key: str) -> datetime | None:
    """The instant of a wall time; where it comes twice, the one that its ``fold`` says (PEP 495)."""
    found = to_utc(wall, key).instants
    return found[min(wall.fold, len(found) - 1)] if found else None


def local(instant: datetime, key: str, database: Database | None = None) -> datetime:
    """The naive wall time of a UTC instant; at the ends of the calendar it stays on the first or last day.

    >>> local(datetime(2025, 8, 15, 19, 30, tzinfo=UTC), "America/Anchorage")
    datetime.datetime(2025, 8, 15, 11, 30)
    """
    try:
        return instant.astimezone(tzinfo_of(key, database)).replace(tzinfo=None, fold=0)
    except OverflowError:
        return (_FIRST if instant.year == 1 else _LAST).replace(microsecond=0, tzinfo=None)


def offset_at(key: str, instant: datetime, database: Database | None = None) -> timedelta:
    """The offset from UTC in force at an instant."""
    inside = min(max(instant, _FIRST + _EDGE), _LAST - _EDGE)
    return inside.astimezone(tzinfo_of(key, database)).utcoffset() or timedelta()


def clock_at(key: str, instant: datetime, database: Database | None = None) -> Clock:
    """Offset, daylight flag and tzdata's abbreviation at an instant.

    The abbreviation is what tzdata writes ("+07" in Bangkok): for people, see ``display``.
    """
    offset = offset_of(key)
    if offset is not None:
        return Clock(offset, False, "UTC" if key == "UTC" else key)
    return rules.rules(key, database).at(instant.astimezone(UTC))


def transitions(key: str, start: datetime, end: datetime, database: Database | None = None) -> tuple[Change, ...]:
    """Changes of a zone's clock in [start, end), both UTC; at most those of the years 2 to 9998."""
    if offset_of(key) is not None:
        return ()
    return tuple(rules.rules(key, database).changes(start.astimezone(UTC), end.astimezone(UTC)))


def footer(key: str, database: Database | None = None) -> str:
    """The rule for the years to come as a POSIX TZ string, "EST5EDT,M3.2.0,M11.1.0"; for writing a VTIMEZONE."""
    offset = offset_of(key)
    if offset is None:
        return rules.rules(key, database).footer
    # POSIX counts offsets westward, so the sign is turned.
    return f"<{offset_key(offset).replace(':', '')}>{offset_key(-offset)}" if offset else "UTC0"


def is_daylight(key: str, instant: datetime, database: Database | None = None) -> bool:
    """Whether the clock is put forward for the summer.

    Irish law (and tzdata) calls winter the exception; people, like this function, call summer so.

    >>> is_daylight("Europe/Dublin", datetime(2025, 7, 1, tzinfo=UTC))
    True
    """
    if offset_of(key) is not None:
        return False
    instant = instant.astimezone(UTC)
    answer = False
    for start, daylight in _year(key, database, min(max(instant.year, 3), 9996)):
        if start <= instant:
            answer = daylight
    return answer


@lru_cache(maxsize=4096)
def _year(key: str, database: Database | None, year: int) -> tuple[tuple[datetime, bool], ...]:
    """The stretches of one clock that begin before the end of a year, each with whether it is daylight time."""
    table = rules.rules(key, database)
    start = datetime(year - 1, 1, 1, tzinfo=UTC)
    begins = [_FIRST, *(change.instant for change in table.changes(start, datetime(year + 2, 1, 1, tzinfo=UTC)))]
    clocks = [table.at(max(begin, start)) for begin in begins]
    found = []
    for number, (begin, clock) in enumerate(zip(begins, clocks, strict=True)):
        around = [n for n in (number - 1, number + 1) if 0 <= n < len(clocks)]
        if clock.daylight:
            daylight = not any(clocks[n].offset > clock.offset for n in around)
        else:
            # Ramadan in Morocco is flagged too, but a month on another clock makes no summer of the rest.
            daylight = any(
                clocks[n].daylight
                and clocks[n].offset < clock.offset
                and (n == 0 or n + 1 == len(begins) or begins[n + 1] - begins[n] > _MONTHS)
                for n in around
            )
        found.append((begin, daylight))
    return tuple(found)
