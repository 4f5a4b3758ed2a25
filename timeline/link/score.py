"""How likely two happenings are one: log-odds from kind, time, wording and names, each term kept as a reason."""

from __future__ import annotations

from timeline.link.members import Corpus, Member
from timeline.link.times import compare
from timeline.link.words import cosine
from timeline.model import Role

BIAS = -4.2
_CHANGES = frozenset(("moved", "postponed", "corrected", "not-before", "renewed"))
# modifiers that tell two happenings of one kind apart
_TELLING = frozenset(
    "second third fourth follow-up trilateral bilateral next previous another other press final semi-final pre-launch"
    " earlier later subsequent parallel separate preliminary".split()
)

Terms = list[tuple[str, float]]


def score(one: Member, other: Member, corpus: Corpus, terms: Terms | None = None) -> float | None:
    """Log-odds that two members are one event, None for a veto; ``terms`` receives what it is made of."""
    put = terms.append if terms is not None else _ignore
    same_document = one.document == other.document
    same_trigger = same_document and one.happening.trigger_span == other.happening.trigger_span
    when = _time(one, other, same_trigger)
    if when is None:
        return None
    if not same_trigger and (one.modifiers & _TELLING) != (other.modifiers & _TELLING) and "moved" not in when[0]:
        return None
    if not same_trigger and (one.role is Role.DEADLINE) != (other.role is Role.DEADLINE):
        return None
    total = BIAS
    put(("base", BIAS))
    if same_trigger:
        total += 5.0
        put(("the same words", 5.0))
    for name, value in (
        when,
        _kind(one, other),
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
        return f"same kind ({one.happening.trigger} ~ {other.happening.trigger})", 1.7
    if one.head in other.others or other.head in one.others:
        return f"both speak of {one.head if one.head in other.others else other.head}", 1.5
    if one.kinds & other.other_kinds or other.kinds & one.other_kinds:
        return "both speak of one kind", 1.0
    return "different kinds", -1.5 if one.kinds and other.kinds else -1.0


def _documents(one: Member, other: Member, corpus: Corpus) -> tuple[str, float]:
    if one.document == other.document:
        return "one document", 2.5
    pair = (one.document, other.document) if one.document < other.document else (other.document, one.document)
    alike = corpus.compared.get(pair)
    if alike is None:
        alike = corpus.compared[pair] = cosine(corpus.vectors[pair[0]], corpus.vectors[pair[1]])
    return "documents alike", 5.0 * alike


def _sentence(one: Member, other: Member) -> tuple[str, float]:
    return "sentences alike", 1.5 * cosine(one.vector, other.vector)


def _names(one: Member, other: Member) -> tuple[str, float]:
    if not one.names or not other.names:
        return "names", 0.0
    shared = sum(weight for name, weight in one.names.items() if name in other.names)
    return "shared names", 2.0 * shared / max(1.0, min(one.names_weight, other.names_weight))


def _time(one: Member, other: Member, same_trigger: bool) -> tuple[str, float] | None:
    a, b = one.time, other.time
    if a is None or b is None:
        return "no time", 0.0
    found = compare(a, b)
    if found is None:
        if same_trigger and (one.update or other.update):
            return "moved", 1.0
        if (one.update in _CHANGES or other.update in _CHANGES) and one.document != other.document:
            return "moved", 0.5
        return None
    return found
