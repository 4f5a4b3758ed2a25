"""Dates reckoned from another: next, last, ago."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from timeline.algebra.expressions import (
    Amount,
    At,
    Daypart,
    Fields,
    Holiday,
    Last,
    Next,
    Nth,
    Previous,
    Shift,
    This,
    Vague,
)
from timeline.language.build.dates import fields
from timeline.language.build.numbers import counted
from timeline.model import Grain

_MOST_STEPS = 500


def single_grain(unit: tuple[int, Grain]) -> Grain | None:
    return unit[1] if unit[0] == 1 else None


def named_unit(what: Any) -> Grain | Fields | Holiday | None:
    return single_grain(what) if isinstance(what, tuple) else what


def deictic(days: int) -> This | Shift:
    if days == 0:
        return This(Grain.DAY)
    return Shift((Amount(abs(days), Grain.DAY),), 1 if days > 0 else -1)


def this(what: Any) -> This | None:
    of = named_unit(what)
    return This(of) if of is not None else None


def next_(*values: Any) -> Next | Shift | None:
    return cast(Next | Shift | None, _stepped(Next, *values))


def last(*values: Any) -> Last | Shift | None:
    return cast(Last | Shift | None, _stepped(Last, *values))


def _stepped(step: type[Next] | type[Last], *values: Any) -> Any:
    *numbers, what = values
    if any(n is not None and n > _MOST_STEPS for n in numbers):
        return None  # «300,000 last year» counts no years
    if what == (5, 6) or (numbers and what == Fields(weekend=True)):  # «two weekends from now»: the second that comes
        back = step is Last
        n = numbers[0] if numbers else 1
        if n is None or n != int(n) or n < 1:
            return None
        if n == 1 and not back:
            return This(Fields(weekend=True))
        return step(Fields(weekend=True), int(n) if back else int(n) - 1)
    if isinstance(what, tuple) and len(what) == 1 and numbers:  # «two Sundays from now»
        return step(Fields(weekday=what[0]), int(numbers[0])) if numbers[0] and numbers[0] == int(numbers[0]) else None
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


def coming(weekday: Fields) -> Next:
    """«the coming Friday»: the nearest that is not today."""
    return Next(weekday, nearest=True)


def from_now(unit: tuple[int, Grain]) -> Next | None:
    """«the next hour»: from now on; «next hour» is the one on the clock."""
    of = single_grain(unit)
    return Next(of, nearest=True) if of is not None and of.rank < Grain.DAY.rank else None


def next_spoken(of: Fields) -> Next:
    """«the following Monday»: after the day last spoken of."""
    return Next(of, spoken=True)


def last_spoken(of: Fields) -> Last:
    """«the previous April»: before the time last spoken of."""
    return Last(of, spoken=True)


def weekday_shifted(literal: tuple[int, ...], *values: Any) -> Nth | None:
    """«Monday two weeks from now», «three weeks after Easter on Friday»: that day of the week reached."""
    weekday = next((value for value in values if isinstance(value, Fields) and value.weekday is not None), None)
    parts, *anchor = [value for value in values if value is not weekday]
    if weekday is None or any(part.n is None or part.unit.rank < Grain.WEEK.rank for part in parts_of(parts)):
        return None
    reached = shift(literal, parts, *(anchor or [This(Grain.DAY)]))
    return Nth(1, weekday, Nth(1, Grain.WEEK, reached)) if reached is not None else None


def weekday_after_next(weekday: Fields) -> Shift | None:
    """«Thursday week»: a week after the Thursday to come."""
    if weekday != Fields(weekday=weekday.weekday):
        return None
    return Shift((Amount(7, Grain.DAY),), 1, Next(weekday, nearest=True))


def late_tonight(name: Daypart) -> At:
    return At(This(Grain.DAY), replace(name, part="end"))


def now(*_values: Any) -> At:
    return At(This(Grain.SECOND))


def reported_quarter(*_values: Any) -> Previous:
    """«the quarter», «the latest period»: the one that the text reports on."""
    return Previous(Grain.QUARTER)


def reported_of(year: Fields) -> Previous | None:
    """«the 1988 period»: the quarter that the text reports on, in that year."""
    return Previous(Grain.QUARTER, year.year) if year == Fields(year=year.year) else None


def same_of(unit: tuple[int, Grain], year: Fields) -> Previous | None:
    """«the same month of 2012»: the one last spoken of, in that year."""
    of = single_grain(unit)
    if of not in (Grain.MONTH, Grain.QUARTER) or year != Fields(year=year.year):
        return None
    return Previous(of, year.year)


def quarter_before(unit: Any, n: int) -> Shift | None:
    """«the year-ago third quarter»."""
    return Shift(parts_of(unit), -1, Fields(quarter=n)) if 1 <= n <= 4 else None


def period_before(unit: Any) -> Shift:
    """«last year's quarter», «the same period last year»: of what is reported on, a year before."""
    return Shift(parts_of(unit), -1, Previous(Grain.QUARTER))


