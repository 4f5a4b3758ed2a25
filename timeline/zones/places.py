"""Places and the zones their clocks follow: cities, regions and countries by name.

The table (``data/places.tsv``, built by ``scripts/build_places.py`` from GeoNames) is sorted by folded name and mapped
into memory, so a lookup reads a few lines of it and nothing is loaded at the start.
"""

from __future__ import annotations

import mmap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from timeline.zones import rules

_LONGEST = 100  # characters of a name; texts are hostile
_KINDS = {"c": "city", "r": "region", "a": "region", "n": "country", "d": "country", "q": "region"}
_DROPPED = str.maketrans(
    {"-": " ", "–": " ", "‐": " ", "_": " ", ".": None, "'": None, "’": None, "ʼ": None, "`": None}
)
_SHARE_IN_COUNTRY = 0.03  # of the largest namesake: London, Ontario may be meant in Canada; Paris, Texas not in the US
_SHARE_NEARBY = 0.003
_VENUE = 20  # times as many people live in a town as in the namesake of what stands in it
_KNOWN = 150_000  # inhabitants from which on nobody asks which city is meant
_CALLED = 10_000  # the same for one after which its zone is called
_CAPITAL = 20  # how much likelier a capital is meant than its number of people says
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# Capitals that share their name with a larger region or city, or with a town of a country that often speaks of them.
_CAPITALS = frozenset(
    {
        ("US", "washington"),
        ("CA", "ottawa"),
        ("AU", "canberra"),
        ("CL", "santiago"),
        ("NZ", "wellington"),
        ("IE", "dublin"),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its zone.

    ``zone`` is None for a country whose parts follow different clocks; ``zones`` lists all of a country's zones, with
    the main one first.  ``region`` is GeoNames' code of the first-order region, "AK".
    """

    name: str
    kind: str  # "city", "region", "country"
    country: str  # ISO 3166 code
    region: str
    zone: str | None
    population: int
    zones: tuple[str, ...] = ()


def fold(name: str) -> str:
    """A name without case, accents, dots, apostrophes and hyphens.

    >>> fold("São Paulo"), fold("Saint-Denis"), fold("U.S.")
    ('sao paulo', 'st denis', 'us')
    """
    if name.isascii():
        plain = name.translate(_DROPPED).lower()
    else:
        apart = unicodedata.normalize("NFKD", name.translate(_DROPPED))
        plain = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
        plain = plain.translate(_LETTERS)
    words = plain.split()
    return " ".join("st" if word == "saint" else word for word in words)


def lookup(
    name: str, countries: Sequence[str] = (), near: Place | None = None, *, adjectives: bool = False
) -> tuple[Place, ...]:
    """The places of a name, likeliest first; "City, Region" and "City, Country" are understood.

    ``countries`` (ISO codes) and ``near`` say what the text is about.  A namesake there is preferred unless it is a
    village beside a metropolis.  ``adjectives`` takes "German" for Germany.  Where only the region behind the comma
    is known, the answer is the region.

    >>> [place.zone for place in lookup("Springfield, Illinois")]
    ['America/Chicago']
    """
    return _lookup(name[: 2 * _LONGEST], tuple(countries), near, adjectives)


def suggestion(name: str) -> str | None:
    """The place that was probably meant: spelt much alike from the first letter on, and of those the largest.

    >>> suggestion("Ancorage"), suggestion("Qqqq")
    ('Anchorage', None)
    """
    wanted = fold(name.split(",")[0][:_LONGEST])
    if not wanted:
        return None
    lines = _content()[_first(wanted[0].encode()) : _first(chr(ord(wanted[0]) + 1).encode())].decode().splitlines()
    sizes: dict[str, int] = {}
    for shown, sort, _, _, _, population, *_ in (line.split("\t") for line in lines):
        if sort in "crn":
            sizes[shown] = max(int(population), sizes.get(shown, 0))
    near = get_close_matches(wanted, (fold(shown) for shown in sizes), n=5, cutoff=0.8)
    return max((shown for shown in sizes if fold(shown) in near), key=lambda shown: sizes[shown], default=None)


def is_place(name: str) -> bool:
    """Whether a place has this name and the word is mostly a place's; ``lookup`` knows the others too.

    >>> is_place("Anchorage"), is_place("Alaskan"), is_place("March")
    (True, False, False)
    """
    return len(name) <= _LONGEST and _is_place(name)


@lru_cache(maxsize=16384)
def _is_place(name: str) -> bool:
    folded = fold(name)
    return folded not in _ordinary() and any(True for _ in _rows(folded, "cran"))


@cache
def _ordinary() -> frozenset[str]:
    text = (files("timeline.zones") / "data" / "ordinary.en.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=4096)
def _lookup(name: str, countries: tuple[str, ...], near: Place | None, adjectives: bool) -> tuple[Place, ...]:
    name = name.strip()
    sorts = "crand" if adjectives else "cran"
    found = list(_named(name, sorts)) or list(_named(name[4:] if name[:4].lower() == "the " else "", sorts))
    if not found and "," in name:
        return _qualified(name, countries, near)
    return _ranked(found, countries, near)


def _qualified(name: str, countries: tuple[str, ...], near: Place | None) -> tuple[Place, ...]:
    first, *rest = [part for part in (part.strip() for part in name[:_LONGEST].split(",")) if part] or [""]
    wider = [list(_named(part, "rnqa")) for part in rest[:3]]
    found = list(_named(first, "cra"))
    for places in wider:
        if places:
            found = [place for place in found if any(_within(place, outer) for outer in places)]
    if found and rest and not any(wider) and (town := _town_around(rest[0], found)):
        return _ranked(town, countries, near)
    if found and _contradicted(rest, wider, found):
        return ()
    if found:
        return _ranked(found, countries, near)
    return next((_ranked(places, countries, near) for places in wider if places), ())


def _town_around(name: str, found: Sequence[Place]) -> list[Place]:
    """The great town behind the comma of what stands in it and has namesakes elsewhere: «Apollo, London»."""
    people = max(place.population for place in found)
    return [town for town in _named(name, "c") if town.population > _VENUE * people]


def _contradicted(rest: Sequence[str], wider: Sequence[Sequence[Place]], found: Sequence[Place]) -> bool:
    """Whether what stands behind the comma is a name that nobody knows, and namesakes keep several clocks.

    «Boston, Lincolnshire» is not the largest Boston; «London, SW1» and «Oslo, City Hall» are one place.
    """
    unknown = not any(wider) and any(part.replace(" ", "").isalpha() and part[0].isupper() for part in rest)
    return unknown and len({place.zone for place in found if place.kind == "city"}) > 1


def _within(place: Place, outer: Place) -> bool:
    if place.country != outer.country:
        return False
    return outer.kind == "country" or (outer.region != "" and place.region == outer.region)


def _ranked(places: Sequence[Place], countries: tuple[str, ...], near: Place | None) -> tuple[Place, ...]:
    largest = max((weight(place) for place in places), default=0)

    def order(place: Place) -> tuple[bool, bool, float]:
        own = weight(place)
        beside = near is not None and place.country == near.country
        here = beside and near is not None and place.region == near.region and own >= largest * _SHARE_NEARBY
        inside = (beside or place.country in countries) and own >= largest * _SHARE_IN_COUNTRY
        return (not here, not inside, -own)

    best: dict[tuple[str, str, str, str | None], Place] = {}
    for place in sorted(places, key=order):
        best.setdefault((place.name, place.country, place.region, place.zone), place)
    return tuple(best.values())


def is_well_known(name: str) -> bool:
    """Whether nobody asks which place is meant.

    >>> is_well_known("India"), is_well_known("Reykjavik"), is_well_known("March")
    (True, True, False)
    """
    found = lookup(name)
    if not found or found[0].kind != "city":
        return bool(found)
    called = (found[0].zone or "").rpartition("/")[2].replace("_", " ") == name  # «Reykjavik» gives its clock its name
    return found[0].population >= (_CALLED if called else _KNOWN)


def weight(place: Place) -> float:
    """How likely a name is meant for this place, beside others of the name; in inhabitants, as it were."""
    if place.kind == "country":
        return 1e9 + place.population
    if place.kind == "region":
        return place.population / 4  # people name cities more often than regions
    return place.population * (_CAPITAL if (place.country, fold(place.name)) in _CAPITALS else 1)


def _named(name: str, sorts: str) -> Iterator[Place]:
    for row in _rows(fold(name), sorts):
        shown, sort, country, region, number, population, usual = row
        zone = _zones()[int(number.rstrip("*"))] if number else None
        place = Place(usual or shown, _KINDS[sort], country, region, zone, int(population))
        if place.kind == "country":
            main = (zone,) if zone else ()
            zones = main + tuple(key for key in rules.zones_of(country) if key != zone)
            place = replace(place, zone=None if number.endswith("*") else zone, zones=zones)
        yield place


def _rows(folded: str, sorts: str) -> Iterator[list[str]]:
    """The table's rows for a folded name."""
    if not folded or len(folded) > _LONGEST:
        return
    content, wanted = _content(), folded.encode("utf-8", "replace")
    position = _first(wanted)
    while position < len(content):
        end = content.find(b"\n", position)
        fields = content[position:end].decode().split("\t")
        if fold(fields[0]).encode() != wanted:
            return
        if fields[1] in sorts:
            yield fields + [""] * (7 - len(fields))
        position = end + 1


def _first(wanted: bytes) -> int:
    """Where the first line whose folded name is not before the wanted one begins."""
    content = _content()
    low, high = _start(), len(content)
    while low < high:
        middle = (low + high) // 2
        begin = content.rfind(b"\n", 0, middle) + 1
        begin = max(begin, _start())
        name = content[begin : content.find(b"\t", begin)].decode()
        if fold(name).encode() < wanted:
            low = content.find(b"\n", begin) + 1
        else:
            high = begin
    return low


@cache
def _content() -> mmap.mmap | bytes:
    table = files("timeline.zones") / "data" / "places.tsv"
    if isinstance(table, Path):
        with table.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return table.read_bytes()  # inside a zip file


@cache
def _start() -> int:
    content = _content()
    return content.find(b"\n", content.find(b"\n") + 1) + 1


@cache
def _zones() -> tuple[str, ...]:
    content = _content()
    return tuple(content[content.find(b"\n") + 1 : _start() - 1].decode().split(" "))
