"""What comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.algebra.expressions import Amount, At, Between, Clock, Daypart, Every, Fields
from timeline.language.build.mentions import as_at
from timeline.model import Grain


def every(literal: tuple[int, ...], what: Any) -> Every | None:
    """«every week», «every Tuesday», «every other month»: the literal is the interval."""
    interval = literal[0]
    match what:
        case (int(), Grain()):
            return Every(what[1], interval * what[0])
        case Fields(weekday=int()) if what == Fields(weekday=what.weekday):
            return Every(Grain.WEEK, interval, weekdays=(int(what.weekday or 0),))
        case Fields() if what.month is not None and what.year is None:
            return Every(Grain.YEAR, interval, months=(what.month,), days=(what.day,) if what.day else ())
        case Fields(season=str()) if what == Fields(season=what.season):
            return Every(Grain.YEAR, interval, season=what.season)
        case Fields(weekend=True):
            return Every(Grain.WEEK, interval, weekdays=(5, 6))
        case tuple():
            return Every(Grain.WEEK, interval, weekdays=tuple(what))
        case Daypart():
            return Every(Grain.DAY, interval, at=At(clock=what))
        case _:
            return None


def every_daypart(*values: Any) -> Every | None:
    """«Sunday mornings», «Friday and Saturday nights», «Monday to Thursday evenings»."""
    *days, part = values
    span = weekday_union(*days)
    return Every(Grain.WEEK, weekdays=span, at=At(clock=part)) if span is not None else None


def every_amount(*values: Any) -> Every | None:
    """«every three days», «once every two weeks»."""
    amount_ = values[0]
    n = amount_.n
    if n is None or n != int(n) or n < 1:
        return None
    return Every(amount_.unit, int(n))


def every_nth(*values: Any) -> Every | None:
    """«the last Thursday of every month»: ordinal, weekday."""
    n, day, *rest = values
    if isinstance(day, tuple) and len(day) == 1:  # «first Sundays»
        day = Fields(weekday=day[0])
    if not isinstance(day, Fields) or day.weekday is None or day != Fields(weekday=day.weekday):
        return None
    unit = rest[0][1] if rest else Grain.MONTH
    return Every(unit, weekdays=(day.weekday,), ordinal=int(n))


def every_nth_weekday(n: int, day: Any) -> Every | None:
    """«every second Tuesday» is every other one; «every third Thursday» is one of each month."""
    return every((2,), day) if n == 2 else every_nth(n, day)


def every_two_nths(*values: Any) -> Every | None:
    """«the first and third Tuesday of every month»."""
    first, second, *rest = values
    made = every_nth(first, *rest)
    return replace(made, more=(int(second),)) if made is not None and 0 < first < second <= 5 else None


def open_days(*values: Any) -> Every | None:
    """«Mon-Fri 9:00-17:00», «Tue/Thu at 10:00»: the days of the week, and the time."""
    *days, stated = values
    chosen = [day.weekday for day in days if isinstance(day, Fields) and day == Fields(weekday=day.weekday)]
    if len(chosen) != len(days) or None in chosen:
        return None
    return every_at(Every(Grain.WEEK, weekdays=tuple(sorted({day for day in chosen if day is not None}))), stated)


def open_span(*values: Any) -> Every | None:
    """«Monday to Friday, 9am to 5pm»: the days from the one through the other."""
    first, second, stated = values
    span = weekday_span(first, second)
    return every_at(Every(Grain.WEEK, weekdays=span), stated) if span is not None else None


def open_span_after(stated: Any, first: Any, second: Any) -> Every | None:
    """«08:00-18:00 CET, Monday to Friday»."""
    return open_span(first, second, stated)


def on_a_weekday(stated: Any, day: Fields) -> Every | None:
    """«from 6pm to 10pm on a Tuesday»: on any."""
    return open_days(day, stated)


def apart_days(first: Fields, second: Fields, stated: Any) -> Every | None:
    """«Tues & Thurs from 6-8pm» comes every week; two days in a row may be those of one weekend."""
    if first.weekday is None or second.weekday is None or (second.weekday - first.weekday) % 7 in (0, 1, 6):
        return None
    return open_days(first, second, stated)


def opening_hours(*values: Any) -> Every | None:
    """«10 to 4 Sundays», «MWF 10-11:15»: the days of the week, and the time."""
    days, stated = values if isinstance(values[0], tuple) else values[::-1]
    return every_at(Every(Grain.WEEK, weekdays=days), stated)


def lettered_hours(*values: Any) -> Every | None:
    """«9-5 M-F»; «TR 9-5» may be anything."""
    days = next(value for value in values if isinstance(value, tuple))
    return opening_hours(*values) if len(days) > 2 else None


def so_often(_times: float, unit: tuple[int, Grain]) -> Every | None:
    """«three times a week»: how often within it is not said in a calendar's words."""
    return every((1,), unit)


