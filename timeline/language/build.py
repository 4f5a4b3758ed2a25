"""Constructors: what a rule makes of the values of its symbols.  A pattern in data may name only these.

Each takes the values in order (symbols that only connect carry none) and gives a value, or None where the words do
not fit together ("32 January").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from timeline.algebra.expressions import (
    Amount,
    At,
    Between,
    Clock,
    Daypart,
    Every,
    Fields,
    Holiday,
    Last,
    Length,
    Next,
    Nth,
    Part,
    Previous,
    Shift,
    This,
    Vague,
)
from timeline.model import Grain, ZoneSort, ZoneWords

Constructor = Callable[..., Any]
_NAMES = tuple(field.name for field in fields_of(Fields))
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def constructor(written: str) -> Constructor:
    """The constructor that data name, with its literal arguments bound: "shift -1"."""
    name, *arguments = written.split()
    made = _CONSTRUCTORS[name]
    if not arguments:
        return made
    bound = tuple(_literal(argument) for argument in arguments)
    return lambda *values: made(bound, *values)


def _literal(text: str) -> int | str:
    return int(text) if text.lstrip("+-").isdigit() else text


# -- numbers and amounts ---------------------------------------------------------


def value(*values: Any) -> Any:
    return values[-1] if values else None


def constant(literal: tuple[Any, ...], *_values: Any) -> Any:
    return literal[0]


def add(*values: float) -> float:
    return sum(values)


def times(*values: float) -> float:
    product = 1.0
    for factor in values:
        product *= factor
    return product


def _amount(n: float | None, unit: tuple[int, Grain]) -> Amount:
    count, grain = unit
    return Amount(None if n is None else n * count, grain)


def amount(*values: Any) -> Amount:
    """A number and a unit; a unit with no number is one of it («an hour»)."""
    *numbers, unit = values
    return _amount(numbers[0] if numbers else 1, unit)


def amount_between(low: float, high: float, unit: tuple[int, Grain]) -> Amount | None:
    """«two to three weeks»: the longer, since the shorter is within it."""
    return _amount(high, unit) if low < high else None


def few_amount(*values: Any) -> Amount:
    return _amount(None, next(unit for unit in values if isinstance(unit, tuple)))


def amount_plus(literal: tuple[float, ...], *values: Any) -> Amount:
    """«two and a half hours»; the literal is in hundredths."""
    numbers = [v for v in values if isinstance(v, int | float)]
    unit = next(v for v in values if isinstance(v, tuple))
    return _amount((numbers[0] if numbers else 1) + literal[0] / 100, unit)


def amount_of(literal: tuple[float, ...], *values: Any) -> Amount:
    """«half an hour»: hundredths of a unit."""
    return _amount(literal[0] / 100, values[-1])


def amounts(*values: Any) -> tuple[Amount, ...] | None:
    found: list[Amount] = []
    for part in values:
        found.extend(part if isinstance(part, tuple) else (part,))
    if len(found) > 1 and any(a.unit.rank <= b.unit.rank for a, b in zip(found, found[1:], strict=False)):
        return None
    return tuple(found)


# -- calendar dates ----------------------------------------------------------------


def fields(*values: Any) -> Fields | None:
    """The intersection of what the parts state; None where two parts speak of the same thing."""
    stated: dict[str, Any] = {}
    for part in values:
        if not isinstance(part, Fields):
            return None
        for name in _NAMES:
            given = getattr(part, name)
            if given is None or given is False:
                continue
            if stated.get(name, given) != given or (name in stated and name not in ("short_year", "fiscal")):
                return None
            stated[name] = given
    swapped = stated.get("swapped")
    if swapped is not None and len(values) > 1:
        other = fields(*(replace(part, swapped=None) if part.swapped is None else part.swapped for part in values))
        stated["swapped"] = other
    if stated.get("day", 1) > _LONGEST_MONTH[stated.get("month", 1) - 1]:
        return Fields(**stated) if stated["day"] <= 31 else None
    return Fields(**stated)


def year_of_era(literal: tuple[int, ...], date: Fields) -> Fields | None:
    if date.year is None:
        return None
    return replace(date, year=1 - date.year if literal[0] < 0 else date.year)


def day_of(ordinal: int) -> Fields | None:
    return Fields(day=ordinal) if 1 <= ordinal <= 31 else None


def month_of(number: int) -> Fields | None:
    return Fields(month=number) if 1 <= number <= 12 else None


def year_words(*values: Any) -> Fields | None:
    """«nineteen ninety-six», «eighteen hundred and twelve», «two thousand and twenty»."""
    first, *rest = values
    year = int(first)
    if len(rest) == 2:  # eighteen, hundred, twelve
        year, rest = year * int(rest[0]), rest[1:]
    elif 15 <= year <= 20:
        if not rest or not 10 <= rest[0] < 100:
            return None
        year *= 100
    elif year not in (1000, 2000):
        return None
    year += int(rest[0])
    return Fields(year=year) if 1400 <= year <= 2100 else None


def year_number(n: float) -> Fields | None:
    return Fields(year=int(n)) if 0 < n < 1000 else None


def short_year(*values: Any) -> Fields | None:
    """«Aug 96», «3 Aug 96», «April of '87»: two digits that can be no day."""
    *parts, year = values
    if year.year is None or (year.year % 100 <= 31 and not any(part.day for part in parts)):
        return None
    return fields(*parts, year)


