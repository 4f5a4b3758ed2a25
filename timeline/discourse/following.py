"""The day that stands behind a clock time and is said of it: «at 9 pm at the base on Friday», «2 p.m. ET Saturday»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.discourse import weekly
from timeline.discourse.draft import Draft
from timeline.discourse.retelling import tells_end
from timeline.discourse.scope import heads
from timeline.discourse.spoken import counts_on
from timeline.discourse.stated import has_day
from timeline.discourse.tense import says_no_more

_LEADS = re.compile(
    r"(?:\b(?:on|for|of|this|next|last|until|starting|beginning|effective|from|as of)|[,(–—-]|"
    r"\b(?:the |our )?first (?:session|meeting|call|one|class|show|episode|edition|run|time)(?: is)?)"
    r"\s*(?:the\s+)?[*_]*$",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(  # «at 18:00 CEST (instead of 17:00 CET) starting March 30»
    r"\((?:instead of|rather than|not|was|were|previously|formerly|currently|now)[ ](?:at[ ])?$", re.IGNORECASE
)
_AND_AT = re.compile(r",? and (?:(?:in|for|with|to|on|by) )?(?:[a-z-]+ ){1,4}(?:at|from) ")
_AND_IN = re.compile(r"\band[ ](?:in|on|over|down|across)[ ](?:the[ ])?[A-Z][^.;]*$")
_TIME_LABEL = re.compile(r"\w[ \w]{0,14}[*_]*:[ \t*_]*$")  # «Time: 3 pm», whose date stands on the next line
_DATE_LABEL = re.compile(r"[\s*_•-]*(?:date|day|when|on)\b[^\n\d]{0,12}$", re.IGNORECASE)
_BEGINNING = re.compile(r"[\s*_•–-]*")  # what stands before the first word of a line
_OWNER = re.compile(r"\b(?:an?|the|this|that|my|our|your|his|her|their|its)\s$", re.IGNORECASE)
_OWNED = re.compile(r"(?: [a-z-]+){1,3} (?:on|of|for) ")
_SELF = re.compile(r"(?:this|next|last|today|tonight|tomorrow|yesterday)\b", re.IGNORECASE)


def following(text: str, draft: Draft, drafts: Sequence[Draft], last: int, *, first: bool) -> Draft | None:
    """The mention with a clock time's day; ``first`` says that no day was spoken of before, so that labels count."""
    found = _in_sentence(text, draft, drafts, last)
    if found is not None and not first and _apart(text, draft, found):
        return None
    if found is not None or not first:
        return found
    return _on_next_line(text, draft, drafts, last) or _of_its_own(text, draft, drafts, last)


def of_one_noun(text: str, draft: Draft, day: Draft) -> bool:
    """Whether a clock time and the day behind it are both said of the noun between: «the 9:00 call on Monday»."""
    owned = _OWNER.search(text, max(0, draft.start - 7), draft.start) is not None
    return owned and _OWNED.fullmatch(text, draft.end, day.start) is not None


def _apart(text: str, draft: Draft, other: Draft) -> bool:
    """Whether the day is of another clock's entry: «Americas 7 a.m. PDT; Europe 3:00 CET Wednesday», «at 14:00 UTC, and
    in New Zealand at 02:00 NZST on Thursday»."""
    keys = [one.words.key if one.words is not None else None for one in (draft, other)]
    between = text[draft.end : other.start]
    if keys[0] == keys[1] or (None in keys and other.clock is None):
        return False
    return ";" in between or (None not in keys and other.clock is not None and _AND_IN.search(between) is not None)


