"""The bounds of a recurrence that stand apart from it: «Mondays at 6 pm in the hall, starting Jan 12»; the days on
which it is left out: «No class on Feb 16»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from timeline.algebra.expressions import Every
from timeline.discourse.draft import Day, Draft
from timeline.discourse.moves import DROPPED
from timeline.discourse.stated import has_day, yearless
from timeline.model import Grain, Span, Step

_SINCE = re.compile(r"\b(?:starting|beginning|from|effective|commencing|as of)(?:\s+on)?\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|thru|ending|up to)(?:\s+on)?\s+$", re.IGNORECASE)
_BESIDE = re.compile(r"[ \t]?[,;:(–—-]?[ \t]*(?:from )?\Z")
_HELD = (
    r"(?:sessions?|class(?:es)?|calls?|meetings?|meet-?ups?|streams?|shows?|practices?|rehearsals?|services?|lessons?|games?|"
    r"seminars?|webinars?|episodes?|events?|talks?|trainings?|hours|sync|stand-?ups?|edition|round|one)"
)
_NEXT = re.compile(  # the first day of those to come: «next on 9 July», «The next call is on Thursday 9 July»
    rf"\b(?:next(?:[ ](?:[a-z]+[ ])?(?:date|{_HELD}))?|first[ ](?:[a-z]+[ ])?{_HELD})"
    r"(?:[ ](?:is|will be|falls|takes place))?(?:[ ]on)?[ ]?:?[ ](?:the[ ])?$",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(  # «No class on», «except», «We skip», «There will be no meeting on»
    rf"\b(?:no[ ](?:[a-z-]+[ ])?{_HELD}|except(?:ing|ions?)?|excluding|skip(?:s|ping)?|not[ ](?:on|held|meeting)|"
    r"(?:off|closed|break)[ ]on)(?:[ ](?:on|for|in))?[ :(]*$",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(rf"[ ](?:is|are|has been|will be)[ ](?:{DROPPED}|skipped|off)\b", re.IGNORECASE)
_ALSO = re.compile(r",?[ ](?:and|or|&)[ ](?:on[ ])?|,[ ]|[ ]?/[ ]?")
_BOUNDS = 3  # mentions behind a recurrence among which its first and last day are looked for
_NEAR = 40  # characters between the words that tell how often, and on which day
_EXCEPTIONS = 8  # the same of the days on which it is left out


def bound(drafts: Sequence[Draft], text: str, written: date | None) -> None:
    """Give recurrences their first and last day, and the days left out, from the mentions behind them."""
    for nth, draft in enumerate(drafts):
        if draft.every is None:
            continue
        draft.every = _how_often(drafts, nth, draft.every)
        _between(drafts, nth, text)
        _each_of(drafts, nth)
        _except(drafts, nth, text, written)
        for other in drafts[max(0, nth - _BOUNDS) : nth]:  # «From Nov 10 we meet at 15:00 UTC every Tuesday»
            starts = _SINCE.search(text, max(0, other.start - 24), other.start) is not None and other.clock is None
            if starts and other.own_day and other.day and other.scope.sentence == draft.scope.sentence:
                draft.since = draft.since or other.day.first
        for other in drafts[nth + 1 : nth + 1 + _BOUNDS]:
            lead = max(0, other.start - 24), other.start
            if other.scope.sentence != draft.scope.sentence or other.every is not None:
                break
            if other.day is None or other.day.grain != "day":
                continue
            if draft.since is None and _SINCE.search(text, *lead):
                draft.since = other.day.first
            elif draft.last is None and (other.open_start or _UNTIL.search(text, *lead)):
                draft.last = (other.until_day or other.day).until - timedelta(days=1)


def _between(drafts: Sequence[Draft], nth: int, text: str) -> None:
    """«June 2 to June 27, Mon–Fri 9:00–13:00», «Tuesdays 7pm, June 3 – July 8»: the days stand right beside it."""
    draft = drafts[nth]
    for other in (*drafts[max(0, nth - 1) : nth], *drafts[nth + 1 : nth + 2]):
        first, last = sorted((draft, other), key=lambda one: one.start)
        if other.day is None or other.until_day is None or other.clock is not None or other.every is not None:
            continue
        if other.day.grain != "day" or other.until_day.grain != "day" or draft.since or draft.last:
            continue
        if _BESIDE.fullmatch(text[first.end : last.start]):
            draft.since, draft.last = other.day.first, other.until_day.until - timedelta(days=1)


def _each_of(drafts: Sequence[Draft], nth: int) -> None:
    """«The fair runs from 16 to 20 June. It opens at 11 each day»: each of the days told before it in its paragraph."""
    draft = drafts[nth]
    if draft.every is None or draft.every != replace(draft.every, unit=Grain.DAY, interval=1, weekdays=()):
        return
    each = draft.text.casefold().endswith(("each day", "every day", "both days"))
    for other in reversed(drafts[max(0, nth - _BOUNDS) : nth]):
        near = other.scope.paragraph == draft.scope.paragraph if each else other.scope.sentence == draft.scope.sentence
        if not near or draft.since or draft.last or other.every is not None:
            return
        if other.clock is None and other.until_day is not None and other.day is not None and other.day.grain == "day":
            draft.since, draft.last = other.day.first, other.until_day.until - timedelta(days=1)


def _how_often(drafts: Sequence[Draft], nth: int, every: Every) -> Every:
    """«Biweekly call, Thursdays 16:00 UTC», «Thursdays at 16:00 (fortnightly)»: the word beside tells the interval."""
    draft = drafts[nth]
    if every.unit is not Grain.WEEK or every.interval != 1 or not every.weekdays or every.ordinal is not None:
        return every
    for other in (*drafts[max(0, nth - 1) : nth], *drafts[nth + 1 : nth + 2]):
        often = other.every
        near = min(abs(draft.start - other.end), abs(other.start - draft.end)) <= _NEAR
        if often is None or not near or other.scope.line != draft.scope.line:
            continue
        if often == Every(Grain.WEEK, often.interval) and often.interval > 1:
            return replace(every, interval=often.interval)
    return every


def _except(drafts: Sequence[Draft], nth: int, text: str, written: date | None) -> None:
    """The days of a paragraph on which its recurrence is left out, and the next on which it is held."""
    draft = drafts[nth]
    out = bool(draft.every and draft.every.exceptions)
    for before, other in pairwise(drafts[nth : nth + 1 + _EXCEPTIONS]):
        if other.every is not None or other.scope.paragraph != draft.scope.paragraph:
            break
        if other.day is None or other.day.grain != "day" or other.until_day is not None or not has_day(other.stated):
            out = False
            continue
        lead = max(other.sentence[0], other.start - 60, before.end), other.start
        if out and _ALSO.fullmatch(text, before.end, other.start):
            pass
        elif not (out := other.clock is None and _is_left_out(text, other, lead)):
            if draft.since is None and _NEXT.search(text, *lead):
                draft.since = other.day.first
            continue
        _ahead(other, written)
        draft.exdates = (*draft.exdates, other.day.first)


def _is_left_out(text: str, other: Draft, lead: Span) -> bool:
    return _LEFT_OUT.search(text, *lead) is not None or _CALLED_OFF.match(text, other.end) is not None


def _ahead(draft: Draft, written: date | None) -> None:
    """Put a day left out that states no year behind the day of writing: only what is to come is left out."""
    day = draft.day
    if day is None or written is None or day.first >= written or not yearless(draft.stated):
        return
    if (first := _next_year(day.first)) is not None and first >= written:
        draft.day = Day(first, first + timedelta(days=1), day.grain, first.isoformat())
        draft.value = draft.day.value
        draft.steps, draft.assumed = (), (Step("date-after-publication", (first.isoformat(), written.isoformat())),)


def _next_year(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return None