def quarter(*values: Any) -> Fields | None:
    """A number and, if stated, the year, in either order."""
    n = next(number for number in values if isinstance(number, int))
    return fields(Fields(quarter=n), *(part for part in values if part is not n)) if 1 <= n <= 4 else None


def half_year(*values: Any) -> Fields | None:
    n = values[0]
    return fields(Fields(half=n), *values[1:]) if n in (1, 2) else None


def week_of_year(*values: Any) -> Fields | None:
    n = int(values[0])
    return fields(Fields(week=n), *values[1:]) if 1 <= n <= 53 else None


def fiscal(*values: Any) -> Fields | None:
    made = fields(*values)
    return replace(made, fiscal=True) if made else None


def decade(*values: Any) -> Fields | None:
    """«the 1990s» has 1990; «the nineties», «the 90s» are of the twentieth century."""
    n = int(values[-1])
    return Fields(decade=n if n >= 1000 else 1900 + n) if n % 10 == 0 else None


def century(*values: Any) -> Fields | None:
    return Fields(century=int(values[0])) if 1 <= values[0] <= 30 else None


def century_bc(*values: Any) -> Fields | None:
    return Fields(century=-int(values[0])) if 1 <= values[0] <= 60 else None


def holiday(*values: Any) -> Holiday | None:
    named, *rest = values
    if rest:
        if rest[0].year is None or rest[0] != Fields(year=rest[0].year, short_year=rest[0].short_year):
            return None
        return replace(named, year=rest[0].year)
    return named


# -- relative dates -----------------------------------------------------------------


def _grain_of(unit: tuple[int, Grain]) -> Grain | None:
    return unit[1] if unit[0] == 1 else None


def _of(what: Any) -> Grain | Fields | Holiday | None:
    return _grain_of(what) if isinstance(what, tuple) else what


def deictic(days: int) -> This | Shift:
    if days == 0:
        return This(Grain.DAY)
    return Shift((Amount(abs(days), Grain.DAY),), 1 if days > 0 else -1)


def this(what: Any) -> This | None:
    of = _of(what)
    return This(of) if of is not None else None


def next_(*values: Any) -> Next | Shift | None:
    return _stepped(Next, 1, *values)


def last(*values: Any) -> Last | Shift | None:
    return _stepped(Last, -1, *values)


def _stepped(step: type[Next] | type[Last], sign: int, *values: Any) -> Any:
    *numbers, what = values
    if isinstance(what, tuple) and len(what) == 1 and numbers:  # «two Sundays from now»
        return Next(Fields(weekday=what[0]), int(numbers[0])) if numbers[0] and numbers[0] == int(numbers[0]) else None
    if isinstance(what, tuple):
        if len(what) != 2 or not isinstance(what[1], Grain):
            return None
        count, grain = what
        if numbers:
            n = numbers[0]
            if n is None or n != int(n) or n < 1:
                return None
            return step(grain, int(n) * count)
        if count != 1:
            return step(grain, count)
        return step(grain)
    if isinstance(what, Fields | Holiday):
        return step(what, int(numbers[0]) if numbers else 1)
    return None


