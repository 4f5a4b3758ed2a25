"""A happening prepared for comparison: everything that scoring asks for, computed once."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from timeline.happening.words import Lexicon, lexicon
from timeline.link.portrait import Portrait
from timeline.link.times import HALVES, Time, compare, day_of, published_minute, time_of
from timeline.link.words import Vector, word_vector
from timeline.model import Document, Happening, Kind, Modality, Role, Span

_UNDATED = 99
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*) $")
_LONGEST = 30  # characters of the word before what happens
_BESIDE = re.compile(r"([a-z]+) (?:before|after) \Z", re.IGNORECASE)  # «lost power shortly before 2 a.m.»
_HALF = re.compile(r"\b(?:(early)|late) on (?:the )?\Z", re.IGNORECASE)  # «ran aground early on Friday»
_LEAD = 3  # sentences with times that tell what a text is about, be it in other words than the next text's
_FOUND_BY = 4  # names of a text by which what its lead tells is found
_CHANGES = frozenset(("moved", "postponed", "corrected", "not-before", "renewed"))


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A happening with its time, words and names in comparable form."""

    happening: Happening
    order: tuple[int, str, int, int]  # canonical: precision, document, offset
    document: int  # number of its document in canonical order
    time: Time | None
    head: str
    kinds: frozenset[str]
    families: frozenset[str]
    opposites: frozenset[str]  # kinds that it is not, whatever else it is
    others: frozenset[str]  # stems of other happenings of the sentence
    other_kinds: frozenset[str]
    vector: Vector
    names: Mapping[str, float]  # those that only its text says weigh nothing
    names_weight: float
    proper: frozenset[str]  # of the names those that are neither what happens nor a sort of building
    modifiers: frozenset[str]
    place: frozenset[str]
    venue: frozenset[str]  # what sort of building or grounds the place is; empty for a town
    destination: frozenset[str]
    role: Role | None
    beside: frozenset[str]  # stems and kinds of the happenings that it is said to come before or after
    apart: bool  # of a kind that only goes with others: coverage
    attends: frozenset[str]  # of those that it goes with at a time of its own
    update: str | None
    changes: bool  # it gives a new time for something known
    published: int  # minute, 0 where unknown
    says: bool  # it is no more than that somebody told something
    ahead: bool  # the time lies after the day of publication
    founds: bool  # it can be an event on its own: it has a time, be it a clock time on no known day, or is announced
    announced: bool  # it is spoken of as coming, without a time
    sort: str = ""  # the stem of the word right before it: «piano» of «the piano workshop»
    leads: bool = False  # it is in the first sentence of its text that tells a time
    mail: str | None = None  # id of the mail with which it came, if it is an invitation
    # Two that follow from the others, asked of every pair:
    plain: bool = field(init=False)  # a single time, no deadline nor the hour of an end, and nothing changes it
    over: bool = field(init=False)  # a text of a known day looks back on it, and tells of no change of its time

    def __post_init__(self) -> None:
        time, role = self.time, self.role
        single = time is not None and not time.recurring and self.update is None and role is not Role.DEADLINE
        plain = single and (role is not Role.END or (time is not None and time.clock is None))
        object.__setattr__(self, "plain", plain)
        object.__setattr__(self, "over", plain and self.published > 0 and not self.ahead)

    @property
    def asserted(self) -> bool:
        """Whether the text stands by this time."""
        statement = self.happening.statement
        return statement is not None and statement.modality is Modality.ASSERTED and self.update != "superseded"


@dataclass(slots=True)
class Corpus:
    """The documents in canonical order, with their vectors and names, and what was already compared."""

    documents: list[Document]
    vectors: list[Vector]
    named: list[frozenset[str]]  # names among the heaviest words of each
    compared: dict[tuple[int, int], float] = field(default_factory=dict)
    acquainted: dict[tuple[int, int], bool] = field(default_factory=dict)  # whether two share a name
    unknown: dict[int, dict[tuple[str, ...], bool]] = field(default_factory=dict)  # whether a text lacks an owner
    told: dict[tuple[int, int], list[Member]] = field(default_factory=dict)  # by document and minute
    called: dict[tuple[int, str], list[Member]] = field(default_factory=dict)  # by document and head, if timed


