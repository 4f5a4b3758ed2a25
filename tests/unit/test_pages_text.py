"""Sentences, marked mentions and what hides in a text."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from timeline.export.page.following import is_loopback, qr
from timeline.export.page.text import pieces, plain, prose, quotes, sentence
from timeline.model import Document


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It rains. We meet at 3 p.m. local time. Bring tea.", "3 p.m. local time", "We meet at 3 p.m. local time."),
        ("One! Two at noon? Three.", "noon", "Two at noon?"),
        ("Heading\n\nWe meet at noon\nNext line.", "noon", "We meet at noon"),
        ("At noon", "noon", "At noon"),
        ("“We meet at noon.” He left.", "noon", "“We meet at noon.”"),
        ("Ends at 5 p.m. The next day comes.", "5 p.m.", "Ends at 5 p.m."),
    ],
)
def test_a_quote_is_the_sentence_around_a_mention(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    first, last = sentence(text, (start, start + len(words)))

    assert text[first:last] == expected


def test_sentences_that_touch_are_quoted_together() -> None:
    text = "We meet at noon or at 3 pm. Nothing here. The end is at 5."

    assert quotes(Document("x", text), [(11, 15), (22, 26), (56, 57)]) == ((0, 27), (42, 58))


texts = st.text("ab .!?\n\u202e\u200b…“”(é", max_size=300)
spans = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=12)


@given(texts, spans)
def test_pieces_are_the_text_whatever_the_mentions(text: str, marks: list[tuple[int, int]]) -> None:
    cut = pieces(text, (0, len(text)), marks)

    assert "".join(piece.text for piece in cut) == text


@given(texts, st.integers(0, 300), st.integers(1, 20))
def test_a_quote_holds_its_mention(text: str, start: int, length: int) -> None:
    first, last = min(start, len(text)), min(start + length, len(text))

    low, high = sentence(text, (first, last))

    assert 0 <= low <= first <= last <= high <= len(text)


@given(st.text(max_size=200))
def test_nothing_invisible_is_left(text: str) -> None:
    shown = prose(text)

    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\x00\x07\x1b"
    )
    shown.encode()  # no lone surrogates


def test_what_scripts_need_stays() -> None:
    assert plain("می‌خواهم 👩‍💻") == "می‌خواهم 👩‍💻"


@pytest.mark.parametrize("text", ["." * 200_000, ". " * 100_000, "\n " * 100_000, "(" * 200_000, "a\n" + " " * 200_000])
def test_a_trap_can_be_quoted_anywhere(text: str) -> None:
    for start in range(0, 200_000, 500):
        assert sentence(text, (start, start + 4))
    prose(text)


def test_the_code_holds_every_module_of_the_address() -> None:
    path, size = qr("webcal://times.example/calendar.ics?source=a&conflict=1")
    drawn = set()
    for part in path.split("M")[1:]:
        place, _, run = part.partition("h")
        x, y = map(int, place.split())
        drawn |= {(x + n, y) for n in range(int(run.partition("v")[0]))}

    code = segno.make("webcal://times.example/calendar.ics?source=a&conflict=1", error="m", micro=False)
    dark = {(x + 4, y + 4) for y, row in enumerate(code.matrix) for x, bit in enumerate(row) if bit}
    assert drawn == dark
    assert size == len(code.matrix) + 8


@pytest.mark.parametrize(
    ("url", "alone"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://[::1]:8000", True),
        ("https://times.example", False),
        ("http://192.0.2.7", False),
    ],
)
def test_a_loopback_address_is_known(url: str, alone: bool) -> None:
    assert is_loopback(url) is alone
