"""How likely two happenings are one: log-odds from kind, time, wording and names, each term kept as a reason.

The weights were started from published work on event coreference and set by hand on development cases; all of them
stand in one table.  A veto needs no weight: it is None.
"""

from __future__ import annotations

from timeline.link.members import Corpus, Member, about
from timeline.link.times import AGREEING, BESIDE, compare, day_of
from timeline.link.veto import (
    called_alike,
    invited,
    of_one_calendar,
    of_one_programme,
    of_others,
    strangers,
    two_in_one_sentence,
    two_told,
    vetoed,
)
from timeline.link.words import cosine
from timeline.model import Role

WEIGHTS = {
    "base": -4.0,
    # time
    "same instant": 3.3,
    "within the range": 2.3,
    "within three hours": 2.0,
    "within three hours in one text": 0.5,
    "another thing within three hours": -1.2,
    "another thing of the programme": -3.0,  # what is announced has its hours, what is past is told loosely
    "one clock time in two zones": 1.3,
    "exactly half a day apart": 0.3,
    "hours apart on one day": -1.2,
    "same day": 1.3,
    "same part of the day": 1.6,
    "same clock time on one day": 2.3,
    "another part of the day": -1.0,
    "the night between two days": 0.8,
    "perhaps the same day": -1.0,
    "days apart": -2.2,  # a slip in the date is rarer than two happenings of one kind
    "a clock time whose day is open": 0.3,
    "same clock time whose day is open": 1.8,
    "perhaps the day of publication": 0.8,
    "same period": 0.5,
    "same year": 0.0,
    "same series": 2.5,
    "perhaps the same series": 1.5,
    "an instance of the series": 2.0,
    "perhaps an instance of the series": 1.0,
    "another time on a day of the series": 1.0,
    "start and end": 1.0,
    "no time": 0.0,
    "both announced": 1.3,
    "moved": 1.0,
    "its time was changed": 1.8,
    "its time is another now": 1.0,
    "its time was changed again": 1.5,
    "the time it replaces": 4.5,
    # what happens
    "the same words": 5.0,
    "same word": 2.4,
    "same kind": 2.0,
    "related kinds": 1.4,
    "both speak of it": 0.8,
    "both speak of one kind": 0.8,
    "each speaks of the other's kind": 0.2,
    "both mention one kind": 0.6,
    "kinds unknown": -0.3,
    "different kinds": -1.2,
    "one is told, the other tells": -2.5,
    "one sentence, two happenings": -2.5,
    "each opens its text": 1.5,
    "each opens its text, and within one period": 0.7,
    "one day of one story": 0.8,
    "one day of one story, in other words": 1.4,
    "one period of one story": 0.5,
    # where, who, and the wording
    "same place": 0.3,
    "another place": -0.7,
    "one document": 1.5,
    "documents alike": 5.0,
    "unrelated documents": -1.0,
    "sentences alike": 3.0,
    "shared names": 1.3,
    "nothing else in common": -6.0,
    "each names what the other does not": -1.7,
}
_MOST_ALIKE = 0.5  # cosine from which documents are alike enough; no limit below is higher
_UNRELATED = 0.1
_STRANGE = 0.4  # cosine below which two documents that share no name are of different things
_NAMELESS = 0.3  # where no names are told
_ACQUAINTED = 0.2  # how alike two are that share some name
_NAMES_TELL = 0.7  # how alike two documents are that share all names of the one
_LITTLE = 3  # letters of a word that describes nothing: «the»
_LASTING = 36 * 60  # minutes from a start to its end
_SLIP = "days apart"
_INSTANT = "same instant"
_UNLIKE = ("kinds unknown", "different kinds")
_TELLS = "one is told, the other tells"
_ROUGHLY = ("same day", "same part of the day", "same period")
_ONE_STORY = 0.3  # how alike two documents of one story are, whatever they call what happened
_SOMETHING = 0.3  # log-odds of the wording from which two sentences have something in common
_WITHIN = "within the range"
_ENDS = "start and end"
_HOURS = "hours apart on one day"
_HOURS_OFF = ("within three hours", _HOURS, "exactly half a day apart")
_CHANGED = ("its time was changed", "its time is another now")
_ASKED = 12  # of the things that a text tells of
_OPEN = "a clock time whose day is open"

