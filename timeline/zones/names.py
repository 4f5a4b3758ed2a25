"""Names of zones in a language: the phrases a text may use, and the name to show for a clock.

The data (``data/names.en.tsv``) are CLDR's, written by ``scripts/build_names.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from timeline.model import ZoneSort
from timeline.zones import abbreviations, convert
from timeline.zones.abbreviations import UTC_MEANING, Meaning

_UNIVERSAL = (
    "coordinated universal time",
    "universal coordinated time",
    "universal time coordinated",
    "universal time",
    "greenwich mean time",
    "utc time",
    "gmt time",
    "zulu time",
    "zulu",
)
_ANYWHERE = ("anywhere on earth", "aoe", "anywhere on the earth", "anywhere-on-earth", "anywhere in the world")


@dataclass(frozen=True, slots=True)
class ClockNames:
    """The names of one clock that zones share (CLDR's "metazone"), in one language."""

    reference: str  # the zone that stands for it
    generic: str
    standard: str
    daylight: str


@dataclass(frozen=True, slots=True)
class Names:
    """Everything a language's file says."""

    phrases: dict[str, tuple[Meaning, ...]]
    clocks: dict[str, ClockNames]
    clock_of: dict[str, str]  # zone -> clock
    cities: dict[str, str]
    places: tuple[str, ...]


@cache
def of_language(language: str = "en") -> Names:
    """The names in a language; English ones where there is no file for it."""
    folder = files("timeline.zones") / "data"
    table = folder / f"names.{language}.tsv"
    if not (language.isalnum() and table.is_file()):
        table = folder / "names.en.tsv"
    phrases: dict[str, list[Meaning]] = {}
    names = Names({}, {}, {}, {}, ())
    places = []
    for line in table.read_text(encoding="utf-8").splitlines():
        sort, *fields = line.split("\t")
        if sort == "N":
            phrases.setdefault(fields[0], []).append(_meaning(*fields[1:]))
        elif sort == "C":
            names.clocks[fields[0]] = ClockNames(*fields[1:])
        elif sort == "Z":
            names.clock_of[fields[0]] = fields[1]
        elif sort == "T":
            names.cities[fields[0]] = fields[1]
        elif sort == "P":
            places.append(fields[0])
    for phrase, meanings in phrases.items():
        # «Eastern Time» is New York's unless the context is Australian.
        meanings.sort(key=lambda meaning: meaning.zone.startswith("Australia/"))
        names.phrases[phrase] = tuple(replace(meaning, rank=rank) for rank, meaning in enumerate(meanings))
    names.phrases.update(dict.fromkeys(_UNIVERSAL, (UTC_MEANING,)))
    return replace(names, places=tuple(places))


def _meaning(zone: str, season: str, offset: str, countries: str) -> Meaning:
    claimed = convert.offset_of(offset) if offset else None
    return Meaning(zone, claimed, season or None, frozenset(countries.split()))


def of(phrase: str, language: str = "en") -> tuple[Meaning, ...]:
    """The meanings of a zone's name, likeliest first; case and kinds of spaces and apostrophes do not count.

    >>> [meaning.zone for meaning in of("Pacific Daylight Time")]
    ['America/Los_Angeles']
    """
    if len(phrase) > 100:
        return ()
    folded = " ".join(phrase.casefold().replace("’", "'").split())
    return of_language(language).phrases.get(folded, ())


def phrases(language: str = "en") -> Iterator[tuple[str, ZoneSort, str]]:
    """All fixed phrases for zones with their sort and key, for a scanner to look for.

    Names are in lower case, abbreviations in upper case.  Places appear with "time" behind them, countries and peoples
    only; for a city before "time", ask ``places``.
    """
    names = of_language(language)
    for phrase in names.phrases:
        yield (phrase, ZoneSort.UTC, "UTC") if phrase in _UNIVERSAL else (phrase, ZoneSort.NAME, phrase)
    for phrase in _ANYWHERE:
        yield phrase, ZoneSort.AOE, "-12:00"
    universal = abbreviations.universal()
    for word in sorted(abbreviations.known()):
        if len(word) > 1:  # single letters («8/7c», «1200Z») count only in shapes of their own
            yield (word, ZoneSort.UTC, "UTC") if word in universal else (word, ZoneSort.ABBREVIATION, word)
    for place in names.places:
        if f"{place.lower()} time" not in names.phrases:
            yield f"{place.lower()} time", ZoneSort.PLACE, place
