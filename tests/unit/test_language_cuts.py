"""Rows of tokens are cut where no rule joins two neighbours, and what is read stays the same."""

from __future__ import annotations

import pytest
from marked_lines import marked_lines, unmarked

from timeline import recognise
from timeline.language import load
from timeline.language.cuts import stretches
from timeline.language.tokens import Token, View, token_at
from timeline.model import Document, Reading

ENGLISH = load("en")


def row(text: str) -> tuple[Token, ...]:
    """The tokens of a text of which the language knows every word."""
    view, tokens, at = View(text, ENGLISH), list[Token](), 0
    while at < len(text):
        at, made = token_at(view, at, tokens)
        tokens += made or ()
        at += len(text[at:]) - len(text[at:].lstrip())
    return tuple(tokens)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("of the last year", ["the last year"]),
        ("to yesterday, the", ["yesterday"]),
        ("on Friday at 3 pm", ["on Friday at 3 pm"]),
        ("of the", []),
    ],
)
def test_a_stretch_begins_and_ends_where_a_rule_does(text: str, found: list[str]) -> None:
    cut = [text[part[0].start : part[-1].end] for part in stretches(row(text), ENGLISH.grammar)]

    assert cut == found


def test_what_is_read_is_the_same_without_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [unmarked(line)[0] for _, _, line in marked_lines("corpus")]
    texts.append(" ".join(texts))
    cut = [readings(text) for text in texts]
    monkeypatch.setattr(recognise, "stretches", lambda tokens, grammar: (tokens,))

    assert [readings(text) for text in texts] == cut


def readings(text: str) -> tuple[Reading, ...]:
    return recognise.recognise(Document("corpus", text))
