"""Dates: where a date expression lies in civil time, seen from the time of writing.

``located`` has one arm for each operator, and each arm writes its own steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import assert_never

from timeline.algebra import civil
from timeline.algebra.civil import BeyondCalendar, Stretch
from timeline.algebra.expressions import (
    Amount,
    Clock,
    Date,
    Fields,
    Holiday,
    Last,
    Next,
    Nth,
    Part,
    Previous,
    Shift,
    This,
)
from timeline.algebra.holidays import holiday, lasting
from timeline.algebra.timex import hour_of, open_value
from timeline.model import Grain, Step

Naive = datetime | date


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is reckoned from; every moment is naive, on the clock of the place of writing.

    ``reference`` is the time last spoken of, ``reference_grain`` how finely it was stated.
    ``tense`` is "past" or "future" where the sentence tells, and "coming" where an entry in a field is meant, which
    speaks of nothing that is over.  ``year`` and ``month`` are what the explicit dates of
    the text govern; ``year`` is set only where they, and not the time of writing, say which year a bare «September»
    is of, as in a history.
    """

    written: Naive | None = None
    reference: Naive | None = None
    reference_grain: Grain | None = None
    tense: str | None = None
    day_first: bool = False
    southern: bool = False
    year: int | None = None
    month: int | None = None
    quarter: date | None = None  # a day of the quarter that the text reports on
    holidays: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Found:
    """A date on its way: where it lies, its TIMEX3 value, how it was derived."""

    stretch: Stretch | None
    value: str
    type: str = "DATE"
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()
    clocked: bool = False

    def by(self, rule: str, *arguments: object) -> Found:
        return replace(self, steps=(*self.steps, Step(rule, tuple(str(argument) for argument in arguments))))


# -- dates -----------------------------------------------------------------------


def _written(context: Context) -> datetime | None:
    written = context.written
    if written is None:
        return None
    return written.replace(tzinfo=None) if isinstance(written, datetime) else civil.midnight(written)


def _reference(context: Context) -> datetime | None:
    spoken = context.reference
    if spoken is None:
        return _written(context)
    return spoken.replace(tzinfo=None) if isinstance(spoken, datetime) else civil.midnight(spoken)


def _stretch(stretch: Stretch, value: str | None = None) -> Found:
    return Found(stretch, value if value is not None else civil.value(stretch.start, stretch.grain))


def located(expression: Date, context: Context) -> Found:
    match expression:
        case Fields():
            return _fields(expression, context)
        case Holiday():
            return _holiday(expression, context)
        case This():
            return _this(expression, context)
        case Next():
            return _next(expression, context)
        case Last():
            return _last(expression, context)
        case Nth():
            return _nth(expression, context)
        case Part():
            return _part(expression, context)
        case Shift():
            return _shift(expression, context)
        case Previous():
            return _previous(expression, context)
        case _:
            assert_never(expression)


def _fields(stated: Fields, context: Context) -> Found:
    if context.day_first and stated.swapped is not None:
        stated = stated.swapped
    if stated.decade is not None:
        return _stretch(civil.around(civil.first_day(stated.decade), Grain.DECADE)).by("stated", stated.decade)
    if stated.century is not None:
        if stated.century < 1:
            return Found(None, f"BC{-stated.century - 1:02}")
        return _stretch(civil.around(civil.first_day(stated.century * 100), Grain.CENTURY)).by("stated", stated.century)
    if stated.year is not None and stated.year < 1:
        return Found(None, f"BC{1 - stated.year:04}").by("stated", 1 - stated.year)
    if (
        stated.weekday is not None
        and stated.day is None
        and stated.week is None
        and stated.month is None
        and stated.year is None
    ):
        return _weekday(stated.weekday, context)
    if stated.weekend:
        return _weekend(context)
    if stated.year is not None:
        return _in_year(stated, stated.year, context).by("stated", _in_year(stated, stated.year, context).value)
    return _yearless(stated, context)


