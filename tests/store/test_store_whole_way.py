"""The store with the real readers: what was computed comes back, and computing again changes nothing."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from store_fixtures import Hands

from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document, Origin, Statement
from timeline.pipeline import run
from timeline.sources import read
from timeline.store import Store, StoreError, codec

SEEDS = Path(__file__).parent.parent.parent / "seeds"
WORDS = [
    *(
        "Friday",
        "3 pm",
        "ET",
        "11:30",
        "2025-08-15",
        "midnight",
        "every Tuesday",
        "local time",
        "9999-12-31",
        "0001-01-01",
    ),
    *("UTC+14", "meeting", "cancelled", "until", "\0", "24:00", "99:99", "13/13/2025", "the summit", "in Oslo", "EST"),
    *(
        "next week",
        "01:30",
        "2025-10-26",
        "postponed to",
        "not",
        "(",
        ")",
        ",",
        ".",
        "\n\n",
        "\u2028",
        "\u202e",
        "𝔘",
        "é",
    ),
    *(
        "tomorrow",
        "every other Monday",
        "from",
        "to",
        "noon",
        "two hours",
        "end of day",
        "AoE",
        "Moscow time",
        "/",
        "–",
    ),
    *("not before", "until further notice"),
]


def hostile(seed: int) -> list[Document]:
    """Documents that are nothing but trouble."""
    chance = random.Random(seed)
    published: list[datetime | date | None] = [
        None,
        date(2025, 8, 14),
        datetime.fromisoformat("2025-08-14T12:00-04:00"),
    ]
    texts = (" ".join(chance.choice(WORDS) for _ in range(60)) for _ in range(6))
    return [Document(f"h{n}", text, published=chance.choice(published)) for n, text in enumerate(texts)]


def test_what_the_seeds_say_comes_back_from_the_store(url: str, hands: Hands) -> None:
    documents = [found for found in read([str(SEEDS)], extract=True) if isinstance(found, Document)]
    computed = run(documents, Config())

    with Store(url, now=hands) as store:
        store.synchronise(documents)
        held = store.timeline()
        again = store.recompute()

        assert store.timeline() == held
    assert len(held.events) == len(computed.events) > 5
    assert held.findings == computed.findings
    assert held.statements == codec.loads(codec.dumps(computed.statements))
    assert {event.uid: event.when for event in held.events} == {event.uid: event.when for event in computed.events}
    revised = again.events
    assert (revised.created, revised.moved, revised.edited, revised.cancelled) == ((), (), (), ())


@pytest.mark.parametrize("seed", range(6))
def test_hostile_documents_are_stored_and_stay_as_they_are(tmp_path: Path, hands: Hands, seed: int) -> None:
    with Store(str(tmp_path / "timeline.db"), now=hands) as store:
        store.add(hostile(seed))
        held = store.timeline()
        hands.now += timedelta(days=1)
        store.recompute()

        assert store.timeline() == held


SMALL = [
    Document(name, text, published=date.fromisoformat(day))
    for name, day, text in (
        ("a", "2026-04-01", "The Kestrel regatta starts in Skagen on 9 May 2026 at 10:00 UTC."),
        ("b", "2026-04-02", "The Kestrel regatta in Skagen starts on 9 May 2026 at 11:30 UTC."),
        ("c", "2026-04-20", "The Kestrel regatta in Skagen is postponed to 16 May 2026 at 12:00 UTC."),
        ("d", "2026-04-03", "The choir meets every Tuesday at 19:00 CET. The choir does not meet on 12 May 2026."),
        ("e", "2026-04-04", "The choir meets on Tuesday, 19 May 2026 at 19:30 CEST."),
        ("f", "2026-04-05", "Papers are due by 8 May 2026, 5 pm Eastern Time. The conference is in June 2026."),
        ("g", "2026-05-10", "A magnitude 5 quake hit Vik on 9 May 2026 at 03:12 UTC. A concert was cancelled."),
        ("h", "2026-05-11", "The quake in Vik struck at 5:12 a.m. local time on Saturday, 9 May 2026."),
        ("i", "2026-03-01", "The Kestrel regatta in Skagen will be the first since the pier fell. Papers wait."),
        ("j", "2026-04-06", "The Kestrel regatta in Skagen draws crowds. The quake in Vik broke a pier."),
        ("k", "2026-05-02", "A briefing at 8:00 UTC on 9 May 2026 comes after the Kestrel regatta in Skagen."),
        ("l", "2026-06-30", "In March 2026 the Kestrel regatta was sold out; a concert on 3 March 2026 paid for it."),
    )
]


def told(path: Path, hands: Hands) -> object:
    """What a store says, but for what depends on its past: withdrawn events, UIDs and revisions."""
    with Store(str(path), now=hands) as store:
        held = store.timeline()
    with closing(sqlite3.connect(path)) as connection:
        gone = {uid for (uid,) in connection.execute("SELECT uid FROM events WHERE gone IS NOT NULL")}
    live = [e for e in held.events if e.uid not in gone]
    events = [(e.title, e.when, e.readings, e.links, e.status, e.superseded, e.findings) for e in live]
    return sorted(map(repr, events)), held.statements, sorted(map(repr, held.findings))


@pytest.mark.parametrize("seed", range(4))
def test_adding_and_removing_in_any_order_gives_what_is_there_at_last(tmp_path: Path, hands: Hands, seed: int) -> None:
    chance = random.Random(seed)
    live: dict[str, Document] = {}
    with Store(str(tmp_path / "timeline.db"), now=hands) as store:
        for _ in range(24):
            document = chance.choice(SMALL)
            if live.pop(document.id, None) is not None:
                store.remove([document.id])
            else:
                live[document.id] = document
                store.add([document])
    with Store(str(tmp_path / "fresh.db"), now=hands) as store:
        store.add(document for document in SMALL if document.id in live)

    assert told(tmp_path / "timeline.db", hands) == told(tmp_path / "fresh.db", hands)


def read_of(path: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT document, content FROM readings"))


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that are read."""
    found: list[str] = []

    def noted(document: Document, config: Config) -> tuple[Statement, ...]:
        found.append(document.id)
        return statements_of(document, config)

    monkeypatch.setattr("timeline.pipeline.statements_of", noted)
    return found


