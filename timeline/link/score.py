"""How likely two happenings are one: log-odds from kind, time, wording and names, each term kept as a reason.

The weights were started from published work on event coreference and set by hand on development cases; all of them
stand in one table.  A veto needs no weight: it is None.
"""

from __future__ import annotations

from timeline.happening.words import lexicon
from timeline.link.members import Corpus, Member
from timeline.link.times import AGREEING, BESIDE, compare, day_of
from timeline.link.words import cosine, speaks_of, surface
from timeline.model import Role

WEIGHTS = {
    "base": -4.0,
    # time
    "same instant": 3.3,
    "within the range": 2.3,
    "within three hours": 2.0,
    "within three hours in one text": 0.5,
    "another thing within three hours": -1.2,
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
    "one sentence, two happenings": -2.5,
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
_MOST_ALIKE = 0.5  # cosine from which documents are alike enough
_UNRELATED = 0.1
_STRANGE = 0.4  # cosine below which two documents that share no name are of different things
_NAMELESS = 0.3  # where no names are told
_TELLING = 4.0  # weight of a word that may be a name
_LASTING = 36 * 60  # minutes from a start to its end
_SLIP = "days apart"
_WITHIN = "within the range"
_ENDS = "start and end"
_OPEN = "a clock time whose day is open"

_MOST_ELSEWHERE = sum(WEIGHTS[name] for name in ("base", "the time it replaces", "same word", "same place")) + max(
    WEIGHTS["one document"], WEIGHTS["documents alike"] * _MOST_ALIKE
)
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
        terms += [("shared names", _shared(one, other)), _neighbours(one, other)]
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


def most_elsewhere(one: Member) -> float:
    """What no score with another trigger exceeds."""
    most = _MOST_ELSEWHERE
    return most + (WEIGHTS["sentences alike"] if one.vector else 0.0) + (WEIGHTS["shared names"] if one.names else 0.0)


def _alike(one: Member, other: Member) -> float:
    return WEIGHTS["sentences alike"] * cosine(one.vector, other.vector)


def told_apart(one: Member, other: Member, corpus: Corpus) -> tuple[float, str, str] | None:
    """The log-odds before the wording is compared, which adds up to ``MOST_WORDING``; with when and what."""
    same_document = one.document == other.document
    same_trigger = same_document and one.happening.trigger_span == other.happening.trigger_span
    when = _time(one, other, same_document, same_trigger)
    if when is None or (not same_trigger and (_vetoed(one, other, when) or _of_others(one, other, corpus))):
        return None
    if same_document and not same_trigger and when not in AGREEING and _two_told(one, other):
        return None
    if (when not in AGREEING or when == _WITHIN) and not same_document and _of_one_calendar(one, other, corpus):
        return None
    kind = "the same words" if same_trigger else _kind(one, other)
    if when in (_SLIP, _OPEN, BESIDE, _ENDS) and WEIGHTS[kind] < WEIGHTS["same kind"]:
        return None
    if when.startswith("within three hours") and WEIGHTS[kind] < WEIGHTS["same kind"]:
        when = "another thing within three hours"
    total = WEIGHTS["base"] + WEIGHTS[when] + WEIGHTS[kind]
    if same_trigger:
        total += WEIGHTS["same word"]
    if (one.ahead or one.announced) and (other.ahead or other.announced):
        total += _strangers(one, other, corpus, when)[1]
    where = _place(one, other)[1] if one.place and other.place else 0.0
    total += where + _documents(one, other, corpus)[1] + (_neighbours(one, other)[1] if same_document else 0.0)
    return total, when, kind


def fits(one: Member, other: Member) -> bool:
    """Whether the times of two members may be one time, whatever the texts say of changes."""
    return one.time is None or other.time is None or compare(one.time, other.time) is not None


def _vetoed(one: Member, other: Member, when: str) -> bool:
    """A second meeting is not the first, and the day to sign up is not the day of the race."""
    if one.announced or other.announced:
        if one.announced != other.announced and one.founds and other.founds and one.head != other.head:
            return True
        if not one.kinds & other.kinds or _was_over(one, other) or _was_over(other, one):
            return True
    if one.modifiers != other.modifiers and not when.startswith(("its time", "the time")):
        told_less = (one.announced or other.announced) and _described_alike(one.modifiers, other.modifiers)
        undescribed = not (one.modifiers and other.modifiers) and one.head == other.head
        if not told_less and not (undescribed and when == "same instant" and one.document != other.document):
            return True
    if (one.beside and _in_order(one, other)) or (other.beside and _in_order(other, one)):
        return True
    if one.destination and other.destination and not one.destination & other.destination:
        return True
    if one.venue and other.venue and not _one_venue(one, other):
        return True
    return (one.role is Role.DEADLINE) != (other.role is Role.DEADLINE)


def _two_told(one: Member, other: Member) -> bool:
    """Whether one text tells two times of two things: of two owners, or each with a name that the other has not."""
    if one.update is not None or other.update is not None:
        return False
    mine, theirs = one.happening.owner, other.happening.owner
    if mine and theirs and not set(mine).intersection(theirs):
        return True
    return one.ahead and other.ahead and not (one.proper <= other.proper or other.proper <= one.proper)


def _was_over(coming: Member, other: Member) -> bool:
    """Whether what is announced without a time would have been at a time that was past by then."""
    if not coming.announced or other.time is None or other.time.recurring or not coming.published:
        return False
    return other.time.last < day_of(coming.published)


def _of_others(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether two happenings are of owners of whom the other's text does not know: two clubs' webinars."""
    if one.document == other.document or one.happening.owner == other.happening.owner:
        return False
    return _unknown(one, other, corpus) and _unknown(other, one, corpus)


def _of_one_calendar(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether both are entries of one calendar, which tells apart itself what it lists (RFC 5545, 3.8.4.7).

    Two coffee breaks of a day are two, and nobody disagrees on when the one is.
    """
    ours, theirs = corpus.documents[one.document].origin, corpus.documents[other.document].origin
    return ours is not None and theirs is not None and ours.media == "calendar" and ours.path == theirs.path


def _unknown(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether a word of its owner's name stands nowhere in the other's text, looked for once."""
    asked = (one.happening.owner, other.document)
    found = corpus.unknown.get(asked)
    if found is None:
        vector = corpus.vectors[other.document]
        text = corpus.documents[other.document]
        found = any(name not in vector and not speaks_of(text, name) for name in one.happening.owner)
        corpus.unknown[asked] = found
    return found


def _in_order(one: Member, other: Member) -> bool:
    """A press conference after the talks is not the talks."""
    named = other.head in one.beside or bool(other.kinds & one.beside)
    return named and not one.families & other.families  # who died after a fall died of it


def _one_venue(one: Member, other: Member) -> bool:
    """«York Guildhall» and «the Guildhall», but not the Ford Center and the Recovery Center."""
    bare = one.place <= one.venue or other.place <= other.venue
    return bool(one.place & other.place) or (bare and bool(one.venue & other.venue))


def _described_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """«A second, trilateral meeting» and «a trilateral one»."""
    return bool(one and other) and (one <= other or other <= one)


def _kind(one: Member, other: Member) -> str:
    if one.head == other.head:
        return "same word"
    if one.kinds & other.kinds:
        return "same kind"
    if one.families & other.families:
        return "related kinds"
    both = bool(one.kinds) and bool(other.kinds)
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
    name = "same place" if one.place & other.place else "another place"
    return name, WEIGHTS[name]


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
    limit = _STRANGE if one.proper and other.proper else _NAMELESS
    if one.proper & other.proper or _alikeness(one, other, corpus) >= limit:
        return "", 0.0
    name = "nothing else in common"
    return name, WEIGHTS[name]


def _acquainted(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether two documents share a name, computed once for each two; a slip in the date is told of one thing."""
    if one.proper & other.proper:
        return True
    pair = (one.document, other.document) if one.document < other.document else (other.document, one.document)
    known = corpus.acquainted.get(pair)
    if known is None:
        texts = [corpus.documents[number] for number in pair]
        shared = corpus.vectors[pair[0]].keys() & corpus.vectors[pair[1]].keys()
        telling = [stem for stem in shared if lexicon(texts[0].language).weight(stem) >= _TELLING]
        known = any(all(surface(stem, text)[0].isupper() for text in texts) for stem in telling)
        corpus.acquainted[pair] = known
    return known


def _alikeness(one: Member, other: Member, corpus: Corpus) -> float:
    """How alike the documents of two members are, computed once for each two documents."""
    pair = (one.document, other.document) if one.document < other.document else (other.document, one.document)
    alike = corpus.compared.get(pair)
    if alike is None:
        alike = corpus.compared[pair] = cosine(corpus.vectors[pair[0]], corpus.vectors[pair[1]])
    return alike


def _shared(one: Member, other: Member) -> float:
    """The share of names, by rarity, of the one with fewer."""
    if not one.names or not other.names:
        return 0.0
    shared = sum([weight for name, weight in one.names.items() if name in other.names])
    return WEIGHTS["shared names"] * shared / max(1.0, min(one.names_weight, other.names_weight))


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
    ends = (one.role is Role.END) != (other.role is Role.END)
    if ends and Role.DEADLINE not in (one.role, other.role) and (same_trigger or abs(a.low - b.low) <= _LASTING):
        return _ENDS
    if found == BESIDE and (same_document or not plain):
        found = None  # one text that tells of a series and of another time tells of two
    if found is not None and (found != _SLIP or (one.ahead and other.ahead and not same_document)):
        return f"{found} in one text" if same_document and not same_trigger and found == "within three hours" else found
    if plain:
        return None
    if same_trigger:
        return "moved"
    return None if same_document else _moved(one, other)


def _replaces(one: Member, other: Member) -> bool:
    """Whether one gives a new time and the other is a time that is replaced."""
    return "superseded" in (one.update, other.update) and (one.changes or other.changes)


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
    if one.head != other.head and not one.kinds & other.kinds and not crossed:
        return None
    for change, old in ((one, other), (other, one)):
        if change.changes and change.published >= old.published and not old.changes and _open(old, change.published):
            return "its time is another now" if change.update == "renewed" else "its time was changed"
    return "its time was changed again" if one.changes and other.changes else None
