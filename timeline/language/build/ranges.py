"""Ranges: from one time to another, open on one side, or from a start for as long as is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.algebra.expressions import (
    At,
    Between,
    Clock,
    Daypart,
    Fields,
    Last,
    Next,
    Part,
    Previous,
    Shift,
    This,
)
from timeline.language.build.dates import fields
from timeline.language.build.mentions import as_at, at, names_day, range_dated
from timeline.language.build.parts import within
from timeline.language.build.relative import single_grain
from timeline.model import Grain, ZoneWords


def between(first_stated: Any, *last_stated: Any) -> Between | None:
    """A range; a meridiem or a month that the words share is filled in on the side that lacks it.

    The end may be told in parts: «1400-1500 Asia/Tokyo».
    """
    start = as_at(first_stated)
    end = as_at(last_stated[0]) if len(last_stated) == 1 else at(*last_stated)
    if start is None or end is None or _unlike(start, end):
        return None
    shared = share_clock(start, end)
    if shared is None:
        return None
    start, end = shared
    first, last = start.date, end.date
    if isinstance(first, Fields) and isinstance(last, Fields) and last.month is not None:
        start = replace(start, date=month_shared(first, last))
    return Between(start, end)


def month_shared(first: Fields, last: Fields) -> Fields:
    """The start's day in the month that only the end names: «141800Z to 150000Z AUG 2025»."""
    if first.day is None or last.day is None or first != Fields(day=first.day) or first.day > last.day:
        return first
    return Fields(last.year, last.month, first.day)


def share_clock(start: At, end: At) -> tuple[At, At] | None:
    one, two = start.clock, end.clock
    if isinstance(one, Clock) and isinstance(two, Clock):
        if one.meridiem is None and two.meridiem is not None and one.style != "word" and 1 <= one.hour <= 12:
            return replace(start, clock=replace(one, meridiem=_shared(one, two), style="12h")), end
        if two.style == "bare" and one.meridiem is not None and 1 <= two.hour <= 12:
            turned = (
                one.meridiem
                if (two.hour % 12, two.minute or 0) > (one.hour % 12, one.minute or 0)
                else {"am": "pm", "pm": "am"}[one.meridiem]
            )
            return start, replace(end, clock=replace(two, meridiem=turned, style="12h"))
    elif (one is None) != (two is None) and start.date is None and end.date is None:
        return None
    if isinstance(one, Clock) and start.date is None and two is None and not names_day(end.date):
        return None  # «0900-1100» is no nine o'clock until the year 1100
    if one is None and isinstance(two, Clock) and end.date is None and start.date != This(Grain.SECOND):
        return None
    return start, end


def _shared(one: Clock, two: Clock) -> str:
    """The meridiem of «10» in «10–11:30 am» and of «10» in «10-2PM»."""
    first, second = (one.hour % 12, one.minute or 0), (two.hour % 12, two.minute or 0)
    if first < second:
        return two.meridiem or "am"
    return "am" if two.meridiem == "pm" else "pm"


def dated_range(*values: Any) -> Between | None:
    """«Friday 9-11am»: the date stands on the start."""
    day = next((v for v in values if not isinstance(v, At | Clock)), None)
    rest = [v for v in values if v is not day]
    if day is None or len(rest) != 2:
        return None
    made = between(*rest) if names_day(day) else None
    if made is None or made.start is None or made.start.date is not None or (made.end and made.end.date is not None):
        return None
    return replace(made, start=replace(made.start, date=day))


def range_then_day(start: Any, end: Any, day: Any) -> Between | None:
    """«9-11am, 5 December»; a weekday alone may begin what comes next."""
    return None if isinstance(day, Fields) and day == Fields(weekday=day.weekday) else dated_range(start, end, day)


def between_days_and_clocks(first: Fields, start: Any, last: Fields, end: Any) -> Between | None:
    """«Wed 1800 to Thu 0600»."""
    one, two = at(first, start), at(last, end)
    return between(one, two) if one is not None and two is not None else None


def dated_dots(day: Any, first: Clock, last: Clock) -> Between | None:
    """«5 December, 9.30–12»: quarters of an hour, the later behind; other figures with a dot may be prices."""
    if (first.minute or 0) % 15 or not 7 <= first.hour < last.hour <= 24:
        return None
    return dated_range(day, first, last)


