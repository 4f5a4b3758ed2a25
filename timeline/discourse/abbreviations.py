"""Zones that words of a text may mean, ranked by what is known of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from timeline.model import ZoneSort, ZoneWords
from timeline.zones import abbreviations, convert
from timeline.zones import words as zone_words

# Letters that readers in different countries take for different clocks so often that rank alone may not decide.
_OPEN = frozenset({"CST", "CDT", "IST", "AST", "BST", "GST", "SST", "ECT", "WST", "AMT", "PST"})
# Of those, letters of which one meaning is by far the usual one in English wherever nothing speaks for another.
_USUAL = frozenset({"BST", "PST", "CDT", "SST", "GST", "AMT", "ECT", "WST"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One zone that words may mean: its key, what the letters claim, and whether context speaks for it."""

    zone: str
    claim: timedelta | None
    season: str | None
    rank: int
    settled: bool
    because: str | None = None  # the context that speaks for it, None where the words need none


def choices(
    words: ZoneWords, day: date | None, countries: tuple[str, ...], near: tuple[str, ...], language: str
) -> tuple[Choice, ...]:
    """The zones that words may mean, best first."""
    found = _choices(
        words.sort,
        words.key,
        words.words if words.sort is ZoneSort.PLACE else "",
        day.year if day else None,
        countries,
        near,
        language,
    )
    if words.sort is not ZoneSort.ABBREVIATION or day is None:
        return found
    kept = [abbreviations.kept_as(words.key, choice.zone, day) for choice in found]
    return tuple(
        c if offset is None or c.claim is None else replace(c, claim=offset)
        for c, offset in zip(found, kept, strict=True)
    )


@lru_cache(maxsize=4096)
def _choices(
    sort: ZoneSort,
    key: str,
    shown: str,
    year: int | None,
    countries: tuple[str, ...],
    near: tuple[str, ...],
    language: str,
) -> tuple[Choice, ...]:
    found = zone_words.resolve(
        ZoneWords(shown or key, sort, key), date(year, 7, 1) if year else None, countries, near, language
    )
    if sort is not ZoneSort.ABBREVIATION or len({meaning.zone for meaning in found}) < 2 or key not in _OPEN:
        return tuple(Choice(m.zone, m.offset, m.season, n, n == 0) for n, m in enumerate(found[:4]))
    plain = abbreviations.of(key)
    speaks = bool(found) and _spoken_for(found[0], countries, near)
    because = None
    if speaks:
        because = "the text is about " + ", ".join((*near[:1], *countries[:1])) if near or countries else None
    settled = speaks or (key in _USUAL and bool(plain) and found[0].zone == plain[0].zone)
    return tuple(
        Choice(m.zone, m.offset, m.season, n, settled and n == 0, because if n == 0 else None)
        for n, m in enumerate(found[:4])
    )


def _spoken_for(meaning: abbreviations.Meaning, countries: tuple[str, ...], near: tuple[str, ...]) -> bool:
    return (
        meaning.zone in near
        or any(country in meaning.countries for country in countries)
        or any(
            code in meaning.countries for zone in near if convert.offset_of(zone) is None for code in _countries(zone)
        )
    )


def _countries(zone: str) -> tuple[str, ...]:
    from timeline.zones import rules

    return tuple(rules.countries_of(zone))