def every_nth_unit(n: int, unit: tuple[int, Grain]) -> Every | None:
    """«every third day»."""
    return Every(unit[1], n * unit[0]) if n > 1 else None


def on_day(recurrence: Every, day: Any) -> Every | None:
    """«every two weeks on Wednesday», «once a month on the first Friday», «each year on March 1»."""
    plain = Every(recurrence.unit, recurrence.interval, at=recurrence.at, until_clock=recurrence.until_clock)
    if recurrence != plain:
        return None
    if isinstance(day, Every):
        if recurrence.unit is not day.unit or (recurrence.at is not None and day.at is not None):
            return None
        clocked = day if day.at is not None else replace(day, at=recurrence.at, until_clock=recurrence.until_clock)
        return replace(clocked, interval=recurrence.interval)
    if recurrence.unit is Grain.WEEK and day == Fields(weekday=day.weekday):
        return replace(recurrence, weekdays=(day.weekday,))
    if recurrence.unit is Grain.MONTH and day == Fields(day=day.day):
        return replace(recurrence, days=(day.day,))
    if recurrence.unit is Grain.YEAR and day == Fields(month=day.month, day=day.day) and day.month and day.day:
        return replace(recurrence, months=(day.month,), days=(day.day,))
    return None


def joined(one: Every, other: Every) -> Every | None:
    """«biweekly (Wednesdays at 14:00 EST)», «Wednesdays 16:00 UTC (every other week)»: how often, and when."""
    often, when = (one, other) if not one.weekdays else (other, one)
    plain = Every(often.unit, often.interval, at=often.at, until_clock=often.until_clock)
    if often != plain or when.interval != 1 or not when.weekdays or (often.at is not None and when.at is not None):
        return None
    if often.at is not None:
        when = replace(when, at=often.at, until_clock=often.until_clock)
    if often.unit is (Grain.WEEK if when.ordinal is None else Grain.MONTH):
        return replace(when, interval=often.interval)
    return None


def every_last(*values: Any) -> Every | None:
    """«the last Thursday of the month»."""
    return every_nth(-1, *values)


def every_day_of(*values: Any) -> Every | None:
    """«the 15th of each month»."""
    day = values[0]
    return Every(Grain.MONTH, days=(day.day,)) if isinstance(day, Fields) and day.day else None


def adverb(words: tuple[str, ...]) -> Every:
    unit, interval, *rest = words
    return Every(Grain(unit), int(interval), at=At(clock=Daypart(rest[0])) if rest else None)


def weekday_union(*values: Any) -> tuple[int, ...] | None:
    days: list[int] = []
    for group in values:
        if isinstance(group, Fields):
            if group.weekday is None or group != Fields(weekday=group.weekday):
                return None
            days.append(group.weekday)
        else:
            days.extend(group)
    return tuple(sorted(set(days)))


