"""The days that mentions' own words mean: of weekdays, dates, parts of the day, ranges and recurrences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from timeline.algebra import civil
from timeline.algebra.expressions import Amount, At, Date, Daypart, Every, Fields, Part, Shift, This
from timeline.algebra.named import order_by_weekday
from timeline.discourse import weekdays
from timeline.discourse.draft import Day, Draft
from timeline.discourse.reckoning import Reckoning, day_of
from timeline.discourse.stated import takes_year
from timeline.model import Grain, Unplaceable


def day_first(drafts: Sequence[Draft], default: bool | None, written: date | None) -> bool:
    """Whether numeric dates put the day first: told by the dates of the document that can be read only one way.

    Where there are none, an order that puts a date at the day of writing, as the other does not, tells it.
    """
    if default is not None:
        return default
    first = second = 0
    for draft in drafts:
        stated = draft.stated
        if isinstance(stated, Fields) and (told := order_by_weekday(stated, None)) is not None:
            first += told.day != stated.day
            second += told.day == stated.day
        elif isinstance(stated, Fields) and stated.swapped is None and stated.day is not None and stated.day > 12:
            head = draft.text.lstrip("([")
            digits = head[:2] if head[:2].isdigit() else ""
            if digits and head[2:3] in "/.-" and stated.year is not None:
                first += int(digits) == stated.day
                second += int(digits) != stated.day
        elif isinstance(stated, Fields) and stated.swapped is not None and written is not None:
            plain, other = _beside(stated, written), _beside(stated.swapped, written)
            first += other and not plain
            second += plain and not other
    return first > second


def _beside(stated: Fields, written: date) -> bool:
    """Whether a full date is the day of writing or next to it."""
    if stated.year is None or stated.month is None or stated.day is None:
        return False
    try:
        return abs(date(stated.year, stated.month, stated.day) - written) <= timedelta(days=1)
    except ValueError:
        return False


_BY_THEN = re.compile(r"\b(?:by|before|until)\s+$", re.IGNORECASE)  # «at the end of the day» speaks of none


def own_days(draft: Draft, behind: Draft | None, reckoning: Reckoning) -> None:
    """Fill in the days that a mention's own words mean; ``behind`` is the next one."""
    point, until = draft.point, draft.until
    dated = reckoning.dated
    if dated is not None:
        clocked = reckoning.clocked == draft.scope.paragraph
        day = weekdays.carried(draft, dated, reckoning.today, reckoning.text, clocked=clocked)
        if day is not None:
            weekdays.take(draft, day, dated)
            if draft.clock is not None:
                reckoning.note(draft)
            return
    told = reckoning.told
    if told is not None and (day := weekdays.beside_told(draft, told, reckoning.text, reckoning.today)) is not None:
        weekdays.take(draft, day, told)
        return
    if behind is not None and (whole := reckoning.explained(draft, behind)) is not None:
        weekdays.take(draft, whole, behind)
    elif point is not None and point.date is not None:
        stated = This(Grain.DAY) if _night_to_come(draft) else point.date
        ends = draft.open_start and draft.clocked and isinstance(point.date, Fields) and point.date.month is None
        draft.day = _placed(stated, draft, reckoning, reckoning.last if ends else None)
    elif draft.every is not None:
        _bounds(draft, draft.every, reckoning)
    elif draft.daypart is not None and until is None and _of_today(draft, draft.daypart, reckoning.text):
        _today(draft, draft.daypart, reckoning)
    elif draft.daypart is not None and until is None:
        draft.value = _value_of_day(draft, reckoning)
    if until is not None and until.date is not None:
        _until_day(draft, until, until.date, reckoning)
    reckoning.note(draft)


def _until_day(draft: Draft, until: At, last: Date, reckoning: Reckoning) -> None:
    """Fill in the day on which a stretch ends, and the first one anew where it only makes sense before that."""
    point = draft.point
    later = draft.day.first if draft.day is not None and takes_year(last) else None
    steps, assumed, value, sort = draft.steps, draft.assumed, draft.value, draft.value_type
    draft.until_day = _placed(last, draft, reckoning, later)
    if draft.until_day is not None and isinstance(last, Part) and last.which == "start":
        draft.until_day = replace(draft.until_day, until=draft.until_day.first)  # «to the start of 2008»
    if point is not None and point.date is not None:
        if point.date == This(Grain.WEEK) and _backwards(draft) and draft.until_day is not None:
            draft.day = _week_to(draft.until_day)
            value = draft.day.value
        if _backwards(draft) and takes_year(point.date) and draft.until_day is not None:
            draft.steps, draft.assumed = (), ()
            draft.day = _placed(point.date, draft, reckoning, None, before=draft.until_day.first)
            steps, assumed, value, sort = draft.steps, draft.assumed, draft.value, draft.value_type
        draft.steps, draft.assumed, draft.value, draft.value_type = steps, assumed, value, sort
        _under_way(draft, point.date, last, reckoning)
    elif draft.clock is None or until.clock is not None:  # «11:30 a.m. through 18 June» begins on the day spoken of
        draft.day = draft.until_day


