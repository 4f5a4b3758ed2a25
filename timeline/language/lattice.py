"""The lattice: the words around each place where a time may be spoken of become tokens.

A row of neighbouring tokens, all known to the language, is an island; the chart reads islands only.
"""

from __future__ import annotations

import re

from timeline.language.letters import BLANK, BLANKS, WORD
from timeline.language.tokens import Token, View, token_at
from timeline.language.tokens.view import has, longer_forms
from timeline.language.tokens.words import NUMERIC

LONGEST = 40  # tokens of one island; a longer row is cut
BEFORE = 48  # how far back from a trigger its island may begin, in characters
_OF_PROGRAMS = frozenset("$-")  # marks before a word of a program: «$July», «--winter»
_TELLING = frozenset(["_", ":", "(", *"0123456789"])  # marks behind a word that may make something else of it
_BLANKS_AND_WORD = re.compile(f"{BLANK.pattern}+({WORD.pattern})")  # possessive: no blank is given back


def island(view: View, trigger: int, done: int) -> tuple[tuple[Token, ...], int]:
    """The island that holds the trigger, not before ``done``, and where to look on."""
    at = _begin(view, trigger, done)
    tokens: list[Token] = []
    numeric = False  # whether a word may hang on a number or a clock before it
    text, length = view.text, len(view.text)
    while at < length:
        word = _BLANKS_AND_WORD.match(text, at)
        if word is not None:
            at = word.start(1)
        elif text[at] in BLANKS:
            blank = BLANK.match(text, at)
            at = blank.end() if blank else at
        if at >= length or text[at] == "\n":
            at += 1
            if (tokens and tokens[-1].end > trigger) or at > trigger + 1:
                break
            tokens, numeric = [], False
            continue
        end, made = token_at(view, at, tokens) if numeric or word is None else _word(view, at, word.end(), tokens)
        if made is None:
            if end > trigger:
                at = end if not tokens else at
                break
            tokens, numeric = [], False
            at = end
            continue
        tokens += made
        if not numeric:
            numeric = has(made[0], NUMERIC) or (len(made) > 1 and any(has(token, NUMERIC) for token in made))
        at = end
        if len(tokens) >= LONGEST:
            break
    return tuple(tokens), max(at, trigger + 1)


def _word(view: View, at: int, end: int, tokens: list[Token]) -> tuple[int, list[Token] | None]:
    """The tokens of a word where no number stands before; most mean the same wherever they stand."""
    text, plain = view.text, view.plain
    said, form, behind = text[at:end], view.folded[at:end], text[end : end + 1]
    if (
        behind in _TELLING
        or form in plain.others
        or (behind == "." and form in plain.dotted)
        or (at and text[at - 1] in _OF_PROGRAMS)
        or not (said.islower() or said.istitle())
        or behind.isdigit()
        or longer_forms(view, form, end)
    ):
        return token_at(view, at, tokens)
    row = plain.rows.get(form)
    if row is None:
        return end, None
    return end, [Token(at, end, said if form in view.latent else form, row)]


def _begin(view: View, trigger: int, done: int) -> int:
    """Where the words before a trigger begin that may belong to its island: behind the last that no time holds."""
    text, company = view.text, view.company
    lowest = max(done, trigger - BEFORE, 0)
    if lowest > done and lowest > 0:
        space = text.find(" ", lowest, trigger)
        lowest = space + 1 if space >= 0 else trigger
    at = trigger
    while (space := text.rfind(" ", lowest, at)) >= 0:
        word = text[space + 1 : at]
        if "\n" in word:
            return space + 2 + word.rfind("\n")
        if at < trigger and word.isalpha() and word.islower() and word not in company and word.isascii():
            return at
        at = space
    line = text.rfind("\n", lowest, at)
    return line + 1 if line >= 0 else lowest
