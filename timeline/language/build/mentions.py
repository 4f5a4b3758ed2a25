"""Complete mentions: date, clock and zone together, ranges, lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.algebra.civil import DAYPARTS, SEASONS
from timeline.algebra.expressions import (
    Amount,
    At,
    Between,
    Clock,
    Counted,
    Daypart,
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
from timeline.language.build.dates import fields
from timeline.language.build.numbers import counted
from timeline.language.build.parts import is_year, nth
from timeline.language.build.relative import deictic, shift, shift_previous, single_grain, step_from
from timeline.model import Grain, ZoneSort, ZoneWords

_ASKING = (ZoneSort.LOCAL, ZoneSort.READER)  # what asks for a zone
CENTRAL = ZoneWords("c", ZoneSort.ABBREVIATION, "CT")
_MOST_PARTS = 60


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
                made = replace(made, **({"also": (*made.also, stated)} if made.zone else {"zone": stated}))
            case int() | float():
                return None  # a bare number states nothing by itself
            case _:
                if made.date is not None:
                    return None
                made = replace(made, date=stated)
    return made if made.clock is None or made.date is None or names_day(made.date) else None


def names_day(date: Any) -> bool:
    """Whether a date can carry a time of day."""
    match date:
        case Fields():
            return date.day is not None or date.weekday is not None
        case This() | Next() | Last():
            return (
                date.of is Grain.DAY
                or isinstance(date.of, Holiday)
                or (isinstance(date.of, Fields) and names_day(date.of))
            )
        case Nth() | Counted():
            return date.of is Grain.DAY or (isinstance(date.of, Fields | Holiday) and names_day(date.of))
        case Part():
            return False
        case Shift():
            to_the_day = date.anchor == This(Grain.DAY)  # «fifty years ago today»
            return (to_the_day or date.amounts[-1].unit in (Grain.DAY, Grain.WEEK)) and not date.limit
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


def daypart_previous(literal: tuple[Any, ...], name: Daypart) -> At:
    """«that evening», «the next morning»: the part of the day last spoken of, or of its neighbour."""
    step = literal[0]
    day = Previous(Grain.DAY)
    return At(Shift((Amount(1, Grain.DAY),), step, day) if step else day, name)


def part_of_day(literal: tuple[Any, ...], *values: Any) -> At | None:
    """«early Friday morning», «late on the night of 4 May»."""
    made = at(*values)
    return (
        replace(made, clock=replace(made.clock, part=literal[0])) if made and isinstance(made.clock, Daypart) else None
    )


def early_hours(*values: Any) -> At | None:
    """«the early hours of Sunday», «the small hours of Sunday morning»."""
    made = at(*values)
    if made is None or (made.clock is not None and made.clock != Daypart("morning")):
        return None
    return replace(made, clock=Daypart("morning", "start")) if made.date is not None and names_day(made.date) else None


def small_hours(*_values: Any) -> At:
    """«in the early hours»."""
    return At(clock=Daypart("morning", "start"))


def late_daypart_of(literal: tuple[Any, ...], name: Daypart) -> At:
    """«late last night»."""
    return daypart_of(literal, replace(name, part="end"))


def approximately(made: Any) -> Any:
    if isinstance(made, At | Length):
        return replace(made, approximate=True)
    return None


def about(*values: Any) -> At | None:
    """«tomorrow around 8»."""
    made = at(*(as_at(part) if isinstance(part, int | float) else part for part in values))
    return replace(made, approximate=True) if made is not None else None


def approximate_length(made: Any) -> Length | None:
    known = length(made)
    return replace(known, approximate=True) if known is not None else None


def approximate_ago(*values: Any) -> At | None:
    """«nearly two years ago»."""
    made = shift((-1,), values[0])
    return At(made, approximate=True) if made is not None else None


def approximate_in(*values: Any) -> At | None:
    """«in about a month»."""
    made = shift((1,), values[0])
    return At(made, approximate=True) if made is not None else None


def approximate_from(literal: tuple[int, ...], *values: Any) -> At | None:
    """«more than ten years later»."""
    made = shift_previous(literal, values[0])
    return At(made, approximate=True) if made is not None else None


def also(made: At, *zones: ZoneWords) -> At | None:
    if made.zone is None or made.clock is None:
        return None
    return replace(made, also=(*made.also, *zones))


def repeated_zone(made: At, zone: ZoneWords) -> At | None:
    """«9 AM PDT (UTC-7)»: a bracket that only repeats the zone stands outside the mention."""
    return also(made, zone) if made.zone is not None and made.zone.sort is not ZoneSort.LOCAL else None


def also_local(made: At, zone: ZoneWords) -> At | None:
    """«5 p.m. local time (Central European Time)»: the bracket is the only zone, so it stands inside the mention."""
    return also(made, zone) if made.zone is not None and made.zone.sort in _ASKING else None


def stamped(weekday: Fields, stamp: At) -> At | None:
    """«Friday 2026-09-18 15:00»: an ISO stamp with its weekday before it."""
    date = fields(weekday, stamp.date) if isinstance(stamp, At) else None
    return replace(stamp, date=date) if date is not None else None


def at_first(*values: Any) -> At | None:
    """«23:00 (11 p.m.) local time»: one clock written twice."""
    first, second, *zones = values
    if (
        not isinstance(second, Clock)
        or first.hour % 12 != second.hour % 12
        or (first.minute or 0) != (second.minute or 0)
    ):
        return None
    counts_on = first.meridiem is None and 1 <= first.hour <= 12 and (second.hour > 12 or second.meridiem is not None)
    return at(second if counts_on else first, *zones)  # «4:00 (16:00)»: the bracket says which half of the day


def twins(pair: tuple[int, int, int | None, str | None], *zones: ZoneWords) -> At:
    """«8/7c», «11:35/10:35c», «8 PM/7c»: eight o'clock in the first zone, seven Central."""
    one, other, minute, meridiem = pair
    style = "12h" if meridiem else "bare"
    first, second = (Clock(hour, minute, meridiem=meridiem, style=style) for hour in (one, other))
    return At(clock=first, zone=zones[0] if zones else None, twin=second, also=(CENTRAL,))