def _in_year(stated: Fields, year: int, context: Context) -> Found:
    """The stated parts in a known year."""
    if stated.month is not None and stated.day is not None:
        start = civil.first_day(year, stated.month, stated.day)
        return _stretch(civil.around(start, Grain.DAY))
    if stated.month is not None:
        return _stretch(civil.around(civil.first_day(year, stated.month), Grain.MONTH))
    if stated.week is not None:
        try:
            monday = civil.midnight(date.fromisocalendar(year, stated.week, 1))
        except ValueError as error:
            raise BeyondCalendar(f"{year} has no week {stated.week}") from error
        if stated.weekday is not None:
            return _stretch(civil.around(civil.shifted(monday, stated.weekday, Grain.DAY), Grain.DAY))
        return _stretch(civil.around(monday, Grain.WEEK))
    if stated.quarter is not None:
        return _stretch(civil.around(civil.first_day(year, stated.quarter * 3 - 2), Grain.QUARTER))
    if stated.half is not None:
        start = civil.first_day(year, 1 if stated.half == 1 else 7)
        return Found(Stretch(start, civil.shifted(start, 6, Grain.MONTH), Grain.QUARTER), f"{year:04}-H{stated.half}")
    if stated.season is not None:
        return Found(civil.season(year, stated.season, context.southern), f"{year:04}-{civil.SEASONS[stated.season]}")
    return _stretch(civil.around(civil.first_day(year), Grain.YEAR))


def _yearless(stated: Fields, context: Context) -> Found:
    """«15 August», «August», «the 15th», «summer»: the one near the time of writing that the tense asks for."""
    written = _written(context)
    if stated.month is None and stated.day is not None and stated.season is None:
        return _day_of_month(stated, written, context)
    if context.year is not None:
        found = _in_year(stated, context.year, context)
        return replace(found, assumed=(Step("year-of-document", (str(context.year),)),))
    if written is None:
        return Found(None, open_value(stated))
    years = [year for year in (written.year - 1, written.year, written.year + 1) if 1 <= year < 9999]
    candidates: list[Found] = []
    for year in range(years[0] - 4, years[-1] + 5):
        try:
            found = _in_year(stated, year, context)
        except BeyondCalendar:
            continue  # 29 February
        if found.stretch is not None and (
            stated.weekday is None
            or stated.month is None
            or found.stretch.start.weekday() == stated.weekday
            or year in years
        ):
            candidates.append(found)
    if not candidates:
        raise BeyondCalendar(f"{stated.month}-{stated.day} does not exist")
    if stated.weekday is not None:
        candidates = _on_weekday(candidates, stated.weekday, written)
    if stated.quarter is not None and context.tense == "past":  # figures are told of a quarter that has begun
        candidates = [found for found in candidates if found.stretch and found.stretch.start <= written]
    tense = None if stated.weekday is not None and context.tense == "coming" else context.tense
    chosen = _choose(candidates, written, tense)
    return replace(
        chosen,
        assumed=(Step("year", (chosen.value[:4], _TENSES.get(tense or "", "nearest"), f"{written:%Y-%m-%d}")),),
    )


_TENSES = {"past": "past", "future": "future", "coming": "future"}
_NEAR = timedelta(days=60)


def _on_weekday(candidates: list[Found], weekday: int, written: datetime) -> list[Found]:
    """Those on the stated weekday; all, where a date near the time of writing shows that the weekday is a slip."""
    if any(found.stretch and abs(found.stretch.start - written) < _NEAR for found in candidates):
        return candidates
    return [found for found in candidates if found.stretch and found.stretch.start.weekday() == weekday] or candidates


def _ahead(candidates: list[Found], written: datetime, tense: str | None) -> list[Found]:
    """Without a tense, what is not over yet."""
    if tense is not None:
        return candidates
    return [found for found in candidates if found.stretch and found.stretch.end > written] or candidates


def _lies_ahead(found: Found, written: datetime) -> bool:
    return found.stretch is not None and found.stretch.end > written


