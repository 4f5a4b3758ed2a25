"""Positions count as editors count: UTF-16 units, UTF-8 bytes or code points; lines end where the protocol says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from timeline.lsp.positions import Positions, changed

# a clock emoji is one code point, two UTF-16 units and four bytes; the accent is a character of its own
CLOCK = "🕒 cafe\u0301 東 3pm"
ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(st.sampled_from("ab \r\n\u2028\x0c\x85é東\u0301🕒\U0001f468\u200d\ud800"), max_size=40)


@pytest.mark.parametrize(("encoding", "character"), [("utf-32", 10), ("utf-16", 11), ("utf-8", 16)])
def test_a_character_is_counted_in_the_units_agreed_on(encoding: str, character: int) -> None:
    positions = Positions(f"first\n{CLOCK}", encoding)

    assert positions.position(6 + CLOCK.index("3pm")) == Position(1, character)
    assert positions.offset(Position(1, character)) == 6 + CLOCK.index("3pm")


@pytest.mark.parametrize(
    ("text", "offset", "line", "character"),
    [
        ("one\r\ntwo", 5, 1, 0),
        ("one\rtwo", 4, 1, 0),
        ("one\n\ntwo", 5, 2, 0),
        ("one\u2028two", 4, 0, 4),
        ("one\x0ctwo\x85", 8, 0, 8),
        ("one\n", 4, 1, 0),
        ("", 0, 0, 0),
    ],
)
def test_lines_end_at_newlines_only(text: str, offset: int, line: int, character: int) -> None:
    positions = Positions(text)

    assert positions.position(offset) == Position(line, character)
    assert positions.offset(Position(line, character)) == offset


def test_a_character_beyond_its_line_is_at_the_lines_end() -> None:
    assert Positions("one\r\ntwo").offset(Position(0, 99)) == 3


def test_a_line_beyond_the_text_is_its_end() -> None:
    assert Positions("one\r\ntwo").offset(Position(7, 0)) == 8


def test_half_a_surrogate_pair_is_before_its_character() -> None:
    assert Positions("a🕒b").offset(Position(0, 2)) == 1


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_every_offset_comes_back(text: str, encoding: str) -> None:
    positions = Positions(text, encoding)
    # between CR and LF there is no position: it belongs to the line's end
    inside = [n for n in range(len(text) + 1) if text[n - 1 : n + 1] != "\r\n" or n == 0]

    assert [positions.offset(positions.position(offset)) for offset in inside] == inside


@given(TEXTS, TEXTS, st.data(), st.sampled_from(ENCODINGS))
def test_an_incremental_change_is_the_same_as_the_new_text(
    text: str, words: str, data: st.DataObject, encoding: str
) -> None:
    inside = [n for n in range(len(text) + 1) if text[n - 1 : n + 1] != "\r\n" or n == 0]
    start, end = sorted((data.draw(st.sampled_from(inside)), data.draw(st.sampled_from(inside))))
    change = TextDocumentContentChangePartial(range=Positions(text, encoding).range((start, end)), text=words)

    assert changed(text, [change], encoding) == text[:start] + words + text[end:]


def test_changes_count_in_what_the_one_before_has_left() -> None:
    first = TextDocumentContentChangePartial(range=Range(Position(0, 0), Position(0, 0)), text="🕒\r\n")
    second = TextDocumentContentChangePartial(range=Range(Position(1, 0), Position(1, 1)), text="X")

    assert changed("abc", [first, second], "utf-16") == "🕒\r\nXbc"


def test_a_whole_text_replaces_the_old_one() -> None:
    assert changed("abc", [TextDocumentContentChangeWholeDocument("new")], "utf-16") == "new"


def test_lookups_do_not_walk_a_long_line() -> None:
    text = "🕒 3pm " * 200_000
    positions = Positions(text)

    assert [positions.position(6 * n).character for n in range(0, 200_000, 2)] == [7 * n for n in range(0, 200_000, 2)]
