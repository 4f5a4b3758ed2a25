"""Equivalents: clock times that a text offers as one instant, told by what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.discourse import audience

_NOTE = r"(?:[ \t]*\([^()\n]{1,40}\))?"
_WHERE = rf"(?:[ ](?:in|over|near|at|off|from|across){audience.TOWN}(?:,{audience.TOWN})?)?"
_MARK = r"[\s*_`\"”“]*"
_SAYS = (
    rf"(?:(?:{audience.IS}|i\.e\.|e\.g\.|aka|or|equals|equal to|equivalent to|corresponding to|"
    r"(?:corresponds|translates) to|meaning|is|was|would be|will be|makes it)(?:\s+(?:at|around|about|also))*)"
)
_BRACKET = re.compile(
    rf"{_MARK}{_NOTE}{_WHERE}{_MARK}[(\[]{_MARK}(?:{_SAYS}[\s,:]*|=\s*|at\s+|about\s+|around\s+|or\s+|same\s+as\s+)?{_MARK}",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # «Thursday at 10 suits me (that's 16:00 in Berlin)»
    r"[ ,](?:[^.!?;:\n()]|\.(?=\d)){1,40}[ ]\((?:that['’]?s|that is|i\.e\.,?|which is|=)[ ](?:at[ ])?", re.IGNORECASE
)
_REMARK = re.compile(r"[ ,](?:[^.!?;:\n()]|\.(?=\d)){1,40}[ ]\((?:at[ ])?")  # «5 pm, live on Channel 9 (noon ET)»
_SIGN = re.compile(rf"{_MARK}{_NOTE}{_MARK}(?:/|=|≈|\||⇒|→|=>|->){_MARK}(?:or\s+)?", re.IGNORECASE)
_ARROW = re.compile(r"→|->")
_WORDS = re.compile(rf"{_NOTE}{_MARK}\)?[.,;:–—-]?{_MARK}{_SAYS}[\s,:]*{_MARK}", re.IGNORECASE)
_IS = re.compile(r",? (?:is|equals|which is|that is|that['’]s|i\.e\.,?|corresponds to) ", re.IGNORECASE)
_HEAD = (
    r"(?:[A-Z][\w .]{1,25}:|(?-i:[A-Z])[\w’'-]{2,20}(?: (?-i:[A-Z])[\w’'-]{1,20}){0,2}\s)"  # «Tokyo:», «Los Angeles»
)
_LIST = re.compile(
    rf"{_NOTE}{_MARK}(?:\)?[,;&=]|,?\s*(?:and|or)\b|[,;]\s*(?:and|or)\b|"
    rf"\)?\s*,?\s*-\s)?{_MARK}(?:[(\[]?{_HEAD}\s*)?",
    re.IGNORECASE,
)
_LINES = re.compile(
    rf"{_NOTE}[ \t*_,;|]*\n[ \t]*(?:[-*+•|>–]|\d+[.)])?[ \t]*{_MARK}(?:[A-Z][\w ,./()–-]{{1,40}}[:|–—-])?{_MARK}",
    re.IGNORECASE,
)
_IT_IS = re.compile(  # «when it was still 5 a.m. in New York and 11 a.m. UTC»
    r"\b(?:it|(?:the|local)(?: local)? time)(?:['’]s| is| was| will be| would be)"
    r"(?: (?:still|already|only|just|about|now|nonetheless|around))*[ ]$",
    re.IGNORECASE,
)
_THAT_IS = re.compile(r"\)?[.;,?]? That(?:['’]s| is| will be| would be)[ ]")  # «at 15:00 UTC. That's 8am for you»
_UNTIL = re.compile(r"[ ](?:to|until|till|and)[ ]", re.IGNORECASE)
_LONGEST = 80
_DAY = timedelta(days=1)
_RANGE_END = re.compile(r"\s*(?:start|end|deadline|kick-?off|doors)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What grouping looks at in a clock time; ``words`` are its own zone's."""

    start: int
    end: int
    words: str | None
    offsets: tuple[int, ...]  # minutes east of UTC that its zone may have, empty where it has none
    clock: int | None  # minutes of its own day
    loose: bool  # without a meridiem, so twelve hours either way
    day: date | None  # that it states itself
    sentence: int
    ranged: bool

    @property
    def dated(self) -> bool:
        """Whether it states its day itself."""
        return self.day is not None


