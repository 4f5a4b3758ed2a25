"""Parts of a stretch: «the last Friday in May», «early June», «the end of the month»."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from timeline.algebra import civil
from timeline.algebra.civil import Stretch
from timeline.algebra.expressions import Counted, Fields, Holiday, Nth, Part
from timeline.algebra.found import Context, Found, found_at
from timeline.algebra.holidays import holiday
from timeline.algebra.named import feast, in_year
from timeline.model import Grain

_SATURDAY = 5
_DAY_CUTS = {"mid": (600, 840), "close": (1439, 1440)}  # minutes: «mid today»; «the end of tomorrow», its last one
_CUTS = {
    Grain.MONTH: (Grain.DAY, 10, 20),
    Grain.YEAR: (Grain.MONTH, 3, 8),
    Grain.WEEK: (Grain.DAY, 3, 4),
    Grain.DECADE: (Grain.YEAR, 4, 7),
}


def nth(named: Nth, whole: Found, context: Context) -> Found:
    """The n-th such day, week or feast within a stretch, or from its end."""
    if whole.stretch is None:
        return Found(None, whole.value).behind(whole)
    start, of = whole.stretch.start, named.of
    match of:
        case Holiday():
            return _feast_within(of.key, whole, start.year, context)
        case Grain.WEEK if whole.stretch.grain is Grain.DAY:
            ahead = 1 if start.weekday() == 6 else 0  # the week of a Sunday is the one that it opens
            found = found_at(civil.around(civil.shifted(start, ahead, Grain.DAY), Grain.WEEK))
            return found.behind(whole).by("week-of", whole.value)
        case Grain():
            return _units_within(named, of, whole.stretch).behind(whole).by("nth", named.n, of, whole.value)
        case Fields(weekday=int() as weekday) if of == Fields(weekday=weekday):
            found = found_at(civil.around(_nth_weekday(weekday, named.n, whole.stretch), Grain.DAY))
            return found.behind(whole).by("nth", named.n, civil.WEEKDAYS[weekday], whole.value)
        case Fields(weekend=True):
            day = _nth_weekday(_SATURDAY, named.n, whole.stretch)
            stretch = civil.weekend(civil.around(day, Grain.WEEK).start)
            found = Found(stretch, f"{civil.iso_week(day)}-WE", clocked=True)
            return found.behind(whole).by("nth", named.n, "weekend", whole.value)
    if of.month is None and of.day is not None:
        of = replace(of, month=start.month)
    return in_year(of, start.year, context).behind(whole).by("within", whole.value)


def _feast_within(key: str, whole: Found, year: int, context: Context) -> Found:
    day = holiday(key, year, context.holidays)
    if day is None:
        return Found(None, f"{year:04}-{key}").behind(whole)
    celebrated = feast(key, year, context) or found_at(civil.around(civil.midnight(day), Grain.DAY))
    return celebrated.behind(whole).by("holiday", key, celebrated.value)


def _units_within(named: Nth, unit: Grain, whole: Stretch) -> Found:
    """«the third week of June», «the first nine months of 1998»."""
    if unit is not Grain.WEEK:
        begin = whole.start if named.n > 0 else whole.end
    elif named.n > 0 and whole.grain is Grain.YEAR:
        begin = civil.around(civil.shifted(whole.start, 3, Grain.DAY), unit).start  # ISO 8601: week 1 holds 4 January
    elif named.n > 0:
        begin = civil.shifted(whole.start, -whole.start.weekday() % 7, Grain.DAY)
    else:  # a week is where its Thursday is
        thursday = civil.shifted(whole.end, -((whole.end.weekday() - 4) % 7) - 1, Grain.DAY)
        begin = civil.shifted(civil.around(thursday, unit).start, 1, unit)
    steps = named.n - 1 if named.n > 0 else named.n + 1 - named.count
    first = civil.shifted(begin, steps, unit)
    found = found_at(Stretch(first, civil.shifted(first, named.count, unit), unit))
    return found if named.count == 1 else replace(found, value=civil.duration(((named.count, unit),)), type="DURATION")


def _nth_weekday(weekday: int, n: int, whole: Stretch) -> datetime:
    """The n-th such day of the week, from the end where ``n`` is less than nothing."""
    if n > 0:
        return civil.shifted(whole.start, (weekday - whole.start.weekday()) % 7 + 7 * (n - 1), Grain.DAY)
    last = civil.shifted(whole.end, -1, Grain.DAY)
    return civil.shifted(last, -((last.weekday() - weekday) % 7) + 7 * (n + 1), Grain.DAY)


def counted(named: Counted, anchor: Found, context: Context) -> Found:
    """The n-th such day, week or feast after a date, before it, or by its distance from it."""
    if anchor.stretch is None:
        return Found(None, anchor.value).behind(anchor)
    start, end = anchor.stretch.start, anchor.stretch.end
    if isinstance(named.of, Grain):
        whole = civil.around(civil.shifted(start, named.sign * named.n, named.of), named.of)
        found = found_at(whole)
    else:
        days = _occurrences(named, anchor.stretch, context)
        if len(days) < named.n:
            return Found(None, anchor.value).behind(anchor)
        by_distance = sorted(days, key=lambda stretch: abs((stretch.start - start).days))
        chosen = by_distance[named.n - 1]
        value = f"{civil.iso_week(chosen.start)}-WE" if isinstance(named.of, Fields) and named.of.weekend else None
        found = replace(found_at(chosen, value), clocked=value is not None)
    match named.of:
        case Fields(weekend=True):
            what = "weekend"
        case Fields(weekday=weekday):
            what = civil.WEEKDAYS[weekday or 0]
        case Holiday(key=what):
            pass
        case Grain() as unit:
            what = str(unit)
    side = {1: "after", -1: "before"}.get(named.sign, "closest to")
    counted_from = civil.value(start, Grain.DAY) if start < end else anchor.value
    return found.behind(anchor).by("counted", named.n, what, side, counted_from)


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
        free = replace(whole, stretch=stretch, value=f"{civil.iso_week(friday)}-WE", clocked=True)
        return free.by("weekend", whole.value)
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
