"""A language's words for zones, arranged for reading: forms by their first word, and abbreviations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.language.letters import WORD
from timeline.model import ZoneSort
from timeline.zones import names
from timeline.zones.abbreviations import weak

AOE_WORDS = ("aoe", "anywhere")
AOE = ("aoe", "anywhere on earth", "anywhere-on-earth")


@dataclass(frozen=True, slots=True)
class ZoneForms:
    """What names a zone: phrases by their first word, abbreviations, those that count in lower case, and weak ones."""

    forms: dict[str, tuple[tuple[str, ZoneSort, str], ...]]
    abbreviations: dict[str, tuple[ZoneSort, str]]
    sure: frozenset[str]
    weak: frozenset[str]


@cache
def zone_forms(code: str) -> ZoneForms:
    """The language's words for zones, by their first word."""
    forms: dict[str, list[tuple[str, ZoneSort, str]]] = {}
    abbreviations: dict[str, tuple[ZoneSort, str]] = {"Z": (ZoneSort.UTC, "UTC")}
    for phrase, sort, key in names.phrases(code):
        if " " not in phrase and phrase.isupper():
            abbreviations[phrase] = (sort, key)
            continue
        folded = phrase.casefold()
        word = WORD.match(folded)
        if word is not None:
            forms.setdefault(word.group(), []).append((folded, sort, key))
    ordered = {first: tuple(sorted(found, key=lambda form: -len(form[0]))) for first, found in forms.items()}
    ambiguous = weak()
    lower = frozenset(short for short in abbreviations if short not in ambiguous and len(short) >= 3) | {"PT", "ET"}
    return ZoneForms(
        ordered,
        abbreviations,
        lower - {"EAST", "HAT", "HAST", "TOT", "ART", "MET"},
        frozenset(ambiguous) - {"PT", "CT", "MT"},
    )
