"""A change of some documents: only they are read, and only what hangs together with them is joined anew.

Everything else stays as it is, so a change costs what it touches and not what there is; of the other documents no more
than their outlines is looked at.
What comes out is what computing everything from the same documents would give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from timeline.cache import dumps, key_of, loads, program
from timeline.checks import found_about
from timeline.checks.selection import shown
from timeline.config import Config
from timeline.link import Known, Text, relink, since
from timeline.link.change import Homes
from timeline.link.outline import Outline, outline_from, outline_of, plain
from timeline.model import Document, Event, Finding, Statement
from timeline.pipeline import Told, told_by


class Kept(NamedTuple):
    """What is kept of a document beside its text, encoded."""

    key: str  # a name for all that the reading depends on
    reading: bytes
    outline: bytes


class Shelf(Protocol):
    """Documents and what is kept of them, opened where a change needs them."""

    changed: Collection[str] | None  # documents other than before, those that are gone too; None: compute everything

    def ids(self) -> Sequence[str]:
        """The documents that are there now."""

    def documents(self, ids: Iterable[str]) -> Iterable[Document]:
        """Some of them."""

    def readings(self, ids: Iterable[str]) -> Mapping[str, tuple[str, bytes]]:
        """What was read of them, each with its key."""

    def outlines(self) -> Mapping[str, tuple[bytes, bytes]]:
        """The outline and the homes of every document that was there before."""

    def events(self, parts: Collection[int] | None) -> Sequence[Event]:
        """The events of some parts; None: all."""

    def uids(self) -> Collection[str]:
        """The UIDs of all events."""

    def parts_from(self, first: date | None, until: date | None) -> Collection[int]:
        """The parts of events that start between two days, or at no known time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change makes of what it touches."""

    documents: Mapping[str, Document]  # those that were opened
    events: Sequence[tuple[int, Event]] = ()  # with their parts, by time
    replaced: Collection[int] | None = None  # the parts whose events these replace; None: all
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)  # of changed documents, by id
    found: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)  # by rules on texts, by id
    about: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)  # by rules on events, by UID
    kept: Mapping[str, Kept] = field(default_factory=dict)  # of documents that were read, by id
    homes: Mapping[str, bytes] = field(default_factory=dict)  # of documents that are touched, by id


def renew(shelf: Shelf, config: Config) -> Outcome:
    """The events that a change touches, as they are now."""
    ids, before = shelf.ids(), _before(shelf)
    anew = before is None
    changed = set(shelf.changed or ())
    before = before or {}
    reader = _Reader(shelf, config)
    fresh = [name for name in ids if name not in before or name in changed]
    reader.open(fresh, keep=True)
    outlines = {name: before[name][0] for name in ids if name not in reader.outlines} | reader.outlines
    former = {name: outline for name, (outline, _) in before.items() if name in changed}
    known = Known(outlines, former, {name: homes for name, (_, homes) in before.items()})
    linked = relink(
        known,
        reader.texts,
        lambda parts: shelf.events(None if anew else parts),
        shelf.uids(),
        () if anew else _recalled(shelf, known),
    )
    homes = {name: known.homes[name] for name in reader.kept if name in known.homes} | dict(linked.homes)
    documents = list(reader.documents.values())
    about: dict[str, list[Finding]] = {event.uid: [] for _, event in linked.events}
    for event, finding in found_about([event for _, event in linked.events], documents, config):
        about[event.uid].append(finding)
    return Outcome(
        documents=reader.documents,
        events=linked.events,
        replaced=None if anew else linked.replaced,
        statements={name: reader.told[name].statements for name in fresh},
        found={name: shown(reader.told[name].findings, [reader.documents[name]], config) for name in fresh},
        about={uid: shown(found, documents, config) for uid, found in about.items() if found},
        kept=reader.kept,
        homes={name: dumps(tuple(homes)) for name, homes in homes.items()},
    )


class _Reader:
    """Opens documents with what they tell: what was read of them before, or else what is read now."""

    def __init__(self, shelf: Shelf, config: Config) -> None:
        self._shelf, self._config = shelf, config
        self.documents: dict[str, Document] = {}
        self.told: dict[str, Told] = {}
        self.outlines: dict[str, Outline] = {}
        self.kept: dict[str, Kept] = {}

    def open(self, ids: Sequence[str], *, keep: bool = False) -> Sequence[str]:
        """Let documents be at hand; what was read is to be kept if they are new, or it could not be used."""
        wanted = [name for name in ids if name not in self.documents]
        readings = self._shelf.readings(wanted)
        for document in self._shelf.documents(wanted):
            key = key_of(document, self._config, program())
            was, content = readings.get(document.id, ("", b""))
            known = _loaded(content) if was == key else None
            told = known or told_by(document, self._config)
            self.documents[document.id], self.told[document.id] = document, told
            if keep or known is None:
                outline = self.outlines[document.id] = outline_of(document, told.happenings, told.portrait)
                reading = dumps(tuple(told)) if known is None else content
                self.kept[document.id] = Kept(key, reading, dumps(plain(outline)))
        return ids

    def texts(self, ids: Sequence[str]) -> Iterator[Text]:
        """Documents as linking asks for them."""
        for name in self.open(ids):
            yield Text(self.documents[name], self.told[name].happenings, self.told[name].portrait)


def _before(shelf: Shelf) -> dict[str, tuple[Outline, Homes]] | None:
    """Outline and homes of what was there before; None where they do not tell enough, and everything is to be done."""
    if shelf.changed is None:
        return None
    try:
        found = {name: (outline_from(loads(one)), loads(homes)) for name, (one, homes) in shelf.outlines().items()}
    except Exception:  # whatever is wrong with one, all can be computed
        return None
    return found if found.keys() >= set(shelf.ids()).difference(shelf.changed) else None


def _recalled(shelf: Shelf, known: Known) -> Collection[int]:
    """The parts of events that are background now and were not, or the other way round."""
    unchanged = [
        outline for name, outline in known.outlines.items() if name in known.homes.keys() - known.former.keys()
    ]
    days = [
        since([one.published for one in outlines if one.published is not None])
        for outlines in ([*unchanged, *known.former.values()], known.outlines.values())
    ]
    if days[0] == days[1]:
        return ()
    first, until = sorted(days, key=lambda day: day or date.min)
    return shelf.parts_from(first, until)


def _loaded(content: bytes) -> Told | None:
    try:
        return Told(*loads(content))
    except Exception:  # whatever is wrong with it, the document can be read
        return None
