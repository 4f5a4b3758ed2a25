"""Placing: an expression meets the time of writing and becomes civil time, with its TIMEX3 value and its steps.

``place`` has one arm for each operator, and each arm writes its own steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from timeline.algebra import civil
from timeline.algebra.civil import BeyondCalendar
from timeline.algebra.dates import located
from timeline.algebra.expressions import (
    At,
    Between,
    Clock,
    Counted,
    Date,
    Daypart,
    Every,
    Expression,
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
from timeline.algebra.found import Context as Context
from timeline.algebra.found import Found, Naive
from timeline.algebra.timex import clock_value, daypart_timex, hour_of, length_value, recurrence_value
from timeline.model import Grain, Step, Timex, Unplaceable


@dataclass(slots=True)  # never changed; not frozen, for that makes it three times as slow to make
class Placing:
    """Where an expression lies in civil time.

    ``start`` and the half-open ``end`` are datetimes where a time of day is stated, dates otherwise, None where the
    context does not settle them.  ``clock`` is the stated time of day where nothing gives its date.
    """

    timex: Timex
    start: Naive | None = None
    end: Naive | None = None
    grain: Grain | None = None
    clock: str | None = None
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()


def place(expression: Expression | Date, context: Context) -> Placing | Unplaceable:
    """Where an expression lies in civil time, seen from its context."""
    try:
        return _place(expression, context)
    except BeyondCalendar as trouble:
        return Unplaceable(str(trouble))


def _place(expression: Expression | Date, context: Context) -> Placing:
    match expression:
        case At():
            return _at(expression, context)
        case Between():
            return _between(expression, context)
        case Every():
            start = _given(located(expression.start, context)) if expression.start is not None else None
            return Placing(
                Timex("SET", recurrence_value(expression)), start, None, expression.unit, steps=(Step("recurrence"),)
            )
        case Length():
            return Placing(
                Timex("DURATION", length_value(expression)), steps=(Step("duration", (length_value(expression),)),)
            )
        case Vague():
            return _vague(expression, context)
        case Fields() | Holiday() | This() | Next() | Last() | Nth() | Counted() | Part() | Shift() | Previous():
            return _placing(located(expression, context))
        case _:
            assert_never(expression)


def _placing(found: Found) -> Placing:
    stretch = found.stretch
    if stretch is None:
        return Placing(Timex(found.type, found.value), steps=found.steps, assumed=found.assumed)
    clocked = found.clocked or stretch.grain.rank < Grain.DAY.rank or stretch.start.time() != stretch.end.time()
    start: Naive = stretch.start if clocked else stretch.start.date()
    end: Naive = stretch.end if clocked else stretch.end.date()
    return Placing(Timex(found.type, found.value), start, end, stretch.grain, None, found.steps, found.assumed)


def _given(found: Found) -> Naive | None:
    return _placing(found).start


# -- mention forms -----------------------------------------------------------------


def _at(stated: At, context: Context) -> Placing:
    clock = stated.clock
    if clock is None:
        return _placing(located(stated.date or This(Grain.DAY), context))
    if stated.date is None:
        if isinstance(clock, Daypart):
            return Placing(daypart_timex("", clock.name), grain=Grain.DAYPART)
        hour = hour_of(clock)
        words = clock_value(clock, hour)
        return Placing(Timex("TIME", f"T{words}"), grain=_clock_grain(clock), clock=words[:5].ljust(5, "0"))
    found = located(stated.date, context)
    if isinstance(clock, Daypart):
        return _with_daypart(found, clock)
    return _with_clock(found, clock, stated)


def _clock_grain(clock: Clock) -> Grain:
    return (
        Grain.SECOND
        if clock.second is not None
        else Grain.MINUTE
        if clock.minute is not None or clock.style == "word"
        else Grain.HOUR
    )


def _with_daypart(found: Found, part: Daypart) -> Placing:
    begin, stop = civil.hours_of(part.name, part.part)
    timex = daypart_timex(found.value, part.name)
    if found.stretch is None:
        return Placing(timex, grain=Grain.DAYPART, steps=found.steps, assumed=found.assumed)
    day = civil.midnight(found.stretch.start.date())
    start, end = civil.shifted(day, begin, Grain.HOUR), civil.shifted(day, stop, Grain.HOUR)
    return Placing(
        timex,
        start,
        end,
        Grain.DAYPART,
        None,
        (*found.steps, Step("daypart", (part.name,))),
        found.assumed,
    )


def _with_clock(found: Found, clock: Clock, stated: At) -> Placing:
    hour = hour_of(clock)
    words = clock_value(clock, hour)
    timex = Timex("TIME", f"{found.value}T{words}")
    if found.stretch is None or hour is None:
        return Placing(timex, grain=_clock_grain(clock), clock=words[:5], steps=found.steps, assumed=found.assumed)
    day = civil.midnight(found.stretch.start.date())
    start = civil.shifted(day, hour * 60 + (clock.minute or 0) + stated.day_shift * 1440, Grain.MINUTE)
    if clock.style == "word" and clock.hour == 0 and isinstance(stated.date, Fields | This | Shift):
        start = civil.shifted(
            start, 1, Grain.DAY
        )  # «midnight Friday» is the end of Friday; a check says that it is ambiguous
    grain = _clock_grain(clock)
    if clock.second is not None:
        start = civil.shifted(start, min(clock.second, 59), Grain.SECOND)
    end = civil.shifted(start, 1, grain)
    value = civil.value(start, Grain.SECOND if grain is Grain.SECOND else Grain.MINUTE)
    return Placing(
        Timex("TIME", value if stated.day_shift == 0 and clock.style != "word" else civil.value(start, Grain.MINUTE)),
        start,
        end,
        grain,
        None,
        (*found.steps, Step("clock", (words,))),
        found.assumed,
    )


def _between(stated: Between, context: Context) -> Placing:
    start = _at(stated.start, context) if stated.start is not None else None
    end = None
    if stated.end is not None:
        later = context
        if (
            start is not None
            and start.start is not None
            and stated.end.date is not None
            and not isinstance(stated.end.date, Fields)
        ):
            later = replace(context, reference=start.start, reference_grain=start.grain)
        if start is not None and start.start is not None and isinstance(stated.end.date, Fields):
            later = replace(context, written=start.start, tense="future")
        last = stated.end
        if last.date is None and stated.start is not None and stated.start.date is not None:
            last = replace(last, date=stated.start.date)
        elif start is not None and stated.start is not None and stated.start.date is None and last.date is not None:
            start = _at(replace(stated.start, date=last.date), context)
            later = context
        end = _at(last, later)
        if start is not None and stated.start is not None and _backwards(start, end):
            start = _at(stated.start, replace(context, written=end.start, tense="past"))
    return _range(stated, start, end)


def _backwards(start: Placing, end: Placing) -> bool:
    """Whether a range of days ends before it begins: «January to today», written in December, began this year."""
    one, two = start.start, end.end
    if isinstance(one, datetime) or isinstance(two, datetime):
        return False
    return one is not None and two is not None and two <= one


def _range(stated: Between, start: Placing | None, end: Placing | None) -> Placing:
    steps = (*(start.steps if start else ()), *(end.steps if end else ()))
    assumed = (*(start.assumed if start else ()), *(end.assumed if end else ()))
    side = start or end or Placing(Timex("DATE", "XXXX"))
    grain = side.grain
    if start is None or end is None:
        close = None if end is None else end.start if stated.exclusive else end.end
        return Placing(side.timex, start.start if start else None, close, grain, side.clock, steps, assumed)
    begin = start.start
    clocked = stated.end is not None and isinstance(stated.end.clock, Clock)
    stop = end.start if clocked else end.end
    if (
        isinstance(begin, datetime)
        and isinstance(stop, datetime)
        and stop <= begin
        and stated.end is not None
        and stated.end.date is None
    ):
        ambiguous = isinstance(stated.end.clock, Clock) and stated.end.clock.meridiem is None and stop.hour < 12
        later = civil.shifted(stop, 12, Grain.HOUR)
        stop = later if ambiguous and later > begin else civil.shifted(stop, 1, Grain.DAY)
    if isinstance(begin, datetime) and stop is not None and not isinstance(stop, datetime):
        stop = civil.midnight(stop)
    if begin is not None and stop is not None and type(begin) is type(stop) and stop <= begin:
        stop = None  # an end that lies before the start is no end
    return Placing(
        Timex("DURATION" if begin is None else start.timex.type, start.timex.value),
        begin,
        stop,
        grain,
        start.clock,
        steps,
        assumed,
    )


def _vague(stated: Vague, context: Context) -> Placing:
    written = context.written
    timex = Timex("DATE", stated.reference)
    if stated.reference != "PRESENT_REF" or written is None:
        return Placing(timex)
    if isinstance(written, datetime):
        moment = written.replace(tzinfo=None)
        return Placing(timex, moment, civil.shifted(moment, 1, Grain.SECOND), Grain.SECOND, steps=(Step("now"),))
    return Placing(timex, steps=(Step("now"),))
