"""Dates within another: «the third week of June», «Friday of next week», «the end of 2024»."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.algebra.expressions import At, Counted, Fields, Holiday, Last, Next, Nth, Part, Shift, This
from timeline.language.build.dates import day_of, fields
from timeline.language.build.relative import named_unit, single_grain, this
from timeline.model import Grain

_MOST_COUNTED = 60


def nth(*values: Any) -> Nth | Fields | None:
    """«the third week of June»: ordinal, what, within."""
    n, what, within = values
    of = named_unit(what)
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


def nth_from_last(*values: Any) -> Nth | Fields | None:
    """«the second last week of May»."""
    n, *rest = values
    return nth(-n, *rest)


def nth_second_last(*values: Any) -> Nth | Fields | None:
    """«the second to last Friday of March»."""
    return nth(-2, *values)


def counted_from(literal: tuple[int, ...], *values: Any) -> Counted | None:
    """«the Friday after Christmas», «the second Monday before Easter»: the literal is the side."""
    *numbers, what, anchor = values
    of = _kind(what)
    n = numbers[0] if numbers else 1
    if of is None or n != int(n) or not 1 <= n <= _MOST_COUNTED:
        return None
    if isinstance(anchor, Fields) and anchor == Fields(weekday=anchor.weekday):
        return None  # «the Friday before Monday» is no date of its own
    return Counted(int(n), of, anchor, literal[0])


def closest(*values: Any) -> Counted | None:
    """«the third closest Monday to 5 October»."""
    return counted_from((0,), *values)


def _kind(what: Any) -> Grain | Fields | Holiday | None:
    if isinstance(what, tuple) and len(what) == 1:
        return Fields(weekday=what[0])
    if isinstance(what, tuple) and len(what) == 2 and not isinstance(what[1], Grain):
        return None
    return named_unit(what)


def half_of(*values: Any) -> Part | None:
    """«the first half of next year»; the last half is the second."""
    first, *rest = values
    if first not in (1, 2):
        return None
    whole = fields(*rest) if all(isinstance(part_, Fields) for part_ in rest) else rest[0]
    return Part(f"half{int(first)}", whole) if whole is not None else None


def week_of(unit: Any, day: Any) -> Nth | None:
    """«the week of October 6»: the week that holds the day."""
    if named_unit(unit) is not Grain.WEEK or not isinstance(day, Fields) or day.day is None:
        return None
    return Nth(1, Grain.WEEK, day)


def within(*values: Any) -> Nth | None:
    """«Friday of next week», «May last year»: a named part of a relative stretch."""
    what, whole = values
    if isinstance(what, int):
        what = day_of(what)
    if not isinstance(what, Fields | Holiday) or isinstance(whole, Fields):
        return None
    if isinstance(whole, This | Next | Last) and _bare_day(what) and not _a_month(whole):
        return None  # «their second this year», «its fifth in the last eight days»
    if isinstance(what, Fields) and what.quarter is not None and not _of_year(whole):
        return None
    if isinstance(what, Fields) and _is_part_of_year(what) and _is_shorter(whole):
        return None  # «rose in August from the previous month», «a fall in the past week»
    return Nth(1, what, whole)


def within_year(what: Any, whole: Any) -> Nth | None:
    """«28 March, last year»; not «until 28 March, this week's call is at 9»."""
    return within(what, whole) if _of_year(whole) else None


def _is_part_of_year(what: Fields) -> bool:
    return what.day is None and (what.month is not None or what.season is not None)


def _is_shorter(whole: Any) -> bool:
    stretch = whole.of if isinstance(whole, This | Next | Last) else None
    return isinstance(stretch, Grain) and stretch.rank < Grain.YEAR.rank


def _of_year(whole: Any) -> bool:
    return isinstance(whole, This | Next | Last) and whole.of is Grain.YEAR and getattr(whole, "count", 1) == 1


def is_year(whole: Any) -> bool:
    """«1998», «the year», «next year»."""
    return _of_year(whole) or (
        isinstance(whole, Fields) and whole == Fields(year=whole.year) and whole.year is not None
    )


def _a_month(whole: This | Next | Last) -> bool:
    return whole.of is Grain.MONTH and (isinstance(whole, This) or whole.count == 1)


def _bare_day(what: Fields | Holiday) -> bool:
    return isinstance(what, Fields) and what == Fields(day=what.day)


def within_back(whole: Any, what: Any) -> Nth | None:
    """«next week Friday»."""
    return within(what, whole)


def week_within(number: float, whole: Any) -> Nth | None:
    """«week 27 of last year»."""
    return within(Fields(week=int(number)), whole) if number == int(number) and 1 <= number <= 53 else None


def week_commencing(day: Fields) -> Nth | None:
    """«w/c 4 February»: the week that begins with the day, so the week that holds it."""
    return Nth(1, Grain.WEEK, day) if day.day is not None else None


def part(literal: tuple[str, ...], *values: Any) -> Part | None:
    of = values[0]
    if isinstance(of, At):
        if of.clock is not None or of.date is None:
            return None
        of = of.date
    return Part(literal[0], of)


def first_units(*values: Any) -> Part | None:
    """«the early months of 2012», «the first days of May»."""
    *counted, _, of = values
    return part(("start",), of) if counted in ([], [1]) else None


def last_units(_: tuple[int, Grain], of: Any) -> Part | None:
    """«the closing months of 2012»."""
    return part(("end",), of)


def part_close(of: Any) -> Part | None:
    """«the end of tomorrow»: of a day, its last minute."""
    day = isinstance(of, This | Shift) or (isinstance(of, Fields) and (of.day is not None or of.weekday is not None))
    if not day or (isinstance(of, This) and of.of is not Grain.DAY and not isinstance(of.of, Fields)):
        return None
    return Part("close", of)


def weekend_of(*values: Any) -> Part | None:
    """«the weekend of 6 October»."""
    return part(("weekend",), values[-1])


def weekend_of_days(_: Any, *values: Any) -> Part | None:
    """«the weekend of September 13-14»."""
    days = [stated for stated in values if isinstance(stated, Fields) and stated.day is not None]
    others = [stated for stated in values if isinstance(stated, Fields) and stated.day is None]
    first = fields(days[0], *others) if len(days) == 2 else None
    return part(("weekend",), first) if first is not None else None


def part_end(literal: tuple[str, ...], *_values: Any) -> Part:
    return Part("end", This(Grain(literal[0])))


def part_start(literal: tuple[str, ...], *_values: Any) -> Part:
    return Part("start", This(Grain(literal[0])))


def part_this(literal: tuple[str, ...], unit: Any) -> Part | None:
    of = single_grain(unit)
    return Part(literal[0], This(of)) if of is not None and of.rank >= Grain.DAY.rank else None
