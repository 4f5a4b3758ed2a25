"""Civil stretches: days, weeks, months and the like on nobody's particular clock, and their TIMEX3 values.

Everything is naive: the zone comes later, when discourse knows whose day is meant.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from timeline.model import Grain

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # RFC 5545
LAST_JULIAN = 1923  # Greece was the last to change its calendar
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
DAYPARTS = {
    "morning": (0, 12, "MO"),
    "midday": (11, 14, "MI"),
    "afternoon": (12, 19, "AF"),
    "evening": (18, 24, "EV"),
    "night": (18, 24, "NI"),
    "dawn": (5, 7, "DA"),
    "dusk": (18, 20, "DU"),
    "daytime": (8, 18, "DT"),
    "after-breakfast": (9, 12, "MO"),
    "after-lunch": (13, 17, "AF"),
    "after-school": (15, 21, "AF"),
    "after-work": (17, 21, "EV"),
    "after-dinner": (20, 24, "EV"),
    "lunch": (12, 14, "MI"),
    "business-end": (17, 18, "EV"),
    "day-end": (23, 24, "EV"),
}
_SEASON_STARTS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}
LENGTHS = {
    Grain.SECOND: timedelta(seconds=1),
    Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1),
    Grain.DAYPART: timedelta(days=1),
    Grain.DAY: timedelta(days=1),
    Grain.WEEK: timedelta(weeks=1),
}
_MONTHS_IN = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
_DATE_UNITS = {
    Grain.DAY: "D",
    Grain.WEEK: "W",
    Grain.MONTH: "M",
    Grain.QUARTER: "Q",
    Grain.SEASON: "Q",
    Grain.YEAR: "Y",
    Grain.DECADE: "DE",
    Grain.CENTURY: "CE",
}
_CLOCK_UNITS = {Grain.HOUR: "H", Grain.MINUTE: "M", Grain.SECOND: "S"}


def hours_of(daypart: str, which: str | None) -> tuple[int, int]:
    """The hours of a part of the day, or of the beginning or end of it.

    >>> hours_of("night", "end")
    (21, 24)
    """
    if (daypart, which) == ("morning", "start"):
        return 0, 9  # «early in the morning»
    begin, stop, _ = DAYPARTS[daypart]
    half = begin + (stop - begin) // 2
    return {"start": (begin, half), "end": (half, stop)}.get(which or "", (begin, stop))


@dataclass(slots=True)  # never changed; not frozen, for that makes it three times as slow to make
class Stretch:
    """A half-open stretch of civil time at a grain; midnight to midnight from DAY up."""

    start: datetime
    end: datetime
    grain: Grain


class BeyondCalendar(ValueError):  # noqa: N818  # what happened, as LookupError says it
    """A date outside the calendar's range (years 1 to 9999)."""


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - civil time has no zone


def first_day(year: int, month: int = 1, day: int = 1) -> datetime:
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - civil time has no zone
    except ValueError as error:
        raise BeyondCalendar(f"{year:04}-{month:02}-{day:02} does not exist") from error


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if MINYEAR <= year <= MAXYEAR else 28


