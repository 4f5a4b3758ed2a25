"""What tells two happenings apart, whatever speaks for one: a second meeting is not the first."""

from __future__ import annotations

from timeline.happening.words import lexicon
from timeline.link.members import Corpus, Member
from timeline.link.times import AGREEING, day_of
from timeline.link.words import speaks_of, words_and_marks
from timeline.model import Role

_MILD = frozenset(("final", "another"))


def vetoed(one: Member, other: Member, when: str) -> bool:
    """A second meeting is not the first, and the day to sign up is not the day of the race."""
    if one.announced or other.announced:
        if one.announced != other.announced and one.founds and other.founds and one.head != other.head:
            return True
        if not one.kinds & other.kinds or _was_over(one, other) or _was_over(other, one):
            return True
    if one.modifiers != other.modifiers and not when.startswith(("its time", "the time")):
        told_less = (one.announced or other.announced) and _described_alike(one.modifiers, other.modifiers)
        undescribed = not (one.modifiers and other.modifiers)
        akin = one.head == other.head or not one.families.isdisjoint(other.families)
        undescribed = undescribed and (akin or not one.kinds.isdisjoint(other.kinds))
        same = when == "same instant" or (when in ("same day", "same part of the day") and _mild(one, other))
        if not told_less and not (undescribed and same and one.document != other.document):
            return True
    if (one.beside and _in_order(one, other)) or (other.beside and _in_order(other, one)):
        return True
    unlike = bool(one.kinds and other.kinds) and one.kinds.isdisjoint(other.kinds)
    loose = when not in AGREEING or when == "within the range" or (unlike and when != "same instant")
    if loose and (one.apart != other.apart or _goes_with(one, other) or _goes_with(other, one)):
        return True
    if unlike and one.opposites & other.kinds:
        return True  # who left at noon and was back at two did not do both at once
    if one.destination and other.destination and not one.destination & other.destination:
        return True
    if one.venue and other.venue and not _one_venue(one, other):
        return True
    return (one.role is Role.DEADLINE) != (other.role is Role.DEADLINE)


def _mild(one: Member, other: Member) -> bool:
    """Whether they are told apart by no more than «final» or «another», which need not be said of a day's vote."""
    return one.modifiers | other.modifiers <= _MILD


def two_told(one: Member, other: Member) -> bool:
    """Whether one text tells two times of two things: of two owners, or each with a name that the other has not."""
    if one.update is not None or other.update is not None:
        return False
    mine, theirs = one.happening.owner, other.happening.owner
    if mine and theirs and not set(mine).intersection(theirs):
        return True
    if one.ahead and other.ahead and one.head == other.head and one.sort != other.sort and one.sort and other.sort:
        return True  # «the piano workshop is at 8, the violin workshop at 10»
    return one.ahead and other.ahead and not (one.proper <= other.proper or other.proper <= one.proper)


def two_in_one_sentence(one: Member, other: Member) -> bool:
    """Whether two past times are of two sorts of things: «opened fire on Friday, after a bomb went off at noon»."""
    return one.over and other.over and bool(one.kinds and other.kinds) and one.kinds.isdisjoint(other.kinds)


def of_one_programme(one: Member, other: Member) -> bool:
    """Whether one text announces two things, by their kinds or by their hours: a fete, and a dog show at an hour of it.

    Doors that open at 10:15 are not the plant that opens at 11, whatever the verb.
    """
    if not (one.ahead and other.ahead and one.kinds and other.kinds) or one.update or other.update:
        return False
    mine, theirs = one.time, other.time
    if mine is None or theirs is None:
        return False
    if (mine.clock is not None) != (theirs.clock is not None):
        return one.head != other.head and one.kinds.isdisjoint(other.kinds)
    return (
        not (one.happening.definite or other.happening.definite)
        and mine.instant is not None
        and theirs.instant is not None
    )


def _was_over(coming: Member, other: Member) -> bool:
    """Whether what is announced without a time would have been at a time that was past by then."""
    if not coming.announced or other.time is None or other.time.recurring or not coming.published:
        return False
    return other.time.last < day_of(coming.published)


def of_others(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether two happenings are of owners of whom the other's text does not know: two clubs' webinars."""
    mine, theirs = one.happening.owner, other.happening.owner
    if not mine or not theirs or mine == theirs or one.document == other.document:
        return False
    return _unknown(mine, other.document, corpus) and _unknown(theirs, one.document, corpus)


def of_one_calendar(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether both are entries of one calendar, which tells apart itself what it lists (RFC 5545, 3.8.4.7).

    Two coffee breaks of a day are two, and nobody disagrees on when the one is.
    """
    ours, theirs = corpus.documents[one.document].origin, corpus.documents[other.document].origin
    if ours is None or theirs is None or not ours.media == theirs.media == "calendar":
        return False  # a mail and the invitation in it may disagree
    return ours.path == theirs.path


def called_alike(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether the texts of both have one title: an entry that a calendar holds twice, and not two parallel talks."""
    return corpus.documents[one.document].title == corpus.documents[other.document].title


def invited(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether one is the entry that came with a mail, and the other a sentence of that mail which has its name."""
    if one.mail != corpus.documents[other.document].id and other.mail != corpus.documents[one.document].id:
        return False
    entry, sentence = (one, other) if one.mail is not None else (other, one)
    document = corpus.documents[entry.document]
    words = lexicon(document.language)
    name = {words.stem(word) for word in words_and_marks(document.title or "") if words.weight(words.stem(word)) > 0}
    return bool(name) and name <= set(sentence.happening.words)


def strangers(one: Member, other: Member, corpus: Corpus) -> bool:
    """Whether each is told with names of which none stands in the other's text."""
    mine, theirs = tuple(sorted(one.proper)), tuple(sorted(other.proper))
    return all(_unknown((name,), other.document, corpus) for name in mine) and all(
        _unknown((name,), one.document, corpus) for name in theirs
    )


def _unknown(names: tuple[str, ...], document: int, corpus: Corpus) -> bool:
    """Whether one of some names stands nowhere in a text, looked for once."""
    told = corpus.unknown.setdefault(document, {})
    found = told.get(names)
    if found is None:
        vector = corpus.vectors[document]
        text = corpus.documents[document]
        found = any(name not in vector and not speaks_of(text, name) for name in names)
        told[names] = found
    return found


def _in_order(one: Member, other: Member) -> bool:
    """A press conference after the talks is not the talks."""
    named = other.head in one.beside or bool(other.kinds & one.beside)
    return named and not one.families & other.families  # who died after a fall died of it


def _goes_with(one: Member, other: Member) -> bool:
    """Coverage of a launch has a time of its own."""
    told = other.kinds | other.other_kinds | {other.head}
    return not one.attends.isdisjoint(told)


def _one_venue(one: Member, other: Member) -> bool:
    """«York Guildhall» and «the Guildhall», but not the Ford Center and the Recovery Center."""
    bare = one.place <= one.venue or other.place <= other.venue
    return bool(one.place & other.place) or (bare and bool(one.venue & other.venue))


def _described_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """«A second, trilateral meeting» and «a trilateral one»."""
    return bool(one and other) and (one <= other or other <= one)
