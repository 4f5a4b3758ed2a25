"""How likely two happenings are one: log-odds from kind, time, wording and names, each term kept as a reason."""

from __future__ import annotations

from timeline.link.members import Corpus, Member
from timeline.link.times import SLIP, compare
from timeline.link.words import cosine
from timeline.model import Role

BIAS = -4.2
_ENDS = {Role.START, Role.END}
_LASTING = 36 * 60  # minutes from a start to its end
_UNRELATED = 0.1  # cosine of two documents
_CHANGES = frozenset(("moved", "postponed", "corrected", "not-before", "renewed"))
# modifiers that tell two happenings of one kind apart

Terms = list[tuple[str, float]]


def score(one: Member, other: Member, corpus: Corpus, terms: Terms | None = None) -> float | None:
    """Log-odds that two members are one event, None for a veto; ``terms`` receives what it is made of."""
    put = terms.append if terms is not None else _ignore
    same_document = one.document == other.document
    same_trigger = same_document and one.happening.trigger_span == other.happening.trigger_span
    when = _time(one, other, same_trigger)
    if when is None:
        return None
    if not same_trigger and one.modifiers != other.modifiers and "moved" not in when[0]:
        return None
    if not same_trigger and (one.role is Role.DEADLINE) != (other.role is Role.DEADLINE):
        return None
    total = BIAS
    put(("base", BIAS))
    if same_trigger:
        total += 5.0
        put(("the same words", 5.0))
    kind = _kind(one, other)
    if kind[1] < 2.0 and when[0] == "within three hours":
        when = (when[0], -0.5)  # another thing at another time
    for name, value in (
        when,
        kind,
        _place(one, other),
        _documents(one, other, corpus),
        _sentence(one, other),
        _names(one, other),
    ):
        if value:
            total += value
            put((name, value))
    if same_document and not same_trigger and one.happening.span == other.happening.span:
        group = one.happening.statement and other.happening.statement and one.happening.statement.group
        if not (group is not None and other.happening.statement and group == other.happening.statement.group):
            total -= 2.5
            put(("one sentence, two happenings", -2.5))
    return total


def _ignore(term: tuple[str, float]) -> None:
    """Terms are collected only for the partner that is kept."""


def _kind(one: Member, other: Member) -> tuple[str, float]:
    if one.head == other.head:
        return f"same word ({one.happening.trigger} ~ {other.happening.trigger})", 2.4
    if one.kinds & other.kinds:
        return f"same kind ({one.happening.trigger} ~ {other.happening.trigger})", 2.0
    both = bool(one.kinds) and bool(other.kinds)
    if one.head in other.others or other.head in one.others:
        return f"both speak of {one.happening.trigger if one.head in other.others else other.happening.trigger}", 0.8
    if one.kinds & other.other_kinds or other.kinds & one.other_kinds:
        return "both speak of one kind", 0.2 if both else 0.8
    if one.other_kinds & other.other_kinds:
        return "both speak of one kind", 0.6
    return "different kinds", -1.2 if both else -0.3


def _place(one: Member, other: Member) -> tuple[str, float]:
    if not one.place or not other.place:
        return "place", 0.0
    return ("same place", 0.3) if one.place & other.place else ("another place", -0.7)


def _documents(one: Member, other: Member, corpus: Corpus) -> tuple[str, float]:
    if one.document == other.document:
        return "one document", 1.5
    pair = (one.document, other.document) if one.document < other.document else (other.document, one.document)
    alike = corpus.compared.get(pair)
    if alike is None:
        alike = corpus.compared[pair] = cosine(corpus.vectors[pair[0]], corpus.vectors[pair[1]])
    return ("documents alike", min(2.5, 5.0 * alike)) if alike >= _UNRELATED else ("unrelated documents", -1.0)


def _sentence(one: Member, other: Member) -> tuple[str, float]:
    return "sentences alike", 3.0 * cosine(one.vector, other.vector)


def _names(one: Member, other: Member) -> tuple[str, float]:
    if not one.names or not other.names:
        return "names", 0.0
    shared = sum(weight for name, weight in one.names.items() if name in other.names)
    return "shared names", 1.3 * shared / max(1.0, min(one.names_weight, other.names_weight))


def _time(one: Member, other: Member, same_trigger: bool) -> tuple[str, float] | None:
    a, b = one.time, other.time
    if a is None or b is None:
        return "no time", 0.0
    changes = one.update in _CHANGES or other.update in _CHANGES
    if one.document == other.document and not same_trigger and changes and "superseded" in (one.update, other.update):
        return "the time it replaces", 4.5
    found = compare(a, b)
    if {one.role, other.role} == _ENDS and abs(a.low - b.low) <= _LASTING:
        return "start and end", 1.0
    if found is not None and (found[1] != SLIP or _announced(one, other, same_trigger)):
        if one.document == other.document and not same_trigger and found[0] == "within three hours":
            return "within three hours in one text", 0.5
        return found
    if same_trigger and (one.update or other.update):
        return "moved", 1.0
    return _moved(one, other) if one.document != other.document else None


def _announced(one: Member, other: Member, same_trigger: bool) -> bool:
    """Two texts announce one thing to come, and one of them has the wrong day; reports tell of two things."""
    if one.document == other.document or same_trigger or one.time is None or other.time is None:
        return False
    return one.ahead and other.ahead


def _moved(one: Member, other: Member) -> tuple[str, float] | None:
    """A change of time presupposes an earlier time: of one kind, published before."""
    if one.head != other.head and not one.kinds & other.kinds:
        return None
    for change, old in ((one, other), (other, one)):
        if change.update in _CHANGES and change.published >= old.published and old.update not in _CHANGES:
            return "its time was changed", 1.0 if change.update == "renewed" else 1.8
    both = one.update in _CHANGES and other.update in _CHANGES
    return ("its time was changed again", 1.5) if both else None
