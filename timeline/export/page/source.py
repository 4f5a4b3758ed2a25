"""A source as a page shows it: its text, or the sentences around its times, with every mention marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from timeline.config import Publish
from timeline.export.page.cards import reading_of, step_words
from timeline.export.page.faces import Face
from timeline.export.page.remarks import Remark, remark
from timeline.export.page.text import Piece, pieces, plain, quotes
from timeline.model import Document, Event, Finding, Placed, Repeated, Skipped, Statement
from timeline.rulers import words

LONGEST_TEXT = 300_000
MOST_MENTIONS = 1_000
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A stated time with what it means on every clock."""

    anchor: str
    words: str
    result: str
    clocks: tuple[tuple[str, str], ...]  # zone's name, local time
    steps: tuple[str, ...]
    assumed: tuple[str, ...]
    modality: str
    event: Event | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with the mention that it stands beside."""

    remark: Remark
    edits: tuple[tuple[str, str], ...]  # what to write instead of what
    anchor: str | None
    others: tuple[tuple[str, str], ...]  # documents it speaks of too, with what is said there


@dataclass(frozen=True, slots=True)
class Source:
    """The page of one document."""

    document: Document
    passages: tuple[tuple[Piece, ...], ...]
    whole: bool
    cut: bool
    mentions: tuple[Mention, ...]
    notes: tuple[Note, ...]
    count: int  # of its mentions, of which not all may be shown


def source(
    document: Document,
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    events: Mapping[tuple[str, tuple[int, int]], Event],
    faces: Sequence[Face],
    publish: Publish,
) -> Source:
    """The content of a document's page."""
    own = sorted((s for s in statements if s.document == document.id), key=lambda s: s.span)
    own = [s for s in own if 0 <= s.span[0] < s.span[1] <= len(document.text)]
    count, own = len(own), own[:MOST_MENTIONS]
    spans = [s.span for s in own]
    noted = [f for f in findings if f.document == document.id or any(r.document == document.id for r in f.related)]
    length = min(len(document.text), LONGEST_TEXT)
    begin = length - len(document.text[:length].lstrip())  # front matter is masked by spaces
    shown = {Publish.FULL: ((begin, length),), Publish.QUOTES: quotes(document, spans), Publish.NONE: ()}[publish]
    return Source(
        document,
        tuple(pieces(document.text, stretch, spans) for stretch in shown),
        publish is Publish.FULL,
        publish is Publish.FULL and length < len(document.text),
        tuple(_mention(s, events.get((s.document, s.span)), noted, faces, publish is not Publish.NONE) for s in own),
        tuple(_note(f, document, own, publish is not Publish.NONE) for f in noted[:MOST_NOTES]),
        count,
    )


def anchor(statement: Statement) -> str:
    """The fragment under which a mention is found on its source's page."""
    return f"m{statement.span[0]}"


def _mention(
    statement: Statement, event: Event | None, findings: Sequence[Finding], faces: Sequence[Face], shown: bool
) -> Mention:
    return Mention(
        anchor(statement),
        plain(statement.text) if shown else "",
        reading_of(statement)[0],
        tuple((face.name, on_clock(statement, face)) for face in faces) if _instants(statement) else (),
        tuple(step_words(step, shown) for step in statement.steps),
        tuple(step_words(step, shown) for step in statement.assumed),
        statement.modality.value,
        event,
        tuple(
            dict.fromkeys(f.code for f in findings if f.document == statement.document and statement.span in f.spans)
        ),
    )


def _instants(statement: Statement) -> tuple[Placed, ...]:
    match statement.when:
        case Placed() as placed:
            return (placed,)
        case Repeated(one, two) | Skipped(one, two):
            return one, two
        case _:
            return ()


def on_clock(statement: Statement, face: Face) -> str:
    """What a placed statement comes to on one clock."""
    said = []
    for placed in _instants(statement):
        face = face.near(placed.start)
        text = f"{words.day(face.day(placed.start))}, {face.clock(placed.start)}"
        if statement.kind == "range" or placed.end - placed.start > timedelta(hours=1):
            same = face.day(placed.start) == face.day(placed.end)
            text += " – " + ("" if same else f"{words.day(face.day(placed.end))}, ") + face.clock(placed.end)
        said.append(text)
    return ("about " if statement.approximate else "") + " or ".join(said)


def _note(finding: Finding, document: Document, own: Sequence[Statement], shown: bool) -> Note:
    here = set(finding.spans) if finding.document == document.id else set()
    here |= {r.span for r in finding.related if r.document == document.id}
    first = next((s for s in own if s.span in here), None) or next(
        (s for s in own if any(a < s.span[1] and b > s.span[0] for a, b in here)), None
    )
    others = [(r.document, plain(r.message) if shown else "") for r in finding.related if r.document != document.id]
    if finding.document != document.id:
        others.insert(0, (finding.document, ""))
    edits = finding.fix.edits if finding.fix and shown and finding.document == document.id else ()
    return Note(
        remark(finding, shown),
        tuple((plain(document.text[e.span[0] : e.span[1]]), plain(e.text)) for e in edits),
        anchor(first) if first else None,
        tuple(dict.fromkeys(others)),
    )


def events_of(events: Sequence[Event]) -> dict[tuple[str, tuple[int, int]], Event]:
    """The event of each statement."""
    return {(s.document, s.span): event for event in events for s in event.statements}
