"""Dates reckoned from another: «this week», «next Friday», «two weeks ago», «the next day»."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from timeline.algebra import civil
from timeline.algebra.civil import Stretch
from timeline.algebra.expressions import Amount, Clock, Fields, Holiday, Last, Next, Previous, Shift, This
from timeline.algebra.found import Context, Found, found_at, last_spoken_of, written_on
from timeline.algebra.holidays import holiday
from timeline.algebra.named import in_year, named_day, stated_parts, weekend
from timeline.algebra.timex import hour_of
from timeline.model import Grain, Step

_AT_HAND = timedelta(days=100)  # until a season that is the next one and not that after it
# «In 2009 he moved, and two weeks later he left»: nobody knows in which week of the year.
_LONG = frozenset([Grain.YEAR, Grain.DECADE, Grain.CENTURY])
_OPEN = {Grain.DAY: "XX-XX", Grain.WEEK: "WXX"}  # TIMEX3's unknown day or week of a year
_WORDS = {1: "next", -1: "last"}  # of a step of the derivation
_TENS_OF_YEARS = {Grain.DECADE: 10, Grain.CENTURY: 100}
_FINER = {
    Grain.WEEK: Grain.DAY,
    Grain.MONTH: Grain.DAY,
    Grain.QUARTER: Grain.MONTH,
    Grain.YEAR: Grain.MONTH,
    Grain.DECADE: Grain.YEAR,
    Grain.CENTURY: Grain.YEAR,
}
_A_YEAR = (Amount(1, Grain.YEAR),)


def this(named: This, context: Context) -> Found:
    written = written_on(context)
    of = named.of
    if isinstance(of, Grain):
        if written is None:
            return Found(None, "PRESENT_REF")
        if of is Grain.SECOND and not isinstance(context.written, datetime):
            return found_at(civil.around(written, of), "PRESENT_REF").by("now")
        return found_at(civil.around(written, of)).by("this", of, f"{written:%Y-%m-%d}")
    if written is None:
        return _named(of, context)
    if isinstance(of, Fields):
        if of.weekend:
            return weekend(replace(context, tense=None))
        if of.weekday is not None and of == Fields(weekday=of.weekday):
            monday = civil.around(written, Grain.WEEK).start
            day = civil.shifted(monday, of.weekday, Grain.DAY)
            if context.tense == "past" and day > written:
                day = civil.shifted(day, -1, Grain.WEEK)
            elif context.tense != "past" and civil.shifted(day, 1, Grain.DAY) <= written:
                day = civil.shifted(day, 1, Grain.WEEK)
            return found_at(civil.around(day, Grain.DAY)).by("this", civil.WEEKDAYS[of.weekday], f"{written:%Y-%m-%d}")
        if of.year is None and (of.month is not None or of.season is not None) and of.day is None:
            running = in_year(of, max(written.year - 1, 1), context)  # a winter goes on into the next year
            if running.stretch is not None and running.stretch.start <= written < running.stretch.end:
                return running.by("this", f"{written:%Y}")
            return in_year(of, written.year, context).by("this", f"{written:%Y}")
        return stated_parts(of, context).by("this", f"{written:%Y-%m-%d}")
    return named_day(of, replace(context, tense=None))


def coming(named: Next, context: Context) -> Found:
    if named.spoken:
        named, context = replace(named, nearest=True), _from_spoken(context)
    now = written_on(context)
    if named.nearest and isinstance(named.of, Grain) and isinstance(context.written, datetime) and now is not None:
        return _from_now(named.of, 1, now)
    if named.nearest and now is not None and isinstance(named.of, Fields) and named.of.weekday is not None:
        days = (named.of.weekday - now.weekday() - 1) % 7 + 1
        found = found_at(civil.around(civil.shifted(now, days, Grain.DAY), Grain.DAY))
        return found.by("next", civil.WEEKDAYS[named.of.weekday], f"{now:%Y-%m-%d}")
    return _neighbour(named.of, named.count, 1, context)


def gone(named: Last, context: Context) -> Found:
    return _neighbour(named.of, named.count, -1, _from_spoken(context) if named.spoken else context)


def _from_spoken(context: Context) -> Context:
    """Seen from the time last spoken of, where there is one."""
    return context if context.reference is None else replace(context, written=context.reference)


def _neighbour(of: Grain | Fields | Holiday, count: int, sign: int, context: Context) -> Found:
    written = written_on(context)
    if isinstance(of, Grain):
        return _neighbour_grain(of, count, sign, context)
    if written is None:
        return _named(of, context)
    if isinstance(of, Holiday):
        return _neighbour_holiday(of, count, sign, context, written)
    if of.weekend:
        return weekend(replace(context, tense=None), sign * max(count, 1))
    if of.workday:
        day = civil.shifted(written, sign, Grain.DAY)
        while day.weekday() > 4:
            day = civil.shifted(day, sign, Grain.DAY)
        return found_at(civil.around(day, Grain.DAY)).by(_WORDS[sign], "weekday", f"{written:%Y-%m-%d}")
    if of.weekday is not None and of == Fields(weekday=of.weekday):
        return _neighbour_weekday(of.weekday, count, sign, written)
    return _neighbour_field(of, count, sign, context, written)


def _neighbour_grain(of: Grain, count: int, sign: int, context: Context) -> Found:
    """«next week», «the last three days», «the next few hours»."""
    written = written_on(context)
    if written is None and count < 2:
        return Found(None, "FUTURE_REF" if sign > 0 else "PAST_REF")
    if written is not None and count == 0:
        return _few(sign, of, written)
    if written is not None and count == 1:
        return _the_one(of, sign, context, written)
    value = civil.duration(((count, of),))
    if written is None:
        return Found(None, value, "DURATION")
    found = Found(_run(written, of, sign * count), value, "DURATION", clocked=of.rank < Grain.DAY.rank)
    return found.by(_WORDS[sign], f"{count} {of}", f"{written:%Y-%m-%d}")


def _the_one(of: Grain, sign: int, context: Context, written: datetime) -> Found:
    """«next week», «the past decade»."""
    if of.rank < Grain.DAY.rank and not isinstance(context.written, datetime):
        return Found(None, civil.duration(((1, of),)), "DURATION")  # the day of writing alone is known
    if of.rank < Grain.DAY.rank and sign < 0:
        return _from_now(of, -1, written)
    now = civil.around(written, of)
    stretch = civil.around(civil.shifted(now.start, sign, of), of)
    if of is Grain.DECADE:  # ten years up to now, or to come
        today = civil.around(written, Grain.DAY)
        decade = Stretch(civil.shifted(today.end, -1, of), today.end, of) if sign < 0 else stretch
        found = Found(decade, civil.duration(((1, of),)), "DURATION")
    else:
        found = found_at(stretch)
    return found.by(_WORDS[sign], of, f"{written:%Y-%m-%d}")


def _neighbour_holiday(of: Holiday, count: int, sign: int, context: Context, written: datetime) -> Found:
    """«next Easter»; the one that tense and time suggest where the calendar does not reach."""
    found = named_day(of, replace(context, tense=None))
    if found.stretch is None:
        return found
    years = range(written.year - 4 - count, written.year + 5 + count)
    dates = [day for year in years if 0 < year < 9999 and (day := holiday(of.key, year, context.holidays))]
    beyond = [day for day in dates if (day > written.date() if sign > 0 else day < written.date())]
    if len(beyond) < count:
        return found
    chosen = civil.midnight(beyond[count - 1] if sign > 0 else beyond[-count])
    return found_at(civil.around(chosen, Grain.DAY)).by(_WORDS[sign], of.key, f"{written:%Y-%m-%d}")


def _neighbour_weekday(weekday: int, count: int, sign: int, written: datetime) -> Found:
    """«last Friday»; «next Friday» is the one of next week."""
    ahead = (weekday - written.weekday()) % 7
    if sign < 0:
        days = ahead - 7 * count
    elif count > 1:
        days = (ahead or 7) + 7 * (count - 1)
    else:
        days = weekday - written.weekday() + 7
    found = found_at(civil.around(civil.shifted(written, days, Grain.DAY), Grain.DAY))
    return found.by(_WORDS[sign], civil.WEEKDAYS[weekday], f"{written:%Y-%m-%d}")


def _neighbour_field(of: Fields, count: int, sign: int, context: Context, written: datetime) -> Found:
    """«next March», «last summer»: the one whose year lies beyond the running one of that name."""
    years = range(written.year - 3, written.year + 4)
    candidates = [found for year in years if (found := in_year(of, year, context)).stretch is not None]
    if sign > 0:
        wanted = [found for found in candidates if found.stretch and found.stretch.start > written]
        told = context.reference is not None and last_spoken_of(context) == written
        if told and context.reference_grain is Grain.YEAR:  # «they met in 2009 and married the following spring»
            wanted = [found for found in wanted if found.stretch and found.stretch.start.year > written.year] or wanted
        if of.season is not None and not told and len(wanted) > 1 and _is_at_hand(wanted[0], written):
            del wanted[0]
        chosen = wanted[min(count, len(wanted)) - 1]
    else:
        wanted = [found for found in candidates if found.stretch and found.stretch.end <= written]
        chosen = wanted[-min(count, len(wanted))]
    return chosen.by(_WORDS[sign], chosen.value, f"{written:%Y-%m-%d}")


def _is_at_hand(season: Found, written: datetime) -> bool:
    """Whether a season is the very next one of the running year, which is «this summer» in spring, not «next»."""
    if season.stretch is None or season.stretch.start.year != written.year:
        return False
    return season.stretch.start - written < _AT_HAND


def shifted_by(named: Shift, whole: Found | None, context: Context) -> Found:
    unit = named.amounts[-1].unit
    anchored = named.anchor
    if context.quarter is not None and named.sign < 0 and named.amounts == _A_YEAR and _unanchored(anchored):
        then = civil.around(civil.shifted(civil.midnight(context.quarter), -1, Grain.YEAR), context.reported)
        return found_at(then).by("shift", "before", "1 year", f"{context.quarter:%Y-%m-%d}")
    if anchored is None:
        base = written_on(context)
    elif isinstance(anchored, Previous):
        told = anchored.grain is not Grain.QUARTER or context.reference_grain is Grain.QUARTER
        base = last_spoken_of(context) if told else written_on(context)
        if base is not None and context.reference_grain in _LONG and anchored.grain is None and unit in _OPEN:
            year = f"{base:%Y}" if context.reference_grain is Grain.YEAR else "XXXX"
            return Found(None, f"{year}-{_OPEN[unit]}")
    elif isinstance(anchored, Clock):
        written = written_on(context)
        hour = hour_of(anchored)
        base = (
            None
            if written is None or hour is None
            else written.replace(hour=hour % 24, minute=anchored.minute or 0, second=0)
        )
    else:
        base = _start(whole.stretch, unit) if whole is not None and whole.stretch is not None else None
    if base is not None and len(named.amounts) == 1 and named.amounts[0].n is None and anchored is None:
        return _about(named, unit, base)
    if base is None or any(amount.n is None for amount in named.amounts):
        vague = "FUTURE_REF" if named.sign > 0 else "PAST_REF"
        return Found(None, vague if anchored is None else whole.value if whole else vague)
    if any(amount.n != int(amount.n or 0) and amount.unit in _TENS_OF_YEARS for amount in named.amounts):
        years = tuple(Amount((a.n or 0) * _TENS_OF_YEARS.get(a.unit, 1), Grain.YEAR) for a in named.amounts)
        named, unit = replace(named, amounts=years), Grain.YEAR  # «half a century ago» is a year
    moment = base
    for amount in named.amounts:
        moment = civil.shifted(moment, named.sign * (amount.n or 0), amount.unit)
    return _shifted(named, unit, moment, base, whole, context)


def _start(whole: Stretch, unit: Grain) -> datetime:
    """From where a shift counts; the year and month of a week are those of its Thursday."""
    within = whole.grain is Grain.WEEK and unit.rank > Grain.WEEK.rank
    return civil.shifted(whole.start, 3, Grain.DAY) if within else whole.start


def _unanchored(anchor: object) -> bool:
    """Whether a shift starts from the time of writing or the time last spoken of («a year ago», «a year earlier»)."""
    return anchor is None or isinstance(anchor, Previous)


def _about(named: Shift, unit: Grain, base: datetime) -> Found:
    """«in a few days», «a few hours ago»: at three of them, which is an assumption."""
    grain = _FINER.get(unit, unit)
    fine = grain if grain.rank >= Grain.DAY.rank else Grain.MINUTE
    stretch = civil.around(civil.shifted(base, named.sign * 3, unit), fine)
    found = _few(named.sign, unit, base)
    if named.sign < 0:
        return replace(found, stretch=stretch, value="PAST_REF", type="DATE")
    return replace(found, stretch=stretch)


def _from_now(unit: Grain, sign: int, written: datetime) -> Found:
    """«the next hour», «the past hour»: sixty minutes, whatever the clock shows."""
    start, end = sorted((written, civil.shifted(written, sign, unit)))
    found = Found(Stretch(start, end, unit), civil.duration(((1, unit),)), "DURATION", clocked=True)
    return found.by(_WORDS[sign], unit, f"{written:%Y-%m-%d}")


def _few(sign: int, unit: Grain, base: datetime) -> Found:
    """«the next few days», «the last few hours»: three of them stand for a few, and that is an assumption."""
    assumed = (Step("few", ("3", str(unit))),)
    clocked = unit.rank < Grain.DAY.rank
    value = civil.duration(((None, unit),))
    return Found(_run(base, unit, sign * 3), value, "DURATION", assumed=assumed, clocked=clocked)


def _run(base: datetime, unit: Grain, count: int) -> Stretch:
    """So many units behind the one that holds a moment, or before it where the count is negative."""
    now = civil.around(base, unit)
    if count > 0:
        return Stretch(now.end, civil.shifted(now.end, count, unit), unit)
    return Stretch(civil.shifted(now.start, count, unit), now.start, unit)


def _shifted(
    named: Shift, unit: Grain, moment: datetime, base: datetime, whole: Found | None, context: Context
) -> Found:
    """The stretch at the moment reached, and the TIMEX3 value at the unit."""
    grain, unit = _grains(named, unit, whole)
    if unit is Grain.DAY or grain.rank >= Grain.DAY.rank:
        stretch = civil.around(moment, grain)
        if (
            whole is not None
            and whole.stretch is not None
            and named.sign > 0
            and whole.stretch.grain.rank >= Grain.WEEK.rank
            and unit.rank < whole.stretch.grain.rank
        ):
            moment = civil.shifted(whole.stretch.end, (named.amounts[0].n or 0) - 1, unit)
            stretch = civil.around(moment, grain)
        found = Found(stretch, civil.value(moment, unit))
    else:
        seen = context.written  # «an hour later», told of a day, counts from an hour that the day does not give
        if isinstance(named.anchor, Previous) and context.reference is not None:
            seen = context.reference
        timed = isinstance(seen, datetime) or isinstance(named.anchor, Clock)
        if not timed:
            length = civil.duration(tuple((amount.n, amount.unit) for amount in named.amounts))
            return Found(None, length, "DURATION")  # from an hour that nothing gives
        fine = Grain.SECOND if unit is Grain.SECOND else Grain.MINUTE
        found = Found(
            Stretch(moment, civil.shifted(moment, 1, fine), fine), civil.value(moment, fine), "TIME", clocked=True
        )
    if named.limit:
        found = replace(found, value=civil.duration(tuple((a.n, a.unit) for a in named.amounts)), type="DURATION")
    steps = " ".join(f"{amount.n:g} {amount.unit}" for amount in named.amounts if amount.n is not None)
    return found.by("shift", "after" if named.sign > 0 else "before", steps, f"{base:%Y-%m-%d}")


def _grains(named: Shift, unit: Grain, whole: Found | None) -> tuple[Grain, Grain]:
    """The grain of what a shift reaches, and that of its value: one grain finer than the unit, and the unit."""
    counted = whole.stretch.grain if whole is not None and whole.stretch is not None else None
    anchor = named.anchor.grain if isinstance(named.anchor, Previous) else None
    if unit in (counted, anchor):
        return unit, unit
    if anchor in (Grain.WEEK, Grain.MONTH):
        return anchor, anchor  # «the same month last year»
    if counted is not None and counted.rank < unit.rank:
        return counted, counted
    return _FINER.get(unit, unit), unit


def _reported(context: Context) -> datetime | None:
    """The quarter that a text reports on: the one it named, else the last that was over when it was written."""
    if context.quarter is not None:
        return civil.midnight(context.quarter)
    written = written_on(context)
    return None if written is None else civil.shifted(written, -1, Grain.QUARTER)


def spoken_of(named: Previous, context: Context) -> Found:
    base = last_spoken_of(context)
    grain = named.grain or context.reference_grain or Grain.DAY
    if base is None:
        return Found(None, "PAST_REF")
    if named.year is not None:
        if named.grain is Grain.MONTH:
            return found_at(civil.around(civil.first_day(named.year, base.month), grain)).by("stated", named.year)
        if context.quarter is None or context.reported is Grain.YEAR:
            return found_at(civil.around(civil.first_day(named.year), Grain.YEAR)).by("stated", named.year)
        base = civil.first_day(named.year, context.quarter.month)
    elif grain is Grain.QUARTER:
        base = _reported(context) or base
    return found_at(civil.around(base, grain)).by("previous", civil.value(base, grain))


def _named(of: Fields | Holiday, context: Context) -> Found:
    return stated_parts(of, context) if isinstance(of, Fields) else named_day(of, context)