def _choose(candidates: list[Found], written: datetime, tense: str | None) -> Found:
    """The candidate that the tense asks for; without a tense the nearest."""
    if tense == "coming":
        candidates, tense = [found for found in candidates if _lies_ahead(found, written)] or candidates, "future"

    def distance(found: Found) -> float:
        if found.stretch is None:
            return float("inf")
        if found.stretch.start <= written < found.stretch.end:
            return 0.0
        if found.stretch.start > written:
            return (found.stretch.start - written).total_seconds()
        return (written - found.stretch.end).total_seconds()

    def behind(found: Found) -> bool:
        return found.stretch is not None and found.stretch.start <= written

    def cost(found: Found) -> float:
        against = (tense == "past" and not behind(found)) or (tense == "future" and not _lies_ahead(found, written))
        return distance(found) * (
            _AGAINST_TENSE if against else _OVER if tense is None and not _lies_ahead(found, written) else 1.0
        )

    return min(candidates, key=cost)


_OVER = 1.6  # what is over needs to be nearer to be meant, where no tense tells
_AGAINST_TENSE = 4.0  # a tense is guessed from a sentence: a date much nearer on its other side is what is meant


def _day_of_month(stated: Fields, written: datetime | None, context: Context) -> Found:
    base = _reference(context) if context.reference is not None else written
    if base is None or stated.day is None:
        if context.month is not None and context.year is not None and stated.day is not None:
            return _stretch(civil.around(civil.first_day(context.year, context.month, stated.day), Grain.DAY))
        return Found(None, open_value(stated))
    candidates: list[Found] = []
    for step in range(-14, 15):
        month = civil.shifted(base.replace(day=1), step, Grain.MONTH)
        if stated.day > civil.days_in(month.year, month.month):
            continue
        day = civil.midnight(month.replace(day=stated.day).date())
        if stated.weekday is not None and day.weekday() != stated.weekday:
            continue
        candidates.append(_stretch(civil.around(day, Grain.DAY)))
    if not candidates:
        return Found(None, open_value(stated))
    same_month = [
        found
        for found in candidates
        if found.stretch and (found.stretch.start.year, found.stretch.start.month) == (base.year, base.month)
    ]
    if context.tense is None and same_month and context.reference is not None:
        chosen = same_month[0]
    else:
        chosen = _choose(candidates, base, context.tense or "future")
    return replace(chosen, assumed=(Step("month", (chosen.value[:7], f"{base:%Y-%m-%d}")),))


def _weekday(weekday: int, context: Context) -> Found:
    written = _written(context)
    if written is None:
        return Found(None, f"XXXX-WXX-{weekday + 1}")
    behind = (written.weekday() - weekday) % 7
    if context.tense == "past":
        days = -behind
    else:
        days = -behind + 7 if behind or context.tense is None else 7
        if behind == 0 and context.tense == "future":
            days = 0
    found = _stretch(civil.around(civil.shifted(written, days, Grain.DAY), Grain.DAY))
    return replace(
        found,
        assumed=(
            Step("weekday", (str(weekday), found.value, "before" if days <= 0 else "after", f"{written:%Y-%m-%d}")),
        ),
    )


def _weekend(context: Context, weeks: int = 0) -> Found:
    written = _written(context)
    if written is None:
        return Found(None, "XXXX-WXX-WE")
    monday = civil.around(written, Grain.WEEK).start
    if context.tense == "past" and weeks == 0 and written.weekday() < 5:
        weeks = -1
    stretch = civil.weekend(civil.shifted(monday, weeks, Grain.WEEK))
    return Found(stretch, f"{civil.iso_week(stretch.start)}-WE", clocked=True).by("weekend", f"{written:%Y-%m-%d}")


def _celebrated(key: str, year: int, context: Context) -> Found | None:
    """A named day of a year, or the days from the first to the last of a named time; its value is the first's."""
    days = lasting(key, year, context.holidays)
    if days is None:
        return None
    return _stretch(Stretch(civil.midnight(days[0]), civil.midnight(days[1]), Grain.DAY))


