"""One text that tells one thing twice, at two hours: «Concert: 7 May, 19:30 … the concert begins at 20:00 on 7 May».

Most often two hours of one text are two moments: doors and show, two sittings, a programme.  So everything else must
be told alike, and that in two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.link.members import Member
from timeline.model import Grain, Role

_NEAR, _FAR = 5, 180  # minutes: nobody mistakes more, and less is rounded
_HALF_A_DAY = 720
_ASKED = 12  # members of a claim
_BREAK = re.compile(r"[.:;,!?\n]")
_WORD = re.compile(r"[^\W_]+")
_LEADS = frozenset(("after", "before", "during", "until", "following", "since", "for", "prior", "and", "or"))
_AGAIN = frozenset(
    ("again", "also", "too", "repeated", "repeat", "second", "other", "another", "either", "both", "each")
)
_OF = frozenset(("of", "on", "for", "about", "by", "with", "against", "in", "from", "between"))
_LITTLE = frozenset(
    ("the", "this", "that", "a", "an", "our", "your", "its", "their", "dear", "all", "at", "on", "of", "in")
)
_LEAD = 3  # words before a noun that are looked at


def told_twice(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether some text tells of one thing at one time, and of the very same at another.

    Two rows of a table are two things, whatever else is said of either.
    """
    if any(map(_row, one)) and any(map(_row, other)):
        return False
    return any(_one_thing(a, b) for a in one[:_ASKED] for b in other[:_ASKED] if a.document == b.document)


def _row(member: Member) -> bool:
    return member.happening.quote.startswith("|")


def _one_thing(a: Member, b: Member) -> bool:
    if a.time is None or b.time is None or a.time.instant is None or b.time.instant is None:
        return False
    apart = abs(a.time.instant - b.time.instant)
    if not (_NEAR < apart <= _FAR or apart == _HALF_A_DAY) or a.time.first != b.time.first:
        return False
    if a.happening.span == b.happening.span or a.happening.trigger_span == b.happening.trigger_span:
        return False
    if not (_plain(a) and _plain(b)) or not _one_end(a, b) or a.head != b.head or a.modifiers != b.modifiers:
        return False
    if not (a.happening.definite or b.happening.definite) or _named_apart(a, b):
        return False  # «the concert» is known; two lines of a list are two
    return _described(a) == _described(b) and _fits(_complement(a), _complement(b))


def _one_end(a: Member, b: Member) -> bool:
    """Whether two times are of the same end: «will be held at 18:00» tells the start, as «starts at 18:30» does.

    What opens at 9:50 may be held at ten.
    """
    if a.role is b.role:
        return True
    opens = any(word.startswith("open") for one in (a, b) for word in _words(one.happening.quote))
    return {a.role, b.role} == {None, Role.START} and not opens


def _plain(one: Member) -> bool:
    """Whether a time is told of one thing as a fact, to the minute, and without another to set it against."""
    time, happening = one.time, one.happening
    loose = time is None or time.about or time.open or time.recurring or time.end is not None
    loose = loose or (time is not None and time.rank < Grain.MINUTE.rank)  # a log stamps to the second
    told = one.asserted and one.update is None and not one.attends and not one.beside and bool(one.kinds)
    if loose or not told or not _noun(one):
        return False
    others = _LEADS.intersection(_words(_before(one))[-_LEAD:]) or _AGAIN.intersection(_words(happening.quote))
    return not others


def _noun(one: Member) -> bool:
    """Whether it is told by a noun in the singular: «the concert», but not «tours» and not «the ministers meet»."""
    trigger, before = one.happening.trigger.casefold(), _before(one).split()
    straight = " " in trigger or trigger.endswith("ing") or trigger in (one.head, one.head + "e")
    return straight and not (before and before[-1].endswith("s") and not before[-1].endswith(("'s", "’s", "ss")))


def _before(one: Member) -> str:
    """What stands before the noun in its clause."""
    return _BREAK.split(one.happening.quote[: max(0, one.happening.trigger_span[0] - one.happening.span[0])])[-1]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _described(one: Member) -> tuple[str, ...]:
    """The words before a noun that describe it: «board» of «the board meeting»."""
    found: list[str] = []
    for word in reversed(_words(_before(one))[-_LEAD:]):
        if word in _LITTLE:
            break
        found.append(word)
    return tuple(found)


def _complement(one: Member) -> str:
    """The first word that says what a noun is of: «bees» of «the session on bees»."""
    behind = _words(one.happening.quote[one.happening.trigger_span[1] - one.happening.span[0] :])[: _LEAD + 1]
    if not behind or behind[0] not in _OF:
        return ""
    return next((word for word in behind[1:] if word not in _LITTLE and not word[0].isdigit()), "")


def _fits(one: str, other: str) -> bool:
    return one == other or not one or not other


def _named_apart(a: Member, b: Member) -> bool:
    return not (a.proper <= b.proper or b.proper <= a.proper)
