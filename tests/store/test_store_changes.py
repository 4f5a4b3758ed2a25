"""What becomes of documents and events when documents come, change and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from computing import at_once
from sqlalchemy import Engine
from sqlalchemy.event import listen, remove
from store_fixtures import Hands, compute, lines

from timeline.config import Config
from timeline.model import Document, Event, Grain, Origin, Placed, Status, Timeline
from timeline.store import Source, Store, StoreError

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PUBLISHED = datetime(2025, 8, 14, 16, tzinfo=UTC)


def article(name: str, text: str, published: datetime | None = PUBLISHED, url: str | None = None) -> Document:
    return Document(name, text, published=published, url=url)


def test_an_empty_store_gives_an_empty_timeline(store: Store) -> None:
    timeline = store.timeline()

    assert (timeline.documents, timeline.events, timeline.findings) == ((), (), ())


def test_an_event_is_as_old_as_the_publication_that_announced_it(store: Store) -> None:
    change = store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])

    (event,) = store.timeline().events
    assert change.added == ("a",)
    assert change.events.created == ("launch@test",)
    assert (event.revision, event.created, event.updated) == (0, PUBLISHED, PUBLISHED)


def test_an_event_is_not_changed_in_the_future_whatever_a_document_says_of_its_date(store: Store, hands: Hands) -> None:
    ahead = NOON + timedelta(days=4000)
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z", published=ahead)])
    assert store.timeline().events[0].updated == NOON
    hands.now += timedelta(days=1)

    store.synchronise([article("a", "launch = 2025-09-01T11:00Z", published=ahead)])

    found = store.timeline()
    assert found.events[0].updated == NOON + timedelta(days=1) == found.changed


def test_an_event_whose_source_is_called_otherwise_has_changed(store: Store, hands: Hands) -> None:
    text = "launch = 2025-09-01T10:00Z"
    store.synchronise([article("a", text), article("b", "party = 2025-09-02T10:00Z")])
    hands.now += timedelta(days=1)

    other = article("b", "party = 2025-09-02T10:00Z")
    change = store.synchronise([replace(article("a", text), title="Corrected title"), other])

    launch, party = store.timeline().events
    assert change.events.edited == ("launch@test",)
    assert (launch.revision, launch.sequence, launch.updated) == (1, 0, NOON + timedelta(days=1))
    assert (party.revision, party.updated) == (0, PUBLISHED)
    assert store.timeline().changed == NOON + timedelta(days=1)


def test_an_event_of_an_undated_document_is_as_old_as_the_clock_says(store: Store) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z", published=None)])

    assert store.timeline().events[0].created == NOON


def test_the_same_documents_again_change_nothing(store: Store, hands: Hands) -> None:
    documents = [article("a", "launch = 2025-09-01T10:00Z")]
    store.synchronise(documents)
    before = store.timeline(), store.generation()
    hands.now += timedelta(days=3)

    change = store.synchronise(documents)

    assert change.unchanged == ("a",)
    assert not change.computed
    assert (store.timeline(), store.generation()) == before


def test_computing_again_without_a_change_leaves_every_event_as_it_was(store: Store, hands: Hands) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])
    before = store.timeline()
    hands.now += timedelta(days=3)

    change = store.recompute()

    assert change.computed
    assert store.timeline() == before


def test_a_new_time_raises_the_sequence_and_keeps_the_former_state(store: Store, hands: Hands) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])
    corrected = PUBLISHED + timedelta(days=1)

    change = store.synchronise([article("a", "launch = 2025-09-01T11:00Z", published=corrected)])

    (event,) = store.timeline().events
    assert change.revised == ("a",)
    assert change.events.moved == ("launch@test",)
    assert (event.sequence, event.created, event.updated) == (1, PUBLISHED, corrected)
    assert [past.when for past in store.history("launch@test")] != [event.when]
    assert [past.sequence for past in store.history("launch@test")] == [0]


def test_a_new_place_raises_the_sequence(store: Store) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z @ Oslo")])

    store.synchronise([article("a", "launch = 2025-09-01T10:00Z @ Bergen")])

    assert store.timeline().events[0].sequence == 1


def test_a_further_source_changes_the_event_but_not_its_sequence(store: Store, hands: Hands) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])
    later = PUBLISHED + timedelta(hours=5)

    change = store.add([article("b", "launch = 2025-09-01T10:00Z", published=later)])

    (event,) = store.timeline().events
    assert change.events.edited == ("launch@test",)
    assert (event.revision, event.sequence, event.updated) == (1, 0, later)


def test_last_modified_never_goes_back(store: Store, hands: Hands) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])

    store.add([article("b", "launch = 2025-09-01T10:00Z", published=PUBLISHED - timedelta(days=30))])

    assert store.timeline().events[0].updated == NOON


def test_an_event_without_documents_is_cancelled_and_kept_ninety_days(store: Store, hands: Hands) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z"), article("b", "party = 2025-09-02T10:00Z")])

    change = store.synchronise([article("b", "party = 2025-09-02T10:00Z")])

    assert change.withdrawn == ("a",)
    assert change.events.cancelled == ("launch@test",)
    party, launch = store.timeline().events
    assert (party.title, party.status, party.sequence) == ("party", Status.CONFIRMED, 0)
    assert (launch.title, launch.status, launch.sequence, launch.updated) == ("launch", Status.CANCELLED, 1, NOON)
    hands.now = NOON + timedelta(days=90)
    assert len(store.timeline().events) == 2
    hands.now = NOON + timedelta(days=91)
    assert [event.title for event in store.timeline().events] == ["party"]


def test_an_event_that_returns_goes_on_counting(store: Store, hands: Hands) -> None:
    text = "launch = 2025-09-01T10:00Z"
    store.synchronise([article("a", text)])
    store.synchronise([])
    hands.now += timedelta(days=200)

    store.synchronise([article("a", text)])

    (event,) = store.timeline().events
    assert (event.status, event.sequence, event.updated) == (Status.CONFIRMED, 2, hands.now)


def test_build_leaves_alone_what_add_brought(store: Store) -> None:
    store.add([article("web", "party = 2025-09-02T10:00Z")])

    store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])

    assert {document.id for document in store.documents()} == {"web", "a"}


def test_a_document_whose_file_cannot_be_read_today_stays(store: Store) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z"), article("b", "")])

    change = store.synchronise([article("b", "")], keep=lambda document: document.id == "a")

    assert change.withdrawn == ()
    assert len(store.timeline().events) == 1


def test_an_article_published_again_at_its_address_is_a_revision(store: Store) -> None:
    address = "https://news.example/launch"
    store.add([article("first", "launch = 2025-09-01T10:00Z", url=address)])

    change = store.add([article("second", "launch = 2025-09-01T11:00Z", url=address)])

    assert change.revised == ("first",)
    assert [document.text for document in store.documents()] == ["launch = 2025-09-01T11:00Z"]
    assert [document.text for document in store.document_history("first")] == ["launch = 2025-09-01T10:00Z"]


def test_of_two_articles_at_one_address_each_stays_what_it_is(store: Store) -> None:
    address = "https://news.example/launch"
    store.add([article("a", "launch = 2025-09-01T10:00Z", url=address), article("b", "fair = 2025-09-02T10:00Z")])

    change = store.add(
        [article("a", "launch = 2025-09-01T11:00Z"), article("b", "fair = 2025-09-02T11:00Z", url=address)]
    )
    again = store.add([article(name, "launch = 2025-09-01T12:00Z", url=address) for name in ("c", "d")])

    assert (change.added, change.revised) == ((), ("a", "b"))
    assert (again.added, again.revised) == (("d",), ("b",))


def test_what_is_given_twice_is_as_it_was_given_last(store: Store) -> None:
    """A folder and a file of it, each added for itself, are both read by ``update``."""
    store.add([article("a", "launch = 2025-09-01T10:00Z")])

    change = store.add([article(name, f"{name} = 2025-09-01T{hour}:00Z") for hour in (11, 12) for name in ("a", "b")])

    assert (change.added, change.revised) == (("b",), ("a",))
    assert [document.text for document in store.documents()] == ["a = 2025-09-01T12:00Z", "b = 2025-09-01T12:00Z"]
    assert len(store.document_history("a")) == 1


@pytest.mark.parametrize("purge", [False, True])
def test_a_document_that_was_removed_is_known_to_have_been(store: Store, purge: bool) -> None:
    store.add([article("a", "launch = 2025-09-01T10:00Z")])

    store.remove(["a"], purge=purge)

    assert store.held("a")
    assert not store.held("b")


def test_removing_an_unknown_document_names_it(store: Store) -> None:
    with pytest.raises(StoreError, match="holds no document 'nowhere'"):
        store.remove(["nowhere"])


def test_a_change_writes_and_reads_again_only_what_it_changes(store: Store) -> None:
    store.synchronise([article(name, f"{name} = 2025-09-01T10:00Z") for name in ("a", "b", "c")])
    before = {event.uid: event for event in store.timeline().events}
    written: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, given: object, _context: object, many: bool) -> None:
        if many and isinstance(given, list):
            written.extend(f"{sql.split()[0]} {sql.split()[2]}" for _ in given)
        elif sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}:
            written.append(f"{sql.split()[0]} {sql.split()[2] if sql[0] != 'U' else sql.split()[1]}")

    listen(Engine, "before_cursor_execute", note)
    try:
        store.add([article("b", "b = 2025-09-01T11:00Z")])
    finally:
        remove(Engine, "before_cursor_execute", note)

    after = {event.uid: event for event in store.timeline().events}
    assert {uid for uid in before if before[uid] is not after[uid]} == {"b@test"}
    assert written.count("UPDATE events") <= 1
    assert not [line for line in written if line.startswith(("DELETE events", "INSERT events"))]


def test_a_failed_change_leaves_everything_as_it_was(store: Store) -> None:
    store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])
    before = store.timeline(), store.generation()

    with pytest.raises(ValueError, match="Invalid isoformat"):
        store.synchronise([article("c", "party = someday")])

    assert (store.timeline(), store.generation()) == before


def test_purge_erases_text_revisions_and_quotes_and_keeps_what_withdraws_the_event(store: Store) -> None:
    store.synchronise([article("a", "secretword = 2025-09-01T10:00Z\nshared = 2025-09-03T10:00Z")])
    store.synchronise([article("a", "secretword = 2025-09-01T11:00Z\nshared = 2025-09-03T10:00Z")])
    store.add([article("b", "shared = 2025-09-03T10:00Z")])

    store.remove(["a"], purge=True)

    shared, gone = store.timeline().events
    assert [link.happening.document for link in shared.links] == ["b"]
    assert (gone.title, gone.status, gone.sequence) == ("Withdrawn", Status.CANCELLED, 2)
    assert (gone.links, gone.readings, gone.place) == ((), (), None)
    assert store.history(gone.uid) == ()
    assert store.document_history("a") == ()


def test_purge_leaves_nothing_in_the_file(tmp_path: Path, hands: Hands) -> None:
    with Store(str(tmp_path / "timeline.db"), compute=compute, now=hands) as store:
        store.synchronise([article("a", "secretword = 2025-09-01T10:00Z")])
        store.synchronise([article("a", "secretword = 2025-09-01T11:00Z")])
        assert b"secretword = " in b"".join(path.read_bytes() for path in tmp_path.iterdir())

        store.remove(["a"], purge=True)

        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"secretword = " not in kept
    assert b"secretword@test" in kept  # the UID


def test_purge_leaves_nothing_in_the_tables_of_postgresql(server: str, hands: Hands) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE purged TEMPLATE template0 ENCODING UTF8")
    with psycopg.connect(f"{server}/purged", autocommit=True) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        (number,) = connection.execute("SELECT oid FROM pg_database WHERE datname = 'purged'").fetchone() or (0,)

        def octets() -> bytes:
            connection.execute("CHECKPOINT")
            return b"".join(path.read_bytes() for path in Path(folder, "base", str(number)).iterdir())

        with Store(f"{server}/purged", compute=compute, now=hands) as store:
            store.synchronise([article("a", "secretword = 2025-09-01T10:00Z")])
            store.synchronise([article("a", "secretword = 2025-09-01T11:00Z")])
            assert b"secretword = " in octets()

            store.remove(["a"], purge=True)

        assert b"secretword = " not in octets()
        assert b"secretword@test" in octets()


def test_two_stores_built_from_the_same_documents_hold_the_same(tmp_path: Path, hands: Hands) -> None:
    documents = [article("a", "launch = 2025-09-01T10:00Z"), article("b", "party = 2025-09-02T10:00Z")]
    timelines = []
    for name in ("one", "two"):
        with Store(str(tmp_path / name), compute=compute, now=hands) as made:
            made.synchronise(documents)
            timelines.append(made.timeline())
        hands.now += timedelta(days=1)

    assert timelines[0] == timelines[1]


def test_a_new_zone_law_moves_events_that_are_stated_in_local_time_and_names_them(
    url: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wall clock keeps saying nine; what changes is the instant, so calendars must be told."""
    law = {"offset": 2}

    def by_law(documents: Sequence[Document], config: Config, previous: Sequence[Event]) -> Timeline:
        timeline = lines(documents, config, previous)
        wall = datetime(2026, 11, 2, 9)
        start = (wall - timedelta(hours=law["offset"])).replace(tzinfo=UTC)
        when = Placed(start, start + timedelta(minutes=1), Grain.MINUTE)
        local, utc = timeline.events
        return replace(timeline, events=(replace(local, when=when, local=wall, zone="Europe/Chisinau"), utc))

    monkeypatch.setattr("timeline.store.tz_version", lambda: "2026e")
    with Store(url, compute=at_once(by_law), now=hands) as store:
        store.synchronise([article("a", "council = 2026-11-02T07:00Z\nlaunch = 2026-11-02T07:00Z")])
        law["offset"] = 3
        monkeypatch.setattr("timeline.store.tz_version", lambda: "2026f")

        change = store.synchronise([article("a", "council = 2026-11-02T07:00Z\nlaunch = 2026-11-02T07:00Z")])

        council, launch = store.timeline().events
    assert (change.tz_before, change.tz) == ("2026e", "2026f")
    assert (change.unchanged, change.computed) == (("a",), True)
    assert change.events.shifted == ("council@test",)
    assert isinstance(council.when, Placed)
    assert council.when.start == datetime(2026, 11, 2, 6, tzinfo=UTC)
    assert (council.local, council.sequence, council.updated) == (datetime(2026, 11, 2, 9), 1, NOON)
    assert (launch.sequence, launch.updated) == (0, PUBLISHED)