def corpus_of(documents: Sequence[Document], portraits: Mapping[str, Portrait]) -> Corpus:
    """Documents sorted by id, with their word vectors."""
    ordered = sorted(documents, key=lambda document: document.id)
    drawn = [portraits[document.id] for document in ordered]
    return Corpus(ordered, [vector for vector, _, _ in drawn], [names for _, names, _ in drawn])


def members_of(corpus: Corpus, happenings: Sequence[Happening]) -> list[Member]:
    """Happenings as members in canonical order: precise before coarse, then by document, then by offset."""
    by_document: dict[str, list[Happening]] = {}
    for happening in happenings:
        by_document.setdefault(happening.document, []).append(happening)
    found: list[Member] = []
    for number, document in enumerate(corpus.documents):
        found += members_in(number, corpus, by_document.get(document.id, ()))
    found.sort(key=lambda member: member.order)
    return found


def is_entry(document: Document) -> bool:
    """Whether a document is an entry of a calendar: its name, and a sentence that tells when that is."""
    title = document.title or ""
    return bool(title) and document.text.startswith(f"{title}\n\n{title.rstrip('.!?')} ")


@dataclass(frozen=True, slots=True)
class _Text:
    """What the members of one document have in common."""

    number: int
    document: Document
    words: Lexicon
    mail: str | None
    published: int
    names: Mapping[str, float]  # that it is most about, without weight where only the text says them
    lead: Sequence[Span]  # of its first happenings that have a time
    plain: frozenset[str]  # names that are no proper ones


def members_in(number: int, corpus: Corpus, happenings: Sequence[Happening]) -> list[Member]:
    """The happenings of the document of that number as members; they depend on that document alone."""
    if not happenings:
        return []
    document = corpus.documents[number]
    words = lexicon(document.language)
    text = _Text(
        number,
        document,
        words,
        mail=(document.id.rpartition("/")[0] or None) if is_entry(document) else None,
        published=published_minute(document),
        names=dict.fromkeys(about(number, corpus), 0.0),
        lead=sorted({h.span for h in happenings if h.statement is not None})[:_LEAD],
        plain=frozenset(map(words.stem, words.particles["facility"] | words.particles["abbreviated"])),
    )
    vectors = {said: word_vector(said, words) for said in {happening.words for happening in happenings}}
    return _told_again([_member(happening, text, vectors[happening.words]) for happening in happenings])


def _member(happening: Happening, text: _Text, vector: Vector) -> Member:
    words, kinds, statement = text.words, happening.kinds, happening.statement
    names = {name: words.weight(name) for name in happening.names}
    names = {**text.names, **names} if happening.span in text.lead else names
    written = day_of(text.published) if text.published else 0
    time = time_of(statement, written) if statement is not None else None
    time = _as_led(time, happening, statement.span[0], words) if time is not None and statement is not None else time
    offset = statement.span[0] if statement is not None else happening.trigger_span[0]
    announced = happening.announced and statement is None
    return Member(
        happening=happening,
        order=(_rank(time), text.document.id, offset, happening.trigger_span[0]),
        document=text.number,
        time=time,
        head=happening.head,
        kinds=frozenset(kinds),
        families=frozenset(family for kind in kinds for family in words.families.get(kind, ())),
        opposites=frozenset(words.opposites[kind] for kind in kinds if kind in words.opposites),
        others=frozenset(happening.others),
        other_kinds=frozenset(kind for stem in happening.others for kind in words.kinds.get(stem, ())),
        vector=vector,
        names=names,
        names_weight=sum(names.values()),
        proper=frozenset(happening.names) - text.plain - {happening.head},
        modifiers=words.particles["telling"].intersection((*happening.modifiers, happening.head)),
        place=_told_by(happening.place, words),
        venue=_words_of(happening.place) & words.particles["facility"],
        destination=_told_by(happening.destination, words),
        role=happening.role,
        beside=_related(happening, words, ("after", "before")),
        apart=not words.apart.isdisjoint(kinds),
        attends=_related(happening, words, ("for",)),
        update=happening.update,
        changes=happening.update in _CHANGES,
        published=text.published,
        says=not kinds and happening.head in words.reporting,
        ahead=time is not None and text.published > 0 and time.first > day_of(text.published),
        founds=time is not None or announced or (statement is not None and statement.kind is Kind.INSTANT),
        announced=announced,
        sort=_sort(text.document.text, happening.trigger_span[0], words),
        leads=happening.span in text.lead[:1],
        mail=text.mail,
    )