def test_a_change_reads_only_the_documents_that_it_brings(tmp_path: Path, hands: Hands, read_again: list[str]) -> None:
    one, other = (
        Document("a", "The regatta starts at 14:00 UTC on 9 May 2026."),
        Document("b", "See you on 3 May 2026."),
    )
    moved = replace(one, text="The regatta starts at 15:00 UTC on 9 May 2026.")
    with Store(str(tmp_path / "timeline.db"), now=hands) as store:
        for change, wanted in (
            (lambda: store.add([one]), ["a"]),
            (lambda: store.add([other]), ["b"]),
            (lambda: store.add([moved]), ["a"]),
            (lambda: store.remove(["b"]), []),
            (lambda: store.add([other]), ["b"]),
            (store.recompute, ["a", "b"]),
        ):
            read_again.clear()
            change()
            assert sorted(read_again) == wanted
        held = store.timeline()
    with Store(str(tmp_path / "fresh.db"), now=hands) as store:
        store.add([moved, other])
        assert store.timeline().statements == held.statements

    with Store(str(tmp_path / "timeline.db"), Config(home_zone="Europe/Oslo"), now=hands) as store:
        read_again.clear()
        store.add([])
        assert sorted(read_again) == ["a", "b"]  # under other settings they may say something else


def test_what_was_read_is_gone_with_its_document(tmp_path: Path, hands: Hands) -> None:
    path = tmp_path / "timeline.db"
    with Store(str(path), now=hands) as store:
        store.add([Document("a", "The regatta is on 9 May 2026."), Document("b", "The concert is on 3 May 2026.")])
        before = read_of(path)
        store.remove(["a"], purge=True)
        after = read_of(path)
    (gone,) = before.keys() - after.keys()

    octets = b"".join(found.read_bytes() for found in tmp_path.iterdir())
    assert len(before) == 2
    assert before[gone][16:] not in octets


@pytest.mark.parametrize(("table", "column"), [("events", "content"), ("documents", "content"), ("facts", "value")])
def test_a_damaged_row_is_told_of_without_its_words(tmp_path: Path, hands: Hands, table: str, column: str) -> None:
    path = tmp_path / "timeline.db"
    with Store(str(path), now=hands) as store:
        store.add([Document("a", "The regatta is on 9 May 2026.")])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = '[\"secret'")

    def use(store: Store) -> None:
        store.add([Document("b", "The concert is on 3 May 2026.")])
        store.timeline()

    with Store(str(path), now=hands) as store, pytest.raises(StoreError, match="is damaged") as told:
        use(store)

    assert "secret" not in str(told.value)


def test_a_damaged_reading_is_read_anew(tmp_path: Path, hands: Hands) -> None:
    path = tmp_path / "timeline.db"
    with Store(str(path), now=hands) as store:
        store.add([Document("a", "The regatta is on 9 May 2026.")])
        before = read_of(path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE readings SET content = x'00'")
        store.add([Document("b", "Where the regatta is on 9 May 2026 is not known.")])

        assert before.items() < read_of(path).items()


def test_what_was_found_in_a_text_is_kept_and_shown_as_the_settings_ask(
    tmp_path: Path, hands: Hands, read_again: list[str]
) -> None:
    wrong = Document("a", "The regatta starts on Friday, 9 May 2026 at 14:00 EST.")  # a Saturday, in summer
    path = str(tmp_path / "timeline.db")
    with Store(path, now=hands) as store:
        store.add([wrong])
        codes = {finding.code for finding in store.timeline().findings}
    read_again.clear()

    with Store(path, Config(select=("TL111",)), now=hands) as store:
        store.add([Document("b", "See you on 3 May 2026.")])
        chosen = {finding.code for finding in store.timeline().findings}
    with Store(path, now=hands) as store:
        store.remove(["b"])
        again = {finding.code for finding in store.timeline().findings}

    assert (codes, chosen, again) == ({"TL101", "TL111"}, {"TL111"}, {"TL101", "TL111"})
    assert read_again == ["b"]


def test_a_file_that_lies_elsewhere_is_silent_as_the_settings_say_of_that_place(tmp_path: Path, hands: Hands) -> None:
    wrong = Document("a", "The regatta starts on Friday, 9 May 2026.", origin=Origin("news/a.md"))
    other = Document("b", "See you on 3 May 2026.", origin=Origin("news/b.md"))
    config = Config(per_file_ignores=(("drafts/*", ("TL111",)),))
    with Store(str(tmp_path / "timeline.db"), config, now=hands) as store:
        store.synchronise([wrong, other])
        before = {finding.code for finding in store.timeline().findings}
        change = store.synchronise([replace(wrong, origin=Origin("drafts/a.md")), other])
        after = {finding.code for finding in store.timeline().findings}
        again = store.synchronise([replace(wrong, origin=Origin("drafts/a.md")), other])

    assert (before, after) == ({"TL111"}, set())
    assert (change.unchanged, change.elsewhere, change.events.edited) == (("a", "b"), ("a",), ())
    assert not again.computed
