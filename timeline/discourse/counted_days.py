"""Days that are counted from the first of several: «21–23 May» over «Day 2», «at 9am on the last day»."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.discourse.draft import Draft
from timeline.discourse.scope import own_line

_LABEL = re.compile(
    r"\bday[ ](?P<n>\d{1,2}|one|two|three|four|five|six|seven)\b(?![.:]?\d|[ ]of\b)|"
    r"\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|last|final)[ ]day\b(?![ ](?:of|to|for|that|since)\b)",
    re.IGNORECASE,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_LEADS = re.compile(r",?[ ](?:on|of)[ ](?:the|our|its)[ ]$")
_BEGINS = re.compile(r"[ \t#*_>•–(\[-]*(?:the[ ])?$", re.IGNORECASE)
_LONGEST = 14  # days that a programme counts
_MOST = 60  # labels of one text
_FARTHEST = 6000  # characters from a label to an hour below it
_BEHIND = 12  # and from an hour to the day behind it


@dataclass(frozen=True, slots=True)
class Counted:
    """A place where a day is counted; ``day`` is None where no text tells of which days it is one."""

    start: int
    end: int
    heads: bool  # whether it begins its line, and is of the lines below
    of: Draft | None
    day: date | None


def counted(text: str, drafts: Sequence[Draft]) -> tuple[Counted, ...]:
    """The places of a text where a day is counted, in order."""
    return tuple(_counted(text, drafts)) if any(draft.clock is not None for draft in drafts) else ()


def _counted(text: str, drafts: Sequence[Draft]) -> Iterator[Counted]:
    spans = [draft for draft in drafts if _days(draft) is not None]
    for nth, match in enumerate(_LABEL.finditer(text)):
        if nth == _MOST:
            return
        begin, _ = own_line(text, match.start(), match.end())
        heads = _BEGINS.fullmatch(text, begin, match.start()) is not None
        at = bisect(spans, match.start(), key=lambda draft: draft.start)
        of = spans[at - 1] if at else None
        yield Counted(match.start(), match.end(), heads, of, _day(match, of) if of is not None else None)


def _days(draft: Draft) -> tuple[date, date] | None:
    """The first and the last of the days that a mention names."""
    if draft.day is None or draft.until_day is None or draft.clock is not None or draft.day.grain != "day":
        return None
    first, last = draft.day.first, draft.until_day.until - timedelta(days=1)
    return (first, last) if timedelta() < last - first < timedelta(days=_LONGEST) else None


def _day(match: re.Match[str], of: Draft) -> date | None:
    """The day that is counted, where there are so many."""
    days = _days(of)
    if days is None:
        return None
    told = (match["n"] or match["nth"]).casefold()
    if told in ("last", "final"):
        return days[1]
    names = _NUMBERS if match["n"] else _ORDINALS
    number = int(told) if told.isdigit() else names.index(told) + 1
    day = days[0] + timedelta(days=number - 1)
    return day if days[0] <= day <= days[1] else None


def day_counted(text: str, draft: Draft, drafts: Sequence[Draft], places: Sequence[Counted]) -> Counted | None:
    """The counted day of a clock time: the one right behind it, else the last before it in its sentence or as the
    heading of its lines, unless a date stands between."""
    at = bisect(places, draft.start, key=lambda place: place.start)
    behind = places[at] if at < len(places) else None
    if behind is not None and behind.start - draft.end <= _BEHIND and _LEADS.fullmatch(text, draft.end, behind.start):
        return behind
    last = places[at - 1] if at else None
    if last is None or last.day is None or draft.start - last.end > _FARTHEST:
        return None
    if not last.heads and last.start < draft.sentence[0]:
        return None
    for number in range(draft.number - 1, -1, -1):
        if drafts[number].start < last.start:
            break
        if drafts[number].own_day:
            return None
    return last
