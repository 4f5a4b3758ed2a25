"""Zones for people: a city's name, and the name a clock has at an instant.

tzdata's own abbreviations are no names: it writes "+07" for Bangkok, and "MST" for Vancouver since 2026.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from timeline.zones import abbreviations, convert, names, rules

_ANY = datetime(2000, 1, 1, tzinfo=UTC)
# CLDR names these clocks' seasons for the zone alone.
_OWN = {
    "Europe/London": ("UK Time", "Greenwich Mean Time", "British Summer Time"),
    "Europe/Dublin": ("Ireland Time", "Greenwich Mean Time", "Irish Standard Time"),
}


@lru_cache(maxsize=2048)
def zone_label(key: str, language: str = "en") -> str:
    """The city that stands for a zone; "UTC" and "UTC+05:30" for offsets.

    >>> zone_label("America/New_York"), zone_label("+05:30"), zone_label("America/Indiana/Knox")
    ('New York', 'UTC+05:30', 'Knox, Indiana')
    """
    if (offset := convert.offset_of(key)) is not None:
        return f"UTC{convert.offset_key(offset)}" if offset else "UTC"
    key = rules.canonical(key)
    if key == "UTC":
        return "UTC"
    if key.startswith("Etc/"):  # these keys count westward: Etc/GMT+5 is five hours behind
        return zone_label(convert.offset_key(convert.offset_at(key, _ANY)), language)
    city = names.of_language(language).cities.get(key)
    return city or key.rpartition("/")[2].replace("_", " ")


def clock_name(key: str, instant: datetime | None = None, language: str = "en") -> str:
    """The name of a zone's clock at an instant, or without a season.

    >>> clock_name("America/Detroit", datetime(2025, 7, 1, tzinfo=UTC)), clock_name("America/Detroit")
    ('Eastern Daylight Time', 'Eastern Time')
    """
    if convert.offset_of(key) is not None:
        return zone_label(key, language)
    key = rules.canonical(key)
    if key == "UTC":
        return "Coordinated Universal Time"
    if key.startswith("Etc/"):
        return zone_label(key, language)
    year = None if instant is None else (instant.year, _phase(key, instant))
    return _clock_name(key, year, language)


def abbreviation(key: str, instant: datetime) -> str:
    """The short form people write for a zone's clock at an instant: "EDT", "CEST", "UTC+7" where there is none.

    >>> abbreviation("America/New_York", datetime(2025, 7, 1, tzinfo=UTC))
    'EDT'
    >>> abbreviation("Asia/Tashkent", datetime(2025, 7, 1, tzinfo=UTC))
    'UTC+5'
    """
    offset = convert.offset_at(key, instant)
    if convert.offset_of(key) is None:
        letters = convert.clock_at(key, instant).abbreviation
        if letters.isalpha() and any(meaning.offset == offset for meaning in abbreviations.of(letters)):
            return letters if _own(key, letters) else _short(offset)
    return _short(offset)


def _own(key: str, letters: str) -> bool:
    """Whether the letters fit the clock's name: Vancouver's is "Pacific", so tzdata's MST is not its own."""
    clock = names.of_language().clock_of.get(rules.canonical(key))
    if clock is None or not clock.startswith("America_"):
        return True
    return letters[0] == clock.removeprefix("America_")[0]


def _short(offset: timedelta) -> str:
    text = convert.offset_key(offset)
    if not offset:
        return "UTC"
    hours, minutes = text[1:3].lstrip("0") or "0", text[3:]
    return f"UTC{text[0]}{hours}{'' if minutes == ':00' else minutes}"


def _phase(key: str, instant: datetime) -> tuple[timedelta, bool]:
    return convert.offset_at(key, instant), convert.is_daylight(key, instant)


@lru_cache(maxsize=4096)
def _clock_name(key: str, year: tuple[int, tuple[timedelta, bool]] | None, language: str) -> str:
    known = names.of_language(language)
    if key in _OWN:
        return _OWN[key][0 if year is None else 2 if year[1][1] else 1]
    clock = known.clocks.get(known.clock_of.get(key, ""))
    if clock is None:
        return f"{zone_label(key, language)} Time"
    if year is None:
        return clock.generic or clock.standard
    number, (offset, daylight) = year
    reference = datetime(min(max(number, 2), 9998), 1, 1, tzinfo=UTC)
    yearly = {convert.offset_at(clock.reference, reference + timedelta(days=days)) for days in (0, 181)}
    if daylight and clock.daylight and offset == max(yearly):
        return clock.daylight
    if not daylight and offset == min(yearly):
        return clock.standard
    # A region that has left the common clock (Vancouver since 2026) keeps its name but not the seasons'.
    return clock.generic or clock.standard
