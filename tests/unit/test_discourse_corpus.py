"""News with its times marked inline, each meant as on the day of writing: tense and what was told before count."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from timeline.discourse import statements_of
from timeline.model import Document

FOLDER = Path(__file__).parent.parent / "dated"
MARK = re.compile(r"\[(.+?)\]\{([^}]*)\}")
HEADER = re.compile(r"# written (\S+)")


def lines() -> list[tuple[str, str, str]]:
    """Every line of the folder: its place, the day of writing, the marked sentences."""
    found: list[tuple[str, str, str]] = []
    for path in sorted(FOLDER.glob("*.txt")):
        written = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if header := HEADER.match(line):
                written = header[1]
            elif line.strip() and not line.startswith("#"):
                found.append((f"{path.stem}:{number}", written, line))
    return found


@pytest.mark.parametrize(("where", "written", "line"), lines(), ids=[where for where, _, _ in lines()])
def test_a_line_means_what_it_is_marked_with(where: str, written: str, line: str) -> None:
    text = MARK.sub(lambda mark: mark[1], line)
    document = Document("d", text, published=date.fromisoformat(written), language=where[:2])
    found = [(text[slice(*one.span)], one.timex.value) for one in statements_of(document)]

    assert found == [(mark[1], mark[2]) for mark in MARK.finditer(line)]


def test_the_folder_was_found() -> None:
    assert len(lines()) > 10
