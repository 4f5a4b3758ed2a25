"""Dates by their names: «15 August», «August», «Friday», «the weekend», «Christmas», seen from the time of writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from timeline.algebra import civil
from timeline.algebra.civil import BeyondCalendar, Stretch
from timeline.algebra.expressions import Fields, Holiday
from timeline.algebra.found import Context, Found, found_at, last_spoken_of, written_on
from timeline.algebra.holidays import lasting
from timeline.algebra.timex import open_value
from timeline.model import Grain

_HALF_YEAR = timedelta(days=183)
_NEAR = timedelta(days=60)  # a date so near the writing is meant, though its weekday be another
_LATELY = timedelta(days=30)  # a feast that was longer ago is not announced
_OVER = 1.6  # what is over needs to be nearer to be meant, where no tense tells
_AGAINST_TENSE = 5.0  # a tense is guessed from a sentence: a date much nearer on its other side is what is meant


def stated_parts(stated: Fields, context: Context) -> Found:
    if stated.swapped is not None:
        written = written_on(context)
        told = order_by_weekday(stated, written.date() if written is not None else None)
        stated = told or (stated.swapped if context.day_first else stated)
    if stated.decade is not None and stated.decade < 0:
        return Found(None, f"BC{-stated.decade // 10:03}")
    if stated.decade is not None:
        return found_at(civil.around(civil.first_day(stated.decade), Grain.DECADE)).by("stated", stated.decade)
    if stated.century is not None:
        if stated.century < 1:
            return Found(None, f"BC{-stated.century - 1:02}")
        return found_at(civil.around(civil.first_day(stated.century * 100 - 1), Grain.CENTURY)).by(
            "stated", stated.century
        )
    if stated.year is not None and stated.year < 1:
        return Found(None, f"BC{1 - stated.year:04}{_of_year(stated)}").by("stated", 1 - stated.year)
    if (
        stated.weekday is not None
        and stated.day is None
        and stated.week is None
        and stated.month is None
        and stated.year is None
    ):
        return _weekday(stated.weekday, context)
    if stated.weekend:
        return weekend(context)
    if stated.year is not None:
        written = written_on(context) if stated.short_year else None
        found = in_year(stated, _near(stated.year, written.year) if written is not None else stated.year, context)
        return found.by("stated", found.value)
    return _yearless(stated, context)


def _near(year: int, written: int) -> int:
    """A year of two digits lies at most 80 years before the writing and 20 after it, as Java's dates have it.

    >>> _near(2060, 2018), _near(1989, 1791)
    (1960, 1789)
    """
    return written + 20 - (written + 20 - year) % 100


def order_by_weekday(stated: Fields, written: date | None) -> Fields | None:
    """The order of a numeric date that the weekday beside it speaks for: «Friday 4/12», «Friday 04/12/2026».

    None where there is no weekday, or it speaks for both or neither.
    A date without a year is looked for within half a year of the writing.
    """
    if stated.swapped is None or stated.weekday is None:
        return None
    orders = (stated, replace(stated.swapped, weekday=stated.weekday))
    fitting = [order for order in orders if _on_its_weekday(order, written)]
    return fitting[0] if len(fitting) == 1 else None


def _on_its_weekday(stated: Fields, written: date | None) -> bool:
    if stated.year is not None:
        day = _day(stated, stated.year)
        return day is not None and day.weekday() == stated.weekday
    if written is None:
        return False
    years = range(written.year - 1, written.year + 2)
    days = [day for year in years if (day := _day(stated, year)) and abs(day - written) < _HALF_YEAR]
    return any(day.weekday() == stated.weekday for day in days)


def _day(stated: Fields, year: int) -> date | None:
    try:
        return date(year, stated.month or 0, stated.day or 0)
    except ValueError:
        return None


def in_year(stated: Fields, year: int, context: Context) -> Found:
    """The stated parts in a known year."""
    if stated.month is not None and stated.day is not None:
        start = civil.first_day(year, stated.month, stated.day)
        return found_at(civil.around(start, Grain.DAY))
    if stated.month is not None:
        return found_at(civil.around(civil.first_day(year, stated.month), Grain.MONTH))
    if stated.week is not None:
        try:
            monday = civil.midnight(date.fromisocalendar(year, stated.week, 1))
        except ValueError as error:
            raise BeyondCalendar(f"{year} has no week {stated.week}") from error
        if stated.weekday is not None:
            return found_at(civil.around(civil.shifted(monday, stated.weekday, Grain.DAY), Grain.DAY))
        return found_at(civil.around(monday, Grain.WEEK))
    if stated.quarter is not None:
        return found_at(civil.around(civil.first_day(year, stated.quarter * 3 - 2), Grain.QUARTER))
    if stated.half is not None:
        start = civil.first_day(year, 1 if stated.half == 1 else 7)
        return Found(Stretch(start, civil.shifted(start, 6, Grain.MONTH), Grain.QUARTER), f"{year:04}-H{stated.half}")
    if stated.season is not None:
        return Found(civil.season(year, stated.season, context.southern), f"{year:04}-{civil.SEASONS[stated.season]}")
    return found_at(civil.around(civil.first_day(year), Grain.YEAR))


def _yearless(stated: Fields, context: Context) -> Found:
    """«15 August», «August», «the 15th», «summer»: the one near the time of writing that the tense asks for."""
    written = written_on(context)
    if stated.month is None and stated.day is not None and stated.season is None:
        return _day_of_month(stated, written, context)
    if context.year is None and stated.week is not None and written is not None and stated.weekday is None:
        found = in_year(stated, written.year, context)  # weeks are counted within the running year
        return found.assuming("year", found.value[:4], "nearest", f"{written:%Y-%m-%d}")
    if context.year is not None:
        found = in_year(stated, context.year, context)
        return found.assuming("year-of-document", str(context.year))
    if written is None:
        return Found(None, open_value(stated))
    years = [year for year in (written.year - 1, written.year, written.year + 1) if 1 <= year < 9999]
    rare = stated.weekday is not None or (stated.month == 2 and stated.day == 29)
    reach = 4 if rare else 0  # any other has a candidate on each side of the time of writing
    candidates: list[Found] = []
    for year in range(years[0] - reach, years[-1] + reach + 1):
        try:
            found = in_year(stated, year, context)
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
        begun = [found for found in candidates if _begun(found, written)]
        candidates = begun or candidates  # none has begun in the calendar's first days
    tense = None if stated.weekday is not None and context.tense == "coming" else context.tense
    chosen = _choose(candidates, written, tense)
    return chosen.assuming("year", chosen.value[:4], _which(chosen, written, tense), f"{written:%Y-%m-%d}")


def _which(chosen: Found, written: datetime, tense: str | None) -> str:
    """Which one the chosen is; one much nearer may lie against the tense."""
    if tense in ("past", "gone") and _begun(chosen, written):
        return "past"
    return "future" if tense in ("future", "coming") and _lies_ahead(chosen, written) else "nearest"


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


def _begun(found: Found, written: datetime) -> bool:
    return found.stretch is not None and found.stretch.start <= written


def _lies_ahead(found: Found, written: datetime) -> bool:
    return found.stretch is not None and found.stretch.end > written


def _choose(candidates: list[Found], written: datetime, tense: str | None) -> Found:
    """The candidate that the tense asks for; without a tense the nearest."""
    if tense == "coming":
        candidates, tense = [found for found in candidates if _lies_ahead(found, written)] or candidates, "future"
    if tense == "gone":
        over = [found for found in candidates if _begun(found, written)]
        candidates, tense = over or candidates, "past"

    def distance(found: Found) -> float:
        if found.stretch is None:
            return float("inf")
        if found.stretch.start <= written < found.stretch.end:
            return 0.0
        if found.stretch.start > written:
            return (found.stretch.start - written).total_seconds()
        return (written - found.stretch.end).total_seconds()

    def cost(found: Found) -> float:
        against = (tense == "past" and not _begun(found, written)) or (
            tense == "future" and not _lies_ahead(found, written)
        )
        return distance(found) * (
            _AGAINST_TENSE if against else _OVER if tense is None and not _lies_ahead(found, written) else 1.0
        )

    return min(candidates, key=cost)


def _day_of_month(stated: Fields, written: datetime | None, context: Context) -> Found:
    base = last_spoken_of(context) if context.reference is not None else written
    if base is None or stated.day is None:
        if context.month is not None and context.year is not None and stated.day is not None:
            return found_at(civil.around(civil.first_day(context.year, context.month, stated.day), Grain.DAY))
        return Found(None, open_value(stated))
    candidates: list[Found] = []
    reach = 14 if stated.weekday is not None else 3  # no two months running lack a day
    for step in range(-reach, reach + 1):
        month = civil.shifted(base.replace(day=1), step, Grain.MONTH)
        if stated.day > civil.days_in(month.year, month.month):
            continue
        day = civil.midnight(month.replace(day=stated.day).date())
        if stated.weekday is not None and day.weekday() != stated.weekday:
            continue
        candidates.append(found_at(civil.around(day, Grain.DAY)))
    if not candidates:
        return Found(None, open_value(stated))
    same_month = [
        found
        for found in candidates
        if found.stretch and (found.stretch.start.year, found.stretch.start.month) == (base.year, base.month)
    ]
    of_it = context.tense is None or context.reference_grain is Grain.MONTH  # «last month, on the 25th»
    if of_it and same_month and context.reference is not None:
        chosen = same_month[0]
    else:
        chosen = _choose(candidates, base, context.tense or "future")
    return chosen.assuming("month", chosen.value[:7], f"{base:%Y-%m-%d}")


def _weekday(weekday: int, context: Context) -> Found:
    written = written_on(context)
    if written is None:
        return Found(None, f"XXXX-WXX-{weekday + 1}")
    behind = (written.weekday() - weekday) % 7
    if context.tense in ("past", "gone"):
        days = -behind
    else:
        days = -behind + 7 if behind or context.tense is None else 7
        if behind == 0 and context.tense == "future":
            days = 0
    found = found_at(civil.around(civil.shifted(written, days, Grain.DAY), Grain.DAY))
    side = "before" if days <= 0 else "after"
    return found.assuming("weekday", str(weekday), found.value, side, f"{written:%Y-%m-%d}")


def weekend(context: Context, weeks: int = 0) -> Found:
    written = written_on(context)
    if written is None:
        return Found(None, "XXXX-WXX-WE")
    monday = civil.around(written, Grain.WEEK).start
    if context.tense == "past" and weeks == 0 and written.weekday() < 5:
        weeks = -1
    stretch = civil.weekend(civil.shifted(monday, weeks, Grain.WEEK))
    return Found(stretch, f"{civil.iso_week(stretch.start)}-WE", clocked=True).by("weekend", f"{written:%Y-%m-%d}")


def feast(key: str, year: int, context: Context) -> Found | None:
    """A named day of a year, or the days from the first to the last of a named time; its value is the first's."""
    days = lasting(key, year, context.holidays)
    if days is None:
        return None
    return found_at(Stretch(civil.midnight(days[0]), civil.midnight(days[1]), Grain.DAY))


