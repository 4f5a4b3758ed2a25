"""The clock times of a change of the clocks itself: «at 2 am it will be 1 am again» speaks of one instant.

«Daylight saving time ends at 2 a.m.» names that instant too, by the clock that ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import MAXYEAR, UTC, datetime, timedelta

from timeline.discourse.candidates import Candidate
from timeline.discourse.draft import Draft
from timeline.zones import convert

_SPOKEN_OF = re.compile(
    r"\b(?:clocks?|daylight[ -]saving|DST|summer time|standard time|time change|spring(?:s|ing)? forward|"
    r"f(?:all|ell|alls|alling) back|it (?:will be|becomes|is suddenly))\b",
    re.IGNORECASE,
)
_PUT_BACK = re.compile(
    r"\bclocks?\b[^.!?\n]{0,40}\bback\b|\bf(?:all|alls|ell|alling) back\b|"
    r"\b(?:daylight[ -]saving|DST|summer time)\b[^.!?\n]{0,40}\b(?:ends?|ended|ending|over)\b|"
    r"\b(?:ends?|end of|ending)\b[^.!?\n]{0,12}\b(?:daylight[ -]saving|DST|summer time)\b|"
    r"\bstandard time\b[^.!?\n]{0,20}\b(?:begins?|starts?|returns?|resumes?)\b",
    re.IGNORECASE,
)
_BEFORE = 240  # characters before the sentence in which the change may be spoken of
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def at_the_change(text: str, draft: Draft, others: Sequence[Draft], chosen: Candidate) -> Candidate:
    """The candidate at the instant of the change, where its sentence names the clock before it and the one after it."""
    zone = chosen.option.key
    stated = draft.point is not None and draft.point.zone is not None
    if draft.clock is None or not zone or not 1 < chosen.wall.year < MAXYEAR:
        return chosen  # the first and the last day of our calendar have no day beside them
    if stated and chosen.option.claim is not None:
        return _by_its_letters(zone, chosen, chosen.option.claim)
    beside = [d for d in others if d is not draft and d.clock is not None and d.scope.sentence == draft.scope.sentence]
    first, last = draft.sentence
    back = _PUT_BACK.search(text, first, last) is not None
    if not (beside or back) or convert.offset_of(zone) is not None:
        return chosen
    if not back and not _SPOKEN_OF.search(text, max(0, first - _BEFORE), last):
        return chosen
    noon = datetime(chosen.wall.year, chosen.wall.month, chosen.wall.day, 12, tzinfo=UTC)
    for change in convert.transitions(zone, noon - _DAY, noon + _DAY):
        instant = change.instant.replace(tzinfo=None)
        clocks = (instant + change.before, instant + change.after)
        if chosen.wall not in clocks:
            continue
        other = clocks[chosen.wall == clocks[0]]
        ending = back and change.after < change.before and chosen.wall == clocks[0]
        if ending or any(_shows(d, other) for d in beside):
            return replace(chosen, instant=change.instant, second=None, skipped=False, literal=None)
    return chosen


def _by_its_letters(zone: str, chosen: Candidate, claim: timedelta) -> Candidate:
    """«3am CEST, when the clocks go back»: the letters name the instant of the change by the clock before or after it.

    «1:30 am EST» says which side of the change it is on.
    """
    literal = (chosen.wall - claim).replace(tzinfo=UTC)
    for change in convert.transitions(zone, literal - _MINUTE, literal + _MINUTE):
        if change.instant == literal:
            return replace(chosen, instant=change.instant, second=None, skipped=False, literal=None)
    return chosen


def _shows(draft: Draft, wall: datetime) -> bool:
    clock = draft.clock
    return clock is not None and clock.hour % 12 == wall.hour % 12 and (clock.minute or 0) == wall.minute
