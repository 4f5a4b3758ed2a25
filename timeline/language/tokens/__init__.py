"""Tokens: what stands at one place of a text, if the language knows it."""

from __future__ import annotations

from timeline.language.letters import BLANK
from timeline.language.tokens.compounds import counts, describes
from timeline.language.tokens.marks import mark_at
from timeline.language.tokens.numbers import number_at
from timeline.language.tokens.view import Token, View
from timeline.language.tokens.words import word_at

__all__ = ["Token", "View", "token_at"]


def token_at(view: View, at: int, before: list[Token]) -> tuple[int, list[Token] | None]:
    """The tokens here and where they end; None where no word of the language stands here.

    It is one token but for a number with its unit, and for a form of several words that are known themselves.
    """
    letter = view.text[at]
    if letter.isdigit():
        end, made = number_at(view, at, before)
    elif letter.isalpha():
        end, made = word_at(view, at, before)
    else:
        return mark_at(view, at, letter, before)
    if made is not None and (counts(view, made[0], before) or describes(view, made[0])):
        return end, None
    if made is not None and made[0].several:
        return end, _compound(view, at, made[0])
    return end, made


def _compound(view: View, at: int, form: Token) -> list[Token]:
    """A form of several words over its own words, where all of them are known: both readings stay."""
    view.whole = False
    parts: list[Token] = []
    place = at
    while place < form.end:
        place = match.end() if (match := BLANK.match(view.text, place)) else place
        place, made = token_at(view, place, parts)
        if made is None or place > form.end:
            parts = []
            break
        parts.extend(made)
    view.whole = True
    if not parts or parts[-1].end != form.end:
        return [form]
    if len(parts) == 1:
        return [Token(at, form.end, form.key, (*form.row, *parts[0].row))]
    first = parts[0]
    return [Token(first.start, first.end, first.key, first.row, ((len(parts), form.row),)), *parts[1:]]
