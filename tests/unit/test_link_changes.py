"""Documents come and go one by one, and the events are what all that is there gives at once."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from marked_documents import CASES, case

from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import Known, Text, link, relink, since
from timeline.link.change import Homes
from timeline.link.outline import Outline, outline_from, outline_of, plain
from timeline.link.portrait import portrait_of
from timeline.model import Document, Event, Happening

NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


class World:
    """Documents that come and go; what is known of each without opening it, and the events so far."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.texts = texts
        self.outlines: dict[str, Outline] = {}
        self.homes: dict[str, Homes] = {}
        self.events: dict[str, tuple[int, Event]] = {}
        self.opened: set[str] = set()
        self.begin: date | None = None  # of the calendar

    def change(self, come: Collection[str] = (), go: Collection[str] = ()) -> None:
        former = {name: self.outlines.pop(name) for name in go}
        self.outlines |= {name: outline(self.texts[name]) for name in come}
        self.opened = set()
        known = Known(self.outlines, former, self.homes)
        begin = since([one.published for one in self.outlines.values() if one.published is not None])
        further = {part for part, _ in self.events.values()} if begin != self.begin else ()
        self.begin = begin
        made = relink(known, self._open, self._past, self.events.keys(), further)
        kept = {uid: one for uid, one in self.events.items() if one[0] not in made.replaced}
        self.events = kept | {event.uid: (part, event) for part, event in made.events}
        assert len(self.events) == len(kept) + len(made.events)
        self.homes = {name: homes for name, homes in self.homes.items() if name not in go} | dict(made.homes)

    def _open(self, names: Sequence[str]) -> Iterator[Text]:
        self.opened.update(names)
        yield from (self.texts[name] for name in names)

    def _past(self, parts: Collection[int]) -> list[Event]:
        return [event for part, event in self.events.values() if part in parts]

    def told(self) -> list[str]:
        return bare([event for _, event in self.events.values()])

    def at_once(self) -> list[str]:
        there = [self.texts[name] for name in sorted(self.outlines)]
        happenings = [happening for text in there for happening in text.happenings]
        return bare(link([text.document for text in there], happenings))


def bare(events: Sequence[Event]) -> list[str]:
    """What events say, but for the names that they were given in the past."""
    return sorted(repr(replace(event, uid="", replaced=())) for event in events)


def outline(text: Text) -> Outline:
    return outline_from(plain(outline_of(text.document, text.happenings, text.portrait)))


def texts_of(names: Sequence[str]) -> dict[str, Text]:
    """The documents of some worlds, each under a name of its own."""
    found = {}
    for name in names:
        world = case(name)
        for document in world.documents:
            known_as = replace(document, id=f"{name}:{document.id}")
            stated = [s for s in world.statements if s.document == document.id]
            happenings = [replace(h, document=known_as.id) for h in happenings_of(document, stated)]
            found[known_as.id] = Text(known_as, [_of(h, known_as.id) for h in happenings], portrait_of(known_as))
    return found


def _of(happening: Happening, document: str) -> Happening:
    stated = happening.statement
    return happening if stated is None else replace(happening, statement=replace(stated, document=document))


@pytest.mark.parametrize("neighbours", [1, 3, 24])
@pytest.mark.parametrize("seed", range(3))
def test_documents_in_any_order_give_what_they_give_at_once(
    seed: int, neighbours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few neighbours each change shifts who is compared with whom, as it does where many share a key."""
    monkeypatch.setattr("timeline.link.parts.NEIGHBOURS", neighbours)
    monkeypatch.setattr("timeline.link.change.NEIGHBOURS", neighbours)
    chance = random.Random(seed)
    texts = texts_of(chance.sample(NAMES, 25))
    world = World(texts)
    away = sorted(texts)
    chance.shuffle(away)
    world.change(come=[away.pop() for _ in range(len(away) // 2)])
    for _ in range(25):
        come = [away.pop() for _ in range(min(len(away), chance.choice((0, 1, 1, 3))))]
        go = chance.sample(sorted(world.outlines.keys() - come), chance.choice((0, 1, 1, 2)))
        world.change(come=come, go=go)
        away[:0] = go

        assert world.told() == world.at_once()


def test_a_document_opens_no_more_than_what_may_speak_of_the_same() -> None:
    texts = texts_of(NAMES)
    world = World(texts)
    late = [name for name in texts if name.startswith("refinery_blast:")][-1]
    world.change(come=sorted(texts.keys() - {late}))
    before = dict(world.events)

    world.change(come=[late])

    same = {uid for uid, one in world.events.items() if before.get(uid) is one}
    assert late in world.opened
    assert len(world.opened) < len(texts) / 4
    assert len(same) > len(before) - 12


def test_an_event_keeps_its_name_whatever_comes_and_goes() -> None:
    texts = texts_of(["refinery_blast", "museum_opening"])
    world = World(texts)
    world.change(come=sorted(texts))
    names = {event.title: uid for uid, (_, event) in world.events.items()}
    late = sorted(texts)[-1]

    world.change(go=[late])
    world.change(come=[late])

    assert {event.title: uid for uid, (_, event) in world.events.items()} == names


def test_who_is_no_neighbour_any_more_is_no_reason_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.link.parts.NEIGHBOURS", 1)
    monkeypatch.setattr("timeline.link.change.NEIGHBOURS", 1)
    said = "The {}Fenwick choir rehearsal in Oslo is on 9 May 2026 at {}:00 UTC."
    documents = [Document("a", said.format("", 10)), Document("b", said.format("", 12))]
    between = Document("c", said.format("second ", 11))
    world = World({document.id: read(document) for document in (*documents, between)})

    world.change(come=["a", "b"])
    together = len(world.events)
    world.change(come=["c"])
    apart = len(world.events)
    assert world.told() == world.at_once()
    world.change(go=["c"])

    assert world.told() == world.at_once()
    assert (together, apart, len(world.events)) == (1, 3, 1)


@pytest.mark.parametrize("seed", [29, 44, 57])
def test_of_two_as_like_the_same_one_is_named_in_whatever_order_they_are_opened(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy is as like a third text as what it repeats, to the last digit if the words are summed in one order."""
    monkeypatch.setattr("timeline.link.parts.NEIGHBOURS", 1)
    monkeypatch.setattr("timeline.link.change.NEIGHBOURS", 1)
    chance = random.Random(seed)
    syllables = [one + other for one in "bcdfglmnprst" for other in "aeiou"]
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(260)]
    texts = [" ".join(chance.choices(words, k=160)) for _ in range(4)]
    said = "The Fenwick choir rehearsal in Oslo is on 9 May 2026 at 10:00 UTC. "
    documents = [
        Document(f"{letter}{n}", said + text, published=date(2026, 4, 1))
        for letter, text in zip("abcd", texts, strict=True)
        for n in range(2)
    ]
    world = World({document.id: read(document) for document in documents})
    for document in chance.sample(documents, len(documents)):
        world.change(come=[document.id])

        assert world.told() == world.at_once()


def read(document: Document) -> Text:
    return Text(document, happenings_of(document, statements_of(document, Config())), portrait_of(document))