def _holiday(named: Holiday, context: Context) -> Found:
    written = _written(context)
    if named.year is not None:
        found = _celebrated(named.key, named.year, context)
        if found is None or found.stretch is None:
            raise BeyondCalendar(f"no date of {named.key} in {named.year} is known")
        return found.by("holiday", named.key, found.stretch.start.date())
    if written is None:
        return Found(None, f"XXXX-{named.key}")
    near, far = range(written.year - 1, written.year + 2), range(written.year - 4, written.year + 5)
    candidates = [
        found
        for year in (far if context.holidays.get(named.key, "").startswith("dates") else near)
        if 0 < year < 9999 and (found := _celebrated(named.key, year, context)) is not None
    ]
    if not candidates:
        return Found(None, f"XXXX-{named.key}")
    chosen = _choose(_ahead(candidates, written, context.tense), written, context.tense)
    return replace(
        chosen,
        assumed=(Step("year", (chosen.value[:4], _TENSES.get(context.tense or "", "future"), f"{written:%Y-%m-%d}")),),
    ).by("holiday", named.key, chosen.value)


def _this(named: This, context: Context) -> Found:
    written = _written(context)
    of = named.of
    if isinstance(of, Grain):
        if written is None:
            return Found(None, "PRESENT_REF")
        return _stretch(civil.around(written, of)).by("this", of, f"{written:%Y-%m-%d}")
    if written is None:
        return located(of, context)
    if isinstance(of, Fields):
        if of.weekend:
            return _weekend(replace(context, tense=None))
        if of.weekday is not None and of == Fields(weekday=of.weekday):
            monday = civil.around(written, Grain.WEEK).start
            day = civil.shifted(monday, of.weekday, Grain.DAY)
            if context.tense == "past" and day > written:
                day = civil.shifted(day, -1, Grain.WEEK)
            elif context.tense != "past" and civil.shifted(day, 1, Grain.DAY) <= written:
                day = civil.shifted(day, 1, Grain.WEEK)
            return _stretch(civil.around(day, Grain.DAY)).by("this", _weekday_name(of.weekday), f"{written:%Y-%m-%d}")
        if of.year is None and (of.month is not None or of.season is not None) and of.day is None:
            return _in_year(of, written.year, context).by("this", f"{written:%Y}")
        return _fields(of, context).by("this", f"{written:%Y-%m-%d}")
    return _holiday(of, replace(context, tense=None))


def _weekday_name(weekday: int) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]


def _next(named: Next, context: Context) -> Found:
    return _neighbour(named.of, named.count, 1, context)


def _last(named: Last, context: Context) -> Found:
    return _neighbour(named.of, named.count, -1, context)


def _neighbour(of: Grain | Fields | Holiday, count: int, sign: int, context: Context) -> Found:
    written = _written(context)
    word = "next" if sign > 0 else "last"
    if isinstance(of, Grain):
        if count == 0 and written is not None:
            return _few(sign, of, written)
        if count == 0:
            return Found(None, "FUTURE_REF" if sign > 0 else "PAST_REF")
        if count == 1:
            if written is None:
                return Found(None, "FUTURE_REF" if sign > 0 else "PAST_REF")
            now = civil.around(written, of)
            return _stretch(civil.around(civil.shifted(now.start, sign, of), of)).by(word, of, f"{written:%Y-%m-%d}")
        value = civil.duration(((count, of),))
        if written is None:
            return Found(None, value, "DURATION")
        now = civil.around(written, of)
        if sign > 0:
            stretch = Stretch(now.end, civil.shifted(now.end, count, of), of)
        else:
            stretch = Stretch(civil.shifted(now.start, -count, of), now.start, of)
        return Found(stretch, value, "DURATION", clocked=of.rank < Grain.DAY.rank).by(
            word, f"{count} {of}", f"{written:%Y-%m-%d}"
        )
    if written is None:
        return located(of, context)
    if isinstance(of, Holiday):
        found = _holiday(of, replace(context, tense=None))
        if found.stretch is None:
            return found
        years = range(written.year - 4 - count, written.year + 5 + count)
        dates = [day for year in years if 0 < year < 9999 and (day := holiday(of.key, year, context.holidays))]
        beyond = [day for day in dates if (day > written.date() if sign > 0 else day < written.date())]
        if len(beyond) < count:
            return found
        chosen = beyond[count - 1] if sign > 0 else beyond[-count]
        return _stretch(civil.around(civil.midnight(chosen), Grain.DAY)).by(word, of.key, chosen)
    if of.weekend:
        return _weekend(replace(context, tense=None), sign)
    if of.workday:
        day = civil.shifted(written, sign, Grain.DAY)
        while day.weekday() > 4:
            day = civil.shifted(day, sign, Grain.DAY)
        return _stretch(civil.around(day, Grain.DAY)).by(word, "weekday", f"{written:%Y-%m-%d}")
    if of.weekday is not None and of == Fields(weekday=of.weekday):
        ahead = (of.weekday - written.weekday()) % 7
        if sign < 0:
            days = ahead - 7 * count
        elif count > 1:
            days = (ahead or 7) + 7 * (count - 1)
        else:  # «next Friday» is the one of next week
            days = of.weekday - written.weekday() + 7
        return _stretch(civil.around(civil.shifted(written, days, Grain.DAY), Grain.DAY)).by(
            word, _weekday_name(of.weekday), f"{written:%Y-%m-%d}"
        )
    return _neighbour_field(of, count, sign, context, written, word)


