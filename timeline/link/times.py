"""Times as linking compares them: days in their own zone, instants in UTC, and what lies between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from timeline.algebra.civil import BYDAY
from timeline.algebra.expressions import At, Last, Part, Shift, This
from timeline.model import AllDay, Document, Grain, Placed, Repeated, Skipped, Statement, When
from timeline.zones import ZoneError, offset_at
from timeline.zones.convert import local, to_utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = 14 * 60, 12 * 60  # no zone is further from UTC, in minutes: +14:00 and -12:00
_DAY = 24 * 60
_HOURS_3, _HOURS_12 = 180, 720
_NEAR = (5, 15, 30)  # minutes by which two tellings of one clock time may differ: none is «around», one is, both are
_SMALL_HOURS = 5 * 60  # until then people still call it the night of the day before
ASSUMED = (
    "date-from-publication",
    "date-after-publication",
    "date-before-publication",
)  # rules that give a bare clock time its day
_PAST, _AHEAD = 1, 31  # days from publication to the day that a bare clock time may mean
_FAR = 360  # minutes between two parts of a day that are not one time
_YEAR = Grain.YEAR.rank
_LENGTHS = {Grain.WEEK: timedelta(7), Grain.MONTH: timedelta(28), Grain.YEAR: timedelta(365)}
_ROUNDED = {Grain.WEEK: timedelta(3), Grain.MONTH: timedelta(15), Grain.YEAR: timedelta(183)}
# TIMEX3's parts of the day, in minutes; wider than a dictionary has them, for people are
_PARTS = {
    "MO": (180, 720),
    "MI": (660, 840),
    "DT": (360, 1080),
    "AF": (720, 1080),
    "EV": (990, 1440),
    "NI": (1080, 1800),
}
HALVES = {"start": (0, 720), "end": (900, 1800)}
# how times fit that may be one time, told more or less exactly
AGREEING = frozenset(
    (
        "same instant",
        "within the range",
        "same day",
        "same part of the day",
        "same clock time on one day",
        "another part of the day",
        "same period",
        "same year",
        "same series",
        "an instance of the series",
        "perhaps an instance of the series",
    )
)
BESIDE = "another time on a day of the series"
_UNTIL = re.compile(r"UNTIL=(\d{4})(\d\d)(\d\d)")
_BYDAY = re.compile(r"BYDAY=([-+0-9A-Z,]+)")


@dataclass(frozen=True, slots=True)
class Time:
    """A stated time in numbers: days are proleptic ordinals, instants are minutes since 1970 in UTC."""

    first: int  # first day, in its own zone
    last: int  # last day, inclusive
    low: int  # the earliest minute it may begin, wherever on earth an unknown zone lies
    high: int  # the minute it is over at the latest
    instant: int | None  # the minute, where a clock time is stated
    rank: int  # of the grain
    end: int | None = None  # minute of the end, for ranges of clock times
    weekdays: frozenset[int] = frozenset()  # of a recurrence
    clock: int | None = None  # minute of the local day
    recurring: bool = False
    open: bool = False  # only a clock time is stated; the day is that of publication because none is named
    universal: bool = False  # told on the clock of UTC, which says nothing of the place's own
    part: tuple[int, int] | None = None  # minutes of the local day between which it lies, where the words say so
    zone: str | None = None  # of a recurrence: whose clock recurs
    off: frozenset[int] = frozenset()  # of a recurrence: days on which it is left out
    ends: int | None = None  # of a recurrence: its last day, where one is stated
    about: bool = False  # «around 10», told as no more than near
    named: bool = False  # words of the text name its zone

    @property
    def precise(self) -> bool:
        """Whether it is one day or finer."""
        return self.first == self.last

    @property
    def until(self) -> int:
        """The last day on which it may still be going on."""
        return max(self.last, self.first + (self.high - self.low) // _DAY + 1)


def end_of(time: Time, end: int) -> Time:
    """The end of a range as a time of its own."""
    days, clock = divmod((time.clock or 0) + end - time.low, _DAY)
    day = time.first + days
    return replace(
        time, first=day, last=day, low=end, high=end + 1, instant=end, end=None, clock=clock, part=(clock, clock)
    )


def minutes(moment: datetime) -> int:
    """Minutes since 1970; seconds do not matter to linking."""
    delta = moment - _EPOCH
    return delta.days * _DAY + delta.seconds // 60


def day_of(minute: int) -> int:
    """The day of a minute, as a proleptic ordinal in UTC."""
    return minute // _DAY + _EPOCH.date().toordinal()


def published_minute(document: Document) -> int:
    """When a document was published, in minutes since 1970; 0 where it does not say."""
    published = document.published
    if isinstance(published, datetime):
        return minutes(published.astimezone(UTC))
    if isinstance(published, date):
        return minutes(datetime(published.year, published.month, published.day, tzinfo=UTC))
    return 0


def _day_after(day: date) -> date:
    """The next day; the calendar's last day has none and stays."""
    return day + timedelta(days=1) if day < date.max else day


