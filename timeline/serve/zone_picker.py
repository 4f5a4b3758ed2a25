"""The zone picker: what somebody typed, as one zone or as a choice of several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.export.page.faces import known
from timeline.model import ZoneSort, ZoneWords
from timeline.zones import clock_name, lookup, meanings, offset_of, zone_label
from timeline.zones.places import Place

LONGEST = 80
MOST_CHOICES = 8
_FAR_BIGGER = 20  # London in Ontario is no rival of London


@dataclass(frozen=True, slots=True)
class Choice:
    """One zone that may be meant, with the words that tell it from the others."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What the words came to: a zone, several to choose from, or nothing known."""

    typed: str = ""
    key: str | None = None
    choices: tuple[Choice, ...] = ()  # one where the words tell which zone it is

    @property
    def unknown(self) -> bool:
        """Whether the words name no zone."""
        return bool(self.typed) and self.key is None and not self.choices


def picked(typed: str) -> Picked:
    """The zone that a city, a country, an IANA name, an offset or an abbreviation means.

    >>> picked("Tokyo").key, picked("Asia/Calcutta").key, [c.key for c in picked("CST").choices][:2]
    ('Asia/Tokyo', 'Asia/Kolkata', ['America/Chicago', 'Asia/Shanghai'])
    """
    typed = " ".join(typed.split())[:LONGEST]
    if not typed:
        return Picked()
    choices = _distinct(_abbreviated(typed))
    if not choices:
        key = known(typed) or known(typed.replace(" ", "_")) or _offset(typed)
        if key is not None:
            return Picked(typed, key)
        choices = _distinct(_named(typed)) or _distinct(_located(typed))
    if len(choices) == 1:
        return Picked(typed, choices[0].key, choices)
    return Picked(typed, None, choices)


def _distinct(choices: Iterator[Choice]) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for choice in choices:
        found.setdefault(choice.key, choice)
    return tuple(found.values())[:MOST_CHOICES]


def _abbreviated(typed: str) -> Iterator[Choice]:
    if typed.isalpha() and len(typed) <= 5:
        # "Peru" and "Oslo" are no letters for a clock, but EST is, whichever way it is typed
        for meaning in meanings(ZoneWords(typed, ZoneSort.ABBREVIATION, typed.upper())):
            yield Choice(meaning.zone, f"{zone_label(meaning.zone)} ({clock_name(meaning.zone)})")


def _named(typed: str) -> Iterator[Choice]:
    for meaning in meanings(ZoneWords(typed, ZoneSort.NAME, typed.casefold())):
        yield Choice(meaning.zone, f"{zone_label(meaning.zone)} ({clock_name(meaning.zone)})")


def _located(typed: str) -> Iterator[Choice]:
    found = lookup(typed, adjectives=True)
    if not found:
        return
    first = found[0]
    for place in found:
        if place is not first and place.population * _FAR_BIGGER < first.population:
            continue
        for zone in (place.zone,) if place.zone else place.zones:
            yield Choice(zone, _words(place, zone))


def _words(place: Place, zone: str) -> str:
    where = (
        f"{place.name}, {place.region + ', ' if place.region.isalpha() else ''}{place.country}"
        if place.kind == "city"
        else place.name
    )
    return f"{where}: {zone_label(zone)}" if zone_label(zone) != place.name else where


def _offset(typed: str) -> str | None:
    """The key of an offset as people type it.

    >>> _offset("UTC+5:30"), _offset("gmt-3"), _offset("+02:00"), _offset("12")
    ('+05:30', '-03:00', '+02:00', None)
    """
    text = typed.upper().replace(" ", "").replace("−", "-")
    text = text.removeprefix("UTC").removeprefix("GMT")
    if not text or text[0] not in "+-":
        return None
    hours, _, minutes = text[1:].partition(":")
    if not (
        hours.isdecimal()
        and hours.isascii()
        and len(hours) <= 2
        and (not minutes or (minutes.isdecimal() and len(minutes) == 2))
    ):
        return None
    key = f"{text[0]}{int(hours):02}:{minutes or '00'}"
    return key if offset_of(key) is not None else None