def _neighbour_field(of: Fields, count: int, sign: int, context: Context, written: datetime, word: str) -> Found:
    """«next March», «last summer»: the one whose year lies beyond the running one of that name."""
    years = range(written.year - 3, written.year + 4)
    candidates = [found for year in years if (found := _in_year(of, year, context)).stretch is not None]
    if sign > 0:
        wanted = [found for found in candidates if found.stretch and found.stretch.start > written]
        chosen = wanted[min(count, len(wanted)) - 1]
    else:
        wanted = [found for found in candidates if found.stretch and found.stretch.end <= written]
        chosen = wanted[-min(count, len(wanted))]
    return chosen.by(word, chosen.value, f"{written:%Y-%m-%d}")


def _nth(named: Nth, context: Context) -> Found:
    whole = located(named.within, context)
    if whole.stretch is None:
        return Found(None, whole.value, steps=whole.steps, assumed=whole.assumed)
    start, end = whole.stretch.start, whole.stretch.end
    carried = {"steps": whole.steps, "assumed": whole.assumed}
    of = named.of
    if isinstance(of, Holiday):
        day = holiday(of.key, start.year, context.holidays)
        if day is None:
            return Found(None, f"{start.year:04}-{of.key}", steps=whole.steps, assumed=whole.assumed)
        celebrated = _celebrated(of.key, start.year, context) or _stretch(civil.around(civil.midnight(day), Grain.DAY))
        return replace(celebrated, steps=whole.steps, assumed=whole.assumed).by("holiday", of.key, celebrated.value)
    if isinstance(of, Grain):
        if of is Grain.WEEK and whole.stretch.grain is Grain.DAY:
            found = _stretch(civil.around(start, Grain.WEEK))
            return replace(found, steps=whole.steps, assumed=whole.assumed).by("week-of", whole.value)
        if of is Grain.WEEK and named.n > 0:
            begin = civil.shifted(start, -start.weekday() % 7, Grain.DAY)
        elif of is Grain.WEEK:
            thursday = civil.shifted(end, -((end.weekday() - 4) % 7) - 1, Grain.DAY)  # a week is where its Thursday is
            begin = civil.shifted(civil.around(thursday, Grain.WEEK).start, 1, Grain.WEEK)
        else:
            begin = start if named.n > 0 else end
        steps = named.n - 1 if named.n > 0 else named.n + 1 - named.count
        first = civil.shifted(begin, steps, of)
        found = _stretch(Stretch(first, civil.shifted(first, named.count, of), of))
        if named.count > 1:
            found = replace(found, value=civil.duration(((named.count, of),)), type="DURATION")
        return replace(found, **carried).by("nth", named.n, of, whole.value)  # type: ignore[arg-type]
    if of.weekday is not None and of == Fields(weekday=of.weekday):
        if named.n > 0:
            day = civil.shifted(start, (of.weekday - start.weekday()) % 7 + 7 * (named.n - 1), Grain.DAY)
        else:
            last = civil.shifted(end, -1, Grain.DAY)
            day = civil.shifted(last, -((last.weekday() - of.weekday) % 7) + 7 * (named.n + 1), Grain.DAY)
        found = _stretch(civil.around(day, Grain.DAY))
        return replace(found, **carried).by("nth", named.n, _weekday_name(of.weekday), whole.value)  # type: ignore[arg-type]
    if of.weekend:
        if named.n > 0:
            day = civil.shifted(start, (5 - start.weekday()) % 7 + 7 * (named.n - 1), Grain.DAY)
        else:
            last = civil.shifted(end, -1, Grain.DAY)
            day = civil.shifted(last, -((last.weekday() - 5) % 7) + 7 * (named.n + 1), Grain.DAY)
        stretch = civil.weekend(civil.around(day, Grain.WEEK).start)
        found = Found(stretch, f"{civil.iso_week(day)}-WE", clocked=True)
        return replace(found, **carried).by("nth", named.n, "weekend", whole.value)  # type: ignore[arg-type]
    if of.month is None and of.day is not None:
        of = replace(of, month=start.month)
    found = _in_year(of, start.year, context)
    return replace(found, **carried).by("within", whole.value)  # type: ignore[arg-type]


