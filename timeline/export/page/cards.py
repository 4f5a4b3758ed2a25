"""An event with all that is said of it: quotes, derivations, assumptions, and why each belongs to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from timeline.algebra.civil import MONTHS
from timeline.export import derivation
from timeline.export.page.faces import Face
from timeline.export.page.text import LONGEST_QUOTE, Piece, iso, pieces, plain, sentence
from timeline.model import (
    AllDay,
    Document,
    Event,
    Floating,
    Happening,
    Kind,
    Modality,
    Placed,
    Repeated,
    Skipped,
    Span,
    Statement,
    Step,
    Unplaceable,
    When,
)
from timeline.rulers import words
from timeline.rulers.marks import Claim, rival_claims

_AT_ONCE = 4
_MACHINE = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::00)?(Z?))?(?![\w:+-])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of time with its derivation."""

    words: str
    letter: str
    result: str
    machine: str | None  # for <time datetime>
    steps: tuple[str, ...]
    assumed: tuple[str, ...]
    modality: str | None
    reason: str
    literal: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document and the statements in it."""

    document: Document
    letter: str
    pieces: tuple[Piece, ...]
    said: tuple[Said, ...]
    start: int  # offset of the first mention, for a link into the source's page


@dataclass(frozen=True, slots=True)
class Rivals:
    """A claim on every clock, with those who make it."""

    claim: Claim
    machine: str
    utc: str
    clocks: tuple[tuple[Face, str, str], ...]  # face, time, day; none where a whole day is claimed
    who: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a page says about one event."""

    event: Event
    quotes: tuple[Quote, ...]
    rivals: tuple[Rivals, ...]  # two or more where disputed
    apart: str  # how far the claims lie apart
    without: tuple[tuple[str, str], ...]  # documents (id, words) that speak of it without a time

    @property
    def first(self) -> tuple[Quote, ...]:
        """The quotes that a list shows at once: those of the claims, or some."""
        return self.quotes[: self._claimed]

    @property
    def more(self) -> tuple[Quote, ...]:
        """The other quotes."""
        return self.quotes[self._claimed :]

    @property
    def _claimed(self) -> int:
        lettered = sum(bool(quote.letter) for quote in self.quotes)  # they come first
        return min(lettered or _AT_ONCE, 2 * _AT_ONCE)


def card(event: Event, documents: Mapping[str, Document], faces: Sequence[Face], shown: bool = True) -> Card:
    """The card of an event; ``shown`` is false where nothing of the sources may be quoted."""
    claims = rival_claims(event)
    rivals = tuple(_rivals(claim, documents, faces) for claim in claims) if len(claims) > 1 else ()
    starts = [claim.start for claim in claims]
    return Card(
        event,
        tuple(_quotes(event, documents, claims if len(claims) > 1 else (), shown)),
        rivals,
        words.span(max(starts) - min(starts)) if rivals else "",
        tuple(
            (link.happening.document, plain(link.happening.trigger) if shown else "")
            for link in event.links
            if link.happening.statement is None and link.happening.document in documents
        ),
    )


@dataclass(frozen=True, slots=True)
class Revision:
    """An event as it was once published."""

    number: int
    at: datetime | None
    says: str


def revisions(earlier: Sequence[Event], now: Event) -> tuple[Revision, ...]:
    """The revisions of an event, the newest first."""
    found = {each.revision: each for each in (*earlier, now)}
    return tuple(
        Revision(
            number,
            each.updated or each.created,
            ", ".join(
                [
                    when_words(each.when, each.approximate)[0] if each.when is not None else "no time",
                    each.status.value,
                    *(["disputed"] if each.disputed else []),
                ]
            ),
        )
        for number, each in sorted(found.items(), reverse=True)
    )


def _rivals(claim: Claim, documents: Mapping[str, Document], faces: Sequence[Face]) -> Rivals:
    who = tuple(documents[d] for d in claim.documents if d in documents)
    if isinstance(claim.when, AllDay):
        return Rivals(claim, iso(claim.when.first), when_words(claim.when)[0], (), who)
    clocks = tuple(
        (face, face.near(claim.start).clock(claim.start), words.day(face.day(claim.start))) for face in faces
    )
    return Rivals(claim, iso(claim.start), words.clock(claim.start) + " UTC", clocks, who)


