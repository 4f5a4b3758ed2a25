"""The corpus: sentences with their times marked inline; a line tests extent, value and, outside the marks, silence."""

from __future__ import annotations

from datetime import datetime

import pytest
from marked_lines import marked_lines, unmarked

from timeline.algebra.place import Context, Placing, place
from timeline.language import load
from timeline.model import Document
from timeline.recognise import recognise

LINES = marked_lines("corpus")


def read(text: str, written: datetime, language: str) -> list[tuple[str, str]]:
    context = Context(written, holidays=load(language).holidays)
    found: list[tuple[str, str]] = []
    for reading in recognise(Document("corpus", text, language=language)):
        placed = place(reading.expr, context)
        assert isinstance(placed, Placing)
        found.append((text[slice(*reading.span)], placed.timex.value))
    return found


@pytest.mark.parametrize(("where", "written", "line"), LINES, ids=[where for where, _, _ in LINES])
def test_a_line_is_read_as_it_is_marked(where: str, written: str, line: str) -> None:
    text, marks = unmarked(line)

    assert read(text, datetime.fromisoformat(written), where.partition("_")[0]) == marks


def test_the_corpus_was_found_and_has_as_many_silent_lines_as_a_score() -> None:
    assert len(LINES) > 80
    assert sum("]{" not in line for _, _, line in LINES) >= 20
