"""The recurrence that a clock time belongs to: its own, its sentence's, its list's, or that of an office's hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.algebra.expressions import Clock, Every
from timeline.discourse import weekdays
from timeline.discourse.draft import Draft
from timeline.discourse.moves import DROPPED, MOVED
from timeline.model import Grain

AHEAD = 4  # mentions behind a clock time among which its day or its list's recurrence is looked for
_CLOSE = 12  # characters between the members of a list
_ONCE = re.compile(rf"\b(?:next|this|{MOVED}|{DROPPED})\b", re.IGNORECASE)
_LISTED = re.compile(
    r"[ \t]*(?:\([^()\n]*\))?[*_]*(?:[,;/&|]|[,;]?[ \t]*\b(?:and|but|or)\b)[ \t]*(?:[\w:@*-]+[ \t]+){0,4}[*_]*",
    re.IGNORECASE,
)
_NEXT_ROW = re.compile(r"[ \t]*[.;,]?[ \t]*\n[ \t]*(?:[-*•·|][ \t]*)?[*_]*")  # «Mon-Thu: 8-6», below it «Fri: 8-3»
_MORE_HOURS = re.compile(  # «Mon-Fri 9am-12pm and 2pm-5pm, Sat 9am-1pm»
    r"[ \t]*(?:,|&|and)[ \t]*\d[\d:.]{0,4}[ \t]?(?:[ap]\.?m\.?)?[ \t]?[-–—][ \t]?\d[\d:.]{0,4}[ \t]?(?:[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:opening|office|business|regular|normal|visiting|library|store|shop|support|term[- ]time|vacation|desk|"
    r"service|drop-in)\s+(?:hours?|times)\b|\bhours\b[ \t]*:",
    re.IGNORECASE,
)
_ONE_WEEK = re.compile(r"\b(?:(?:this|next|coming) week|week of|\d{4})\b", re.IGNORECASE)
_HOURS_REACH = 400  # characters behind the words within which the hours are listed


def recurring(
    text: str, unit: Sequence[Draft], drafts: Sequence[Draft], last: int, carried: Draft | None
) -> Draft | None:
    """The draft with the recurrence that a unit is part of; ``carried`` is the one last spoken of."""
    for draft in unit:
        if draft.every is not None:
            return draft
    return _carried(text, unit, carried) or _behind(text, unit, drafts, last)


def listed(text: str, draft: Draft, other: Draft) -> bool:
    """Whether two clock times are members of one list: «doors 7pm, show 8pm on Friday»."""
    between = text[draft.end : other.start]
    return len(between) <= 50 and _LISTED.fullmatch(between) is not None


def _carried(text: str, unit: Sequence[Draft], carried: Draft | None) -> Draft | None:
    head = unit[0]
    if carried is None:
        return _opening_hours(text, head)
    if head.own_day:
        return _weekly(text, head, carried)
    if any(draft.day is not None for draft in unit):
        return None
    if carried.clock is not None and text[carried.end : head.start].strip() == ":":
        return None  # «Classes of MWF 8:00 a.m.: 8:00–10:00 a.m.», the hours of their exam
    near = carried.scope.sentence == head.scope.sentence or carried.scope.paragraph == head.scope.paragraph
    return carried if near and head.direction >= 0 else None


def _behind(text: str, unit: Sequence[Draft], drafts: Sequence[Draft], last: int) -> Draft | None:
    """The recurrence that closes a list of clock times: «at 8am and 10:30am every Sunday»."""
    before = unit[-1]
    if any(draft.day is not None for draft in unit):
        return None
    for other in drafts[last : last + AHEAD]:
        if other.clock is None or other.own_day or not listed(text, before, other):
            return None
        if other.every is not None:
            return other if other.text[:1].isdigit() else None  # «10am & 6pm; weekdays 12.15pm» begins anew
        before = other
    return None


def _weekly(text: str, head: Draft, carried: Draft) -> Draft | None:
    """A weekday with its clock in a sentence or row that says how often: «our weekly call: Thursday, 15:00 UTC»."""
    weekday = weekdays.alone(head)
    often = carried.every
    if weekday is None or often is None:
        return None
    if _listed_beside(text, head, carried, often):
        head.every = Every(Grain.WEEK, weekdays=(weekday,), at=head.point)
        return head
    once = _ONCE.search(text, max(0, carried.start - 12), head.end + 20)
    if often != Every(Grain.WEEK, often.interval) or carried.scope.line != head.scope.line or once:
        return None
    head.every = replace(often, weekdays=(weekday,), at=head.point)
    return head


def _opening_hours(text: str, head: Draft) -> Draft | None:
    """A weekday with a range of hours where opening or office hours are listed: «Office hours: Fri 9am-noon»."""
    weekday = weekdays.alone(head)
    if weekday is None or head.until is None:
        return None
    hours = _HOURS.search(text, max(0, head.start - _HOURS_REACH), head.start)
    if hours is None or _ONE_WEEK.search(text, hours.start(), head.end + 20):
        return None
    if _ONCE.search(text, max(0, head.start - 12), head.end + 20):
        return None
    until = head.until.clock if isinstance(head.until.clock, Clock) else None
    head.every = Every(Grain.WEEK, weekdays=(weekday,), at=head.point, until_clock=until)
    return head


def _listed_beside(text: str, head: Draft, carried: Draft, every: Every) -> bool:
    """«Mondays 2-3:30pm and Friday 1-2pm»: a weekday in a list with one that comes every week."""
    more = _MORE_HOURS.match(text, carried.end, head.start)
    between = text[more.end() if more else carried.end : head.start]
    plain = every == Every(Grain.WEEK, weekdays=every.weekdays, at=every.at, until_clock=every.until_clock)
    return (
        plain
        and bool(every.weekdays)
        and len(between) <= _CLOSE
        and (_LISTED.fullmatch(between) is not None or _NEXT_ROW.fullmatch(between) is not None)
    )