def between_fields(*values: Any) -> Between | None:
    """«3-5 June», «June 3-5, 2025», «June to August 2025»: the side that lacks month or year takes the other's."""
    first, second, *rest = values
    if not isinstance(first, Fields) or not isinstance(second, Fields):
        return None
    if first == Fields(day=first.day) and (second.weekday is not None or (first.day or 0) >= (second.day or 32)):
        return None  # «Day 1 – Thursday, 14 August», «27 and December 25»
    for more in rest:
        if second.year is None and more.year is not None and more.month is None:
            added = fields(second, more)
        else:
            added = fields(second, more)
        if added is None:
            return None
        second = added
    changes: dict[str, Any] = {}
    if first.month is None and first.day is not None and second.month is not None:
        changes["month"] = second.month
    if first.year is None and second.year is not None:
        changes["year"] = second.year - 1 if _begins_before_the_year(first, second) else second.year
        changes["short_year"] = second.short_year
    first = replace(first, **changes) if changes else first
    if second.month is None and second.day is not None and first.month is not None:
        over = first.day is not None and second.day < first.day  # «April 27 to the 3rd»
        month = (first.month % 12 + 1) if over else first.month
        second = replace(second, month=month)
        if over and first.year is not None and second.year is not None:
            second = replace(second, year=first.year + (first.month == 12))
    wider = first.month is not None and first.day is None and first.year is not None  # «Nov – Feb 5th, 2017»
    if ((first.day is None) != (second.day is None) and not wider) or (first.month is None) != (second.month is None):
        return None
    if isinstance(first.weekday, int) and first == Fields(weekday=first.weekday) and second.day is not None:
        return None
    return Between(At(first), At(second))


def _begins_before_the_year(first: Fields, second: Fields) -> bool:
    """Whether a range begins in the year before that of its end: «December 20 to January 6, 2025».

    «15 March to 14 March 2026» is a whole year, «June 20 to June 6, 2025» a slip.
    """
    if first.month is None or second.month is None:
        return False
    if first.month == second.month:
        return first.day is not None and second.day is not None and first.day - second.day == 1
    return first.month > second.month


def rising_dots(first: Clock, last: Clock, *zone: ZoneWords) -> Between | None:
    """«12.30-13.30 (CEST)»: clock times with dots, the later behind; prices and versions have no zone."""
    if (last.hour, last.minute or 0) <= (first.hour, first.minute or 0) and last.hour > 12:
        return None
    return between(At(clock=first), At(clock=last, zone=zone[0] if zone else None))


def weekday_days(weekday: Fields, day: Fields, last: Fields) -> Between | None:
    """«Monday 7 to Thursday 10 April»: as many days of the week as of the month apart, so that 7 is no hour."""
    if day.day is None or last.day is None or last.weekday is None or last.month is None or weekday.weekday is None:
        return None
    apart = last.day - day.day
    if apart <= 0 or apart % 7 != (last.weekday - weekday.weekday) % 7:
        return None
    first = fields(weekday, day)
    return between_fields(first, last) if first is not None else None


def weekdays_of(first: Fields, last: Fields, days: Between) -> Between | None:
    """«Monday through Thursday, Aug. 11-14»: the days of the week and of the month are the same."""
    if days.start is None or days.end is None or days.start.clock or days.end.clock or days.lasting:
        return None
    one, other = days.start.date, days.end.date
    if not isinstance(one, Fields) or not isinstance(other, Fields):
        return None
    start, end = fields(first, one), fields(last, other)
    if start is None or end is None or start.day is None or end.day is None:
        return None
    return Between(replace(days.start, date=start), replace(days.end, date=end))


def over_midnight(part: Daypart, first: Fields, second: Fields, month: Fields, *year: Fields) -> At | None:
    """«the night of 7-8 June»: that of the first day."""
    start, end = fields(first, month, *year), fields(second, month, *year)
    if part.name != "night" or start is None or end is None or (start.day or 0) + 1 != end.day:
        return None
    return At(start, part)


def over_midnight_of(part: Daypart, month: Fields, first: Fields, second: Fields, *year: Fields) -> At | None:
    """«the night of March 9-10, 1945»."""
    return over_midnight(part, first, second, month, *year)


def between_words(*values: Any) -> Between | None:
    """«from two thirty to two forty-five»."""
    *date, start, end = values
    made = between(start, end)
    if made is None or not date:
        return made
    return range_dated(made, date[0])


def to_date(start: Any) -> Between | None:
    """«from March to date»: until today."""
    made = as_at(start)
    return Between(made, At(This(Grain.DAY))) if made is not None and made.clock is None else None


def days_within(*values: Any) -> Between | None:
    """«from the 4th to the 23rd of next month»: two days of a relative month."""
    first, second, whole = values
    start, end = within(first, whole), within(second, whole)
    if start is None or end is None or not isinstance(whole, This | Next | Last) or whole.of is not Grain.MONTH:
        return None
    return Between(At(start), At(end)) if (first.day or 0) < (second.day or 0) else None


def days_of(whole: Any, first: Fields, last: Fields) -> Between | None:
    """«next week from Monday to Wednesday»."""
    start, end = within(first, whole), within(last, whole)
    if start is None or end is None or not isinstance(whole, This | Next | Last) or whole.of is not Grain.WEEK:
        return None
    return Between(At(start), At(end)) if (first.weekday or 0) < (last.weekday or 0) else None


