"""Parts of a stretch: «the last Friday in May», «early June», «the end of the month»."""

from __future__ import annotations

from dataclasses import replace

from timeline.algebra import civil
from timeline.algebra.civil import Stretch
from timeline.algebra.expressions import Counted, Fields, Holiday, Nth, Part
from timeline.algebra.found import Context, Found, found_at
from timeline.algebra.holidays import holiday
from timeline.algebra.named import feast, in_year
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
            ahead = 1 if start.weekday() == 6 else 0  # the week of a Sunday is the one that it opens
            found = found_at(civil.around(civil.shifted(start, ahead, Grain.DAY), Grain.WEEK))
            return replace(found, steps=whole.steps, assumed=whole.assumed).by("week-of", whole.value)
        if of is Grain.WEEK and named.n > 0 and whole.stretch.grain is Grain.YEAR:
            begin = civil.around(civil.shifted(start, 3, Grain.DAY), of).start  # ISO 8601: week 1 holds 4 January
        elif of is Grain.WEEK and named.n > 0:
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
        return replace(found, **carried).by("nth", named.n, civil.WEEKDAYS[of.weekday], whole.value)  # type: ignore[arg-type]
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


def counted(named: Counted, anchor: Found, context: Context) -> Found:
    """The n-th such day, week or feast after a date, before it, or by its distance from it."""
    if anchor.stretch is None:
        return Found(None, anchor.value, steps=anchor.steps, assumed=anchor.assumed)
    start, end = anchor.stretch.start, anchor.stretch.end
    if isinstance(named.of, Grain):
        whole = civil.around(civil.shifted(start, named.sign * named.n, named.of), named.of)
        found = found_at(whole)
    else:
        days = _occurrences(named, anchor.stretch, context)
        if len(days) < named.n:
            return Found(None, anchor.value, steps=anchor.steps, assumed=anchor.assumed)
        by_distance = sorted(days, key=lambda stretch: abs((stretch.start - start).days))
        chosen = by_distance[named.n - 1]
        value = f"{civil.iso_week(chosen.start)}-WE" if isinstance(named.of, Fields) and named.of.weekend else None
        found = replace(found_at(chosen, value), clocked=value is not None)
    found = replace(found, steps=anchor.steps, assumed=anchor.assumed)
    side = {1: "after", -1: "before"}.get(named.sign, "closest to")
    what = named.of.key if isinstance(named.of, Holiday) else str(named.of) if isinstance(named.of, Grain) else "day"
    if isinstance(named.of, Fields):
        what = "weekend" if named.of.weekend else civil.WEEKDAYS[named.of.weekday or 0]
    return found.by("counted", named.n, what, side, civil.value(start, Grain.DAY) if start < end else anchor.value)


def _occurrences(named: Counted, anchor: Stretch, context: Context) -> list[Stretch]:
    """The days of a kind on the wanted side of the anchor, as many as may be counted."""
    start, end = anchor.start, anchor.end
    if isinstance(named.of, Holiday):
        reach = 4 * named.n + 4
        years = range(max(1, start.year - reach), min(9998, start.year + reach) + 1)
        feasts = [feast(named.of.key, year, context) for year in years]
        found = [day.stretch for day in feasts if day is not None and day.stretch is not None]
    else:
        assert isinstance(named.of, Fields)  # noqa: S101  # grains are counted by their length
        monday = civil.around(end if named.sign > 0 else start, Grain.WEEK).start
        weeks = [civil.shifted(monday, step, Grain.WEEK) for step in range(-named.n - 1, named.n + 2)]
        if named.of.weekend:
            found = [civil.weekend(week) for week in weeks]
        else:
            weekday = named.of.weekday or 0
            found = [civil.around(civil.shifted(week, weekday, Grain.DAY), Grain.DAY) for week in weeks]
    if named.sign > 0:
        return [stretch for stretch in found if stretch.start >= end]
    if named.sign < 0:
        return [stretch for stretch in found if stretch.end <= start]
    return [stretch for stretch in found if stretch.start != start]