def time_of(statement: Statement, written: int = 0) -> Time | None:
    """The time of a statement in numbers; None where it has no place on the line.

    ``written`` is the day of the text, where it is known.
    """
    when: When | None = statement.when
    if isinstance(when, Repeated):
        when = when.first
    elif isinstance(when, Skipped):
        when = when.before
    local = statement.local
    if isinstance(when, Placed):
        return _placed(statement, when)
    if isinstance(when, AllDay):
        grain = when.grain if statement.grain is None or statement.grain.rank < when.grain.rank else statement.grain
        first, until = _rounded(statement, when, written)
        return replace(_whole(first, until, grain, statement, zone=when.zone), part=_part(statement))
    if isinstance(local, datetime):
        time = _whole(local.date(), _day_after(local.date()), Grain.DAY, statement, zone=None)
        clock = local.hour * 60 + local.minute
        part = (clock, clock)
        about = statement.approximate
        return replace(time, rank=Grain.DAYPART.rank, clock=clock, open=_open(statement), part=part, about=about)
    if isinstance(local, date):
        return _whole(local, _day_after(local), Grain.DAY, statement, zone=None)
    return None


def _rounded(statement: Statement, when: AllDay, written: int) -> tuple[date, date]:
    """The days that people mean by «earlier this month» or «seven years ago»: more than the words would have."""
    expr = statement.reading.expr
    stated = expr.date if isinstance(expr, At) else None
    if isinstance(stated, Part) and isinstance(stated.of, This) and isinstance(stated.of.of, Grain):
        length = _LENGTHS.get(stated.of.of, timedelta())
        if stated.which == "start":
            until = when.first + length
            return when.first, max(when.until, min(until, date.fromordinal(written)) if written else until)
        return (min(when.first, when.until - length) if stated.which == "end" else when.first), when.until
    if isinstance(stated, Last) and stated.of is Grain.WEEK and written % 7 == 0:
        return when.first, max(when.until, date.fromordinal(max(1, written)))  # for many a Sunday begins the week
    if isinstance(stated, Shift) and stated.sign < 0 and stated.anchor is None and stated.amounts:
        amount = stated.amounts[-1]
        exact = amount.unit is Grain.WEEK and amount.n == 1  # «a week ago»
        around = timedelta() if exact else _ROUNDED.get(amount.unit, timedelta())
        return when.first - around, when.until + around
    return when.first, when.until


def _placed(statement: Statement, when: Placed) -> Time:
    start, end = minutes(when.start), minutes(when.end)
    local = statement.local
    day = local.date() if isinstance(local, datetime) else local if isinstance(local, date) else when.start.date()
    rank = (statement.grain or when.grain).rank
    clock = local.hour * 60 + local.minute if isinstance(local, datetime) and rank <= Grain.HOUR.rank else None
    instant = start if rank <= Grain.HOUR.rank else None
    last = day.toordinal()
    if instant is None and end - start > _DAY:
        last += (end - start) // _DAY
    ranged = end if instant is not None and end - start > (60 if rank == Grain.HOUR.rank else 1) else None
    return Time(
        day.toordinal(), last, start, max(end, start + 1), instant, rank, ranged, _weekdays(statement), clock,
        statement.recurrence is not None, _open(statement), statement.zone == "UTC",
        _part(statement) if clock is None else (clock, clock),
        statement.zone if statement.recurrence is not None else None,
        frozenset(day.toordinal() for day in statement.exdates), _ends(statement),
        statement.approximate, statement.zone_words is not None,
    )  # fmt: skip


def _open(statement: Statement) -> bool:
    return any(step.rule in ASSUMED for step in statement.assumed)


def _part(statement: Statement) -> tuple[int, int] | None:
    """Between which minutes of its day a part of a day lies: «Thursday night», «late Thursday»."""
    name = statement.timex.value.partition("T")[2][:2]
    if name in _PARTS:
        return _PARTS[name]
    expr = statement.reading.expr
    if statement.grain is Grain.DAY and isinstance(expr, At) and isinstance(expr.date, Part):
        return HALVES.get(expr.date.which)
    return None