def _part(named: Part, context: Context) -> Found:
    """The value stays the whole's, as TIMEX3 has it (its ``mod`` says which part); the stretch narrows."""
    whole = located(named.of, context)
    if whole.stretch is None:
        return whole
    start, end = whole.stretch.start, whole.stretch.end
    if named.which == "weekend":  # of a holiday: the free days beside it, from Friday evening
        friday = civil.shifted(start, -((start.weekday() - 4) % 7), Grain.DAY)
        monday = civil.shifted(friday, 3, Grain.DAY)
        stretch = Stretch(civil.shifted(friday, 18, Grain.HOUR), max(monday, end), Grain.DAY)
        return replace(whole, stretch=stretch, value=f"{civil.iso_week(friday)}-WE", clocked=True).by(
            "weekend", whole.value
        )
    cuts = _CUTS.get(whole.stretch.grain)
    if cuts is None:
        third = (end - start) / 3
        bounds = {"start": (start, start + third), "mid": (start + third, end - third), "end": (end - third, end)}
        begin, stop = bounds[named.which]
        begin, stop = civil.midnight(begin.date()), civil.midnight(stop.date())
    else:
        unit, one, two = cuts
        first, second = civil.shifted(start, one, unit), civil.shifted(start, two, unit)
        begin, stop = {"start": (start, first), "mid": (first, second), "end": (second, end)}[named.which]
    if begin >= stop:
        begin, stop = start, end
    return replace(whole, stretch=Stretch(begin, stop, whole.stretch.grain)).by("part", named.which, whole.value)


_CUTS = {
    Grain.MONTH: (Grain.DAY, 10, 20),
    Grain.YEAR: (Grain.MONTH, 3, 8),
    Grain.WEEK: (Grain.DAY, 3, 4),
}


def _shift(named: Shift, context: Context) -> Found:
    unit = named.amounts[-1].unit
    anchored = named.anchor
    if context.quarter is not None and named.sign < 0 and named.amounts == _A_YEAR and _unanchored(anchored):
        then = civil.around(civil.shifted(civil.midnight(context.quarter), -1, Grain.YEAR), Grain.QUARTER)
        return _stretch(then).by("shift", "before", "1 year", f"{context.quarter:%Y-%m-%d}")
    whole: Found | None = None
    if anchored is None:
        base = _written(context)
    elif isinstance(anchored, Previous):
        base = _reference(context)
    elif isinstance(anchored, Clock):
        written = _written(context)
        hour = hour_of(anchored)
        base = (
            None
            if written is None or hour is None
            else written.replace(hour=hour % 24, minute=anchored.minute or 0, second=0)
        )
    else:
        whole = located(anchored, context)
        base = whole.stretch.start if whole.stretch else None
    if base is not None and len(named.amounts) == 1 and named.amounts[0].n is None and anchored is None:
        return _about(named, unit, base)
    if base is None or any(amount.n is None for amount in named.amounts):
        vague = "FUTURE_REF" if named.sign > 0 else "PAST_REF"
        return Found(None, vague if anchored is None else whole.value if whole else vague)
    moment = base
    for amount in named.amounts:
        moment = civil.shifted(moment, named.sign * (amount.n or 0), amount.unit)
    return _shifted(named, unit, moment, base, whole, context)