def _sort(text: str, at: int, words: Lexicon) -> str:
    """The stem of the telling word right before a place; empty where there is none."""
    found = _BEFORE.search(text, max(0, at - _LONGEST), at)
    stem = words.stem(found[1].casefold()) if found is not None else ""
    return stem if stem and words.weight(stem) > 0 else ""


def note(corpus: Corpus, members: Sequence[Member]) -> None:
    """Let the corpus know what each text tells by which word, and at which minute."""
    for member in members:
        if member.time is not None:
            corpus.called.setdefault((member.document, member.head), []).append(member)
            if member.time.instant is not None:
                corpus.told.setdefault((member.document, member.time.instant), []).append(member)


def _as_led(time: Time, happening: Happening, start: int, words: Lexicon) -> Time:
    """A time as the words before it make it: no more than near, or of one half of its day."""
    lead = max(0, start - happening.span[0])
    beside = _BESIDE.search(happening.quote, max(0, lead - 16), lead)
    if beside is not None and beside[1].casefold() in words.particles["nearly"]:
        return replace(time, about=True)
    half = _HALF.search(happening.quote, max(0, lead - 16), lead) if time.clock is None and time.part is None else None
    return time if half is None else replace(time, part=HALVES["start" if half[1] else "end"])


def _told_again(members: Sequence[Member]) -> list[Member]:
    """The members of a text, an hour with what its part of the day was told of before.

    «A bus crashed early on Sunday … It went over the edge at 2:15»: no word says that it is the crash, and it is.
    """
    found: list[Member] = []
    known: Member | None = None  # the last that was told with a part of a day
    for member in sorted((m for m in members if m.time is not None), key=lambda m: m.order[2:]):
        time = member.time
        if known is not None and known.time is not None and time is not None and _hour_of(member, known):
            member = replace(member, head=known.head, kinds=known.kinds, families=known.families)
            known = known if known.time.part is not None else None
        elif member.kinds:
            known = member if time is not None and time.clock is None else None
        else:
            known = None if known is not None and known.time is not None and known.time.part is None else known
        found.append(member)
    return [*found, *(m for m in members if m.time is None)]


def _hour_of(member: Member, known: Member) -> bool:
    """Whether a past hour of which no known kind of happening is told lies in the part of a day of a known one.

    Or on its day, where that is what the text opens with.
    """
    if member.kinds or member.ahead or member.update is not None or member.time is None or known.time is None:
        return False
    if member.time.instant is None and member.time.clock is None:
        return False
    fit = compare(known.time, member.time)
    return fit == "same part of the day" or (fit == "same day" and known.leads and known.time.part is None)


def about(number: int, corpus: Corpus) -> list[str]:
    """The names that a document is most about."""
    heavy = corpus.vectors[number]
    return sorted(corpus.named[number], key=lambda name: (-heavy[name], name))[:_FOUND_BY]


def _related(happening: Happening, words: Lexicon, sides: Container[str]) -> frozenset[str]:
    """Stems and kinds of the happenings to which the text relates it, if they are no words for itself."""
    heads = [head for side, head in happening.relations if side in sides]
    if not heads:
        return frozenset()
    told = frozenset(told for head in heads for told in (head, *words.kinds.get(head, ())))
    return told.difference(happening.kinds, (happening.head,))


@lru_cache(maxsize=4096)
def _told_by(name: str | None, words: Lexicon) -> frozenset[str]:
    """The words that tell a place from others: «morningside» of «Morningside Center»."""
    said = _words_of(name) - words.particles["joining"]
    return said - words.particles["facility"] - words.particles["abbreviated"] or said


@lru_cache(maxsize=4096)
def _words_of(name: str | None) -> frozenset[str]:
    return frozenset((name or "").casefold().replace("-", " ").replace("–", " ").split())


def _rank(time: Time | None) -> int:
    if time is None:
        return _UNDATED
    if time.recurring:
        return -1  # the series before its instances
    if time.open:
        return 2  # its day is anybody's guess
    return 0 if time.instant is not None else 1 if time.precise else 2