def _value_of_day(draft: Draft, reckoning: Reckoning) -> str | None:
    """The value of the day of «in the morning», told beside a day that nothing places it on; «birds fly at night»."""
    told = reckoning.told
    if told is not None and told.day is not None and reckoning.tells_on(draft):
        return told.day.value
    any_night = draft.text == "night" and not draft.alone
    return "XXXX-XX-XX" if any_night and reckoning.text.endswith(("at ", "by "), 0, draft.start) else draft.value


def _night_to_come(draft: Draft) -> bool:
    """«They will stay overnight»; told without a verb, or of what was, it is the night before."""
    return draft.direction > 0 and draft.text.casefold() == "overnight"


def _of_today(draft: Draft, part: Daypart, text: str) -> bool:
    """Whether a part of the day that states no day is of the day of writing: an entry, or a limit («by EOD»)."""
    if draft.alone or part.name not in {"day-end", "business-end"}:
        return draft.alone
    limit = draft.text.isupper() or _BY_THEN.search(text, max(0, draft.start - 8), draft.start) is not None
    return limit and draft.direction >= 0


def _today(draft: Draft, part: Daypart, reckoning: Reckoning) -> None:
    """The day of writing, or the next where that part of it is over."""
    written = reckoning.written
    if written is None:
        return
    over = isinstance(written, datetime) and written.hour >= civil.hours_of(part.name, part.part)[1]
    steps = draft.steps
    draft.day = _placed(Shift((Amount(1, Grain.DAY),), 1) if over else This(Grain.DAY), draft, reckoning, None)
    draft.steps, draft.assumed = steps, (*draft.assumed, *draft.steps[len(steps) :])


def _backwards(draft: Draft) -> bool:
    """Whether a range of days ends before it begins: «Monday to last night», «March to date» written in February."""
    return draft.day is not None and draft.until_day is not None and draft.until_day.until <= draft.day.first


def _week_to(last: Day) -> Day:
    """«In the week to Nov. 4, stocks fell»: the seven days that end with it."""
    value = civil.value(civil.around(civil.midnight(last.first), Grain.WEEK).start, Grain.WEEK)
    return Day(last.first - timedelta(days=6), last.until, Grain.WEEK, value)


def _under_way(draft: Draft, first: Date, last: Date, reckoning: Reckoning) -> None:
    """Take the stretch that goes on at the time of writing where nothing is said but its days: «3 May – 9 June»."""
    today, day = reckoning.today, draft.day
    if not draft.alone or draft.clock is not None or today is None or day is None or day.first <= today:
        return
    if not (takes_year(first) and takes_year(last)):
        return
    told = draft.until_day, draft.steps, draft.assumed, draft.value, draft.value_type
    draft.steps, draft.assumed = (), ()
    end = _placed(last, draft, reckoning, today)
    begun = _placed(first, draft, reckoning, None, before=end.first) if end is not None else None
    if begun is not None and begun.first <= today:
        draft.day, draft.until_day = begun, end
    else:
        draft.until_day, draft.steps, draft.assumed, draft.value, draft.value_type = told


def _bounds(draft: Draft, every: Every, reckoning: Reckoning) -> None:
    """The days between which a recurrence runs, and those on which it is left out."""
    value, sort = draft.value, draft.value_type
    today = reckoning.today
    start = _placed(every.start, draft, reckoning, today) if every.start is not None else None
    draft.since = start.first if start is not None else None
    end = _placed(every.end, draft, reckoning, draft.since or today) if every.end is not None else None
    draft.last = _before(end.until) if end is not None else None
    days = [_placed(stated, draft, reckoning, draft.since or today) for stated in every.exceptions]
    draft.exdates = tuple(day.first for day in days if day is not None and day.grain == "day")
    draft.value, draft.value_type = value, sort


def _before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _placed(
    stated: Date, draft: Draft, reckoning: Reckoning, later: date | None, before: date | None = None
) -> Day | None:
    found = reckoning.place(stated, draft, later, before)
    if isinstance(found, Unplaceable):
        draft.impossible = found.reason
        return None
    draft.value, draft.value_type = found.timex.value, found.timex.type
    draft.steps = (*draft.steps, *found.steps)
    draft.assumed = (*draft.assumed, *found.assumed)
    if found.start is None or found.grain is None:
        return None
    start = day_of(found.start)
    end = found.end if found.end is not None else found.start
    if isinstance(end, datetime):
        last = end.date() if (end.hour or end.minute or end.second) == 0 and end.date() > start else _after(end.date())
    else:
        last = end if end > start else _after(start)
    if isinstance(found.start, datetime) and (found.grain.rank < 3 or found.start.time() != time()):
        draft.wall = found.start  # «in three hours»: reckoned from the moment of writing; «this weekend»: from an hour
        draft.wall_end = found.end if isinstance(found.end, datetime) else None
    return Day(start, last, found.grain, found.timex.value)


def _after(day: date) -> date:
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return day
