"""The scan: where words or digits stand that may speak of time, at a few nanoseconds a character."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from timeline.language.lexicon import Language
from timeline.language.tokens.zone_forms import AOE, zone_forms

SHORT = 16  # characters of a text so short, an entry in a field, that any number in it is worth a look
ENTRY = 24  # characters of a text so short that its first word is worth a look: «BOM»
_NUMBERS = re.compile(r"\d(?<![^\W_].)[\d:/.\-–]*[^\W_]*")
# An hour of a clock, or anything else; it begins with the digit, since a look back would be tried everywhere.
_AT = re.compile(r"[1-9](?<=\bat [1-9])(?:(?<=1)[0-2])?(?![\w%°$€£'’\"”]|[.,:/–-]\d)")
_ADDRESS = re.compile(r"[a-z]{2,9}://[^\s<>()\[\]\"'|]+")
_ENTRY = re.compile(r"\W*(?:[^\W\d]+\W+)?\d")


@cache
def _automaton(language: Language) -> AhoCorasick:
    zones = zone_forms(language.code)
    words = {*language.triggers, *(zone.lower() for zone in zones.sure), *AOE}
    return AhoCorasick(sorted(words), matchkind=MatchKind.LeftmostLongest)


def triggers(text: str, folded: str, language: Language) -> list[int]:
    """Where words or numbers stand that may speak of time, in order."""
    found: list[int] = []
    length = len(text)
    for _, start, end in _automaton(language).find_matches_as_indexes(folded):
        if start and folded[start - 1].isalpha():
            continue
        if end < length and folded[end].isalpha() and folded[end - 1].isalpha():
            continue
        found.append(start)
    entry = length <= SHORT and _ENTRY.match(text) is not None
    for match in _NUMBERS.finditer(text):
        word = match.group()
        if word.isdigit():
            if entry or (len(word) == 4 and "0" <= word < "2401") or (len(word) == 10 and word[0] == "2"):
                found.append(match.start())
        else:
            found.append(match.start())
    found += [match.start() for match in _AT.finditer(folded)]
    if length <= ENTRY and text[:1].isalpha():
        found.append(0)
    found.sort()
    return _outside_addresses(text, found) if "://" in text else found


def _outside_addresses(text: str, found: list[int]) -> list[int]:
    """The places that lie in no address: «...?iso=20250412T1900» tells a program something, and no reader."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    kept: list[int] = []
    at = 0
    for place in found:
        while at < len(addresses) and addresses[at][1] <= place:
            at += 1
        if at == len(addresses) or place < addresses[at][0]:
            kept.append(place)
    return kept
