"""Where a range ends: on the wall by its own words or its start's, and on the UTC line by its own zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from timeline.algebra import civil
from timeline.algebra.expressions import Amount, Clock
from timeline.discourse.abbreviations import choices
from timeline.discourse.candidates import hours
from timeline.discourse.draft import Day, Draft, Settled
from timeline.zones.convert import instant

_DAY = timedelta(days=1)
_TWO_DIGITS = re.compile(r"\b0\d:")


def wall_of(draft: Draft, settled: Settled) -> datetime | None:
    """The wall time at which a range ends: on its own day, else on the start's, or the next past midnight."""
    until = draft.until
    if draft.lasting:
        return after(settled.wall, draft.lasting)
    if until is None or not isinstance(until.clock, Clock):
        if draft.until_day is not None:
            return civil.midnight(draft.until_day.until)
        return None
    start_clock = draft.clock
    same = draft.until_day is not None and draft.until_day.first == settled.wall.date()
    whole = until.date is None or (draft.point is not None and draft.point.date is None)  # «10pm to 2am on 15 May»
    if (until.date is None or same) and (turned := _turned(draft, settled.wall, until.clock)) is not None:
        return turned
    half = start_clock.meridiem if start_clock is not None and until.clock.meridiem is None else None
    found = hours(until.clock, half)
    if found is None:
        return None
    day = draft.until_day.first if draft.until_day is not None and until.date is not None else settled.wall.date()
    ends = []
    for minutes in found.minutes if not found.stated else found.minutes[:1]:
        try:
            end = civil.midnight(day) + timedelta(minutes=minutes, seconds=found.seconds)
            if end <= settled.wall and whole:
                end += _DAY
        except OverflowError:
            continue
        ends.append(end)
    if until.clock.style in {"24h", "word"} and ends:
        return ends[0]
    return (
        min(ends, key=lambda end: end - settled.wall, default=None)
        if half is not None or until.clock.style in {"bare", "oclock"}
        else (ends[0] if ends else None)
    )


def _turned(draft: Draft, wall: datetime, end: Clock) -> datetime | None:
    """The end of «11:30 am to 12:30» and «11:30-1:30»: half a day on where its figures lie before the start's."""
    start = draft.clock
    if start is None or end.meridiem is not None or end.style != "24h" or not 1 <= end.hour <= 12:
        return None
    if start.hour > 12 or start.hour == 0 or _TWO_DIGITS.search(draft.text):
        return None
    figures = wall.replace(hour=end.hour % 12, minute=end.minute or 0, second=end.second or 0)
    late = figures + timedelta(hours=12)
    if start.meridiem is None and wall.hour * 60 + wall.minute < end.hour * 60 + (end.minute or 0):
        return None  # the figures rise: they stay what they are
    return next((turned for turned in (figures, late) if turned > wall), None)


def after(wall: datetime, amounts: Sequence[Amount]) -> datetime | None:
    """The wall time so much later; None beyond the calendar."""
    try:
        for amount in amounts:
            wall = civil.shifted(wall, amount.n or 0, amount.unit)
    except civil.BeyondCalendar:
        return None
    return wall


def clock_after(wall: datetime, clock: Clock, day: Day | None) -> datetime | None:
    """The first time after a moment at which a clock shows this: «now till midnight», «now until Friday 5 pm»."""
    found = hours(clock, None)
    if found is None:
        return None
    first = civil.midnight(day.first if day is not None else wall.date())
    moments = [first + timedelta(days=n, minutes=minutes) for n in (0, 1) for minutes in found.minutes]
    return next((moment for moment in sorted(moments) if moment > wall), None)


def length(draft: Draft, settled: Settled, end_wall: datetime | None, language: str) -> timedelta | None:
    """How long a range lasts on the UTC line; its end may have a zone of its own."""
    if end_wall is None or settled.zone is None or settled.start is None:
        return None
    end = instant(end_wall, settled.zone)
    own = draft.until.zone if draft.until is not None else None
    if end is None:
        return None
    if own is not None and draft.point is not None and draft.point.zone is not None and own.key != draft.point.zone.key:
        others = choices(own, end_wall.date(), (), (settled.zone,), language)
        end = instant(end_wall, others[0].zone) if others else end
    if end is None or end <= settled.start:
        return None
    return end - settled.start