def late_tonight(name: Daypart) -> At:
    return At(This(Grain.DAY), replace(name, part="end"))


def now(*_values: Any) -> At:
    return At(This(Grain.SECOND))


def silent(*_values: Any) -> str:
    """Words that are understood and are no time («37 years old»)."""
    return "silent"


def vague_as(literal: tuple[str, ...], *_values: Any) -> Vague:
    return Vague(literal[0])


def several(literal: tuple[int, ...], *values: Any) -> Shift | None:
    """«the last few weeks»: a stretch of unknown count, up to or from now."""
    unit = values[-1]
    return Shift((_amount(None, unit),), literal[0])


def after_next(literal: tuple[int, ...], what: Any) -> Any:
    """«the week after next», «the Friday before last»: the literal is the step and its direction."""
    of = _of(what)
    if isinstance(of, Grain):
        return Shift((Amount(abs(literal[0]), of),), 1 if literal[0] > 0 else -1)
    return (Next if literal[0] > 0 else Last)(of, abs(literal[0])) if of is not None else None


def last_amount(amount_: Amount) -> Last | None:
    return Last(amount_.unit, int(amount_.n)) if amount_.n and amount_.n == int(amount_.n) else None


def _parts(stated: Any) -> tuple[Amount, ...]:
    """Amounts, from amounts, one amount, or a bare unit («the year-ago quarter»)."""
    match stated:
        case Amount():
            return (stated,)
        case (int() as count, Grain() as grain):
            return (Amount(count, grain),)
        case tuple():
            return stated
    return ()


def shift(literal: tuple[int, ...], *values: Any) -> Shift | None:
    """«two weeks ago»; a further value is what it is reckoned from."""
    parts = _parts(values[0])
    anchor = values[1] if len(values) > 1 else None
    if isinstance(anchor, At):
        anchor = anchor.date if anchor.clock is None else anchor.clock if anchor.date is None else None
        if anchor is None or isinstance(anchor, Daypart):
            return None
    return Shift(parts, literal[0], None if isinstance(anchor, str) else anchor)


def shift_previous(literal: tuple[int, ...], *values: Any) -> Shift:
    return Shift(_parts(values[0]), literal[0], Previous())


def step_from(literal: tuple[Any, ...], *values: Any) -> Shift | None:
    """«the week after next», «the day before Christmas»: the literal is sign and count."""
    unit = values[0]
    of = _grain_of(unit)
    if of is None:
        return None
    anchor = values[1] if len(values) > 1 else Previous()
    if isinstance(anchor, At):
        if anchor.date is None or anchor.clock is not None:
            return None
        anchor = anchor.date
    if anchor == Previous():
        anchor = Previous(of)
    return Shift((Amount(1, of),), literal[0], anchor)


def previous(*values: Any) -> Any:
    """«that day», «the same week»; with a named day «that Friday»."""
    what = values[0]
    if isinstance(what, tuple):
        of = _grain_of(what)
        return Previous(of) if of is not None else None
    return what


def nth(*values: Any) -> Nth | Fields | None:
    """«the third week of June»: ordinal, what, within."""
    n, what, within = values
    of = _of(what)
    if of is None or isinstance(of, Holiday):
        return None
    if isinstance(within, tuple):
        within = this(within)
        if within is None:
            return None
    if isinstance(within, At):
        if within.clock is not None or within.date is None:
            return None
        within = within.date
    if of is Grain.QUARTER and isinstance(within, Fields) and within == Fields(year=within.year) and 1 <= n <= 4:
        return replace(within, quarter=int(n))
    return Nth(int(n), of, within)


def nth_of(*values: Any) -> Nth | Fields | None:
    """«last year's third quarter»."""
    whole, n, what = values
    return None if isinstance(whole, Fields) else nth(n, what, whole)


def nth_last(*values: Any) -> Nth | Fields | None:
    what, within = values
    return nth(-1, what, within)


def nth_first(*values: Any) -> Nth | Fields | None:
    what, within = values
    return nth(1, what, within)


def nth_from_last(*values: Any) -> Nth | Fields | None:
    """«the second last week of May»."""
    n, *rest = values
    return nth(-n, *rest)