MOST_SLACK = 32  # days
MOST_WORDING = WEIGHTS["sentences alike"] + WEIGHTS["shared names"]

Terms = list[tuple[str, float]]


def score(one: Member, other: Member, corpus: Corpus, terms: Terms | None = None) -> float | None:
    """Log-odds that two members are one event, None for a veto; ``terms`` receives what it is made of."""
    found = told_apart(one, other, corpus)
    if found is None:
        return None
    total, when, kind = found
    if terms is not None:
        terms += [("base", WEIGHTS["base"]), (when, WEIGHTS[when]), (_named(kind, one, other), WEIGHTS[kind])]
        terms += [
            _strangers(one, other, corpus, when),
            _place(one, other),
            _documents(one, other, corpus),
            ("sentences alike", _alike(one, other)),
        ]
        terms += [("shared names", _shared(one, other)), _neighbours(one, other), _opens(one, other, when, kind)]
        terms.append(_one_story(one, other, corpus, when, kind))
        terms[:] = [(name, value) for name, value in terms if value]
    return total + wording(one, other)


def wording(one: Member, other: Member) -> float:
    """What the words of two members add, at most ``MOST_WORDING``."""
    return _alike(one, other) + _shared(one, other)


def slack(one: Member) -> int:
    """Days beyond which no single time is one with a member's, nor the start or end of it, if no text tells of changes.

    A slip of days counts between two announcements; the day of a bare clock time is open for a month.
    """
    return MOST_SLACK if one.time is not None and one.time.open else 8 if one.ahead else 2


def _alike(one: Member, other: Member) -> float:
    return WEIGHTS["sentences alike"] * cosine(one.vector, other.vector)


def told_apart(one: Member, other: Member, corpus: Corpus) -> tuple[float, str, str] | None:
    """The log-odds before the wording is compared, which adds up to ``MOST_WORDING``; with when and what."""
    same_document = one.document == other.document
    same_trigger = same_document and one.happening.trigger_span == other.happening.trigger_span
    if not same_document and not (one.over and other.over) and of_others(one, other, corpus):
        return None  # sooner said than how their times fit
    when = _time(one, other, same_document, same_trigger)
    if when is None or (not same_trigger and vetoed(one, other, when)):
        return None
    if same_document and not same_trigger and when not in AGREEING and two_told(one, other):
        return None
    if same_document and not same_trigger and when != _INSTANT and of_one_programme(one, other):
        return None
    if same_document and two_in_one_sentence(one, other) and _neighbours(one, other)[1]:
        return None
    if not same_document and of_one_calendar(one, other, corpus) and not _twice(one, other, corpus, when):
        return None
    kind = "the same words" if same_trigger else _kind(one, other)
    if WEIGHTS[kind] < WEIGHTS["same kind"] and not same_document and invited(one, other, corpus):
        kind = "same kind"
    if (
        when in _HOURS_OFF
        and not same_document
        and (_has_better(one, other, corpus) or _has_better(other, one, corpus))
    ):
        return None
    if when in _CHANGED and not _old_time(one, other, corpus):
        return None
    if when in (_SLIP, _OPEN, BESIDE, _ENDS) and WEIGHTS[kind] < WEIGHTS["same kind"]:
        return None
    if WEIGHTS[kind] < WEIGHTS["same kind"]:
        if one.ahead and other.ahead and (when.startswith("within three hours") or when in (_HOURS, _WITHIN)):
            when = "another thing of the programme"
        elif when.startswith("within three hours"):
            when = "another thing within three hours"
    total = WEIGHTS["base"] + WEIGHTS[when] + WEIGHTS[kind]
    if same_trigger:
        total += WEIGHTS["same word"]
    if (one.ahead or one.announced) and (other.ahead or other.announced):
        total += _strangers(one, other, corpus, when)[1]
    total += _place(one, other)[1] if one.place and other.place else 0.0
    if same_document:
        total += _neighbours(one, other)[1]
    else:
        total += _opens(one, other, when, kind)[1] + _one_story(one, other, corpus, when, kind)[1]
    return total + _documents(one, other, corpus)[1], when, kind


