"""IANA zones and the words for them: the first room after the values.

Rules come from the tzdata package only (``rules``, ``tzif``), wall time becomes UTC and back (``convert``), words
become zones (``abbreviations``, ``names``, ``places``, ``words``), and zones become words again (``display``).
The names below load their module at first use, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.zones.abbreviations import Meaning as Meaning
    from timeline.zones.abbreviations import keeps_all_year as keeps_all_year
    from timeline.zones.abbreviations import military as military
    from timeline.zones.convert import Beyond as Beyond
    from timeline.zones.convert import Civil as Civil
    from timeline.zones.convert import Never as Never
    from timeline.zones.convert import Once as Once
    from timeline.zones.convert import Twice as Twice
    from timeline.zones.convert import clock_at as clock_at
    from timeline.zones.convert import footer as footer
    from timeline.zones.convert import is_daylight as is_daylight
    from timeline.zones.convert import local as local
    from timeline.zones.convert import offset_at as offset_at
    from timeline.zones.convert import offset_key as offset_key
    from timeline.zones.convert import offset_of as offset_of
    from timeline.zones.convert import to_utc as to_utc
    from timeline.zones.convert import transitions as transitions
    from timeline.zones.display import abbreviation as abbreviation
    from timeline.zones.display import clock_name as clock_name
    from timeline.zones.display import zone_label as zone_label
    from timeline.zones.names import phrases as phrases
    from timeline.zones.places import Place as Place
    from timeline.zones.places import is_place as is_place
    from timeline.zones.places import lookup as lookup
    from timeline.zones.rules import Database as Database
    from timeline.zones.rules import ZoneError as ZoneError
    from timeline.zones.rules import canonical as canonical
    from timeline.zones.rules import countries_of as countries_of
    from timeline.zones.rules import is_key as is_key
    from timeline.zones.rules import load as load
    from timeline.zones.rules import version as version
    from timeline.zones.rules import zones_of as zones_of
    from timeline.zones.tzif import Change as Change
    from timeline.zones.words import meanings as meanings
    from timeline.zones.words import resolve as resolve

_HOMES = {
    "abbreviations": ("Meaning", "keeps_all_year", "military"),
    "convert": (
        "Beyond",
        "Civil",
        "Never",
        "Once",
        "Twice",
        "clock_at",
        "footer",
        "is_daylight",
        "local",
        "offset_at",
        "offset_key",
        "offset_of",
        "to_utc",
        "transitions",
    ),
    "display": ("abbreviation", "clock_name", "zone_label"),
    "words": ("meanings", "resolve"),
    "names": ("phrases",),
    "places": ("Place", "is_place", "lookup"),
    "rules": ("Database", "ZoneError", "canonical", "countries_of", "is_key", "load", "version", "zones_of"),
    "tzif": ("Change",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)
