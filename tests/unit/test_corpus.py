"""The corpus: sentences with their times marked inline; a line tests extent, value and, outside the marks, silence."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from timeline.algebra.place import Context, Placing, place
from timeline.language import load
from timeline.model import Document
from timeline.recognise import recognise

FOLDER = Path(__file__).parent.parent / "corpus"
MARK = re.compile(r"\[(.+?)\]\{([^}]*)\}")
HEADER = re.compile(r"# written (\S+) in (\S+)")


def lines() -> list[tuple[str, str, str]]:
    """Every line of the corpus: its place, which begins with its language, the time of writing, the marked sentence."""
    found: list[tuple[str, str, str]] = []
    for path in sorted(FOLDER.glob("*_*.txt")):
        written = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if header := HEADER.match(line):
                written = header[1]
            elif line.strip() and not line.startswith("#"):
                found.append((f"{path.stem}:{number}", written, line))
    return found


def unmarked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence without its marks, and what they say: words and value."""
    return MARK.sub(lambda mark: mark[1], line), [(mark[1], mark[2]) for mark in MARK.finditer(line)]


def read(text: str, written: datetime, language: str) -> list[tuple[str, str]]:
    context = Context(written, holidays=load(language).holidays)
    found: list[tuple[str, str]] = []
    for reading in recognise(Document("corpus", text, language=language)):
        placed = place(reading.expr, context)
        assert isinstance(placed, Placing)
        found.append((text[slice(*reading.span)], placed.timex.value))
    return found


@pytest.mark.parametrize(("where", "written", "line"), lines(), ids=[where for where, _, _ in lines()])
def test_a_line_is_read_as_it_is_marked(where: str, written: str, line: str) -> None:
    text, marks = unmarked(line)

    assert read(text, datetime.fromisoformat(written), where.partition("_")[0]) == marks


def test_the_corpus_was_found_and_has_as_many_silent_lines_as_a_score() -> None:
    found = lines()

    assert len(found) > 80
    assert sum("]{" not in line for _, _, line in found) >= 20