def joined(text: str, one: Candidate, other: Candidate, size: int) -> bool:
    """Whether the second is offered as the same instant as the first; ``size`` is that of the group so far."""
    if other.start - one.end > _LONGEST or other.start < one.end:
        return False
    gap = text[one.end : other.start]
    if _BRACKET.fullmatch(gap) or _ASIDE.fullmatch(gap):
        if one.words == other.words and "was" in gap and not (same_clock(one, other) and _near(one, other)):
            return False  # «17:00 UTC (was 18:00 UTC)» tells what it was before, «24 January (was: 10 January)» too
        return (other.words is not None or same_clock(one, other)) and not _span_end(text, other)
    if one.words is None and other.words is None:
        return False
    if other.words is None and one.offsets and _THAT_IS.fullmatch(gap):
        return not other.dated and not same_clock(one, other)
    differ = one.words != other.words
    if _REMARK.fullmatch(gap):
        return differ and None not in (one.words, other.words) and not other.dated and agree(one, other, 0)
    if gap == "...":  # «1100 AM AST...1500 UTC» (bulletins of the NWS)
        return differ and agree(one, other, 0)
    if _SIGN.fullmatch(gap):
        if one.words is None and _ARROW.search(gap):
            return False  # «16:00 → 17:00 UTC» goes from hour to hour
        return differ and (not other.dated or agree(one, other, 60) or (size > 1 and _near(one, other)))
    if _WORDS.fullmatch(gap):
        if one.words is None:  # «note that 6.30pm is 0830 UTC»
            return _IS.fullmatch(gap) is not None and not other.dated and not same_clock(one, other)
        return differ and one.words is not None and other.words is not None and _says(gap, one, other)
    if not differ or one.words is None or other.words is None:
        return False
    if (whose := audience.BETWEEN.fullmatch(gap)) is not None:  # «… at 15:00 UTC. For those in New York, that's 10am»
        return not whose["is"].casefold().startswith(("it", "the time")) or agree(one, other, 60)
    if "\n" in gap:
        return (
            bool(_LINES.fullmatch(gap))
            and _near(one, other)
            and (one.dated or not other.dated)
            and agree(one, other, 0)
        )
    if _LIST.fullmatch(gap):
        if not _near(one, other):
            return False  # the dates of a series, at one hour
        loose = size > 1 or "and" not in gap or _IT_IS.search(text, max(0, one.start - 40), one.start) is not None
        return agree(one, other, 60 if loose else 0)
    return False


def _near(one: Candidate, other: Candidate) -> bool:
    """Whether the days that they state may be one on two clocks."""
    return one.day is None or other.day is None or abs(one.day - other.day) <= _DAY


def _says(gap: str, one: Candidate, other: Candidate) -> bool:
    """«or», «is» and «was» join only what agrees; «that is», «which would be» join whatever they stand between."""
    plain = gap.strip(" ,.;:()").lower()
    return plain not in {"or", "was", "will be", "would be"} or agree(one, other, 60)


def _span_end(text: str, other: Candidate) -> bool:
    return bool(_RANGE_END.match(text, other.end, other.end + 12))


def same_clock(one: Candidate, other: Candidate) -> bool:
    """Whether both read the same on a clock face: «4 p.m. (16:00)»."""
    return one.clock is not None and other.clock is not None and (one.clock - other.clock) % 720 == 0


def agree(one: Candidate, other: Candidate, slack: int) -> bool:
    """Whether two clock times may be one instant, give or take so many minutes, on whatever day."""
    if one.clock is None or other.clock is None:
        return False
    modulus = 720 if one.loose or other.loose else 1440
    for first in one.offsets:
        for second in other.offsets:
            apart = (one.clock - first - other.clock + second) % modulus
            if min(apart, modulus - apart) <= slack:
                return True
    return False


def group(text: str, candidates: Sequence[Candidate | None]) -> list[int | None]:
    """The number of the group that each clock time belongs to, None for those that stand alone."""
    numbers: list[int | None] = [None] * len(candidates)
    count, size = 0, 1
    for at in range(1, len(candidates)):
        one, other = candidates[at - 1], candidates[at]
        if one is None or other is None or (one.ranged != other.ranged and not _may_mix(text, one, other)):
            size = 1
            continue
        if size >= 24 or not joined(text, one, other, size):
            size = 1
            continue
        if numbers[at - 1] is None:
            count += 1
            numbers[at - 1] = count
            size = 1
        numbers[at] = numbers[at - 1]
        size += 1
    return numbers


def _may_mix(text: str, one: Candidate, other: Candidate) -> bool:
    """A range and the start of it in another zone: «2-3 pm ET (18:00 UTC)»; behind «until 10 p.m.» it is the end."""
    if one.words is None and one.ranged and _UNTIL.search(text, one.start, one.end):
        return False
    return bool(_BRACKET.fullmatch(text[one.end : other.start])) if other.start - one.end <= _LONGEST else False