def _twice(one: Member, other: Member, corpus: Corpus, when: str) -> bool:
    """Whether a calendar may hold one thing twice: at one time and by one title, unlike two parallel talks."""
    return when in AGREEING and when != _WITHIN and called_alike(one, other, corpus)


def fits(one: Member, other: Member) -> bool:
    """Whether the times of two members may be one time, whatever the texts say of changes."""
    return one.time is None or other.time is None or compare(one.time, other.time) is not None


def may_end(end: Member, one: Member) -> bool:
    """Whether one is a beginning and the other may be its end."""
    if end.role is not Role.END or one.role in (Role.END, Role.DEADLINE) or end.time is None or one.time is None:
        return False
    told = end.time.instant is not None and end.document != one.document  # an hour, not a day that may be another
    return told and 0 < end.time.low - one.time.low <= _LASTING


def _has_better(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether the other's text tells of ``one`` at its own minute by a word that fits better."""
    if one.time is None or one.time.instant is None or one.head == other.head or one.update or other.update:
        return False
    fit = WEIGHTS[_kind(one, other)]
    if fit >= WEIGHTS["same kind"]:
        return False  # one thing is called a cut, a disruption and an outage
    there = corpus.told.get((other.document, one.time.instant), ())
    return any(WEIGHTS[_kind(one, rival)] > fit for rival in there[:_ASKED] if rival is not other)


def _old_time(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether of the things of one name that a text tells of, a change of time is of this one and not of another."""
    change, old = (one, other) if one.changes else (other, one)
    rivals = corpus.called.get((old.document, old.head), ())[:_ASKED]
    least = wording(change, old)
    return all(
        rival is old
        or rival.update is not None
        or rival.time is None
        or old.time is None
        or compare(rival.time, old.time) in AGREEING
        or wording(change, rival) <= least
        for rival in rivals
    )


def _kind(one: Member, other: Member) -> str:
    if one.head == other.head:
        return "same word"
    if one.kinds & other.kinds:
        return "same kind"
    if one.families & other.families:
        return "related kinds"
    both = bool(one.kinds) and bool(other.kinds)
    if one.says != other.says:
        return _TELLS
    if one.head in other.others or other.head in one.others:
        return "both speak of it"
    if one.kinds & other.other_kinds or other.kinds & one.other_kinds:
        return "each speaks of the other's kind" if both else "both speak of one kind"
    if one.other_kinds & other.other_kinds:
        return "both mention one kind"
    return "different kinds" if both else "kinds unknown"


def _named(kind: str, one: Member, other: Member) -> str:
    """The reason with the words that it is about."""
    if kind in ("same word", "same kind"):
        return f"{kind} ({one.happening.trigger} ~ {other.happening.trigger})"
    if kind == "both speak of it":
        said = one if one.head in other.others else other
        return f"both speak of {said.happening.trigger}"
    return kind


def _place(one: Member, other: Member) -> tuple[str, float]:
    if not one.place or not other.place:
        return "", 0.0
    if one.place & other.place:
        return "same place", WEIGHTS["same place"]
    within = bool(one.venue) != bool(other.venue)  # a stadium may be in any town
    return ("", 0.0) if within else ("another place", WEIGHTS["another place"])


def _documents(one: Member, other: Member, corpus: Corpus) -> tuple[str, float]:
    if one.document == other.document:
        return "one document", WEIGHTS["one document"]
    alike = _alikeness(one, other, corpus)
    if alike < _UNRELATED:
        return "unrelated documents", WEIGHTS["unrelated documents"]
    return "documents alike", WEIGHTS["documents alike"] * min(_MOST_ALIKE, alike)


def _strangers(one: Member, other: Member, corpus: Corpus, when: str) -> tuple[str, float]:
    """Two releases at one hour: a kind and a time alone make no one event where the texts are of other things."""
    untold = one.announced or other.announced
    coming = (one.ahead or one.announced) and (other.ahead or other.announced)  # what is past is told in many words
    coming = coming and "series" not in when
    if not coming or one.document == other.document:
        return "", 0.0
    if when == _SLIP and not _acquainted(one, other, corpus):
        name = "nothing else in common"  # every firm pays a dividend, and says so in the same words
        return name, WEIGHTS[name]
    if bool(one.proper) != bool(other.proper) and not untold:
        return "", 0.0
    if when == _SLIP and not (one.proper <= other.proper or other.proper <= one.proper):
        name = "each names what the other does not"
        return name, WEIGHTS[name]
    if when == "same instant" and one.head == other.head and _described(one) == _described(other) != "":
        return "", 0.0  # «the board meeting» at one minute, in texts that have little else to say
    if one.proper and other.proper and not one.proper & other.proper and strangers(one, other, corpus):
        name = "nothing else in common"  # one notice, sent out for two streets
        return name, WEIGHTS[name]
    limit = _STRANGE if one.proper and other.proper else _NAMELESS
    if one.proper & other.proper or _alikeness(one, other, corpus) >= limit:
        return "", 0.0
    name = "nothing else in common"
    return name, WEIGHTS[name]


def _described(one: Member) -> str:
    """The word right before a noun, if it is no name: «board» of «the board meeting»."""
    happening = one.happening
    before = happening.quote[: max(0, happening.trigger_span[0] - happening.span[0])].split()
    return before[-1] if before and before[-1].isalpha() and before[-1].islower() and len(before[-1]) > _LITTLE else ""


def _acquainted(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether two documents share a name, computed once for each two; a slip in the date is told of one thing."""
    if one.proper & other.proper:
        return True
    pair = (one.document, other.document) if one.document < other.document else (other.document, one.document)
    known = corpus.acquainted.get(pair)
    if known is None:
        known = corpus.acquainted[pair] = not corpus.named[pair[0]].isdisjoint(corpus.named[pair[1]])
    return known


def _alikeness(one: Member, other: Member, corpus: Corpus) -> float:
    """How alike the documents of two members are, computed once for each two documents."""
    pair = (one.document, other.document) if one.document < other.document else (other.document, one.document)
    alike = corpus.compared.get(pair)
    if alike is None:
        told = cosine(corpus.vectors[pair[0]], corpus.vectors[pair[1]], _MOST_ALIKE)
        alike = corpus.compared[pair] = max(told, min(_MOST_ALIKE, _named_alike(*pair, corpus)))
    return alike


def _named_alike(one: int, other: int, corpus: Corpus) -> float:
    """Two short texts in other words are of one story if they name the same, by the share of their names.

    That is at least two names, or the one that both are most about.
    """
    mine, theirs = corpus.named[one], corpus.named[other]
    shared = mine & theirs
    if not shared:
        return 0.0
    if len(shared) == 1 and about(one, corpus)[:1] != about(other, corpus)[:1]:
        return _ACQUAINTED
    return max(_ACQUAINTED, _NAMES_TELL * len(shared) / min(len(mine), len(theirs)))


def _shared(one: Member, other: Member) -> float:
    """The share of names, by rarity, of the one with fewer."""
    if not one.names or not other.names:
        return 0.0
    shared = sum([weight for name, weight in one.names.items() if other.names.get(name)])
    return WEIGHTS["shared names"] * shared / max(1.0, min(one.names_weight, other.names_weight))


def _opens(one: Member, other: Member, when: str, kind: str) -> tuple[str, float]:
    """What two texts of one story open with is most often the same, whatever words they use; what they add is not."""
    if kind not in _UNLIKE or when not in AGREEING or one.document == other.document:
        return "", 0.0
    if not (one.leads and other.leads):
        return "", 0.0
    loose = when in ("same period", "same year")
    name = "each opens its text, and within one period" if loose else "each opens its text"
    return name, WEIGHTS[name]


def _one_story(one: Member, other: Member, corpus: Corpus, when: str, kind: str) -> tuple[str, float]:
    """What two texts of one story tell of one day is most often one thing, if it is over for one of them."""
    if when not in _ROUGHLY or one.document == other.document or kind == _TELLS:
        return "", 0.0
    if not (one.plain and other.plain and (one.over or other.over)):
        return "", 0.0
    named, alike = _shared(one, other) > 0, _alikeness(one, other, corpus)
    if alike < _ACQUAINTED or (alike == _ACQUAINTED and not named):
        return "", 0.0  # no more than a name that both texts have somewhere
    close, related = alike >= _ONE_STORY, WEIGHTS[kind] >= WEIGHTS["related kinds"]
    if when == "same period":
        name = "one period of one story" if related and (named or close) else ""
    elif kind in _UNLIKE:
        name = "one day of one story, in other words" if close and wording(one, other) >= _SOMETHING else ""
    else:
        name = "one day of one story" if related or wording(one, other) >= _SOMETHING else ""
    return name, WEIGHTS.get(name, 0.0)


def _neighbours(one: Member, other: Member) -> tuple[str, float]:
    """Two triggers in one sentence are two happenings, unless the text offers their times as one."""
    if one.document != other.document or one.happening.span != other.happening.span:
        return "", 0.0
    if one.happening.trigger_span == other.happening.trigger_span:
        return "", 0.0
    a, b = one.happening.statement, other.happening.statement
    if a is not None and b is not None and a.group is not None and a.group == b.group:
        return "", 0.0
    return "one sentence, two happenings", WEIGHTS["one sentence, two happenings"]


def _time(one: Member, other: Member, same_document: bool, same_trigger: bool) -> str | None:
    a, b = one.time, other.time
    if a is None or b is None:
        return "both announced" if one.announced and other.announced else "no time"
    plain = one.update is None and other.update is None
    if same_document and not plain and not same_trigger and _replaces(one, other):
        return "the time it replaces"
    found = compare(a, b)
    if found is None and plain and one.role is other.role:
        return None  # so it is most often
    ends = (one.role is Role.END) != (other.role is Role.END) and not _over(one, other, found)
    if ends and Role.DEADLINE not in (one.role, other.role) and (same_trigger or abs(a.low - b.low) <= _LASTING):
        return _ENDS
    if found == BESIDE and (same_document or not plain):
        found = None  # one text that tells of a series and of another time tells of two
    if found == _SLIP and not plain and (moved := _moved(one, other)) is not None and not same_document:
        return moved
    if found is not None and (found != _SLIP or (one.ahead and other.ahead and not same_document)):
        return f"{found} in one text" if same_document and not same_trigger and found == "within three hours" else found
    if plain:
        return None
    if same_trigger:  # but «concerts on Tuesday and on Thursday have been scrapped» are two
        return None if one.update == other.update == "cancelled" else "moved"
    return None if same_document else _moved(one, other)


def _over(one: Member, other: Member, found: str | None) -> bool:
    """Whether what ended on a day that is past may be what happened on it: «the trial ended with his conviction»."""
    return found in _ROUGHLY and one.over and other.over


def _replaces(one: Member, other: Member) -> bool:
    """Whether one gives a new time and the other is a time that is replaced, or came to nothing."""
    told = (one.update, other.update)
    return ("superseded" in told and (one.changes or other.changes)) or set(told) == {"cancelled", "renewed"}


def _open(old: Member, published: int) -> bool:
    """Whether a time had not passed when its change was published; what is over cannot be moved."""
    if old.time is None or old.time.recurring or not published:
        return True
    if old.time.instant is not None:
        return old.time.instant >= published - _LASTING
    return old.time.last >= day_of(published)


def _moved(one: Member, other: Member) -> str | None:
    """A change of time presupposes an earlier time: of one kind, published before."""
    crossed = one.head in other.others or other.head in one.others
    akin = one.kinds & other.kinds or one.families & other.families
    if one.head != other.head and not akin and not crossed:
        return None
    for change, old in ((one, other), (other, one)):
        if change.changes and change.published >= old.published and not old.changes and _open(old, change.published):
            return "its time is another now" if change.update == "renewed" else "its time was changed"
    return "its time was changed again" if one.changes and other.changes else None
