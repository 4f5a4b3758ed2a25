"""Parts of a stretch: «the last Friday in May», «early June», «the end of the month»."""

from __future__ import annotations

from dataclasses import replace

from timeline.algebra import civil
from timeline.algebra.civil import Stretch
from timeline.algebra.expressions import Fields, Holiday, Nth, Part
from timeline.algebra.found import Context, Found, found_at
from timeline.algebra.holidays import holiday
from timeline.algebra.named import feast, in_year, weekday_name
from timeline.model import Grain


def nth(named: Nth, whole: Found, context: Context) -> Found:
    if whole.stretch is None:
        return Found(None, whole.value, steps=whole.steps, assumed=whole.assumed)
    start, end = whole.stretch.start, whole.stretch.end
    carried = {"steps": whole.steps, "assumed": whole.assumed}
    of = named.of
    if isinstance(of, Holiday):
        day = holiday(of.key, start.year, context.holidays)
        if day is None:
            return Found(None, f"{start.year:04}-{of.key}", steps=whole.steps, assumed=whole.assumed)
        celebrated = feast(of.key, start.year, context) or found_at(civil.around(civil.midnight(day), Grain.DAY))
        return replace(celebrated, steps=whole.steps, assumed=whole.assumed).by("holiday", of.key, celebrated.value)
    if isinstance(of, Grain):
        if of is Grain.WEEK and whole.stretch.grain is Grain.DAY:
            found = found_at(civil.around(start, Grain.WEEK))
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
        found = found_at(Stretch(first, civil.shifted(first, named.count, of), of))
        if named.count > 1:
            found = replace(found, value=civil.duration(((named.count, of),)), type="DURATION")
        return replace(found, **carried).by("nth", named.n, of, whole.value)  # type: ignore[arg-type]
    if of.weekday is not None and of == Fields(weekday=of.weekday):
        if named.n > 0:
            day = civil.shifted(start, (of.weekday - start.weekday()) % 7 + 7 * (named.n - 1), Grain.DAY)
        else:
            last = civil.shifted(end, -1, Grain.DAY)
            day = civil.shifted(last, -((last.weekday() - of.weekday) % 7) + 7 * (named.n + 1), Grain.DAY)
        found = found_at(civil.around(day, Grain.DAY))
        return replace(found, **carried).by("nth", named.n, weekday_name(of.weekday), whole.value)  # type: ignore[arg-type]
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
    found = in_year(of, start.year, context)
    return replace(found, **carried).by("within", whole.value)  # type: ignore[arg-type]


def part(named: Part, whole: Found) -> Found:
    """The value stays the whole's, as TIMEX3 has it (its ``mod`` says which part); the stretch narrows."""
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