def folded(made: At, which: int) -> At | None:
    """«1:30am after the change»."""
    return replace(made, fold=which) if isinstance(made.clock, Clock) and made.fold is None else None


def with_year(day: Any, made: At, year: Fields) -> At | None:
    """«Mon Jun 5 17:00:00 UTC 2017» (asctime)."""
    whole = fields(day, year)
    return at(whole, made) if whole is not None and whole.day is not None else None


def zone_after(made: At, zone: ZoneWords) -> At | None:
    if made.zone is not None or made.clock is None:
        return None
    return replace(made, zone=zone)


def zoned_date(made: At, zone: ZoneWords) -> At | None:
    """«Friday AoE»: only a zone that can end a day may follow a bare date."""
    if made.clock is not None or made.zone is not None or made.date is None:
        return None
    return replace(made, zone=zone)


def day_shift(literal: tuple[int, ...], made: At) -> At | None:
    return replace(made, day_shift=literal[0]) if isinstance(made.clock, Clock) else None


def as_at(stated: Any) -> At | None:
    if isinstance(stated, At):
        return stated
    if isinstance(stated, int | float):
        return At(clock=Clock(int(stated), style="bare"))
    return at(stated)


def range_dated(clocks: Between, day: Any) -> Between | None:
    """«between 2 and 4 p.m. ET on Thursday»."""
    start, end = clocks.start, clocks.end
    if start is None or end is None or start.date is not None or end.date is not None or not names_day(day):
        return None
    if not isinstance(start.clock, Clock) or not isinstance(end.clock, Clock):
        return None
    return replace(clocks, start=replace(start, date=day))


def time_on_day(clock: Any, day: Any) -> At | None:
    """«5 p.m. ET, 5 December»; a weekday alone may begin what comes next."""
    return None if isinstance(day, Fields) and day == Fields(weekday=day.weekday) else at(clock, day)


def range_on_day(clocks: Between, day: Any) -> Between | None:
    """«2-4 p.m. ET, 5 December»; a weekday alone may begin what comes next."""
    return None if isinstance(day, Fields) and day == Fields(weekday=day.weekday) else range_dated(clocks, day)


def on_first_day(clocks: Between, days: Between) -> Between | None:
    """«10:00 till 17:00 CET on 24 and 25 March»: the first of the days."""
    first = days.start
    if first is None or days.end is None or first.clock is not None or days.end.clock is not None:
        return None
    if not isinstance(first.date, Fields) or first.date.day is None:
        return None
    start, end = clocks.start, clocks.end
    if start is None or end is None or start.date is not None or end.date is not None:
        return None
    if not isinstance(start.clock, Clock) or not isinstance(end.clock, Clock):
        return None
    return replace(clocks, start=replace(start, date=first.date))


def hours_of_days(days: Between, clocks: Between) -> Between | None:
    """«20-23 October, 10-4»: the hours of each, told on the first of the days; not «10 January, Tue-Sun 10-4»."""
    last = days.end.date if days.end is not None else None
    return on_first_day(clocks, days) if isinstance(last, Fields) and last.day is not None else None


def first_of(literal: tuple[int, ...], *values: Any) -> At | None:
    """«the first nine months of 1998», «the last four months of 2021»; two quarters are half a year."""
    *numbers, unit, whole = values
    n = numbers[-1]
    if len(numbers) == 2 and numbers[0] != 1:
        return None
    if n == 2 and single_grain(unit) is Grain.QUARTER and is_year(whole):
        return At(Part("half1" if literal[0] > 0 else "half2", whole))
    made = nth(literal[0], unit, whole)
    if not isinstance(made, Nth) or n is None or n != int(n) or n < 1:
        return None
    return At(replace(made, count=int(n)))


def length(*values: Any) -> Length | None:
    """An amount of time; a number and its unit, in «the first nine months»."""
    match values:
        case (Amount() as one,):
            return Length((one,))
        case (*_, int() | float() as n, (int(), Grain()) as unit):
            return Length((counted(n, unit),))
        case (*_, (int(), Grain()) as unit):
            return Length((counted(None, unit),))
        case (tuple() as parts,):
            return Length(parts)
    return None


def length_in(n: float, what: Any) -> Length | None:
    """«three nights», «two summers», «four weekends»: counted in parts of days, years and weeks."""
    if n != int(n) or not 1 < n <= _MOST_PARTS:
        return None  # «the Thousand and One Nights»
    match what:
        case Daypart():
            return Length((Amount(n, Grain.DAY),), parts=DAYPARTS[what.name][2])
        case Fields(season=str() as season):
            return Length((Amount(n, Grain.YEAR),), parts=SEASONS[season])
        case (5, 6):
            return Length((Amount(n, Grain.WEEK),), parts="WE")
    return None


def daypart_ago(n: float, name: Daypart) -> At | None:
    """«three nights ago»."""
    return At(Shift((Amount(n, Grain.DAY),), -1), name) if n == int(n) and 1 < n <= _MOST_PARTS else None


def unit_after(unit: Any) -> At | None:
    """«the day after»."""
    made = step_from((1,), unit)
    return At(made) if made is not None else None


def unknown_length(*values: Any) -> Length:
    """«the first hours»: nobody says how many."""
    return Length((counted(None, values[-1]),))


def vague(reference: str) -> Vague:
    return Vague(reference)
