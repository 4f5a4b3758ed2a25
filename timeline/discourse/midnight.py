"""Which midnight of a day is meant: as an end or a deadline the one that ends it, else the one that begins it."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.algebra.expressions import At, Clock, Fields, Holiday, Last, Next, Nth, Shift, This
from timeline.discourse.draft import Draft
from timeline.discourse.modality import put_off, role
from timeline.model import Grain, Role, Step

_END_OF_DAY = 24
_BEGINS = re.compile(  # what stands nearest before the time tells: «the truce that ended it begins at midnight»
    r"\b(?:beg[aiu]n\w*|start\w*|open(?!\s+(?:till?|until|through|from)\b)\w*|re-?open\w*|launch\w*|kick\w*|commenc\w+|"
    r"from|after|past|since|resum\w+|takes?|took|taking|comes?|came|coming)\b[^.!?\n]{0,25}$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:until|till?|through|thru|by|before|ends?|ended|ending|clos\w+|shut\w*|expir\w+)\b", re.IGNORECASE
)
_NOT_UNTIL = re.compile(  # begins then; «polls do not close until midnight» ends
    r"(?:\bnot?|\bnever|n[’']t)\b(?! (?:close|end|finish|shut|expire)\b)[^.;:!?\n]{0,40}\buntil\s+$", re.IGNORECASE
)
_BEFORE = re.compile(r"\bbefore\s+$", re.IGNORECASE)
_OF_NIGHT = re.compile(r"\b(?:tonight|(?:last|tomorrow)[ ]night)\b", re.IGNORECASE)  # a night has one midnight
_REACH = 45  # characters before a time that tell which end of something it is


def settle(draft: Draft, text: str) -> None:
    """Write a midnight that ends a day as 24:00: «open until midnight», «registration ends September 9 at midnight»."""
    point, until = draft.point, draft.until
    if until is not None and _is_midnight(until) and _names_day(until):
        draft.until = _at_the_end(until)  # «from 6 p.m. Friday to midnight Saturday»
    if until is not None or draft.every is not None or point is None or not _is_midnight(point) or point.day_shift:
        return
    named = point.date is None or _names_day(point)
    if named and (_OF_NIGHT.search(draft.text) or _is_an_end(draft, text)):
        draft.point = _at_the_end(point)
        draft.assumed = (*draft.assumed, Step("midnight-ends-day", (draft.text,)))


def _is_midnight(at: At) -> bool:
    return isinstance(at.clock, Clock) and at.clock.style == "word" and at.clock.hour == 0


def _at_the_end(at: At) -> At:
    return replace(at, clock=Clock(_END_OF_DAY, style="word"))


def _names_day(at: At) -> bool:
    """Whether a day is named whose midnight it is."""
    match at.date:
        case Fields(weekday=weekday, day=day):
            return weekday is not None or day is not None
        case Holiday():
            return True
        case Next(of=of) | This(of=of) | Last(of=of) | Nth(of=of):
            return isinstance(of, Fields) or of is Grain.DAY
        case Shift(amounts=amounts, anchor=None):
            return amounts[-1].unit is Grain.DAY
    return False


def _is_an_end(draft: Draft, text: str) -> bool:
    first = max(draft.sentence[0], draft.start - _REACH)
    if put_off(text, draft.start) or _NOT_UNTIL.search(text, first, draft.start):
        return False
    if draft.open_start:
        return True
    if _BEFORE.search(text, first, draft.start):
        return True  # «died shortly before midnight on Friday»
    if role(text, draft.start, draft.sentence[0], draft.cues) not in (Role.END, Role.DEADLINE):
        return False
    begins = _BEGINS.search(text, first, draft.start)
    return begins is None or _ENDS.search(text, begins.start() + 1, draft.start) is not None
