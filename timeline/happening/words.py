"""Word knowledge for happenings: stems, kinds of happening, the weight of a word; all data, one file a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.language.files import read

_DOUBLED = re.compile(r"([bdfgklmnprtz])\1$")
_VOWEL = re.compile(r"[aeiouy]")
_RARE = 6.5  # weight of a word that no list knows
_NUMBER = 3.5


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language that say what happens; there is one of a language, so it is known by its identity."""

    kinds: Mapping[str, tuple[str, ...]]  # stem, or stems joined by "_" -> kinds of happening
    same: Mapping[str, str]  # stem -> the stem under which it is compared
    families: Mapping[str, frozenset[str]]  # kind -> families of kinds by which one happening is often told
    opposites: Mapping[str, str]  # kind -> the kind that the same happening never is
    subject_carriers: frozenset[str]
    object_carriers: frozenset[str]
    reporting: frozenset[str]
    performed: frozenset[str]  # kinds that are done by being told: who announces a purchase makes it
    reacting: frozenset[str]  # «condemn», «mourn»: what they are about was before
    roles: Mapping[str, frozenset[str]]
    updates: Mapping[str, frozenset[str]]
    modifiers: frozenset[str]
    clause: frozenset[str]
    movement: frozenset[str]
    apart: frozenset[str]  # those of them that are never another word for the happening
    attending: frozenset[str]  # kinds of what goes with a happening and has a time of its own
    order: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]  # little words by use
    irregular: Mapping[str, str]
    weights: Mapping[str, float]
    starts: frozenset[str]  # stems with which kinds and carriers of several words begin

    def stem(self, word: str) -> str:
        """The base by which forms of a word are compared: "meetings", "met" and "meet" share one."""
        return _stem(word, self)

    def weight(self, stem: str) -> float:
        """How much a shared word tells, 0 for a function word; from a fixed table, never from the corpus."""
        known = self.weights.get(stem)
        if known is not None:
            return known
        return _NUMBER if stem.isdigit() else _RARE


@lru_cache(maxsize=65536)
def _stem(word: str, lexicon: Lexicon) -> str:
    lower = word.casefold().replace("’", "'")
    lower = lower.removesuffix("'s").strip("'")
    known = lexicon.irregular.get(lower)
    if known is not None:
        return known
    base = regular_stem(lower)
    return lower if base != lower and base in lexicon.particles["preposition"] else base  # «Frome», «Fore Street»


def regular_stem(word: str) -> str:
    """Strip the regular endings of an English word.

    >>> [regular_stem(word) for word in ("meetings", "stopped", "launches", "cities", "arrested")]
    ['meet', 'stop', 'launch', 'city', 'arrest']
    """
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) > 2 and _VOWEL.search(base):
            if base.endswith("i"):
                return base[:-1] + "y"
            return _DOUBLED.sub(r"\1", base) if not base.endswith(("ll", "zz")) else base
    return word.removesuffix("e") if len(word) > 3 else word


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The words of a language; English where the language has none yet."""
    data = read(f"{language}_happening.toml")
    if not data:
        return lexicon("en")
    irregular = {form: base if form == base else regular_stem(base) for form, base in data["irregular"].items()}

    def stems(words: str) -> frozenset[str]:
        return frozenset("_".join(_known(part, irregular) for part in word.split("_")) for word in words.split())

    kinds: dict[str, tuple[str, ...]] = {}
    for kind, words in data["kinds"].items():
        for stem in stems(words):
            kinds[stem] = (*kinds.get(stem, ()), kind)
    weights: dict[str, float] = {}
    tiers = read(f"{language}_weights.toml").get("tier", ())
    for tier in sorted(tiers, key=lambda tier: -float(tier["weight"])):
        weights.update(dict.fromkeys((_known(word, irregular) for word in tier["words"].split()), tier["weight"]))
    carriers = stems(data["carriers"]["subject"])
    particles = {use: frozenset(words.split()) for use, words in data["particles"].items()}
    particles["auxiliary"] |= stems(data["particles"]["auxiliary"])  # «had» has the stem of «have»
    return Lexicon(
        kinds=kinds,
        same={stem: one for name, words in data["same"].items() for one in stems(name) for stem in stems(words)},
        families=_families(data["families"]),
        opposites=dict(_pairs(data["opposites"])),
        subject_carriers=carriers,
        object_carriers=stems(data["carriers"]["object"]),
        reporting=stems(data["reporting"]["verbs"]),
        performed=frozenset(data["reporting"]["performed"].split()),
        reacting=stems(data["reporting"]["reacting"]),
        roles={role: stems(words) for role, words in data["roles"].items()},
        updates={change: stems(words) for change, words in data["updates"].items()},
        modifiers=frozenset(data["modifiers"]["words"].split()),
        clause=frozenset(data["clause"]["words"].split()),
        movement=stems(data["move"]["verbs"]),
        apart=frozenset(data["attending"]["apart"].split()),
        attending=frozenset(data["attending"]["kinds"].split()),
        order={side: frozenset(words.split()) for side, words in data["order"].items()},
        particles=particles,
        irregular=irregular,
        weights=weights,
        starts=frozenset(form.partition("_")[0] for form in (*kinds, *carriers) if "_" in form),
    )


def _pairs(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kinds in table.values():
        one, other = kinds.split()
        yield from ((one, other), (other, one))


def _families(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, kinds in table.items():
        for kind in kinds.split():
            found.setdefault(kind, set()).add(family)
    return {kind: frozenset(families) for kind, families in found.items()}


def _known(word: str, irregular: Mapping[str, str]) -> str:
    lower = word.casefold()
    return irregular.get(lower) or regular_stem(lower)