def day_in_a_row(*_values: Any) -> Previous:
    """«for a second straight day»: the day that is told of."""
    return Previous(Grain.DAY)


def unit_before(unit: Any, year: Any) -> Shift | None:
    """«the same month last year»: of what was last spoken of, a year before."""
    of = single_grain(unit)
    if of is None or not Grain.DAY.rank < of.rank < Grain.QUARTER.rank:
        return None
    return Shift(parts_of(year), -1, Previous(of))


def ago_this(parts: Any, what: Any) -> Shift | None:
    """«a year ago today», «a week ago yesterday», «two years ago this month»."""
    anchor = deictic(what) if isinstance(what, int) else this(what)
    if anchor is None or (isinstance(anchor, This) and not isinstance(anchor.of, Grain)):
        return None
    finest = anchor.of if isinstance(anchor, This) and isinstance(anchor.of, Grain) else Grain.DAY
    if any(part.unit.rank <= finest.rank for part in parts_of(parts)):
        return None
    return Shift(parts_of(parts), -1, anchor)


def silent(*_values: Any) -> str:
    """Words that are understood and are no time («37 years old»)."""
    return "silent"


def vague_as(literal: tuple[str, ...], *_values: Any) -> Vague:
    return Vague(literal[0])


def several(literal: tuple[int, ...], *values: Any) -> Next | Last:
    """«the last few weeks»: a stretch of unknown count, up to or from now."""
    unit = counted(None, values[-1]).unit
    return Next(unit, 0) if literal[0] > 0 else Last(unit, 0)


def after_next(literal: tuple[int, ...], what: Any) -> Any:
    """«the week after next», «the Friday before last»: the literal is the step and its direction."""
    of = named_unit(what)
    if isinstance(of, Grain):
        return Shift((Amount(abs(literal[0]), of),), 1 if literal[0] > 0 else -1, This(of))
    return (Next if literal[0] > 0 else Last)(of, abs(literal[0])) if of is not None else None


def next_amount(low: float, high: float, unit: tuple[int, Grain]) -> Next | Shift | None:
    """«the next 12 to 18 months»: the longer, since the shorter is within it."""
    return next_(high, unit) if low < high else None


def last_amount(low: float, high: float, unit: tuple[int, Grain]) -> Last | Shift | None:
    return last(high, unit) if low < high else None


def parts_of(stated: Any) -> tuple[Amount, ...]:
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
    parts = parts_of(values[0])
    anchor = values[1] if len(values) > 1 else None
    if isinstance(anchor, At):
        anchor = anchor.date if anchor.clock is None else anchor.clock if anchor.date is None else None
        if anchor is None or isinstance(anchor, Daypart):
            return None
    return Shift(parts, literal[0], None if isinstance(anchor, str) else anchor)


def within_amount(*values: Any) -> Shift:
    """«within two weeks»: as far ahead as «in two weeks», but what is stated is the stretch."""
    return Shift(parts_of(values[0]), 1, limit=True)


def signed(literal: tuple[int, ...], *values: Any) -> Shift | None:
    """«+2 months», «now + 40 minutes», «2023-12-29 - 10 days»: what is added stands last."""
    *anchor, parts = values
    return shift(literal, parts, *anchor)


def shift_today(literal: tuple[int, ...], *values: Any) -> Shift:
    """«three years from today»: to the day."""
    return Shift(parts_of(values[0]), literal[0], This(Grain.DAY))


def shift_previous(literal: tuple[int, ...], *values: Any) -> Shift:
    return Shift(parts_of(values[0]), literal[0], Previous())


def step_from(literal: tuple[Any, ...], *values: Any) -> Shift | None:
    """«the week after next», «the day before Christmas»: the literal is sign and count."""
    unit = values[0]
    of = single_grain(unit)
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
        of = single_grain(what)
        return Previous(of) if of is not None else None
    return what


def weekday_week(day: Any) -> Nth | Shift | None:
    """«tomorrow week»: a week after that day."""
    return Shift((Amount(1, Grain.WEEK),), 1, day)


def dated_weekday(named: Any, *stated: Fields) -> Fields | None:
    """«this Friday 5/12», «next Sunday, 20 May»: the figures say which."""
    weekday = named.of if isinstance(named, This | Next | Last) else None
    date = fields(*stated)
    if not isinstance(weekday, Fields) or weekday != Fields(weekday=weekday.weekday) or not (date and date.day):
        return None
    return fields(weekday, date)


def next_workday(*_values: Any) -> Next:
    """«the next weekday»: the next day from Monday to Friday."""
    return Next(Fields(workday=True))


def last_workday(*_values: Any) -> Last:
    return Last(Fields(workday=True))
