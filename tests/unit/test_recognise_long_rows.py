"""Rows of more words than are read at once: nothing is lost, and what may be torn says so."""

from __future__ import annotations

import pytest

from timeline.model import Document
from timeline.recognise import recognise


@pytest.mark.parametrize("unit", ["3pm", "Monday", "1:30", "9 to 11 am", "noon UTC"])
@pytest.mark.parametrize("mark", [", ", " / ", "; "])
def test_each_time_of_a_long_row_is_read(unit: str, mark: str) -> None:
    text = mark.join([unit] * 50)
    read = recognise(Document("row", text))
    told = sum(text.count(unit, *reading.span) for reading in read)

    assert told == 50
    assert not any(reading.torn for reading in read)


def test_a_time_that_goes_on_beyond_what_is_read_at_once_is_torn() -> None:
    text = "Every " + " and ".join(["Monday", "Tuesday"] * 25) + " at 3 pm"
    read = recognise(Document("row", text))

    assert read[0].torn
    assert read[-1].span[1] == len(text)


def test_a_row_that_ends_where_a_sentence_ends_is_whole() -> None:
    text = "Every Monday, Tuesday, Wednesday, Thursday and Friday from 9 am to 11 am ET."

    assert [reading.torn for reading in recognise(Document("row", text))] == [False]