def week_of(unit: Any, day: Any) -> Nth | None:
    """«the week of October 6»: the week that holds the day."""
    if _of(unit) is not Grain.WEEK or not isinstance(day, Fields) or day.day is None:
        return None
    return Nth(1, Grain.WEEK, day)


def within(*values: Any) -> Nth | None:
    """«Friday of next week», «May last year»: a named part of a relative stretch."""
    what, whole = values
    if isinstance(what, int):
        what = day_of(what)
    if not isinstance(what, Fields | Holiday) or isinstance(whole, Fields):
        return None
    return Nth(1, what, whole)


def within_back(whole: Any, what: Any) -> Nth | None:
    """«next week Friday»."""
    return within(what, whole)


def part(literal: tuple[str, ...], *values: Any) -> Part | None:
    of = values[0]
    if isinstance(of, At):
        if of.clock is not None or of.date is None:
            return None
        of = of.date
    return Part(literal[0], of)


def part_end(literal: tuple[str, ...], *_values: Any) -> Part:
    return Part("end", This(Grain(literal[0])))


def part_this(literal: tuple[str, ...], unit: Any) -> Part | None:
    of = _grain_of(unit)
    return Part(literal[0], This(of)) if of is not None else None


# -- times of day -------------------------------------------------------------------


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
    hour, minute, *rest = values
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    made = Clock(int(hour), int(minute), style="12h" if rest else "24h")
    return replace(made, meridiem=rest[0]) if rest else made


def oclock(*values: Any) -> Clock | None:
    hour, *rest = values
    if not 0 <= hour <= 24:
        return None
    return Clock(int(hour), 0, None, rest[0] if rest else None, "oclock")


def past(*values: Any) -> Clock | None:
    """«twenty past eight»: minutes, then the hour."""
    minutes, hour = values
    at = _bare(hour)
    if at is None or not 0 < minutes < 60:
        return None
    return replace(at, minute=int(minutes), style="12h" if at.meridiem else "oclock")


def to(*values: Any) -> Clock | None:
    minutes, hour = values
    at = _bare(hour)
    if at is None or not 0 < minutes < 60:
        return None
    if at.style == "word":
        return replace(at, hour=(at.hour - 1) % 24, minute=60 - int(minutes), style="24h")
    before = at.hour - 1
    return replace(
        at,
        hour=before if before >= 1 else 12 if at.hour == 1 else 23,
        minute=60 - int(minutes),
        style="12h" if at.meridiem else "oclock",
    )


def past_literal(literal: tuple[int, ...], hour: Any) -> Clock | None:
    return past(literal[0], hour)


def to_literal(literal: tuple[int, ...], hour: Any) -> Clock | None:
    return to(literal[0], hour)


def _bare(hour: Any) -> Clock | None:
    if isinstance(hour, Clock):
        return hour if hour.minute in (None, 0) else None
    return Clock(int(hour), style="bare") if 0 <= hour <= 24 else None


_MERIDIEM = {
    "morning": "am",
    "dawn": "am",
    "afternoon": "pm",
    "evening": "pm",
    "lunch": "pm",
    "midday": "pm",
    "dusk": "pm",
}


def clock_in(*values: Any) -> At | None:
    """«7 in the evening», «at 8 tonight»: the day part settles the meridiem."""
    first, second = values
    at, name = (second, first) if isinstance(first, Daypart) else (first, second)
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
    made = at(*(_as_at(part) if isinstance(part, int | float) else part for part in rest))
    return clock_in(made, name) if made is not None else None


def clock_tonight(*values: Any) -> At | None:
    made = clock_in(*values)
    return replace(made, date=This(Grain.DAY)) if made and made.date is None else None


def daypart_part(literal: tuple[str, ...], name: Daypart) -> Daypart:
    return replace(name, part=literal[0])


# -- mention forms -------------------------------------------------------------------


def at(*values: Any) -> At | None:
    """Whatever is stated of date, clock, day part and zone, in any order."""
    made = At()
    for stated in values:
        match stated:
            case At():
                joined = merge(made, stated) if made != At() else stated
                if joined is None:
                    return None
                made = joined
            case Clock() | Daypart():
                if made.clock is not None:
                    return None
                made = replace(made, clock=stated)
            case ZoneWords():
                if made.zone is None:
                    made = replace(made, zone=stated)
                else:
                    made = replace(made, also=(*made.also, stated))
            case _:
                if made.date is not None:
                    return None
                made = replace(made, date=stated)
    return made if made.clock is None or made.date is None or _names_day(made.date) else None


