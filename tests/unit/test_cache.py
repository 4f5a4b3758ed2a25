"""The cache is never wrong: what an entry depends on is in its name, and a bad entry is none."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from timeline import cache
from timeline.algebra.expressions import At, Clock, Fields
from timeline.cache import Cache, dumps, key_of
from timeline.config import Config
from timeline.model import (
    AllDay,
    Document,
    Grain,
    Kind,
    Origin,
    Placed,
    Reading,
    Statement,
    Step,
    Timex,
    Tree,
    ZoneSort,
    ZoneWords,
)

START = datetime(2025, 8, 15, 19, 30, tzinfo=UTC)
WORDS = ZoneWords("3pm ET", ZoneSort.ABBREVIATION, "ET")
STATEMENT = Statement(
    "doc",
    (0, 6),
    "3pm ET",
    Kind.INSTANT,
    Placed(START, START + timedelta(minutes=1), Grain.MINUTE),
    Timex("TIME", "2025-08-15T15:30"),
    Reading((0, 6), At(Fields(day=15), Clock(3, meridiem="pm"), WORDS), Tree("at", (0, 6), (Tree("clock", (0, 3)),))),
    Grain.MINUTE,
    local=datetime(2025, 8, 15, 15, 30),
    zone_words=WORDS,
    exdates=(date(2025, 8, 22),),
    steps=(Step("zone-stated", ("ET", "America/New_York")),),
)
DOCUMENT = Document(
    "doc",
    "3pm ET",
    published=datetime(2025, 8, 14, tzinfo=timezone(timedelta(hours=-4))),
    origin=Origin("doc.md", "markdown", "3pm ET"),
)
KEY = "0" * 64


def test_a_value_comes_back_as_it_was(tmp_path: Path) -> None:
    value = ((STATEMENT, replace(STATEMENT, when=AllDay(date(2025, 8, 15), date(2025, 8, 16), None, Grain.DAY))), ())
    Cache(tmp_path).put(KEY, dumps(value))

    assert Cache(tmp_path).get(KEY) == value


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    assert Cache(tmp_path).get(KEY) is None


CHANGED = {
    "id": "other",
    "text": "3pm CT",
    "title": "Title",
    "url": "https://example.org/",
    "publisher": "Paper",
    "published": date(2025, 8, 14),
    "zone": "America/New_York",
    "place": "Boston",
    "language": "de",
    "origin": Origin("doc.md", "text", "3pm ET"),
    "dated": ((0, None),),
}


@pytest.mark.parametrize("field", [field.name for field in fields(Document)])
def test_every_field_of_a_document_is_in_its_name(field: str) -> None:
    other = replace(DOCUMENT, **{field: CHANGED[field]})

    assert key_of(other, Config(), "read") != key_of(DOCUMENT, Config(), "read")


@pytest.mark.parametrize(
    "config", [Config(home_zone="Asia/Tokyo"), Config(audience=("Asia/Tokyo",)), Config(day_first=False)]
)
def test_settings_of_reading_are_in_its_name(config: Config) -> None:
    assert key_of(DOCUMENT, config, "read") != key_of(DOCUMENT, Config(), "read")


def test_a_choice_of_rules_is_not() -> None:
    assert key_of(DOCUMENT, Config(ignore=("TL101",)), "read") == key_of(DOCUMENT, Config(), "read")


def test_what_is_kept_is_in_its_name() -> None:
    assert key_of(DOCUMENT, Config(), "read") != key_of(DOCUMENT, Config(), "happenings")


@pytest.mark.parametrize("cut", [0, 1, 11, 26, 27, 40, -1])
def test_a_cut_entry_is_none(tmp_path: Path, cut: int) -> None:
    kept = Cache(tmp_path)
    kept.put(KEY, dumps((STATEMENT,)))
    (path,) = kept.folder.glob("*/*")
    path.write_bytes(path.read_bytes()[:cut])

    assert kept.get(KEY) is None


def test_a_flipped_bit_anywhere_is_found(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(KEY, dumps((STATEMENT,)))
    (path,) = kept.folder.glob("*/*")
    content = path.read_bytes()

    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes((content[place] ^ 1,)) + content[place + 1 :])
        assert kept.get(KEY) is None


def test_an_entry_under_another_name_is_none(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(KEY, dumps((STATEMENT,)))
    (path,) = kept.folder.glob("*/*")
    path.rename(path.with_name("1" * 62))

    assert kept.get("00" + "1" * 62) is None


def test_an_entry_cannot_call_anything(tmp_path: Path) -> None:
    class Trojan:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "hacked"),)

    kept = Cache(tmp_path)
    kept.put(KEY, dumps(Trojan()))

    assert kept.get(KEY) is None
    assert not (tmp_path / "hacked").exists()
    pickle.loads(pickle.dumps(Trojan()))  # it would have, elsewhere
    assert (tmp_path / "hacked").exists()


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = Cache(tmp_path / "file")
    kept.put(KEY, dumps((STATEMENT,)))

    assert kept.get(KEY) is None


def test_another_program_has_other_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put(KEY, dumps((STATEMENT,)))
    monkeypatch.setattr(cache, "__version__", "9.9")
    cache.program.cache_clear()
    other = Cache(tmp_path).get(KEY)
    monkeypatch.undo()
    cache.program.cache_clear()

    assert other is None
    assert Cache(tmp_path).get(KEY) == (STATEMENT,)


def test_other_zone_data_has_other_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put(KEY, dumps((STATEMENT,)))
    monkeypatch.setattr(cache.zones, "version", lambda: "2099z")
    cache.program.cache_clear()
    found = Cache(tmp_path).get(KEY)
    cache.program.cache_clear()

    assert found is None


def test_unused_entries_are_thrown_away_and_used_ones_stay(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put(KEY, dumps((STATEMENT,)))
    kept.put("1" * 64, dumps((STATEMENT,)))
    past = (tmp_path / "looked-through").stat().st_mtime - cache.KEEP - 5
    for path in (*kept.folder.glob("*/*"), tmp_path / "looked-through"):
        os.utime(path, (past, past))
    kept.get(KEY)
    (tmp_path / "older program").mkdir()
    os.utime(tmp_path / "older program", (past, past))

    again = Cache(tmp_path)

    assert (again.get(KEY), again.get("1" * 64)) == ((STATEMENT,), None)
    assert not (tmp_path / "older program").exists()


def test_programs_that_write_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from timeline.cache import Cache, dumps\n"
        "kept = Cache(Path(sys.argv[1]))\n"
        "for n in range(300):\n"
        "    key = f'{n % 7:064}'\n"
        "    kept.put(key, dumps(('value', n % 7) * 2000))\n"
        "    assert kept.get(key) == ('value', n % 7) * 2000\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]

    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]