def shifted(moment: datetime, n: float, grain: Grain) -> datetime:
    """The moment that many units on; a day that the month lacks becomes its last day.

    >>> shifted(datetime(2024, 1, 31), 1, Grain.MONTH)
    datetime.datetime(2024, 2, 29, 0, 0)
    """
    try:
        if (length := LENGTHS.get(grain)) is not None:
            return moment + n * length
        months = n * _MONTHS_IN[grain]
        whole = int(months // 1)
        total = moment.year * 12 + moment.month - 1 + whole
        year, month = divmod(total, 12)
        if not MINYEAR <= year <= MAXYEAR:
            raise BeyondCalendar(f"year {year} is beyond the calendar")
        day = moment.day if moment.day <= 28 else min(moment.day, days_in(year, month + 1))
        moved = moment.replace(year=year, month=month + 1, day=day)
        return moved if months == whole else moved + timedelta(days=round((months - whole) * 30))
    except (OverflowError, ValueError) as error:
        raise BeyondCalendar(f"{n} {grain} from {moment:%Y-%m-%d} is beyond the calendar") from error


def around(moment: datetime, grain: Grain) -> Stretch:
    """The stretch of this grain that holds the moment; weeks begin on Monday (ISO 8601).

    >>> around(datetime(2025, 8, 14, 9), Grain.WEEK).start
    datetime.datetime(2025, 8, 11, 0, 0)
    """
    day = midnight(moment)
    match grain:  # the usual ones first
        case Grain.DAY | Grain.DAYPART:
            start = day
        case Grain.MONTH:
            start = day.replace(day=1)
        case Grain.YEAR:
            start = day.replace(month=1, day=1)
        case Grain.WEEK:
            start = shifted(day, -day.weekday(), Grain.DAY)
        case Grain.QUARTER | Grain.SEASON:
            start = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Grain.SECOND:
            start = moment.replace(microsecond=0)
        case Grain.MINUTE:
            start = moment.replace(second=0, microsecond=0)
        case Grain.HOUR:
            start = moment.replace(minute=0, second=0, microsecond=0)
        case Grain.DECADE:
            start = first_day(max(1, day.year - day.year % 10))
        case Grain.CENTURY:
            start = first_day(max(1, day.year - day.year % 100))  # ISO 8601: the century 19 begins with 1900
    return Stretch(start, shifted(start, 1, grain), grain)


def season(year: int, name: str, southern: bool = False) -> Stretch:
    """A season by the calendar of the sky; winter of a year begins in that year's December."""
    if southern:
        name = {"spring": "autumn", "summer": "winter", "autumn": "spring", "winter": "summer"}[name]
    names = list(_SEASON_STARTS)
    following = names[(names.index(name) + 1) % 4]
    start = first_day(year, *_SEASON_STARTS[name])
    end = first_day(year + (1 if name == "winter" else 0), *_SEASON_STARTS[following])
    return Stretch(start, end, Grain.SEASON)


def weekend(monday: datetime) -> Stretch:
    """From Friday 18:00 to Monday, as people plan it."""
    start = shifted(monday, 4 * 24 + 18, Grain.HOUR)
    return Stretch(start, shifted(monday, 7, Grain.DAY), Grain.DAY)


def iso_week(moment: datetime) -> str:
    year, week, _ = moment.isocalendar()
    return f"{year:04}-W{week:02}"


def value(moment: datetime, grain: Grain) -> str:
    """The TIMEX3 value of the stretch of this grain that holds the moment.

    >>> value(datetime(1998, 2, 3), Grain.QUARTER), value(datetime(1998, 2, 3), Grain.DECADE)
    ('1998-Q1', '199')
    """
    match grain:  # the usual ones first
        case Grain.DAY | Grain.DAYPART:
            return moment.date().isoformat()
        case Grain.MONTH:
            return f"{moment.year:04}-{moment.month:02}"
        case Grain.YEAR:
            return f"{moment.year:04}"
        case Grain.WEEK:
            return iso_week(moment)
        case Grain.QUARTER | Grain.SEASON:
            return f"{moment.year:04}-Q{(moment.month - 1) // 3 + 1}"
        case Grain.SECOND:
            return f"{moment:%Y-%m-%dT%H:%M:%S}".rjust(19, "0")
        case Grain.MINUTE | Grain.HOUR:
            return f"{moment:%Y-%m-%dT%H:%M}".rjust(16, "0")
        case Grain.DECADE:
            return f"{moment.year // 10:03}"
        case Grain.CENTURY:
            return f"{moment.year // 100:02}"


def duration(parts: tuple[tuple[float | None, Grain], ...]) -> str:
    """The TIMEX3 value of a duration; decades and centuries are counted in years, as the corpora do.

    >>> duration(((1, Grain.HOUR), (30, Grain.MINUTE)))
    'PT1H30M'
    >>> duration(((None, Grain.DAY),))
    'PXD'
    """
    parts = tuple(
        (n * 10, Grain.YEAR)
        if u is Grain.DECADE and n
        else (n * 100, Grain.YEAR)
        if u is Grain.CENTURY and n
        else (n, u)
        for n, u in parts
    )
    days = "".join(_written(n, _DATE_UNITS[unit]) for n, unit in parts if unit in _DATE_UNITS)
    clock = "".join(_written(n, _CLOCK_UNITS[unit]) for n, unit in parts if unit in _CLOCK_UNITS)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _written(n: float | None, unit: str) -> str:
    return f"{'X' if n is None else f'{n:g}' if n < 1e6 else str(int(n))}{unit}"