def _whole(first: date, until: date, grain: Grain, statement: Statement, zone: str | None) -> Time:
    first_day, last_day = first.toordinal(), max(until.toordinal() - 1, first.toordinal())
    base = (first_day - _EPOCH.date().toordinal()) * _DAY
    over = (last_day + 1 - _EPOCH.date().toordinal()) * _DAY
    low, high = base - _EARLIEST, over + _LATEST
    if zone is not None:
        low, high = base - _offset(zone, first), over - _offset(zone, until)
    rank = max(grain.rank, Grain.DAY.rank) if first_day == last_day else max(grain.rank, Grain.WEEK.rank)
    return Time(
        first_day, last_day, low, high, None, rank, None, _weekdays(statement), None, statement.recurrence is not None
    )


@lru_cache(maxsize=4096)
def _offset(zone: str, day: date) -> int:
    """Minutes by which a zone is ahead of UTC when a day begins there; 0 for a zone nobody knows."""
    try:
        return round(offset_at(zone, datetime(day.year, day.month, day.day, tzinfo=UTC)).total_seconds() / 60)
    except ZoneError:
        return 0


def _weekdays(statement: Statement) -> frozenset[int]:
    if statement.recurrence is None:
        return frozenset()
    match = _BYDAY.search(statement.recurrence)
    if match is None:
        return frozenset()
    return frozenset(BYDAY.index(day[-2:]) for day in match.group(1).split(",") if day[-2:] in BYDAY)


def _ends(statement: Statement) -> int | None:
    found = _UNTIL.search(statement.recurrence or "")
    return date(int(found[1]), int(found[2]), int(found[3])).toordinal() if found is not None else None


def on_series(series: Time, one: Time) -> bool:
    """Whether a single time may be an instance of a recurring one: its weekday, and its clock where both state one."""
    if series.weekdays and (not one.precise or (one.first - 1) % 7 not in series.weekdays):
        return False
    if series.clock is None or one.clock is None or abs(series.clock - one.clock) <= 5:
        return True
    at = _occurrence(series, one)
    return at is not None and one.instant is not None and abs(at - one.instant) <= 5  # told on another clock


def beside_series(series: Time, one: Time) -> bool:
    """Whether a single time lies within three hours of an occurrence of a series, but is another time than that."""
    at = _occurrence(series, one)
    return at is not None and one.instant is not None and 5 < abs(at - one.instant) <= _HOURS_3


def _occurrence(series: Time, one: Time) -> int | None:
    """The minute at which a series takes place on the day of a single time; None where it does not."""
    if series.zone is None or series.clock is None or one.instant is None:
        return None
    day = day_of(one.instant)  # in UTC; anywhere else it is that day or one beside it
    if day + 1 < series.first or series.weekdays.isdisjoint(((day - 2) % 7, (day - 1) % 7, day % 7)):
        return None  # most often, and sooner said than by the clocks of a zone
    found = _clock_on_day_of(one.instant, series.clock, series.zone)
    if found is None:
        return None
    ordinal, minute = found
    runs = series.first <= ordinal and (series.ends is None or ordinal <= series.ends)
    falls = runs and ordinal not in series.off and (ordinal - 1) % 7 in series.weekdays
    return minute if falls else None