def _quotes(event: Event, documents: Mapping[str, Document], claims: Sequence[Claim], shown: bool) -> list[Quote]:
    """The sentences that state the event's time, each once, in order of the claims and of the documents."""
    together: dict[tuple[str, Span], list[tuple[Statement, str]]] = {}
    for link in event.links:
        statement = link.happening.statement
        if statement is not None and statement.document in documents:
            around = _around(link.happening, documents[statement.document].text, statement.span)
            together.setdefault((statement.document, around), []).append((statement, link.reason))
    quotes = []
    for (name, around), group in together.items():
        text = documents[name].text
        spans = [statement.span for statement, _ in group]
        letters = [_letter(statement.when, claims) for statement, _ in group]
        quotes.append(
            Quote(
                documents[name],
                next((letter for letter in letters if letter), ""),
                pieces(text, around, spans) if shown else (),
                tuple(_said(s, letter, reason, shown) for (s, reason), letter in zip(group, letters, strict=True)),
                spans[0][0],
            )
        )
    return sorted(quotes, key=lambda quote: quote.letter or "~")


def _around(happening: Happening, text: str, span: Span) -> Span:
    """The stretch to quote: the clause that speaks of the event if the mention is in it, else its sentence."""
    start, end = happening.span
    if 0 <= start <= span[0] and span[1] <= end <= len(text) and end - start <= 2 * LONGEST_QUOTE:
        return start, end
    return sentence(text, span)


def _letter(when: When | None, claims: Sequence[Claim]) -> str:
    match when:
        case Placed():
            return next((c.letter for c in claims if c.start == when.start), "")
        case AllDay():
            return next((c.letter for c in claims if c.when == when), "")
        case Repeated(first, second) | Skipped(first, second):
            return next((c.letter for c in claims if c.start in (first.start, second.start)), "")
        case _:
            return ""


def _said(statement: Statement, letter: str, reason: str, shown: bool) -> Said:
    result, machine = reading_of(statement)
    literal = statement.literal
    return Said(
        plain(statement.text) if shown else "",
        letter,
        result,
        machine,
        tuple(step_words(step, shown) for step in statement.steps),
        tuple(step_words(step, shown) for step in statement.assumed),
        None if statement.modality is Modality.ASSERTED else statement.modality.value,
        reason if shown else "",
        instant_words(literal.start) if literal is not None else None,
    )


def reading_of(statement: Statement) -> tuple[str, str | None]:
    """What a statement comes to, in words and for machines."""
    if statement.when is None:
        return statement.kind.value, None
    return when_words(statement.when, statement.approximate, statement.kind is Kind.RANGE)


def when_words(when: When, approximate: bool = False, ranged: bool = False) -> tuple[str, str | None]:
    """A time in words and for machines."""
    about = "about " if approximate else ""
    match when:
        case Placed(start, end):
            return about + instant_words(start) + (f" to {instant_words(end)}" if ranged else ""), iso(start)
        case AllDay(first, until):
            last = date.fromordinal(until.toordinal() - 1)
            return about + words.full_day(first) + (f" to {words.full_day(last)}" if last > first else ""), iso(first)
        case Repeated(one, two):
            return f"{instant_words(one.start)}, and again {instant_words(two.start)}", iso(one.start)
        case Skipped(one, two):
            return f"no such local time; {instant_words(one.start)} or {instant_words(two.start)}", iso(one.start)
        case Floating(why) | Unplaceable(why):
            return f"not on the UTC line: {plain(why)}", None


def instant_words(instant: datetime) -> str:
    """An instant in UTC.

    >>> from datetime import UTC
    >>> instant_words(datetime(2025, 8, 15, 19, 30, tzinfo=UTC))
    '15 Aug 2025 19:30 UTC'
    """
    return f"{instant.day} {words.month(instant)} {words.clock(instant)} UTC"


def step_words(step: Step, shown: bool = True) -> str:
    """A step of a derivation as a reader sees it."""
    parts = re.split(r"(“[^”]*”)", plain(derivation.sentence(step, shown)))  # what is quoted stays as it is
    parts[::2] = [_MACHINE.sub(_for_people, part).replace(" -> ", ", so ") for part in parts[::2]]
    return "".join(parts)


def _for_people(found: re.Match[str]) -> str:
    """A date, a local time or an instant of a derivation as the rest of the page writes it."""
    year, month, day, time, utc = found.groups()
    if not 1 <= int(month) <= 12:
        return found[0]
    said = f"{int(day)} {MONTHS[int(month) - 1][:3]} {year}"
    return said + (f" {time}" if time else "") + (" UTC" if utc else "")
