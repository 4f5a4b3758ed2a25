"""The store holds under kills, rivals, foreign files and newer versions."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from store_fixtures import compute

import timeline.store
from timeline.model import Document
from timeline.store import MissingStoreError, NewerStoreError, Store, StoreError, schema
from timeline.store.engine import address

HERE = Path(__file__).parent
FIRST = (  # what makes today's tables those of the first version
    "DROP TABLE readings",
    "DROP TABLE findings",
    "CREATE TABLE findings (number INTEGER PRIMARY KEY, code VARCHAR(10), document VARCHAR(500), content TEXT)",
    "DROP INDEX events_by_part",
    "ALTER TABLE events DROP COLUMN part",
    "ALTER TABLE events DROP COLUMN gone",
    "ALTER TABLE events ADD COLUMN position BIGINT NOT NULL DEFAULT 0",
    "UPDATE timeline_schema SET version_num = '0001'",
)
WRITER = """
import sys
sys.path[:0] = {folders!r}
from store_fixtures import compute
from timeline.model import Document
from timeline.store import Store
store = Store({url!r}, compute=compute)
for round in range({first}, 1_000_000):
    texts = [f"event{{n}} = 2025-09-02T10:00Z @ round {{round}}" for n in range(20)]
    store.synchronise([Document(text.partition(" ")[0], text) for text in texts])
    print(round, flush=True)
