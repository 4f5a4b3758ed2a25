"""News with its times marked inline, each meant as on the day of writing: tense and what was told before count."""

from __future__ import annotations

from datetime import date

import pytest
from marked_lines import marked_lines, unmarked

from timeline.discourse import statements_of
from timeline.model import Document

LINES = marked_lines("dated")


@pytest.mark.parametrize(("where", "written", "line"), LINES, ids=[where for where, _, _ in LINES])
def test_a_line_means_what_it_is_marked_with(where: str, written: str, line: str) -> None:
    text, marks = unmarked(line)
    document = Document("d", text, published=date.fromisoformat(written), language=where[:2])

    assert [(text[slice(*one.span)], one.timex.value) for one in statements_of(document)] == marks


def test_the_folder_was_found() -> None:
    assert len(LINES) > 10
