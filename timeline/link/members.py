"""A happening prepared for comparison: everything that scoring asks for, computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.happening.sentences import sentences
from timeline.happening.words import lexicon
from timeline.link.times import Time, published_minute, time_of
from timeline.link.words import Vector, document_vector, word_vector
from timeline.model import Document, Happening, Modality, Role

_UNDATED = 99
_REMEMBERED = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A happening with its time, words and names in comparable form."""

    happening: Happening
    order: tuple[int, str, int, int]  # canonical: precision, document, offset
    document: int  # number of its document in canonical order
    time: Time | None
    head: str
    kinds: frozenset[str]
    others: frozenset[str]  # stems of other happenings of the sentence
    other_kinds: frozenset[str]
    vector: Vector
    names: Mapping[str, float]
    names_weight: float
    modifiers: frozenset[str]
    place: frozenset[str]
    role: Role | None
    update: str | None
    published: int  # minute, 0 where unknown

    @property
    def asserted(self) -> bool:
        """Whether the text stands by this time."""
        statement = self.happening.statement
        return statement is not None and statement.modality is Modality.ASSERTED and self.update != "superseded"


@dataclass(slots=True)
class Corpus:
    """The documents in canonical order, with their vectors and what was already compared."""

    documents: Sequence[Document]
    vectors: Sequence[Vector]
    compared: dict[tuple[int, int], float]


def corpus_of(documents: Sequence[Document]) -> Corpus:
    """Documents sorted by id, with their word vectors."""
    ordered = sorted(documents, key=lambda document: document.id)
    return Corpus(ordered, [document_vector(document) for document in ordered], {})


def members_of(corpus: Corpus, happenings: Sequence[Happening]) -> list[Member]:
    """Happenings of known documents as members, in canonical order: precise before coarse, then document, then offset."""
    by_document: dict[str, list[Happening]] = {}
    for happening in happenings:
        by_document.setdefault(happening.document, []).append(happening)
    found: list[Member] = []
    for number, document in enumerate(corpus.documents):
        found += _members(number, document, by_document.get(document.id, ()))
    found.sort(key=lambda member: member.order)
    return found


def _members(number: int, document: Document, happenings: Sequence[Happening]) -> list[Member]:
    if not happenings:
        return []
    words = lexicon(document.language)
    fixed = tuple(sorted({h.statement.span for h in happenings if h.statement is not None}))
    timed = {offset for span in fixed for offset in range(span[0], min(span[1], span[0] + 200))}
    in_sentence = {}
    for sentence in sentences(document.text, document.language, fixed):
        stems = [t.stem for t in sentence.tokens if t.word and t.start not in timed]
        names = {
            piece: words.weight(piece)
            for t in sentence.tokens
            if t.capital and t.start not in timed and words.weight(t.stem) > 1.5
            for piece in t.stem.replace("–", "-").split("-")
            if len(piece) > 1
        }
        in_sentence[sentence.span] = (word_vector(stems, words), names)
    found = []
    for happening in happenings:
        vector, names = in_sentence.get(happening.span, ({}, {}))
        statement = happening.statement
        time = time_of(statement) if statement is not None else None
        offset = statement.span[0] if statement is not None else happening.trigger_span[0]
        found.append(
            Member(
                happening=happening,
                order=(_rank(time), document.id, offset, happening.trigger_span[0]),
                document=number,
                time=time,
                head=happening.head,
                kinds=frozenset(happening.kinds),
                others=frozenset(happening.others),
                other_kinds=frozenset(k for stem in happening.others for k in words.kinds.get(stem, ())),
                vector=vector,
                names=names,
                names_weight=sum(names.values()),
                modifiers=frozenset(happening.modifiers),
                place=frozenset((happening.place or "").casefold().split()),
                role=happening.role,
                update=happening.update,
                published=published_minute(document),
            )
        )
    return found


def _rank(time: Time | None) -> int:
    if time is None:
        return _UNDATED
    if time.recurring:
        return -1  # the series before its instances
    return 0 if time.instant is not None else 1 if time.precise else 2