def weekday_span(first: Any, second: Any) -> tuple[int, ...] | None:
    """«Monday to Friday» in a recurrence: the days from the one through the other."""
    a = first.weekday if isinstance(first, Fields) else first[0]
    b = second.weekday if isinstance(second, Fields) else second[0]
    if a is None or b is None:
        return None
    return tuple(sorted((a + step) % 7 for step in range((b - a) % 7 + 1)))


def every_at(recurrence: Every, stated: Any) -> Every | None:
    """A recurrence with its time of day, or with a range of clock times."""
    if isinstance(stated, Between):
        if stated.start is None or stated.end is None or not isinstance(stated.end.clock, Clock):
            return None
        if stated.start.date is not None or stated.end.date is not None or _timed(recurrence):
            return None
        start, also = stated.start, stated.end.also
        start = start if start.zone is not None else replace(start, zone=stated.end.zone, also=also)
        return replace(recurrence, at=start, until_clock=stated.end.clock)
    made = as_at(stated)
    if made is None or made.date is not None:
        return None
    if recurrence.at is not None and (_timed(recurrence) or not isinstance(made.clock, Clock)):
        return None
    return replace(recurrence, at=made)


def _timed(recurrence: Every) -> bool:
    """Whether a recurrence has its time already; the night of «every night» gives way to a clock time."""
    return recurrence.at is not None and not isinstance(recurrence.at.clock, Daypart)


def at_every(stated: Any, recurrence: Every) -> Every | None:
    return every_at(recurrence, stated)


def hours_daily(stated: Any, recurrence: Every) -> Every | None:
    """«8-6 daily»; «2-1 weekly» is no time."""
    return every_at(recurrence, stated) if recurrence == Every(Grain.DAY) else None


def every_from(literal: tuple[str, ...], recurrence: Every, stated: At) -> Every | None:
    if stated.date is None or getattr(recurrence, literal[0]) is not None or recurrence.unit is Grain.YEAR:
        return None  # «doubling annually since 1980» names no day of the year
    if literal[0] == "start":
        if isinstance(stated.clock, Clock) and recurrence.at is None:
            recurrence = replace(recurrence, at=replace(stated, date=None))
        return replace(recurrence, start=stated.date)
    return replace(recurrence, end=stated.date)


def every_for(recurrence: Every, parts: tuple[Amount, ...]) -> Every | None:
    """«every Monday for six weeks»: the number of times where the units agree."""
    if len(parts) != 1 or parts[0].n is None or parts[0].unit is not recurrence.unit or recurrence.count is not None:
        return None
    times_ = int(parts[0].n) // recurrence.interval * max(1, len(recurrence.weekdays))
    return replace(recurrence, count=times_) if times_ > 0 else None


def every_except(recurrence: Every, stated: At) -> Every | None:
    if stated.date is None or stated.clock is not None:
        return None
    if isinstance(stated.date, Fields) and stated.date == Fields(weekday=stated.date.weekday):
        return None  # every_but_days
    if isinstance(stated.date, Fields) and stated.date == Fields(month=stated.date.month):  # «except January»
        if recurrence.unit.rank > Grain.MONTH.rank or recurrence.interval > 1:
            return None
        left = tuple(month for month in recurrence.months or range(1, 13) if month != stated.date.month)
        return replace(recurrence, months=left) if left else None
    return replace(recurrence, exceptions=(*recurrence.exceptions, stated.date))


def every_but_days(recurrence: Every, left_out: Any) -> Every | None:
    """«daily except Sundays», «every weekday except on Friday»: the other days of the week."""
    out = (5, 6) if left_out == Fields(weekend=True) else weekday_union(left_out)
    plain = replace(recurrence, unit=Grain.DAY, weekdays=(), at=None, until_clock=None)
    if out is None or plain != Every(Grain.DAY) or recurrence.unit not in {Grain.DAY, Grain.WEEK}:
        return None
    days = recurrence.weekdays or (range(7) if recurrence.unit is Grain.DAY else ())
    kept = tuple(day for day in days if day not in out)
    return replace(recurrence, unit=Grain.WEEK, weekdays=kept) if kept and len(kept) < len(days) else None