def test_new_zone_data_that_move_no_event_are_a_change_of_the_feed_that_names_them(
    url: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words differ, so a reader that asks by date alone must not be told that nothing changed."""
    seen = []
    with Store(url, compute=compute, now=hands) as store:
        for version in ("2026e", "2026e", "2026f"):
            monkeypatch.setattr("timeline.store.tz_version", lambda named=version: named)
            store.synchronise([article("a", "launch = 2026-11-02T07:00Z")])
            seen.append((store.timeline().tz, store.timeline().changed))
            hands.now += timedelta(days=1)

    assert seen == [("2026e", NOON), ("2026e", NOON), ("2026f", NOON + timedelta(days=2))]


def test_an_event_whose_cancellation_a_source_reports_stays_while_the_source_does(url: str, hands: Hands) -> None:
    def called_off(documents: Sequence[Document], config: Config, previous: Sequence[Event]) -> Timeline:
        timeline = lines(documents, config, previous)
        return replace(timeline, events=tuple(replace(e, status=Status.CANCELLED) for e in timeline.events))

    with Store(url, compute=at_once(called_off), now=hands) as store:
        store.synchronise([article("a", "launch = 2025-09-01T10:00Z")])
        hands.now += timedelta(days=400)
        (event,) = store.timeline().events
        assert (event.status, event.sequence) == (Status.CANCELLED, 0)

        store.synchronise([])

        (event,) = store.timeline().events
        assert (event.status, event.sequence) == (Status.CANCELLED, 0)
        hands.now += timedelta(days=91)
        assert store.timeline().events == ()


@pytest.mark.parametrize("purge", [False, True])
def test_what_a_user_has_removed_comes_back_only_when_asked_for(store: Store, purge: bool) -> None:
    given = [article("a", "launch = 2025-09-01T10:00Z"), article("b", "party = 2025-09-02T10:00Z")]
    store.add(given)
    store.remove(["a"], purge=purge)

    updated = store.add(given, revive=False)
    assert (updated.added, updated.unchanged) == ((), ("b",))
    added = store.add(given)

    assert added.added == ("a",)
    assert {document.id for document in store.documents()} == {"a", "b"}


def test_a_removed_document_is_not_read_again(store: Store) -> None:
    address = "https://news.example/launch"
    kept = [Source("/home/of/folder"), Source("/home/of/notes/many.jsonl")]
    sources = [Source(address), Source("/home/of/notes/a.txt"), *kept]
    documents = [
        article(address, "launch = 2025-09-01T10:00Z", url=address),
        replace(article("a", "party = 2025-09-02T10:00Z"), origin=Origin("notes/a.txt")),
        replace(article("one", ""), origin=Origin("notes/many.jsonl")),
        replace(article("two", ""), origin=Origin("notes/many.jsonl")),
    ]
    store.add(documents, sources)

    store.remove([address, "a", "one"])

    assert store.sources() == tuple(kept)