"""


def rounds(store: Store) -> tuple[set[str], set[str], int]:
    """The rounds that documents and events tell of, and how many documents there are."""
    held = store.timeline()
    told = {document.text.rpartition(" ")[2] for document in held.documents}
    return told, {(event.place or "").removeprefix("round ") for event in held.events}, len(held.documents)


def test_a_writer_killed_at_any_instant_loses_and_halves_nothing(url: str) -> None:
    chance = random.Random(7)
    first, kills = 0, 0
    for _ in range(5):
        script = WRITER.format(folders=[str(HERE), str(HERE.parent)], url=url, first=first)
        writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        told = [writer.stdout.readline()]
        time.sleep(chance.uniform(0.0, 0.25))
        writer.send_signal(signal.SIGKILL)
        kills += writer.wait() == -signal.SIGKILL
        told += writer.stdout.read().splitlines()
        writer.stdout.close()
        confirmed = max(int(line) for line in told if line.strip())

        with Store(url, compute=compute) as store:
            documents, events, count = rounds(store)

        assert count == 20
        assert documents == events
        assert len(events) == 1
        assert int(events.pop()) in {confirmed, confirmed + 1}
        first = confirmed + 2
    assert kills == 5


def test_writers_wait_for_each_other_and_readers_see_whole_states(url: str) -> None:
    Store(url, compute=compute).close()
    stop = False

    def write(name: str) -> int:
        with Store(url, compute=compute) as store:
            for number in range(12):
                store.add([Document(f"{name}{number}", f"{name}{number} = 2025-09-01T10:00Z")])
        return 12

    def read() -> list[int]:
        seen = []
        with Store(url, compute=compute) as store:
            while not stop:
                held = store.timeline()
                assert {d.id for d in held.documents} == {event.title for event in held.events}
                seen.append(len(held.events))
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        writers = [pool.submit(write, name) for name in ("a", "b")]
        try:
            assert [writer.result() for writer in writers] == [12, 12]
        finally:
            stop = True
        seen = [reader.result() for reader in readers]

    with Store(url, compute=compute) as store:
        assert len(store.timeline().events) == 24
        assert store.generation() == 24
    assert all(counts == sorted(counts) for counts in seen)


def test_two_processes_may_create_the_store_at_once(url: str) -> None:
    script = f"from timeline.store import Store; Store({url!r}).close()"
    makers = [subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True) for _ in range(3)]

    told = [maker.communicate()[1] for maker in makers]

    assert [maker.returncode for maker in makers] == [0, 0, 0], told


def test_a_store_of_a_newer_version_is_refused(url: str) -> None:
    Store(url, compute=compute).close()
    engine = create_engine(address(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE timeline_schema SET version_num = '0999'"))
    engine.dispose()

    with pytest.raises(NewerStoreError, match=r"schema 0999 of a newer version.*update timeline-utc"):
        Store(url, compute=compute)


def test_the_tables_are_what_the_migrations_make(url: str) -> None:
    Store(url, compute=compute).close()
    engine = create_engine(address(url))
    found = inspect(engine)

    made = {name: {c["name"]: c["nullable"] for c in found.get_columns(name)} for name in schema.tables.tables}

    engine.dispose()
    wanted = {name: {c.name: c.nullable for c in table.columns} for name, table in schema.tables.tables.items()}
    assert made == wanted


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(timeline.store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This is a text about the launch, and no database at all. " * 20)

    with pytest.raises(StoreError, match=r"notes\.txt is no timeline store.*--store"):
        Store(str(path))

    assert path.read_text().startswith("This is a text")


def test_another_programs_tables_are_left_alone(url: str) -> None:
    engine = create_engine(address(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE documents (body TEXT)"))
    engine.dispose()

    with pytest.raises(StoreError, match=r"another program's tables \(documents\)"):
        Store(url)


def test_who_only_reads_makes_no_store_in_another_programs_file(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    engine = create_engine(address(str(path)))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bookmarks (title TEXT)"))
    engine.dispose()
    before = path.read_bytes()

    with pytest.raises(MissingStoreError, match=r"there is no store at .*places\.sqlite"):
        Store(str(path), create=False)

    assert path.read_bytes() == before


def test_a_store_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = str(tmp_path / "timeline.db")
    with Store(url, compute=compute) as store:
        store.synchronise([Document("a", "dinner = 2025-09-02T10:00Z @ home")])
    monkeypatch.setattr("timeline.store.engine.os.access", lambda *_: False)  # root may write everywhere

    with Store(url, compute=compute, create=False) as store:
        assert len(store.timeline().events) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["timeline.db"]
        monkeypatch.undo()
        with Store(url, compute=compute) as writer:  # somebody else may write
            writer.synchronise([])
        assert store.generation() == 2
        with pytest.raises(StoreError, match=r"cannot be written; check its permissions"):
            store.synchronise([Document("b", "supper = 2025-09-03T10:00Z @ home")])


def test_a_missing_store_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError, match=r"there is no store at .*timeline build PATH"):
        Store(str(tmp_path / "timeline.db"), create=False)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nowhere/at/all/timeline.db", "there is no folder 'nowhere/at/all'"),
        (".", "is a folder"),
        ("mysql://host/name", "'mysql' is not supported"),
        ("postgresql://user:secret@127.0.0.1:1/name", "127.0.0.1"),
        ("://", "is no store"),
    ],
)
def test_an_unusable_address_is_explained(url: str, said: str) -> None:
    with pytest.raises(StoreError) as refused:
        Store(url)

    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


def test_opening_a_store_that_is_up_to_date_does_not_load_the_migrations(tmp_path: Path) -> None:
    path = str(tmp_path / "timeline.db")
    Store(path).close()
    script = f"import sys; from timeline.store import Store; Store({path!r}).close(); print('alembic' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_store_of_the_first_version_is_brought_up_to_date(url: str) -> None:
    with Store(url, compute=compute) as store:
        store.synchronise([Document("a", "launch = 2025-09-01T10:00Z"), Document("b", "party = 2025-09-02T10:00Z")])
        store.synchronise([Document("b", "party = 2025-09-02T10:00Z")])
        before = store.timeline()
    engine = create_engine(address(url))
    with engine.begin() as connection:
        for was in FIRST:
            connection.execute(text(was))
    engine.dispose()

    with Store(url, compute=compute) as store:
        assert store.timeline() == before