def rest_of(unit: Any) -> Between | None:
    """«the rest of the week»: from today to its end."""
    of = single_grain(unit) if isinstance(unit, tuple) else Grain.DAY if unit == This(Grain.DAY) else None
    if of is None or of.rank < Grain.DAY.rank:
        return None
    return Between(At(This(Grain.SECOND if of is Grain.DAY else Grain.DAY)), At(This(of)))


def lasting(*values: Any) -> Between | None:
    """«from 4 pm for thirty minutes», «14 February from 9:30 for 7 hours»: a start and how long it lasts."""
    *points, parts = values
    stated = [as_at(point) for point in points]
    if any(point is None for point in stated) or any(part.n is None for part in parts):
        return None
    start = at(*(point for point in stated if point is not None))
    if start is None or isinstance(start.clock, Daypart) or (start.date is None and start.clock is None):
        return None
    fine = any(part.unit.rank < Grain.DAY.rank for part in parts)
    if fine and start.clock is None:
        return None
    return Between(start, None, lasting=parts)


def lasting_from(*values: Any) -> Between | None:
    """«for two weeks starting 20 May», «14 February for 7 hours from 9:30»."""
    parts = next(value for value in values if isinstance(value, tuple))
    return lasting(*(value for value in values if value is not parts), parts)


def between_years(one: Fields, other: Fields) -> Between | None:
    """«1998-99», «2010–2012»."""
    if one.year is None or other.year is None or one.month is not None or other.month is not None:
        return None
    if other.short_year:
        other = Fields(year=one.year - one.year % 100 + other.year % 100)
        if other.year is None or other.year - one.year > 20:
            return None
    return Between(At(one), At(other)) if other.year is not None and one.year < other.year else None


def between_bc(first: Any, last: Fields) -> Between | None:
    """«499-493 BC», «264 BC to 241 BC»: years count down before our era."""
    start = first if isinstance(first, Fields) else Fields(year=1 - int(first)) if 0 < first < 10_000 else None
    if start is None or start.year is None or last.year is None or not start.year < last.year < 1:
        return None
    return Between(At(start), At(last))


def between_days(*values: Any) -> Between | None:
    """«June 3-5, 2025»: month, day, day, year."""
    month, first, second, *rest = values
    start, end = fields(month, first, *rest), fields(month, second, *rest)
    if start is None or end is None or start.day is None or end.day is None:
        return None
    if start.day == end.day and rest:
        return None
    if start.day >= end.day and not rest:  # «April 27th to the 3rd»
        end = Fields(day=end.day)  # with a year it is a slip: «August 14-12, 2025»
    return Between(At(start), At(end))


def dated_until(day: Any, stated: Any) -> Between | None:
    """«tomorrow before 5 pm»."""
    made = at(day, as_at(stated))
    return Between(None, made, True) if made is not None else None


def dated_since(day: Any, stated: Any) -> Between | None:
    made = at(day, as_at(stated))
    return Between(made, None) if made is not None else None


def since(start: Any) -> Between | None:
    made = as_at(start)
    return Between(made, None) if made is not None else None


def after(start: Any) -> Between | None:
    """«after February 2018», «after this year»: from its end on; «after Monday» from that day."""
    made = as_at(start)
    if made is None or made.clock is not None or made.date is None or not _is_period(made.date):
        return since(start)
    return Between(replace(made, date=Part("after", made.date)), None)


def _is_period(date: Any) -> bool:
    match date:
        case Fields():
            return date.day is None and date.weekday is None and not date.weekend
        case This() | Next() | Last():
            return isinstance(date.of, Grain) and date.of.rank > Grain.DAY.rank and getattr(date, "count", 1) == 1
    return False


def until(literal: tuple[Any, ...], *values: Any) -> Between | None:
    """Open at the start; the literal is 1 where the end is left out («before», «by»)."""
    made = as_at(values[0])
    return Between(None, made, bool(literal[0])) if made is not None else None


def _unlike(start: At, end: At) -> bool:
    """Whether a weekday and a bare month cannot bound one stretch: «a change made Friday to August's figures»."""
    one, two = start.date, end.date
    if isinstance(two, Shift) and two.sign < 0 and isinstance(two.anchor, Previous):
        return True  # «on 3 May -- the day before the vote»
    if not isinstance(one, Fields) or not isinstance(two, Fields):
        return False
    years = one == Fields(year=one.year) and two == Fields(year=two.year)
    if years and one.year is not None and two.year is not None and two.year <= one.year:
        return True  # «2012-1400», a part number
    if one == Fields(year=one.year) and isinstance(two.weekday, int):
        return True  # «1800 to Thursday»; «1339 - Sat Apr 05 2025», the number of a line
    if one.weekday is None:
        return False
    return two.month is not None and two.day is None
