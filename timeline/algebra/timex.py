"""TIMEX3 values of what is not one stretch of the calendar: clocks, durations, recurrences, open dates; and RRULE text.

The conventions are ISO-TimeML's, as the TempEval-3 corpora use them: «daily» P1D, «every Tuesday» XXXX-WXX-2.
"""

from __future__ import annotations

from timeline.algebra import civil
from timeline.algebra.civil import BYDAY
from timeline.algebra.expressions import Clock, Daypart, Every, Fields, Length
from timeline.model import Grain, Timex

_FREQUENCIES = {
    Grain.SECOND: "SECONDLY",
    Grain.MINUTE: "MINUTELY",
    Grain.HOUR: "HOURLY",
    Grain.DAY: "DAILY",
    Grain.WEEK: "WEEKLY",
    Grain.MONTH: "MONTHLY",
    Grain.YEAR: "YEARLY",
}


def hour_of(clock: Clock) -> int:
    """The hour of the day, by the meridiem where one is stated.

    >>> hour_of(Clock(12, meridiem="am")), hour_of(Clock(3, meridiem="pm"))
    (0, 15)
    """
    if clock.meridiem is None or clock.hour > 12:
        return clock.hour
    return clock.hour % 12 + (12 if clock.meridiem == "pm" else 0)


def daypart_timex(day: str, name: str) -> Timex:
    """A part of a day; TIMEX3 has no letters for the close of one, which is a DATE (its ``mod`` END).

    >>> daypart_timex("2025-08-15", "morning").value, daypart_timex("2025-08-15", "business-end").value
    ('2025-08-15TMO', '2025-08-15')
    """
    if day and name in ("business-end", "day-end"):
        return Timex("DATE", day)
    return Timex("TIME", f"{day}T{civil.DAYPARTS[name][2]}")


def clock_value(clock: Clock, hour: int) -> str:
    """ "15:00", "15:00:30"; "24:00" stays."""
    words = f"{hour:02}:{clock.minute or 0:02}"
    return f"{words}:{clock.second:02}" if clock.second is not None else words


def length_value(length: Length) -> str:
    """The TIMEX3 value of an amount of time.

    >>> from timeline.algebra.expressions import Amount
    >>> length_value(Length((Amount(90, Grain.MINUTE),)))
    'PT90M'
    """
    if length.parts is not None:
        return f"P{length.amounts[0].n:g}{length.parts}"
    return civil.duration(tuple((amount.n, amount.unit) for amount in length.amounts))


def open_value(stated: Fields) -> str:
    """The value of a date whose year nothing gives.

    >>> open_value(Fields(month=8, day=15))
    'XXXX-08-15'
    """
    if stated.month is not None:
        return f"XXXX-{stated.month:02}" + (f"-{stated.day:02}" if stated.day is not None else "")
    if stated.day is not None:
        return f"XXXX-XX-{stated.day:02}"
    if stated.quarter is not None:
        return f"XXXX-Q{stated.quarter}"
    if stated.half is not None:
        return f"XXXX-H{stated.half}"
    if stated.season is not None:
        return f"XXXX-{civil.SEASONS[stated.season]}"
    if stated.weekday is not None:
        return f"XXXX-WXX-{stated.weekday + 1}"
    if stated.week is not None:
        return f"XXXX-W{stated.week:02}"
    return "XXXX"


def recurrence_value(every: Every) -> str:
    """The TIMEX3 value of a recurrence."""
    if len(every.weekdays) == 1 and every.interval == 1:
        value = f"XXXX-WXX-{every.weekdays[0] + 1}"
    elif every.months:
        value = f"XXXX-{every.months[0]:02}" + (f"-{every.days[0]:02}" if every.days else "")
    elif every.weekdays == (5, 6):
        value = "XXXX-WXX-WE"
    elif every.season is not None:
        value = f"XXXX-{civil.SEASONS[every.season]}"
    elif every.days:
        value = f"XXXX-XX-{every.days[0]:02}"
    else:
        return civil.duration(((every.interval, every.unit),))
    return value + _time_suffix(every)


def _time_suffix(every: Every) -> str:
    clock = every.at.clock if every.at is not None else None
    if isinstance(clock, Daypart):
        return f"T{civil.DAYPARTS[clock.name][2]}" if every.weekdays else ""
    if clock is None or not every.weekdays:
        return ""
    return f"T{clock_value(clock, hour_of(clock))}"


def rrule_text(every: Every) -> str | None:
    """The RRULE value (RFC 5545 3.3.10) of a recurrence, without its UNTIL, which needs a placed date.

    >>> rrule_text(Every(Grain.WEEK, 2, weekdays=(1,)))
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'
    """
    unit, interval = every.unit, every.interval
    if unit in (Grain.QUARTER, Grain.SEASON):
        unit, interval = Grain.MONTH, interval * 3
    if unit in (Grain.DECADE, Grain.CENTURY):
        interval *= 10 if unit is Grain.DECADE else 100
        unit = Grain.YEAR
    frequency = _FREQUENCIES.get(unit)
    if frequency is None:
        return None
    parts = [f"FREQ={frequency}"]
    if interval != 1:
        parts.append(f"INTERVAL={interval}")
    if every.count is not None:
        parts.append(f"COUNT={every.count}")
    if every.months:
        parts.append("BYMONTH=" + ",".join(str(month) for month in every.months))
    if every.days:
        parts.append("BYMONTHDAY=" + ",".join(str(day) for day in every.days))
    if every.weekdays:
        numbers = [str(n) for n in (every.ordinal, *every.more)] if every.ordinal is not None else [""]
        parts.append("BYDAY=" + ",".join(f"{number}{BYDAY[day]}" for number in numbers for day in every.weekdays))
    return ";".join(parts)
