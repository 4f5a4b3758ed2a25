"""What a zone's abbreviation means: a region's clock, often with the claim that it is winter or summer there.

``ET`` is New York's clock; ``EST`` is New York's clock with the claim of winter; ``CST`` is Chicago's, China's or
Cuba's.  The data are hand-written families (``data/abbreviations.toml``), since tzdata's letters are no names:
it writes "+07" for Bangkok.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from timeline.zones import convert, rules

AMERICAN = ("Eastern", "Central", "Mountain", "Pacific")  # the clocks that ET, CT, MT and PT abbreviate
_YEAR = timedelta(days=366)
_MILITARY = "ABCDEFGHIKLM"  # J is the reader's own zone


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that words for a zone may mean.

    ``zone`` is an IANA key, or an offset such as "+05:30" where only an offset is stated.
    ``offset`` is what the letters claim, None where they claim nothing ("ET", "Moscow time").
    ``season`` is "standard" or "daylight" where the words claim one.  ``rank`` is 0 for the likeliest meaning.
    """

    zone: str
    offset: timedelta | None = None
    season: str | None = None
    countries: frozenset[str] = field(default_factory=frozenset)
    rank: int = 0

    def holds(self, instant: datetime) -> bool:
        """Whether the claim of the letters is true at an instant: EST is not, in New York in August."""
        return self.offset is None or convert.offset_at(self.zone, instant) == self.offset


UTC_MEANING = Meaning("UTC", timedelta())


@cache
def _data() -> dict[str, Any]:
    text = (files("timeline.zones") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _table() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, list[Meaning]] = {word: [UTC_MEANING] for word in _data()["utc"]}
    for family in _data()["family"]:
        standard = convert.offset_of(family["offset"]) or timedelta()
        summer = convert.offset_of(family.get("daylight_offset", "")) or standard + timedelta(hours=1)
        meaning = Meaning(
            family["zone"], standard, None, frozenset(family["countries"].split()), int(family.get("rank", 0))
        )
        forms = {
            "generic": replace(meaning, offset=None),
            "fixed": meaning,
            "standard": replace(meaning, season="standard"),
            "daylight": replace(meaning, season="daylight", offset=summer),
        }
        for sort, form in forms.items():
            for word in family.get(sort, ()):
                found.setdefault(word, []).append(form)
    return {
        word: tuple(replace(m, rank=n) for n, m in enumerate(sorted(all_, key=lambda m: m.rank)))
        for word, all_ in found.items()
    }


def of(abbreviation: str) -> tuple[Meaning, ...]:
    """The meanings of an abbreviation, likeliest first; none for letters that name no zone.

    >>> [meaning.zone for meaning in of("CST")][:2]
    ['America/Chicago', 'Asia/Shanghai']
    """
    return _table().get(abbreviation.upper(), ())


def one_zone(one: str, other: str) -> str | None:
    """The zone that two abbreviations name between them, one for winter and one for summer; None for other pairs.

    >>> one_zone("MST", "MDT"), one_zone("GMT", "BST"), one_zone("PST", "EST")
    ('America/Denver', 'Europe/London', None)
    """
    if one == "GMT" or other == "GMT":
        summer = other if one == "GMT" else one
        meant = of(summer)[:1] if summer != "UTC" else ()
        return meant[0].zone if meant and meant[0].season == "daylight" and _is_greenwich(meant[0]) else None
    for first in of(one):
        for second in of(other):
            if first.zone == second.zone and {first.season, second.season} == {"standard", "daylight"}:
                return first.zone
    return None


def _is_greenwich(meaning: Meaning) -> bool:
    """Whether a clock that is an hour ahead of UTC in summer keeps UTC in winter."""
    return convert.offset_at(meaning.zone, datetime(2024, 1, 15, tzinfo=UTC)) == timedelta()


def known() -> frozenset[str]:
    """All abbreviations, in upper case; those of UTC are among them."""
    return frozenset(_table())


def universal() -> frozenset[str]:
    """The words for UTC itself, which are always meant to the letter."""
    return frozenset(_data()["utc"])


def weak() -> frozenset[str]:
    """Abbreviations that are mostly something else (a word, a state, a month's short form): they count in company."""
    return frozenset(_data()["weak"])


def military(letter: str) -> str | None:
    """The offset key of a military zone letter, as in «0900R»; None for J, which is the reader's own time.

    >>> military("Z"), military("B"), military("R")
    ('UTC', '+02:00', '-05:00')
    """
    letter = letter.upper()
    if letter == "Z":
        return "UTC"
    if len(letter) == 1 and letter in _MILITARY:
        return f"+{_MILITARY.index(letter) + 1:02}:00"
    return f"-{ord(letter) - ord('N') + 1:02}:00" if len(letter) == 1 and "N" <= letter <= "Y" else None


@lru_cache(maxsize=1024)
def keeps_all_year(abbreviation: str, where: str, year: int) -> str | None:
    """The zone in which a seasonal abbreviation is right all year, for an IANA key or a country's ISO code.

    A country answers by its most populous zone that uses the letters, so CST in Canada is Winnipeg's and changes.

    >>> keeps_all_year("EST", "JM", 2025), keeps_all_year("MST", "America/Phoenix", 2025)
    ('America/Jamaica', 'America/Phoenix')
    >>> keeps_all_year("CST", "CA", 2025)
    """
    for key in rules.zones_of(where) if len(where) == 2 else (where,):
        letters = _letters(key, year)
        if abbreviation.upper() in letters:
            return key if len(letters) == 1 else None
    return None


@lru_cache(maxsize=4096)
def kept_as(abbreviation: str, zone: str, day: date) -> timedelta | None:
    """The offset of a zone on a day on which tzdata calls its clock so: MSK was UTC+4 from 2011 to 2014.

    >>> kept_as("MSK", "Europe/Moscow", date(2013, 6, 26)), kept_as("EST", "America/New_York", date(2013, 6, 26))
    (datetime.timedelta(seconds=14400), None)
    """
    if not rules.is_key(zone):
        return None
    clock = convert.clock_at(zone, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return clock.offset if clock.abbreviation == abbreviation.upper() else None


def uses(abbreviation: str, where: str, year: int) -> bool:
    """Whether tzdata labels a clock of the zone or country so in a year.

    >>> uses("EST", "CA", 2025), uses("EST", "MX", 2025), uses("EST", "GB", 2025)
    (True, True, False)
    """
    keys = rules.zones_of(where) if len(where) == 2 else (where,)
    return any(abbreviation.upper() in _letters(key, year) for key in keys)


@lru_cache(maxsize=1024)
def _letters(key: str, year: int) -> frozenset[str]:
    """tzdata's abbreviations in a zone in a year."""
    if not rules.is_key(key):
        return frozenset()
    start = datetime(min(max(year, 2), 9997), 1, 1, tzinfo=UTC)
    table = rules.rules(key)
    return frozenset({table.at(start).abbreviation, *(c.abbreviation for c in table.changes(start, start + _YEAR))})
