"""The two clock times of a change of the clocks itself: «at 2 am it will be 1 am again» speaks of one instant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from timeline.discourse.candidates import Candidate
from timeline.discourse.draft import Draft
from timeline.zones import convert

_SPOKEN_OF = re.compile(
    r"\b(?:clocks?|daylight[ -]saving|DST|summer time|standard time|time change|spring(?:s|ing)? forward|"
    r"f(?:all|ell|alls|alling) back|it (?:will be|becomes|is suddenly))\b",
    re.IGNORECASE,
)
_BEFORE = 240  # characters before the sentence in which the change may be spoken of
_DAY = timedelta(days=1)


def at_the_change(text: str, draft: Draft, others: Sequence[Draft], chosen: Candidate) -> Candidate:
    """The candidate at the instant of the change, where its sentence names the clock before it and the one after it."""
    zone = chosen.option.key
    if draft.clock is None or (draft.point is not None and draft.point.zone is not None) or not zone:
        return chosen
    beside = [d for d in others if d is not draft and d.clock is not None and d.scope.sentence == draft.scope.sentence]
    if not beside or convert.offset_of(zone) is not None:
        return chosen
    first, last = draft.sentence
    if not _SPOKEN_OF.search(text, max(0, first - _BEFORE), last):
        return chosen
    noon = datetime(chosen.wall.year, chosen.wall.month, chosen.wall.day, 12, tzinfo=UTC)
    for change in convert.transitions(zone, noon - _DAY, noon + _DAY):
        instant = change.instant.replace(tzinfo=None)
        clocks = (instant + change.before, instant + change.after)
        if chosen.wall not in clocks:
            continue
        other = clocks[chosen.wall == clocks[0]]
        if any(_shows(d, other) for d in beside):
            return replace(chosen, instant=change.instant, second=None, skipped=False, literal=None)
    return chosen


def _shows(draft: Draft, wall: datetime) -> bool:
    clock = draft.clock
    return clock is not None and clock.hour % 12 == wall.hour % 12 and (clock.minute or 0) == wall.minute