@lru_cache(maxsize=4096)
def _clock_on_day_of(instant: int, clock: int, zone: str) -> tuple[int, int] | None:
    """The local day of an instant, and the minute at which the clocks there show a time on it."""
    try:
        day = local(_EPOCH + timedelta(minutes=instant), zone).date()
        wall = datetime(day.year, day.month, day.day, clock // 60, clock % 60)  # noqa: DTZ001  a wall time
        return day.toordinal(), minutes(to_utc(wall, zone).instants[0])
    except (ZoneError, OverflowError, IndexError):
        return None


def agree(a: Time, b: Time) -> bool:
    """Whether two times may be one time, told more or less exactly; where we lack a day or a zone, nobody is wrong."""
    if (a.open or b.open) and (a.clock is None or b.clock is None):
        return compare(a, b) is not None
    if a.clock is None or b.clock is None or a.recurring or b.recurring:
        night = a.precise and b.precise and not (a.recurring or b.recurring) and _one_night(a, b)
        return night or compare(a, b) in AGREEING or _small_hours(a, b) or _small_hours(b, a)
    near = _NEAR[a.about + b.about]
    assumed = not (a.named and b.named) and (a.open or b.open or a.first == b.first)
    if assumed and abs(a.clock - b.clock) <= near:
        return True
    if a.instant is None or b.instant is None:
        return False
    apart = abs(a.instant - b.instant)
    return apart <= near or ((a.open or b.open) and min(apart % _DAY, -apart % _DAY) <= near)


def _small_hours(night: Time, morning: Time) -> bool:
    """«late Thursday», or only «Thursday», and 1:30 a.m. on Friday."""
    if morning.first - night.first != 1 or not night.precise or night.clock is not None or morning.clock is None:
        return False
    return morning.clock < _SMALL_HOURS and (night.part is None or night.part[1] > _DAY)


def compare(a: Time, b: Time) -> str | None:
    """How two times fit, in words that ``score`` has a weight for; None where they cannot be one."""
    if a.recurring or b.recurring:
        return _series(a, b)
    if (a.open or b.open) and a.precise and b.precise:
        return _undated(a, b)
    if a.instant is not None and b.instant is not None:
        return _instants(a, b, abs(a.instant - b.instant))
    if a.precise and b.precise:
        return _days(a, b)
    if a.first <= b.last and b.first <= a.last:
        coarse = max(a.rank, b.rank)
        return "same period" if coarse < _YEAR else "same year"
    return None


def _undated(a: Time, b: Time) -> str | None:
    """Times of which one states a clock time only; its day is that of publication for want of a better one."""
    gap = b.first - a.first if a.open else a.first - b.first
    if a.open and b.open:
        gap = -abs(gap)
    if not -_PAST <= gap <= _AHEAD:
        return None
    if a.instant is not None and b.instant is not None:
        apart = abs(a.instant - b.instant)
        round_the_clock = min(apart % _DAY, -apart % _DAY)
        if round_the_clock > 5 and apart > 5:
            return _instants(a, b, apart) if apart <= _HOURS_3 or apart == _HOURS_12 or _same_clock(a, b) else None
        return "same instant" if a.first == b.first else "same clock time whose day is open"
    return "perhaps the day of publication" if a.first == b.first else "a clock time whose day is open"


def _instants(a: Time, b: Time, apart: int) -> str | None:
    if apart <= 5:
        return "same instant"
    if _holds(a, b) or _holds(b, a):
        return "within the range"
    if apart <= _HOURS_3:
        return "within three hours"
    if _same_clock(a, b) and a.first == b.first:
        return "one clock time in two zones"
    if apart == _HOURS_12:
        return "exactly half a day apart"
    if (a.first == b.first or apart <= _HOURS_12) and not (a.open or b.open):
        return "hours apart on one day"
    return "days apart" if _same_clock(a, b) and apart <= 8 * _DAY else None


def _same_clock(a: Time, b: Time) -> bool:
    return a.clock is not None and a.clock == b.clock


def _holds(range_: Time, one: Time) -> bool:
    return range_.end is not None and range_.low <= one.low <= range_.end


def _days(a: Time, b: Time) -> str | None:
    if a.first == b.first:
        return _on_one_day(a, b)
    if _one_night(a, b):
        return "the night between two days"
    if a.low < b.high and b.low < a.high and (a.instant is not None or b.instant is not None):
        return "perhaps the same day"
    gap = max(a.low, b.low) - min(a.high, b.high)
    if a.rank < Grain.DAY.rank and b.rank < Grain.DAY.rank and gap <= _HOURS_3:
        return "the night between two days"
    unlike = a.clock is not None and b.clock is not None and a.clock != b.clock
    return "days apart" if abs(a.first - b.first) <= 7 and not unlike else None


def _one_night(a: Time, b: Time) -> bool:
    """«late Thursday» and «around 1:30 a.m. on Friday»."""
    evening, morning = (a, b) if a.first < b.first else (b, a)
    if morning.first - evening.first != 1 or evening.part is None or morning.part is None:
        return False
    return evening.part[1] - _DAY > morning.part[0]


def _on_one_day(a: Time, b: Time) -> str | None:
    if a.part is None or b.part is None:
        return "same day"
    apart = max(a.part[0], b.part[0]) - min(a.part[1], b.part[1])
    if a.universal or b.universal:
        return "same day" if apart % 15 == 0 or a.clock is None or b.clock is None else "another part of the day"
    if a.clock is not None and b.clock is not None:
        fits = "same clock time on one day" if apart <= 5 else "within three hours"
        return fits if apart <= _HOURS_3 else "hours apart on one day"
    if apart <= 0:
        return "same part of the day"
    if apart >= _FAR:
        return None
    return "same day" if apart < _HOURS_3 else "another part of the day"


def _series(a: Time, b: Time) -> str | None:
    if a.recurring and b.recurring:
        if a.weekdays and b.weekdays and a.weekdays.isdisjoint(b.weekdays):
            return None
        if a.clock is not None and b.clock is not None:
            apart = abs(a.clock - b.clock)
            if a.instant is not None and b.instant is not None:  # one call on two clocks
                apart = min(apart, abs(a.instant - b.instant) % _DAY)
            return None if apart > _HOURS_3 else "same series" if apart <= 5 else "perhaps the same series"
        return "perhaps the same series"
    series, one = (a, b) if a.recurring else (b, a)
    if not on_series(series, one):
        return BESIDE if beside_series(series, one) else None
    return "an instance of the series" if one.clock is not None else "perhaps an instance of the series"
