"""What counts from the clock time last spoken of: «half an hour earlier», «at the same time», «the next day»."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from timeline.algebra.civil import LENGTHS
from timeline.algebra.expressions import Clock, Last, Next, Previous, Shift
from timeline.discourse.draft import Draft
from timeline.model import Grain, Step
from timeline.zones import convert

_DAYS_ON = (Previous(Grain.DAY), Next(Grain.DAY), Last(Grain.DAY))
_NOON = 12
_UNITS = (Grain.SECOND, Grain.MINUTE, Grain.HOUR)
_SAME = re.compile(r"[ \t*_]*,?[ \t]+(?:\(?at[ \t]+the[ \t]+)?same times?(?=[ \t]*(?:[.;:)\n]|$))", re.IGNORECASE)


def counts_on(draft: Draft) -> bool:
    """Whether its day is counted from the one spoken of before: «the next day» says nothing of a time before it."""
    stated = draft.stated
    return stated in _DAYS_ON or (isinstance(stated, Shift) and isinstance(stated.anchor, Previous))


def at_the_same(text: str, draft: Draft, last: Draft | None) -> None:
    """Give «moved to 19 December, same time» the clock time last spoken of in its paragraph, and that time's zone."""
    if last is None or last.clock is None or last.wall is None or last.recurs is not None or draft.point is None:
        return
    if not draft.own_day or draft.ranged or draft.open_start or draft.every is not None:
        return
    if last.scope.paragraph != draft.scope.paragraph or _SAME.match(text, draft.end) is None:
        return
    half = "pm" if last.wall.hour >= _NOON else "am"
    clock = Clock(last.wall.hour % _NOON or _NOON, last.wall.minute, meridiem=half, style="12h")
    draft.point = replace(draft.point, clock=clock, zone=last.words)
    if last.until is not None and isinstance(last.until.clock, Clock):  # «between 9am and 3.30pm»
        draft.until = replace(last.until, date=None)
    draft.steps = (*draft.steps, Step("from-previous", (text[draft.start : draft.end], last.text)))


def from_clock(text: str, draft: Draft, last: Draft | None) -> None:
    """Give a draft the wall time and zone that it means, where ``last`` is a settled clock time of its paragraph.

    Hours pass on the UTC line, also over a change of the clocks.
    Behind a range nothing is given: the words do not say whether its start or its end is meant.
    """
    stated = draft.stated
    if not isinstance(stated, Shift) or not isinstance(stated.anchor, Previous) or draft.day is not None:
        return
    if last is None or last.clock is None or last.wall is None or last.ranged or last.recurs is not None:
        return
    if last.scope.paragraph != draft.scope.paragraph:
        return
    if text[last.end : draft.start].strip() == "(" and text[draft.end : draft.end + 1] == ")":
        return  # «at 14:00 UTC (one hour earlier)» compares it with another day's
    if any(amount.n is None or amount.unit not in _UNITS for amount in stated.amounts):
        return
    length = stated.sign * sum((a.n * LENGTHS[a.unit] for a in stated.amounts if a.n is not None), timedelta())
    try:
        wall, start = _passed(last.wall, last.zone, length)
    except (IndexError, OverflowError):
        return
    draft.wall, draft.zone = wall, last.zone
    draft.value_type, draft.value = "TIME", f"{draft.wall:%Y-%m-%dT%H:%M}"
    reckoned = Step("from-previous", (draft.text, f"{last.wall:%Y-%m-%dT%H:%M}"))
    draft.steps = (*(step for step in draft.steps if step.rule != "shift"), reckoned)
    if start is not None and draft.zone is not None:
        draft.steps = (*draft.steps, Step("to-utc", (draft.value, draft.zone, f"{start:%Y-%m-%dT%H:%MZ}")))


def _passed(wall: datetime, zone: str | None, length: timedelta) -> tuple[datetime, datetime | None]:
    """The wall time so much later, and its instant; on a clock of no known zone the hours are those of the wall."""
    if zone is None:
        return wall + length, None
    start = convert.to_utc(wall, zone).instants[0] + length
    later = convert.local(start, zone)
    again = convert.to_utc(later, zone).instants
    return later.replace(fold=again.index(start) if start in again else 0), start
