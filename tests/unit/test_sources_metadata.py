"""Metadata come from the nearest place that states them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from timeline.model import Document
from timeline.sources import BadOptionError, Fault, Metadata, from_options, read

FRONT = """---
id: 000
title: "Talks: the plan"
published: 2025-08-14T12:00:00-04:00
zone: America/New_York   # the desk's
place: Anchorage, Alaska
tags:
  - talks
layout: post
---
At noon.
"""


def one(path: Path, overrides: Metadata | None = None) -> Document:
    (found,) = read([str(path)], overrides or Metadata())
    assert isinstance(found, Document), found
    return found


def fault(path: Path) -> Fault:
    (found,) = read([str(path)])
    assert isinstance(found, Fault)
    return found


def test_front_matter_is_read_and_every_value_is_a_string(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FRONT)

    found = one(tmp_path / "a.md")

    assert found.id == "000"
    assert found.title == "Talks: the plan"
    assert found.published == datetime(2025, 8, 14, 12, tzinfo=timezone(timedelta(hours=-4)))
    assert (found.zone, found.place) == ("America/New_York", "Anchorage, Alaska")
    assert found.text.strip() == "At noon."
    assert found.text.index("At noon.") == FRONT.index("At noon.")


def test_the_command_line_wins_then_corpus_toml_then_front_matter_then_the_folders_defaults(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: front\nplace: front\npublished: 2025-01-01\n---\nText.")
    (tmp_path / "corpus.toml").write_text(
        'place = "default"\npublisher = "default"\nlang = "en"\n'
        '[[document]]\nfile = "a.md"\ntitle = "corpus"\npublished = 2025-02-02\n'
    )

    found = one(tmp_path / "a.md", from_options(published="2025-03-03"))

    assert found.published == date(2025, 3, 3)
    assert (found.title, found.place, found.publisher) == ("corpus", "front", "default")


def test_the_default_id_is_the_path_in_the_folder_without_suffix(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    found = list(read([str(tmp_path)]))

    assert [document.id for document in found if isinstance(document, Document)] == ["a", "sub/b"]


def test_a_corpus_toml_governs_the_folders_below_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("b")
    (tmp_path / "corpus.toml").write_text('[[document]]\nfile = "sub/b.txt"\npublished = 2025-08-14T12:00:00-04:00\n')

    (found,) = read([str(tmp_path)])

    assert isinstance(found, Document)
    assert found.published == datetime(2025, 8, 14, 16, tzinfo=UTC)


def test_a_wall_time_is_read_on_the_clock_of_the_zone_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2025-08-14 12:00\nzone: America/New_York\n---\nText.")

    assert one(tmp_path / "a.md").published == datetime(2025, 8, 14, 16, tzinfo=UTC)


def test_of_a_wall_time_without_a_zone_the_date_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2025-08-14 12:00\n---\nText.")

    assert one(tmp_path / "a.md").published == date(2025, 8, 14)
    assert type(one(tmp_path / "a.md").published) is date


def test_what_other_programs_write_is_understood_or_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndate: 2025-08-14 12:00:00 -0400\nlanguage: en-US\n---\nText.")
    (tmp_path / "b.md").write_text("---\ndate: last Friday\ntimezone: somewhere\n---\nText.")

    first, second = read([str(tmp_path)])

    assert isinstance(first, Document)
    assert (first.published, first.language) == (datetime(2025, 8, 14, 16, tzinfo=UTC), "en")
    assert isinstance(second, Document)
    assert (second.published, second.zone) == (None, None)


def test_files_named_one_by_one_are_told_apart_by_their_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    for name in ("README.md", "docs/README.md"):
        Path(name).write_text("Text.")

    found = list(read(["README.md", "docs/README.md", "./README.md"]))

    assert [document.id for document in found if isinstance(document, Document)] == ["README", "docs/README"]


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["docs", "news"], ["index", "news/index"]),
        ([".", "news"], ["docs/index", "news/index"]),
        (["docs/index.md", "docs/index.html"], ["index", "docs/index.html"]),
        (["docs/index.md", "news"], ["index", "news/index"]),
    ],
)
def test_files_of_one_name_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], ids: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("docs", "news"):
        Path(folder).mkdir()
        Path(folder, "index.md").write_text("Text.")
    if "docs/index.html" in paths:
        Path("docs/index.html").write_text("<p>Text.")

    assert [found.id if isinstance(found, Document) else str(found) for found in read(paths)] == ids


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("zone: Europe/Berln", "unknown zone 'Europe/Berln'; did you mean 'Europe/Berlin'?"),
        ("published: 2025-02-30", "published '2025-02-30' is no possible time (day is out of range for month)"),
        ("published: yesterday", "published 'yesterday' is no possible time (not an ISO date or date-time)"),
        ("published: 0001-01-01T00:00:00+14:00", "lies outside the calendar"),
        ("published: 9999-12-31", "published '9999-12-31' lies outside the calendar; correct the year"),
        ("url: javascript:alert(1)", "url 'javascript:alert(1)' is no web address"),
        ("lang: English!", "unknown language 'English!'"),
        ("title: a\nno colon here", "front matter line 'no colon here' is no 'key: value'"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_remedy(tmp_path: Path, front: str, said: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nText.")

    found = fault(tmp_path / "a.md")

    assert found.code == "TL905"
    assert said in str(found)
    assert str(found).startswith(str(tmp_path / "a.md"))


def test_front_matter_that_never_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: a\n\nText.\n")

    assert "is no 'key: value'" in str(fault(tmp_path / "a.md")) or "never closed" in str(fault(tmp_path / "a.md"))


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("zone = ", "is no TOML"),
        ('zon = "UTC"', "unknown key 'zon'; did you mean 'zone'?"),
        ('zone = "Mars/Olympus"', "unknown zone 'Mars/Olympus'"),
        ('[[document]]\nfile = "a.txt"\npublished = 12:00:00', "published '12:00:00' has no date for 'a.txt'"),
        ('[[document]]\nfile = "gone.txt"', "names 'gone.txt', which is not in the folder"),
        ('[[document]]\nfile = "../a.txt"', "names '../a.txt', which is not in the folder"),
        ('[[document]]\ntitle = "x"', "number 1 names no file"),
        ('[[document]]\nfile = "a.txt"\n[[document]]\nfile = "a.txt"', "'a.txt' has two [[document]] entries"),
        ("document = 5", "number 1 names no file"),
    ],
)
def test_what_is_wrong_with_corpus_toml_is_told_and_other_documents_are_read(
    tmp_path: Path, toml: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "corpus.toml").write_text(toml)

    found = list(read([str(tmp_path)]))

    assert "b" in [document.id for document in found if isinstance(document, Document)]
    faults = [str(one) for one in found if isinstance(one, Fault)]
    assert any(said in line and "corpus.toml" in line for line in faults), faults


def test_options_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadOptionError, match="did you mean 'America/New_York'"):
        from_options(zone="America/NewYork")
