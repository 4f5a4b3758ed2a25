"""What the words of a text that name a zone may mean, likeliest first; context settles it (``resolve``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from timeline.model import ZoneSort, ZoneWords
from timeline.zones import abbreviations, convert, names, places, rules
from timeline.zones.abbreviations import UTC_MEANING, Meaning

# Clocks of many countries that no city defines, as New York does Eastern Time: near Paris, CET is Paris's.
_SHARED = frozenset(
    {
        "Africa/Lagos",
        "Africa/Maputo",
        "Africa/Nairobi",
        "Asia/Bangkok",
        "Asia/Riyadh",
        "Europe/Athens",
        "Europe/Berlin",
        "Europe/Lisbon",
    }
)

_NAMESAKE = 0.08  # a city with a smaller share of its namesake's weight is not meant, however near («London time»)
_FARTHEST = timedelta(hours=14)  # from UTC; no clock on earth is farther
_PRESENT = 2026  # where no date is known the law of this year is asked
AOE = Meaning("-12:00", convert.offset_of("-12:00"))


def meanings(words: ZoneWords, language: str = "en") -> tuple[Meaning, ...]:
    """The zones that words may mean, likeliest first; none for unknown words, "local time" and the reader's own time.

    >>> meanings(ZoneWords("EST", ZoneSort.ABBREVIATION, "EST"))[0].zone
    'America/New_York'
    """
    return _meanings(words.sort, words.key[:200], language)


@lru_cache(maxsize=4096)
def _meanings(sort: ZoneSort, key: str, language: str) -> tuple[Meaning, ...]:
    match sort:
        case ZoneSort.ABBREVIATION:
            return abbreviations.of(key)
        case ZoneSort.NAME:
            return names.of(key, language)
        case ZoneSort.IANA:
            return _key(key)
        case ZoneSort.UTC:
            return (UTC_MEANING,)
        case ZoneSort.OFFSET:
            offset = convert.offset_of(key)
            return () if offset is None or abs(offset) > _FARTHEST else (Meaning(convert.offset_key(offset), offset),)
        case ZoneSort.AOE:
            return (AOE,)
        case ZoneSort.PLACE:
            return _place(key)
    return ()  # local, reader: questions, not answers


def _key(key: str) -> tuple[Meaning, ...]:
    if known := abbreviations.of(key):  # tzdata's EST is fixed all year, but nobody who writes EST means that
        return known
    if not rules.is_key(key):
        return ()
    key = rules.canonical(key)
    return (UTC_MEANING,) if key == "UTC" else (Meaning(key, countries=frozenset(rules.countries_of(key))),)


def _place(name: str) -> tuple[Meaning, ...]:
    found: dict[str, Meaning] = {}
    named = places.lookup(name, adjectives=True)
    for place in named:
        if named[0].kind == "city" and places.weight(place) < places.weight(named[0]) * _NAMESAKE:
            continue
        if named[0].kind == "country" and place.kind == "city" and place.country != named[0].country:
            continue  # nobody who writes Peru means Peru, Indiana, but Georgia may be the state
        for zone in (place.zone,) if place.zone else place.zones:
            found.setdefault(zone, Meaning(zone, countries=frozenset({place.country}), rank=len(found)))
    return tuple(found.values())


def resolve(
    words: ZoneWords,
    when: datetime | date | None = None,
    countries: Sequence[str] = (),
    near_zones: Sequence[str] = (),
    language: str = "en",
) -> tuple[Meaning, ...]:
    """The meanings of words, ranked by what is known of the text.

    A meaning that is at home in one of the ``countries`` (earlier ones weigh more) or ``near_zones`` comes first.
    In a country or zone that keeps a seasonal abbreviation all year (EST in Jamaica) the zone is its own, and the
    season is no claim; a clock of many countries, like CET, becomes the near country's.

    >>> resolve(ZoneWords("CST", ZoneSort.ABBREVIATION, "CST"), countries=("CN",))[0].zone
    'Asia/Shanghai'
    """
    year = _PRESENT if when is None else min(max(when.year, 2), 9997)
    return _resolved(words.sort, words.key[:200], year, tuple(countries[:20]), tuple(near_zones[:20]), language)


@lru_cache(maxsize=4096)
def _resolved(
    sort: ZoneSort, key: str, year: int, countries: tuple[str, ...], near_zones: tuple[str, ...], language: str
) -> tuple[Meaning, ...]:
    known = _meanings(sort, key, language)
    ranked = sorted(known, key=lambda meaning: (_distance(meaning, countries, near_zones), meaning.rank))
    if ranked and ranked[0].zone in _SHARED and sort is not ZoneSort.PLACE:
        nearby = (*near_zones, *(zones[0] for country in countries if len(zones := rules.zones_of(country)) == 1))
        ranked[0] = _at_home(ranked[0], nearby, year)
    if sort is ZoneSort.ABBREVIATION and len(key) > 2 and known:
        user = next((w for w in (*near_zones, *countries) if abbreviations.uses(key, w, year)), "")
        zone = abbreviations.keeps_all_year(key, user, year)
        if zone and all(zone != meaning.zone for meaning in ranked):
            offset = convert.offset_at(zone, datetime(year, 1, 1, tzinfo=UTC))
            ranked.insert(0, Meaning(zone, offset, None, frozenset(rules.countries_of(zone))))
    return tuple(replace(meaning, rank=rank) for rank, meaning in enumerate(ranked))


def _at_home(meaning: Meaning, nearby: Sequence[str], year: int) -> Meaning:
    """The meaning with a nearby zone that keeps the same clock in that year."""
    seasons = [datetime(year, month, 1, tzinfo=UTC) for month in (1, 4, 7, 11)]
    for zone in nearby:
        if zone == meaning.zone:
            break
        if set(rules.countries_of(zone)) & meaning.countries and all(
            convert.offset_at(zone, instant) == convert.offset_at(meaning.zone, instant) for instant in seasons
        ):
            return replace(meaning, zone=zone)
    return meaning


def _distance(meaning: Meaning, countries: Sequence[str], near_zones: Sequence[str]) -> int:
    """How far a meaning is from what the text is about: 0 for a zone that is near, then the countries in order."""
    if meaning.zone in near_zones:
        return 0
    near = [code for zone in near_zones for code in rules.countries_of(zone)]
    for position, country in enumerate((*near, *countries)):
        if country in meaning.countries:
            return position + 1
    return 1000
