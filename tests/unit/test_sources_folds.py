"""Words of a calendar that are cut by folds are read whole, and found at their place in the file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks import check
from timeline.cli import main
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document, Finding, Level, Origin
from timeline.sources import read_text
from timeline.sources.folds import blank, in_file

TALK = "Community call on Friday\\, 14 August 2025 at 3 pm UTC\\nin the large hall"
LINES = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//calendar//EN", "BEGIN:VEVENT", "UID:a@example.org",
    "DTSTAMP:20250801T120000Z", "DTSTART:20250814T150000Z", "DTEND:20250814T160000Z", "SUMMARY:Call",
    "DESCRIPTION:{}", "END:VEVENT", "END:VCALENDAR",
)  # fmt: skip
FILE = "\r\n".join(LINES) + "\r\n"


def words_of(description: str) -> str:
    raw = FILE.format(description)
    document = read_text(raw, "a.ics", "calendar")
    assert isinstance(document, Document)
    assert len(document.text) == len(raw)

    return " ".join(document.text.split())


@pytest.mark.parametrize("at", range(len(TALK) + 1))
@pytest.mark.parametrize("fold", ["\r\n ", "\n\t"])
def test_a_fold_anywhere_changes_no_word(fold: str, at: int) -> None:
    assert words_of(TALK[:at] + fold + TALK[at:]) == words_of(TALK)


@pytest.mark.parametrize("at", range(TALK.index("Friday"), TALK.index(" at 3")))
def test_a_finding_stands_where_the_words_are_in_the_file(at: int) -> None:
    raw = FILE.format(TALK[:at] + "\r\n " + TALK[at:])
    document = read_text(raw, "a.ics", "calendar")
    assert isinstance(document, Document)

    (found,) = in_file(check([document], statements_of(document), (), Config()), [document])

    assert found.code == "TL111"
    ((start, end),) = found.spans
    assert raw[start:end].replace("\r\n ", "") == r"Friday\, 14 August 2025 at 3 pm UTC"


@given(st.text("ab \\n,;\r\n\t", max_size=60), st.randoms())
def test_every_character_knows_its_place(value: str, draw: random.Random) -> None:
    raw = f"DESCRIPTION:{value}\r\nSUMMARY:x\r\n y z"
    text, _ = blank(raw, "")  # type: ignore[misc]  # it gives no fault
    origin = Origin("a.ics", "calendar", raw)
    document = Document("a", text, origin=origin)
    start = draw.randrange(len(text))
    end = draw.randint(start, len(text))

    (found,) = in_file([Finding("TL111", "n", Level.INFO, "", "a", ((start, end),))], [document])

    assert len(text) == len(raw)
    ((first, last),) = found.spans
    assert 0 <= first <= last <= len(raw)
    if end == start + 1 and text[start] in "abxyz":
        assert raw[first:last] == text[start]


def test_a_place_that_ends_in_the_blanks_behind_a_cut_word_is_not_reversed() -> None:
    raw = "DESCRIPTION:a\r\n b c"
    document = Document("a", "            ab    c", origin=Origin("a.ics", "calendar", raw))

    (found,) = in_file([Finding("TL111", "n", Level.INFO, "", "a", ((13, 15),))], [document])

    assert [raw[start:end] for start, end in found.spans] == ["b"]


def test_text_that_contradicts_the_start_is_found_across_folds(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(
        FILE.format("Community call at 7 p\r\n m U\r\n TC on 14 Aug\r\n ust 2025").encode()
    )

    done = CliRunner().invoke(main, ["check", str(tmp_path / "a.ics"), "--format", "concise", "--no-cache"])

    assert "TL441" in done.output


@pytest.mark.parametrize("unit", ["a\r\n ", "\r\n ", "a b\r\n ", "\\n\r\n "])
def test_a_value_of_very_many_folds_is_read_to_its_end(unit: str) -> None:
    raw = FILE.format(unit * 200_000 + "END")

    text, _ = blank(raw, "")  # type: ignore[misc]  # as above

    assert len(text) == len(raw)
    assert text.rstrip().endswith("END")