def _in_sentence(text: str, draft: Draft, drafts: Sequence[Draft], last: int) -> Draft | None:
    before = drafts[last - 1]
    for other in drafts[last : last + weekly.AHEAD]:
        if other.scope.sentence != draft.scope.sentence:
            return None
        if other is drafts[last] and tells_end(text, before, other):
            continue
        if other.clock is not None and not other.own_day and _GIVEN_UP.search(text, before.end, other.start):
            continue
        if other.clock is not None and not (weekly.listed(text, before, other) or _listed_apart(text, before, other)):
            return None
        if other.own_day and _begins_row(text, drafts, last, other):
            return None
        if other.direction * draft.direction < 0:
            return None  # «it ended at 4 p.m. and will go on Monday at 9»
        member, before = before, other
        if (other.open_start and other.clock is None) or counts_on(other):
            continue  # «at 5 p.m., with a replay until November 4», «at 22:10, and at 10:05 the next day»
        said = _belongs(text, draft, other) or (member is not draft and _belongs(text, member, other))
        if other.own_day and (other.clock is not None or said or _closes(text, drafts[last - 1], other)):
            return other
    return None


def _listed_apart(text: str, before: Draft, other: Draft) -> bool:
    """Whether a full date ends a list of what is held at several hours of it: «in closed session at 4 p.m. and in open
    session at 6 p.m., Thursday, June 11»."""
    return (
        has_day(other.stated) and before.stated is None and _AND_AT.fullmatch(text, before.end, other.start) is not None
    )


def _begins_row(text: str, drafts: Sequence[Draft], last: int, other: Draft) -> bool:
    """Whether a day begins the line below one that begins with a day, or is below a heading that is one:
    «Friday 19:00» over «Saturday 11 am»."""
    before = drafts[last - 1]
    if "\n" not in text[before.end : other.start] or not _BEGINNING.fullmatch(_line(text, other)):
        return False
    begin = text.rfind("\n", 0, before.start) + 1
    days = [one for one in drafts[max(0, last - weekly.AHEAD) : last] if one.own_day]
    row = (one for one in days if one.start >= begin)
    above = (one for one in days if one.clock is None and one.start < begin)
    return any(_BEGINNING.fullmatch(text, begin, one.start) for one in row) or any(
        heads(text, one.start, one.end) for one in above
    )


def _on_next_line(text: str, draft: Draft, drafts: Sequence[Draft], last: int) -> Draft | None:
    """«Time: 3 pm», below it «Date: 4 May»."""
    if not _TIME_LABEL.search(_line(text, draft)):
        return None
    dates = (other for other in drafts[last : last + weekly.AHEAD] if other.own_day and other.clock is None)
    return next((other for other in dates if _DATE_LABEL.match(_line(text, other))), None)


def _of_its_own(text: str, draft: Draft, drafts: Sequence[Draft], last: int) -> Draft | None:
    """The day that a sentence of its own gives: «Doors 7pm. Sat 25 Oct.»"""
    for other in drafts[last : last + weekly.AHEAD]:
        if other.own_day and other.clock is None:
            begins = other.start == other.sentence[0] and text[other.end : other.end + 1] == ","
            alone = begins or says_no_more(text, other.start, other.end, *other.sentence)
            return other if alone and other.scope.paragraph == draft.scope.paragraph else None
    return None


def _line(text: str, draft: Draft) -> str:
    """The beginning of a mention's line."""
    return text[max(text.rfind("\n", max(0, draft.start - 60), draft.start) + 1, draft.start - 60) : draft.start]


def _closes(text: str, member: Draft, other: Draft) -> bool:
    """Whether a day stands right behind the bracket of equivalents: «2 p.m. ET (1 p.m. CT) Saturday»."""
    between = text[member.end : other.start]
    return len(between) <= 8 and not between.strip(" \t)]*_,")


def _belongs(text: str, draft: Draft, other: Draft) -> bool:
    """Whether a day behind a clock time is said of it: «at 9 pm at the base on Friday», «at 9 pm, tomorrow»."""
    between = text[draft.end : other.start]
    return (
        len(between) <= 120
        and ";" not in between
        and (len(between) <= 3 or _LEADS.search(between) is not None or _SELF.match(other.text) is not None)
    )