def _names_day(date: Any) -> bool:
    """Whether a date can carry a time of day."""
    match date:
        case Fields():
            return date.day is not None or date.weekday is not None
        case This() | Next() | Last():
            return (
                date.of is Grain.DAY
                or isinstance(date.of, Holiday)
                or (isinstance(date.of, Fields) and _names_day(date.of))
            )
        case Nth():
            return date.of is Grain.DAY or (isinstance(date.of, Fields | Holiday) and _names_day(date.of))
        case Part():
            return False
        case Shift():
            return date.amounts[-1].unit in (Grain.DAY, Grain.WEEK)
        case _:
            return True


def merge(one: At, other: At) -> At | None:
    """Two mentions of parts of one time; None where both state the same part."""
    if (one.date is not None and other.date is not None) or (one.clock is not None and other.clock is not None):
        return None
    if one.date is None and one.clock is None:
        return None
    if one.zone is not None and other.zone is not None:
        return None
    return At(
        one.date or other.date,
        one.clock or other.clock,
        one.zone or other.zone,
        one.also + other.also,
        one.twin or other.twin,
        one.day_shift + other.day_shift,
        one.approximate or other.approximate,
        one.fold if other.fold is None else other.fold,
    )


def daypart_of(literal: tuple[Any, ...], name: Daypart) -> At:
    """«last night», «this morning»: the day part of a day from today."""
    days = literal[0]
    return At(deictic(days), name)


def approximately(made: Any) -> Any:
    if isinstance(made, At | Length):
        return replace(made, approximate=True)
    return None


def approximate_length(made: Any) -> Length | None:
    known = length(made)
    return replace(known, approximate=True) if known is not None else None


def approximate_ago(*values: Any) -> At | None:
    """«nearly two years ago»."""
    made = shift((-1,), values[0])
    return At(made, approximate=True) if made is not None else None


def twin(made: At, second: Any) -> At | None:
    """«8/7c»: the second clock and its zone."""
    clock_, zone = second
    return replace(made, twin=clock_, also=(zone,))


def also(made: At, *zones: ZoneWords) -> At | None:
    if made.zone is None or made.clock is None:
        return None
    return replace(made, also=(*made.also, *zones))


def at_first(*values: Any) -> At | None:
    """«23:00 (11 p.m.) local time»: one clock written twice."""
    first, second, *zones = values
    if (
        not isinstance(second, Clock)
        or first.hour % 12 != second.hour % 12
        or (first.minute or 0) != (second.minute or 0)
    ):
        return None
    return at(first, *zones)


def twins(pair: tuple[int, int], *zones: ZoneWords) -> At:
    """«8/7c»: eight o'clock in the first zone, seven Central."""
    first, second = (Clock(hour, style="bare") for hour in pair)
    return At(clock=first, zone=zones[0] if zones else None, twin=second, also=(CENTRAL,))


CENTRAL = ZoneWords("c", ZoneSort.ABBREVIATION, "CT")


def folded(made: At, which: int) -> At | None:
    """«1:30am after the change»."""
    return replace(made, fold=which) if isinstance(made.clock, Clock) and made.fold is None else None


def with_year(day: Any, made: At, year: Fields) -> At | None:
    """«Mon Jun 5 17:00:00 UTC 2017» (asctime)."""
    whole = fields(day, year)
    return at(whole, made) if whole is not None and whole.day is not None else None


def zone_after(made: At, zone: ZoneWords) -> At | None:
    if made.zone is not None or not isinstance(made.clock, Clock):
        return None
    return replace(made, zone=zone)


def zoned_date(made: At, zone: ZoneWords) -> At | None:
    """«Friday AoE»: only a zone that can end a day may follow a bare date."""
    if made.clock is not None or made.zone is not None or made.date is None:
        return None
    return replace(made, zone=zone)


def day_shift(literal: tuple[int, ...], made: At) -> At | None:
    return replace(made, day_shift=literal[0]) if isinstance(made.clock, Clock) else None


def _as_at(stated: Any) -> At | None:
    if isinstance(stated, At):
        return stated
    if isinstance(stated, int | float):
        return At(clock=Clock(int(stated), style="bare"))
    return at(stated)