def named_day(named: Holiday, context: Context) -> Found:
    written = written_on(context)
    if named.year is not None:
        found = feast(named.key, named.year, context)
        if found is None or found.stretch is None:
            raise BeyondCalendar(f"no date of {named.key} in {named.year} is known")
        return found.by("holiday", named.key, found.stretch.start.date())
    if written is None:
        return Found(None, f"XXXX-{named.key}")
    near, far = range(written.year - 1, written.year + 2), range(written.year - 40, written.year + 5)
    candidates = [
        found
        for year in (far if context.holidays.get(named.key, "").startswith("dates") else near)
        if 0 < year < 9999 and (found := feast(named.key, year, context)) is not None
    ]
    if not candidates:
        return Found(None, f"XXXX-{named.key}")
    candidates = _ahead(candidates, written, context.tense)
    if context.tense == "future":  # nobody announces a feast that was a month ago
        late = written - _LATELY
        candidates = [found for found in candidates if found.stretch and found.stretch.end > late] or candidates
    chosen = _choose(candidates, written, context.tense)
    which = _which(chosen, written, context.tense or "future")
    found = chosen.assuming("year", chosen.value[:4], which, f"{written:%Y-%m-%d}")
    return found.by("holiday", named.key, chosen.value)


def _of_year(stated: Fields) -> str:
    """ "-08" for «August 480 BC», "-08-11" with its day, "-SP" for a spring."""
    if stated.season is not None:
        return f"-{civil.SEASONS[stated.season]}"
    month = f"-{stated.month:02}" if stated.month is not None else ""
    return month + (f"-{stated.day:02}" if month and stated.day is not None else "")
