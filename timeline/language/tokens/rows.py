"""The leaves of a language's words, made once, and which of the words mean the same wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.language.lexicon import Language
from timeline.language.tokens.zone_forms import AOE_WORDS

ADDRESS_WORDS = frozenset(["http", "https", "ftp", "www", "mailto", "file"])  # «www.example.org», «file:…»
Row = tuple[tuple[str, Any, bool], ...]  # leaves of a token: symbol, value, latent


@cache
def row_of(language: Language, form: str, short: bool) -> Row:
    """The leaves of a word; ``short`` where a letter or two may stand for a unit or a half of the day."""
    latent = form in language.latent
    return tuple(
        (symbol, value, latent and symbol in ("month", "weekday", "season", "unit", "holiday"))
        for symbol, value in language.words[form]
        if short or symbol not in ("unitshort", "unitlatent", "mershort")
    )


# Parts of the day that make an occasion of the noun before them: «a quiz night».
PARTS = frozenset({"morning", "mornings", "afternoon", "afternoons", "evening", "evenings", "night", "nights"})


@dataclass(frozen=True, slots=True)
class Plain:
    """Words by how much they need to be looked at where no number or clock stands before them.

    ``rows`` has those that mean the same wherever they stand but where they begin a longer form, with their leaves;
    ``others`` those that do not, and ``dotted`` those to which a full stop may belong.
    Any word in none of them has no part in a time by itself.
    """

    rows: Mapping[str, Row]
    others: frozenset[str]
    dotted: frozenset[str]


@cache
def plain(language: Language) -> Plain:
    """The words of a language, sorted."""
    others = {*AOE_WORDS}
    for form, leaves in language.words.items():
        hangs = form in PARTS or any(symbol in ("ord", "ordinal", "holiday") for symbol, _ in leaves)
        if hangs or form.endswith("day") or form.startswith(AOE_WORDS):
            others.add(form)
    rows = {form: row for form in language.words if form not in others and (row := row_of(language, form, False))}
    return Plain(rows, frozenset(others), language.abbreviations | ADDRESS_WORDS)