def between(*values: Any) -> Between | None:
    """A range; a meridiem or a month that the words share is filled in on the side that lacks it."""
    start, end = (_as_at(stated) for stated in values)
    if start is None or end is None:
        return None
    shared = _share_clock(start, end)
    if shared is None:
        return None
    start, end = shared
    return Between(start, end)


def _share_clock(start: At, end: At) -> tuple[At, At] | None:
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
    if one is None and isinstance(two, Clock) and end.date is None:
        return None
    return start, end


def _shared(one: Clock, two: Clock) -> str:
    """The meridiem of «10» in «10–11:30 am» and of «10» in «10-2PM»."""
    assert two.meridiem is not None
    first, second = (one.hour % 12, one.minute or 0), (two.hour % 12, two.minute or 0)
    if first < second:
        return two.meridiem
    return {"am": "pm", "pm": "am"}[two.meridiem]


def dated_range(*values: Any) -> Between | None:
    """«Friday 9-11am»: the date stands on the start."""
    day = next((v for v in values if not isinstance(v, At | Clock)), None)
    rest = [v for v in values if v is not day]
    if day is None or len(rest) != 2:
        return None
    made = between(*rest)
    if made is None or made.start is None or made.start.date is not None or (made.end and made.end.date is not None):
        return None
    return replace(made, start=replace(made.start, date=day))


def between_fields(*values: Any) -> Between | None:
    """«3-5 June», «June 3-5, 2025», «June to August 2025»: the side that lacks month or year takes the other's."""
    first, second, *rest = values
    if not isinstance(first, Fields) or not isinstance(second, Fields):
        return None
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
        wraps = (first.month or 0, first.day or 0) > (second.month or 13, second.day or 0) and first.month is not None
        changes["year"] = second.year - 1 if wraps else second.year
        changes["short_year"] = second.short_year
    first = replace(first, **changes) if changes else first
    if second.month is None and second.day is not None and first.month is not None:
        second = replace(second, month=first.month)
    if (first.day is None) != (second.day is None) or (first.month is None) != (second.month is None):
        return None
    if isinstance(first.weekday, int) and first == Fields(weekday=first.weekday) and second.day is not None:
        return None
    return Between(At(first), At(second))


def between_years(one: Fields, other: Fields) -> Between | None:
    """«1998-99», «2010–2012»."""
    if one.year is None or other.year is None or one.month is not None or other.month is not None:
        return None
    if other.short_year:
        other = Fields(year=one.year - one.year % 100 + other.year % 100)
        if other.year is None or other.year - one.year > 20:
            return None
    return Between(At(one), At(other)) if other.year is not None and one.year < other.year else None


def between_days(*values: Any) -> Between | None:
    """«June 3-5, 2025»: month, day, day, year."""
    month, first, second, *rest = values
    start, end = fields(month, first, *rest), fields(month, second, *rest)
    if start is None or end is None or start.day is None or end.day is None:
        return None
    if start.day >= end.day:  # «April 27th to the 3rd»
        if rest:
            return None
        end = Fields(day=end.day)
    return Between(At(start), At(end))


def dated_until(day: Any, stated: Any) -> Between | None:
    """«tomorrow before 5 pm»."""
    made = at(day, _as_at(stated))
    return Between(None, made, True) if made is not None else None


def dated_since(day: Any, stated: Any) -> Between | None:
    made = at(day, _as_at(stated))
    return Between(made, None) if made is not None else None


def first_of(literal: tuple[int, ...], *values: Any) -> At | None:
    """«the first nine months of 1998», «the last four months of 2021»."""
    *numbers, unit, whole = values
    n = numbers[-1]
    if len(numbers) == 2 and numbers[0] != 1:
        return None
    made = nth(literal[0], unit, whole)
    if not isinstance(made, Nth) or n is None or n != int(n) or n < 1:
        return None
    return At(replace(made, count=int(n)))


def since(start: Any) -> Between | None:
    made = _as_at(start)
    return Between(made, None) if made is not None else None


def until(literal: tuple[Any, ...], *values: Any) -> Between | None:
    """Open at the start; the literal is 1 where the end is left out («before», «by»)."""
    made = _as_at(values[0])
    return Between(None, made, bool(literal[0])) if made is not None else None