def _unanchored(anchor: object) -> bool:
    """Whether a shift starts from the time of writing or the time last spoken of («a year ago», «a year earlier»)."""
    return anchor is None or isinstance(anchor, Previous)


def _about(named: Shift, unit: Grain, base: datetime) -> Found:
    """«in a few days», «a few hours ago»: at three of them, which is an assumption."""
    grain = _FINER.get(unit, unit)
    fine = grain if grain.rank >= Grain.DAY.rank else Grain.MINUTE
    stretch = civil.around(civil.shifted(base, named.sign * 3, unit), fine)
    found = _few(named.sign, unit, base)
    return replace(found, stretch=stretch)


def _few(sign: int, unit: Grain, base: datetime) -> Found:
    """«the next few days», «the last few hours»: three of them stand for a few, and that is an assumption."""
    now = civil.around(base, unit)
    if sign > 0:
        stretch = Stretch(now.end, civil.shifted(now.end, 3, unit), unit)
    else:
        stretch = Stretch(civil.shifted(now.start, -3, unit), now.start, unit)
    value = civil.duration(((None, unit),))
    clocked = unit.rank < Grain.DAY.rank
    return Found(stretch, value, "DURATION", assumed=(Step("few", ("3", str(unit))),), clocked=clocked)


_FINER = {
    Grain.WEEK: Grain.DAY,
    Grain.MONTH: Grain.DAY,
    Grain.QUARTER: Grain.MONTH,
    Grain.YEAR: Grain.MONTH,
    Grain.DECADE: Grain.YEAR,
    Grain.CENTURY: Grain.YEAR,
}


def _shifted(
    named: Shift, unit: Grain, moment: datetime, base: datetime, whole: Found | None, context: Context
) -> Found:
    """The stretch at the moment reached: one grain finer than the unit, the TIMEX3 value at the unit."""
    grain = _FINER.get(unit, unit)
    if (whole is not None and whole.stretch is not None and whole.stretch.grain is unit) or (
        isinstance(named.anchor, Previous) and named.anchor.grain is unit
    ):
        grain = unit
    elif whole is not None and whole.stretch is not None and whole.stretch.grain.rank < unit.rank:
        grain = unit = whole.stretch.grain
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
        timed = (
            isinstance(context.written, datetime)
            or isinstance(context.reference, datetime)
            or isinstance(named.anchor, Clock)
        )
        if not timed:
            return Found(None, civil.value(base, Grain.DAY) + "TXX:XX", "TIME")
        fine = Grain.SECOND if unit is Grain.SECOND else Grain.MINUTE
        found = Found(
            Stretch(moment, civil.shifted(moment, 1, fine), fine), civil.value(moment, fine), "TIME", clocked=True
        )
    if named.limit:
        found = replace(found, value=civil.duration(tuple((a.n, a.unit) for a in named.amounts)), type="DURATION")
    steps = " ".join(f"{amount.n:g} {amount.unit}" for amount in named.amounts if amount.n is not None)
    return found.by("shift", "after" if named.sign > 0 else "before", steps, f"{base:%Y-%m-%d}")


def _reported(context: Context) -> datetime | None:
    """The quarter that a text reports on: the one it named, else the last that was over when it was written."""
    if context.quarter is not None:
        return civil.midnight(context.quarter)
    written = _written(context)
    return None if written is None else civil.shifted(written, -1, Grain.QUARTER)


_A_YEAR = (Amount(1, Grain.YEAR),)


def _previous(named: Previous, context: Context) -> Found:
    base = _reference(context)
    grain = named.grain or context.reference_grain or Grain.DAY
    if base is None:
        return Found(None, "PAST_REF")
    if grain is Grain.QUARTER:
        base = _reported(context) or base
    return _stretch(civil.around(base, grain)).by("previous", civil.value(base, grain))
