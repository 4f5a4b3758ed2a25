"""Times of day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.algebra.expressions import At, Clock, Daypart, Fields, This
from timeline.language.build.dates import fields
from timeline.language.build.mentions import as_at, at
from timeline.language.build.numbers import times
from timeline.language.build.parts import within
from timeline.language.build.relative import deictic, parts_of
from timeline.model import Grain, ZoneSort, ZoneWords

_MERIDIEM = {
    "morning": "am",
    "dawn": "am",
    "afternoon": "pm",
    "evening": "pm",
    "lunch": "pm",
    "midday": "pm",
    "dusk": "pm",
}
_SMALL_HOURS = 6  # an hour before it belongs to the night of the day before
_EVENING = 5  # the first hour that «tonight» makes one of the evening
_LAST_HOUR = 23
_MINUTES = {Grain.MINUTE: 1, Grain.HOUR: 60}


def clock(*values: Any) -> Clock | None:
    """An hour, or a clock, with its meridiem."""
    first, *rest = values
    made = first if isinstance(first, Clock) else Clock(int(first), style="bare")
    if rest:
        if made.meridiem is not None or made.hour > 24:
            return None
        if made.hour > 12 or made.hour == 0:
            return replace(made, meridiem=rest[0]) if made.style in ("24h", "12h") and made.minute is not None else None
        return replace(made, meridiem=rest[0], style="12h")
    return made


def hour_minute(*values: Any) -> Clock | None:
    if isinstance(values[0], Clock):
        return replace(values[0], meridiem=values[1], style="12h")
    hour, minute, *rest = values
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    made = Clock(int(hour), int(minute), style="12h" if rest else "24h")
    return replace(made, meridiem=rest[0]) if rest else made


def clock_words(hour: float, *minutes: float) -> Clock | None:
    """«seven twenty-seven»: either half of the day."""
    made = hour_minute(hour, sum(minutes))
    return replace(made, style="oclock") if made is not None and 1 <= made.hour <= 12 else None


def clock_hundred(*values: float) -> Clock | None:
    """«fourteen hundred hours», «oh nine hundred»."""
    number = times(*values)
    hour, minutes = divmod(number, 100)
    return Clock(int(hour), 0, None, None, "military") if not minutes and 0 < hour <= 24 else None


def clock_oh(*values: float) -> Clock | None:
    """«oh nine thirty»: the early half of the day."""
    made = hour_minute(values[0], sum(values[1:]))
    return replace(made, style="military") if made is not None else None


def clock_words_oh(hour: float, minute: float) -> Clock | None:
    """«seven oh five»."""
    return clock_words(hour, minute)


def clock_named(*values: Any) -> Clock | None:
    """«12:00 noon»: the word says which twelve."""
    figures, word = values
    return word if figures.hour % 12 == word.hour % 12 and not figures.minute else None


def oclock(*values: Any) -> Clock | None:
    hour, *rest = values
    if not 0 <= hour <= 24:
        return None
    return Clock(int(hour), 0, None, rest[0] if rest else None, "oclock")


def no_year(stated: Clock) -> At | None:
    """«from 0600», but not «from 2014»: what is no year of our time."""
    return None if 1900 <= stated.hour * 100 + (stated.minute or 0) <= 2099 else At(clock=stated)


def clock_dotted(stated: Clock) -> At:
    """«at 20.15 hrs»."""
    return At(clock=stated)


def dotted_on(day: Any, stated: Clock) -> At | None:
    """«Thurs 06.00 & Sat 21.45», as listings write the hour; «closed Friday 12.37 down» is a price."""
    if (stated.minute or 0) % 5:
        return None
    return clock_tonight(day, stated) if not isinstance(day, Fields) else At(day, stated)


def clock_shifted(literal: tuple[int, ...], amounts: Any, stated: At) -> At | None:
    """«half an hour before the 3pm», on the same day and the same clock."""
    made = stated.clock
    if not isinstance(made, Clock) or stated.date is not None or made.second is not None or made.hour > _LAST_HOUR:
        return None
    parts = parts_of(amounts)
    if not parts or any(part.n is None or part.unit not in _MINUTES for part in parts):
        return None
    shift = sum((part.n or 0) * _MINUTES[part.unit] for part in parts)
    hour = made.hour if made.meridiem is None else made.hour % 12 + 12 * (made.meridiem == "pm")
    hour = 24 if made.style == "word" and not hour and literal[0] < 0 else hour  # midnight ends the day
    told = hour * 60 + (made.minute or 0) + literal[0] * shift
    if told != int(told) or not 0 <= told < 24 * 60:
        return None
    hour, minute = divmod(int(told), 60)
    if made.meridiem is None:
        return replace(stated, clock=Clock(hour, minute))
    return replace(stated, clock=Clock(hour % 12 or 12, minute, meridiem="pm" if hour >= 12 else "am", style="12h"))


def kicked_off(stated: Clock) -> At | None:
    """«the 12.30 kick-off», «kick-off 1945»: no match begins between two fives of minutes."""
    return None if (stated.minute or 0) % 5 else At(clock=stated)


def weekday_day_at(weekday: Fields, day: Fields, stated: At) -> At | None:
    """«Wednesday 10 at 10:00»: the hour behind it tells that the number is a day."""
    date = fields(weekday, day)
    return at(date, stated) if date is not None and date.day is not None and weekday.month is None else None


def decimal_day(*values: Any) -> At | None:
    """«Sep 28.7 UT», «2026 Oct. 12.25 UT»: astronomers write the hour as a part of the day."""
    zone = next(value for value in values if isinstance(value, ZoneWords))
    number = next(value for value in values if isinstance(value, float))
    date = fields(*(value for value in values if value is not zone and value is not number), Fields(day=int(number)))
    if date is None or date.day is None or zone.sort is not ZoneSort.UTC:
        return None
    hour, minute = divmod(int(number % 1 * 24 * 60 + 0.5), 60)
    return At(date, Clock(hour, minute), zone) if hour < 24 else None


def about_clock(stated: Any) -> At | None:
    """«11ish»."""
    made = stated if isinstance(stated, Clock) else clock(stated)
    return At(clock=made, approximate=True) if made is not None and made.hour <= 24 else None


def past(*values: Any) -> Clock | None:
    """«twenty past eight»: minutes, then the hour."""
    minutes, hour = values
    at = _bare(hour)
    if at is None or not 0 < minutes < 60:
        return None
    return replace(at, minute=int(minutes), style="12h" if at.meridiem else "oclock")


def to(*values: Any) -> Clock | None:
    """«ten to eight», «ten to noon»; but «9 to noon» is three hours."""
    minutes, hour = values
    at = _bare(hour)
    if at is None or not 0 < minutes < 60:
        return None
    if at.style == "word":
        told = replace(at, hour=(at.hour - 1) % 24, minute=60 - int(minutes), style="24h")
        return told if not minutes % 5 else None
    before = at.hour - 1
    return replace(
        at,
        hour=before if before >= 1 else 12 if at.hour == 1 else 23,
        minute=60 - int(minutes),
        style="12h" if at.meridiem else "oclock",
    )


def to_figure(minutes: float, hour: Any) -> Clock | None:
    """«ten to eight»; «3 to 4» is a range, and «ten to noon» never is one."""
    if minutes % 5:
        return None
    return None if isinstance(hour, Clock) and hour.style == "word" else to(minutes, hour)


def past_literal(literal: tuple[int, ...], hour: Any) -> Clock | None:
    return past(literal[0], hour)


def to_literal(literal: tuple[int, ...], hour: Any) -> Clock | None:
    return to(literal[0], hour)


def _bare(hour: Any) -> Clock | None:
    if isinstance(hour, Clock):
        return hour if hour.minute in (None, 0) else None
    return Clock(int(hour), style="bare") if 0 <= hour <= 24 else None


def clock_in(*values: Any) -> At | None:
    """«7 in the evening», «at 8 tonight»: the day part settles the meridiem."""
    first, second = values
    at, name = (second, first) if isinstance(first, Daypart) else (first, second)
    if name.name == "lunch" and name is first:
        return None  # «lunch at noon» is a meal and its hour
    made = at if isinstance(at, At) else At(clock=at)
    clock_ = made.clock
    if not isinstance(clock_, Clock):
        return None
    if clock_.meridiem is not None or clock_.style == "word" or clock_.hour > 12:
        return made
    hour = clock_.hour % 12
    meridiem = _MERIDIEM.get(name.name) or ("pm" if hour >= 5 else "am")
    return replace(made, clock=replace(clock_, meridiem=meridiem, style="12h"))


def clock_date_daypart(*values: Any) -> At | None:
    """«9 tomorrow evening»: clock, date and day part in any order."""
    name = next(part for part in values if isinstance(part, Daypart))
    rest = [part for part in values if part is not name]
    made = at(*(as_at(part) if isinstance(part, int | float) else part for part in rest))
    return clock_in(made, name) if made is not None else None


def clock_that_daypart(*values: Any) -> At | None:
    """«08:10 the next morning», «8:15 p.m. that evening», «the following morning at 9»."""
    part = next(one for one in values if isinstance(one, At) and isinstance(one.clock, Daypart))
    time = next(one if isinstance(one, At) else as_at(one) for one in values if one is not part)
    return clock_date_daypart(time, part.date, part.clock) if time is not None and time.date is None else None


def clock_within(*values: Any) -> At | None:
    """«Thursday at 9am next week»."""
    *_, whole = values
    weekday = next(part for part in values if isinstance(part, Fields))
    time = next(part for part in values if part is not weekday and part is not whole)
    day = within(weekday, whole)
    made = as_at(time)
    return replace(made, date=day) if day is not None and made is not None and made.date is None else None


def daypart_within(weekday: Any, name: Daypart, whole: Any) -> At | None:
    """«Wednesday evening next week»."""
    day = within(weekday, whole)
    return At(day, name) if day is not None else None


def clock_last(*values: Any) -> At | None:
    """«last night at 11»: of yesterday, unless the clock stands after midnight."""
    made = clock_in(*values)
    if made is None or made.date is not None or not isinstance(made.clock, Clock):
        return None
    small = made.clock.meridiem == "am" and made.clock.hour % 12 < _SMALL_HOURS
    night = any(isinstance(part, Daypart) and part.name == "night" for part in values)
    return replace(made, date=This(Grain.DAY) if small and night else deictic(-1))


def _clock_of(stated: Clock | At) -> Clock:
    """The clock of a time, a bare midnight where it has none."""
    clock_ = stated.clock if isinstance(stated, At) else stated
    return clock_ if isinstance(clock_, Clock) else Clock(0)


def clock_tonight(*values: Any) -> At | None:
    """«8 tonight», «this morning at 7»; no bare hour is in the dead of the night: «a table for 4 tonight»."""
    made = clock_in(*values)
    if made is None or made.date is not None or not isinstance(made.clock, Clock):
        return None
    said = next(_clock_of(part) for part in values if isinstance(part, Clock | At))
    tonight = any(isinstance(part, Daypart) and part.name == "night" for part in values)
    leads = not isinstance(values[0], Daypart)
    if tonight and leads and said.style == "bare" and 2 <= said.hour < _EVENING:
        return None
    small = (leads or said.meridiem == "am") and made.clock.meridiem == "am" and made.clock.hour % 12 < _SMALL_HOURS
    return replace(made, date=deictic(1) if small and tonight else This(Grain.DAY))  # «2am tonight»


def at_zone(zone: ZoneWords, stated: Clock) -> At:
    """«UTC 17:00»: the zone before the clock."""
    return At(clock=stated, zone=zone)


def midnight_between(midnight: Any, first: Fields, second: Fields) -> At | None:
    """«midnight Friday into Saturday»: the midnight that ends the one day and begins the other."""
    if not isinstance(midnight, Clock) or midnight.hour % 12 or midnight.minute or midnight.meridiem == "pm":
        return None
    if first.weekday is None or second.weekday is None or (second.weekday - first.weekday) % 7 != 1:
        return None
    return At(second, Clock(0, 0)) if midnight.style == "word" or midnight.meridiem else None


def daypart_part(literal: tuple[str, ...], name: Daypart) -> Daypart:
    return replace(name, part=literal[0])