def length(*values: Any) -> Length | None:
    """An amount of time; a number and its unit, in «the first nine months»."""
    match values:
        case (Amount() as one,):
            return Length((one,))
        case (*_, int() | float() as n, (int(), Grain()) as unit):
            return Length((_amount(n, unit),))
        case (*_, (int(), Grain()) as unit):
            return Length((_amount(None, unit),))
        case (tuple() as parts,):
            return Length(parts)
    return None


def vague(reference: str) -> Vague:
    return Vague(reference)


# -- recurrences ---------------------------------------------------------------------


def every(literal: tuple[int, ...], what: Any) -> Every | None:
    """«every week», «every Tuesday», «every other month»: the literal is the interval."""
    interval = literal[0]
    match what:
        case (int(), Grain()):
            return Every(what[1], interval * what[0])
        case Fields(weekday=int()) if what == Fields(weekday=what.weekday):
            assert what.weekday is not None
            return Every(Grain.WEEK, interval, weekdays=(what.weekday,))
        case Fields() if what.month is not None and what.year is None:
            return Every(Grain.YEAR, interval, months=(what.month,), days=(what.day,) if what.day else ())
        case Fields(weekend=True):
            return Every(Grain.WEEK, interval, weekdays=(5, 6))
        case tuple():
            return Every(Grain.WEEK, interval, weekdays=tuple(what))
        case Daypart():
            return Every(Grain.DAY, interval, at=At(clock=what))
        case _:
            return None


def every_amount(*values: Any) -> Every | None:
    """«every three days», «once every two weeks»."""
    amount_ = values[0]
    n = amount_.n
    if n is None or n != int(n) or n < 1:
        return None
    return Every(amount_.unit, int(n))


def every_weekdays(*values: Any) -> Every | None:
    days: list[int] = []
    for group in values:
        days.extend((group.weekday,) if isinstance(group, Fields) else group)
    return Every(Grain.WEEK, weekdays=tuple(sorted(set(days)))) if None not in days else None


def every_nth(*values: Any) -> Every | None:
    """«the last Thursday of every month»: ordinal, weekday."""
    n, day, *rest = values
    if not isinstance(day, Fields) or day.weekday is None or day != Fields(weekday=day.weekday):
        return None
    unit = rest[0][1] if rest else Grain.MONTH
    return Every(unit, weekdays=(day.weekday,), ordinal=int(n))


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
        if stated.start.date is not None or stated.end.date is not None or recurrence.at is not None:
            return None
        start = stated.start if stated.start.zone is not None else replace(stated.start, zone=stated.end.zone)
        return replace(recurrence, at=start, until_clock=stated.end.clock)
    made = _as_at(stated)
    if made is None or made.date is not None or recurrence.at is not None:
        return None
    return replace(recurrence, at=made)


def at_every(stated: Any, recurrence: Every) -> Every | None:
    return every_at(recurrence, stated)


def every_from(literal: tuple[str, ...], recurrence: Every, stated: At) -> Every | None:
    if stated.date is None or getattr(recurrence, literal[0]) is not None:
        return None
    return replace(recurrence, **{literal[0]: stated.date})


def every_for(recurrence: Every, parts: tuple[Amount, ...]) -> Every | None:
    """«every Monday for six weeks»: the number of times where the units agree."""
    if len(parts) != 1 or parts[0].n is None or parts[0].unit is not recurrence.unit or recurrence.count is not None:
        return None
    times_ = int(parts[0].n) // recurrence.interval * max(1, len(recurrence.weekdays))
    return replace(recurrence, count=times_) if times_ > 0 else None


def every_times(recurrence: Every, n: float) -> Every | None:
    return replace(recurrence, count=int(n)) if n and n == int(n) and recurrence.count is None else None


def every_except(recurrence: Every, stated: At) -> Every | None:
    if stated.date is None or stated.clock is not None:
        return None
    return replace(recurrence, exceptions=(*recurrence.exceptions, stated.date))


_CONSTRUCTORS: dict[str, Constructor] = {
    name.rstrip("_"): made
    for name, made in list(globals().items())
    if callable(made)
    and not name.startswith("_")
    and getattr(made, "__module__", None) == __name__
    and name != "constructor"
}