def part(named: Part, whole: Found) -> Found:
    """The value stays the whole's, as TIMEX3 has it (its ``mod`` says which part); the stretch narrows."""
    if whole.stretch is None:
        return whole
    start, end = whole.stretch.start, whole.stretch.end
    if named.which == "after":
        grain = whole.stretch.grain
        return replace(whole, stretch=Stretch(end, civil.shifted(end, 1, grain), grain)).by("after-end", whole.value)
    if named.which == "weekend":  # of a holiday: the free days beside it, from Friday evening
        feast_first = isinstance(named.of, Holiday) and start.weekday() in (2, 3)  # Thanksgiving: the days behind it
        days = 4 - start.weekday() if feast_first else -((start.weekday() - 4) % 7)
        friday = civil.shifted(start, days, Grain.DAY)
        monday = civil.shifted(friday, 3, Grain.DAY)
        begin = start if feast_first else civil.shifted(friday, 18, Grain.HOUR)
        stretch = Stretch(begin, max(monday, end), Grain.DAY)
        return replace(whole, stretch=stretch, value=f"{civil.iso_week(friday)}-WE", clocked=True).by(
            "weekend", whole.value
        )
    if named.which == "close" and whole.stretch.grain is not Grain.DAY:
        named = replace(named, which="end")
    if named.which.startswith("half"):
        return _half(named.which, whole)
    if whole.stretch.grain is Grain.DAY and not whole.clocked and (cut := _DAY_CUTS.get(named.which)):
        begin, stop = (civil.shifted(start, minutes, Grain.MINUTE) for minutes in cut)
        stretch = Stretch(begin, stop, Grain.HOUR)
        return replace(whole, stretch=stretch, clocked=True).by("part", named.which, whole.value)
    cuts = _CUTS.get(whole.stretch.grain)
    if cuts is None:
        third = (end - start) / 3
        bounds = {"start": (start, start + third), "mid": (start + third, end - third), "end": (end - third, end)}
        begin, stop = bounds[named.which]
        begin, stop = civil.midnight(begin.date()), civil.midnight(stop.date())
    else:
        unit, one, two = cuts
        first, second = civil.shifted(start, one, unit), civil.shifted(start, two, unit)
        if named.which == "mid" and whole.stretch.grain is Grain.YEAR:
            first = civil.shifted(start, 4, unit)  # the middle four months; «early» and «late» are Duckling's
        begin, stop = {"start": (start, first), "mid": (first, second), "end": (second, end)}[named.which]
    if begin >= stop:
        begin, stop = start, end
    return replace(whole, stretch=Stretch(begin, stop, whole.stretch.grain)).by("part", named.which, whole.value)


def _half(which: str, whole: Found) -> Found:
    """«the first half of the year» has the value 2025-H1; that of a month is a stretch of it."""
    assert whole.stretch is not None  # noqa: S101  # the caller saw it
    start, end, grain = whole.stretch.start, whole.stretch.end, whole.stretch.grain
    if grain is Grain.YEAR:
        middle = civil.shifted(start, 6, Grain.MONTH)
    else:
        middle = civil.midnight((start + (end - start) / 2).date())
    stretch = Stretch(start, middle, grain) if which == "half1" else Stretch(middle, end, grain)
    value = f"{start.year:04}-H{which[-1]}" if grain is Grain.YEAR else whole.value
    return replace(whole, stretch=stretch, value=value).by("part", which, whole.value)


_DAY_CUTS = {"mid": (600, 840), "close": (1439, 1440)}  # minutes: «mid today»; «the end of tomorrow», its last one
_CUTS = {
    Grain.MONTH: (Grain.DAY, 10, 20),
    Grain.YEAR: (Grain.MONTH, 3, 8),
    Grain.WEEK: (Grain.DAY, 3, 4),
    Grain.DECADE: (Grain.YEAR, 4, 7),
}
