"""Words of time that only count or describe what is named beside them, and are no part of a time."""

from __future__ import annotations

import re

from timeline.language.tokens.rows import PARTS
from timeline.language.tokens.view import Token, View, has

_NOUN = re.compile(r"[ -](?:([a-z]+)|([A-Z][a-z]+))")
_NOUNS = re.compile(r"[ -]([^\W\d_]+)(?:[ -]([^\W\d_]+))?")
_BEFORE = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]*)?)[ -]$")
_ON, _VERBS = re.compile(r"\b(?:on|at) $"), frozenset({"are", "were", "is", "was", "will", "can", "may"})
_LEADING = frozenset({"after", "before", "following", "since", "until", ",", "-", "–", "—"})
_ORDINALS, _NUMBERS = frozenset({"ord", "ordinal"}), frozenset({"day"})
_MONTH, _DATED = frozenset({"month"}), frozenset({"day", "ord", "ordinal"})
_OF_A_YEAR = frozenset({"in", "last", "next", "this", "since"})  # what leads a month of no day: «Last March, 24 Welsh»
_HOLIDAY, _BESIDE_THAT = frozenset({"holiday"}), frozenset({"afterthat", "beforethat"})


def counts(view: View, made: Token, before: list[Token]) -> bool:
    """Whether a number counts what is named next: «after the 25th anniversary», «3 November - The first train»,
    «9 December, first question»."""
    if len(before) < 2:
        return False
    if has(made, _ORDINALS):
        if before[-1].key == "the" and before[-2].key in _LEADING:
            return _is_counted(view, made.end, capital=True)
        return before[-1].key == "," and has(before[-2], _MONTH) and _is_counted(view, made.end, capital=True)
    if not has(made, _NUMBERS) or not made.key.isdigit():
        return False
    dated = len(before) > 2 and has(before[-3], _DATED)
    if before[-1].key != "," or not has(before[-2], _MONTH) or dated:
        return False  # «9 March, 24 hours»
    led = len(before) > 2 and before[-3].key in _OF_A_YEAR
    return _is_counted(view, made.end, capital=led)


def _is_counted(view: View, end: int, *, capital: bool) -> bool:
    """Whether a noun stands behind a number; the name of a zone is none: «Friday, the 14th Berlin time»."""
    noun = _NOUN.match(view.text, end)
    if noun is None:
        return False
    if noun[2] is not None:
        return capital and noun[2].casefold() not in view.company
    return noun[1] not in view.words and noun[1] not in view.language.sets.function


def describes(view: View, made: Token) -> bool:
    """Whether a word only says of what sort a thing is: «a quiz night», «Easter eggs»; «after that match»."""
    if made.key in PARTS:
        led = _BEFORE.search(view.folded, max(0, made.start - 24), made.start)
        return led is not None and led[1] in view.language.sets.occasions
    if has(made, _BESIDE_THAT):
        return _is_counted(view, made.end, capital=True)
    return has(made, _HOLIDAY) and _is_festive(view, made.start, made.end)


def _is_festive(view: View, start: int, end: int) -> bool:
    """Whether what stands behind a holiday is a thing, and no event made of it: «the Christmas special»; but «at
    Easter eggs are hunted»."""
    sets, behind = view.language.sets, _NOUNS.match(view.folded, end)
    if behind is None or behind[2] in sets.festivities:
        return False
    if behind[2] in _VERBS and _ON.search(view.folded, max(0, start - 4), start):
        return False
    return behind[1] in sets.festive or (behind[1] not in sets.function and behind[2] in sets.festive)
