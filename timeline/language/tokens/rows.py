"""The leaves of a language's words, made once, and which of the words mean the same wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from timeline.language.lexicon import Language
from timeline.language.tokens.zone_forms import AOE_WORDS, zone_forms

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


@dataclass(frozen=True, slots=True)
class Plain:
    """Words by how much they need to be looked at where no number or clock stands before them.

    ``rows`` has those that mean the same wherever they stand, with their leaves; ``others`` those that may begin
    something longer, or take a full stop.  Any word in neither has no part in a time.
    """

    rows: Mapping[str, Row]
    others: frozenset[str]


@cache
def plain(language: Language) -> Plain:
    """The words of a language, sorted."""
    zones = zone_forms(language.code)
    others = {*language.phrases, *language.abbreviations, *zones.forms, *AOE_WORDS}
    others |= {form for form in language.words if form.endswith("day") or form.startswith(AOE_WORDS)}
    rows = {form: row for form in language.words if form not in others and (row := row_of(language, form, False))}
    return Plain(MappingProxyType(rows), frozenset(others | language.words.keys() - rows.keys()))
