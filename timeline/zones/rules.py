"""IANA zones, loaded from the tzdata package only; the first stop on the way from a zone's words to UTC.

The machine's own zone files are never read: a system copy may be years old, and one hour wrong today.
Another set of rules (an older or newer version of the law) is a ``Database`` value that is passed in.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from timeline.zones.tzif import Rules, parse

# «UTC» is the name that everybody writes; tzdata calls the zone Etc/UTC and makes UTC a link to it.
UTC_KEYS = frozenset({"UTC", "UCT", "Zulu", "Universal", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"})
UTC_KEYS |= {f"Etc/{name}" for name in UTC_KEYS}

# Present names that tzdata.zi does not give: zones of their own in the package though links since tzdata 2024b, and
# old spellings whose link leads past the present name ("#=" comments of tzdata's file "backward").
_FORMER = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Iceland": "Atlantic/Reykjavik",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
    "EST5EDT": "America/New_York",
    "CST6CDT": "America/Chicago",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
}

_LINK = re.compile(r"^L (\S+) (\S+)$", re.MULTILINE)
_ZONE = re.compile(r"^Z (\S+) ", re.MULTILINE)
_VERSION = re.compile(r"^# version (\S+)", re.MULTILINE)


class ZoneError(LookupError):
    """A key that names no zone."""


@dataclass(frozen=True, slots=True)
class Database:
    """A compiled copy of the tz database: a folder of TZif files with ``tzdata.zi`` and ``zone.tab``."""

    folder: Traversable

    def version(self) -> str:
        """The release, such as "2026a"; "unknown" where the copy does not say."""
        return _version(self)

    def names(self) -> frozenset[str]:
        """Every name of a zone, links included."""
        return _names(self)

    def rules(self, key: str) -> Rules:
        """The offsets of a zone with the instants at which they change.  Raises ZoneError for an unknown key."""
        return _rules(self, key)

    def text(self, name: str) -> str:
        """One of the tables that come with the zones: ``zone.tab``, ``iso3166.tab``, ..."""
        return self.folder.joinpath(name).read_text(encoding="utf-8")


@cache
def packaged() -> Database:
    """The rules of the installed tzdata package."""
    return Database(files("tzdata") / "zoneinfo")


def version() -> str:
    """The release of the packaged rules, such as "2026a"; every result can say which rules it used."""
    return packaged().version()


def load(key: str, database: Database | None = None) -> ZoneInfo:
    """The zone of a key.  Raises ZoneError, with a suggestion, for a key that names no zone.

    >>> load("Asia/Kathmandu").key
    'Asia/Kathmandu'
    """
    return _load(database or packaged(), key)


def rules(key: str, database: Database | None = None) -> Rules:
    """The offsets of a zone with the instants at which they change."""
    return (database or packaged()).rules(key)


def is_key(key: str, database: Database | None = None) -> bool:
    """Whether a zone has this name; case counts.

    >>> is_key("Europe/Kiev"), is_key("Europe/Berln")
    (True, False)
    """
    return key in (database or packaged()).names()


def canonical(key: str, database: Database | None = None) -> str:
    """The present name of a zone.  Raises ZoneError for an unknown key.

    Links are followed only until a name of ``zone.tab`` is reached: that table lists the names meant for people,
    and a link beyond it only says that two cities shared a clock since 1970.

    >>> canonical("Europe/Kiev"), canonical("US/Eastern"), canonical("Europe/Oslo")
    ('Europe/Kyiv', 'America/New_York', 'Europe/Oslo')
    """
    return _canonical(database or packaged(), key)


def suggestion(key: str, database: Database | None = None) -> str | None:
    """The key that was probably meant."""
    keys = sorted((database or packaged()).names())
    folded = {name.casefold(): name for name in keys}
    cities = {name.rpartition("/")[2].casefold(): name for name in keys if "/" in name and not name.startswith("Etc/")}
    wanted = key.strip().casefold().replace(" ", "_")[:64]
    if wanted in folded or wanted in cities:
        return folded.get(wanted) or cities[wanted]
    if near := difflib.get_close_matches(wanted, folded, n=1, cutoff=0.75):
        return folded[near[0]]
    near = difflib.get_close_matches(wanted.rpartition("/")[2], cities, n=1, cutoff=0.8)
    return cities[near[0]] if near else None


def unknown(key: str, database: Database | None = None) -> ZoneError:
    """The error for a key that names no zone, with the remedy."""
    meant = suggestion(key, database)
    remedy = f"did you mean {meant!r}?" if meant else "use an IANA name such as 'America/New_York'"
    return ZoneError(f"unknown zone {key!r}; {remedy}")


@cache
def countries_of_zones(database: Database) -> dict[str, tuple[str, ...]]:
    """ISO 3166 codes of the countries in which a zone is used, by canonical key; the main country comes first."""
    found: dict[str, list[str]] = {}
    for name in ("zone.tab", "zone1970.tab"):
        for line in database.text(name).splitlines():
            if line and not line.startswith("#"):
                codes, _, key, *_ = line.split("\t")
                known = found.setdefault(key, [])
                known.extend(code for code in codes.split(",") if code not in known)
    return {key: tuple(codes) for key, codes in found.items()}


@cache
def zones_of_countries(database: Database) -> dict[str, tuple[str, ...]]:
    """Canonical keys of a country's zones, by ISO 3166 code; ``zone.tab`` puts the most populous part first."""
    found: dict[str, list[str]] = {}
    for line in database.text("zone.tab").splitlines():
        if line and not line.startswith("#"):
            code, _, key, *_ = line.split("\t")
            found.setdefault(code, []).append(key)
    return {code: tuple(keys) for code, keys in found.items()}


def countries_of(key: str) -> tuple[str, ...]:
    """ISO 3166 codes of the countries in which a zone is used.

    >>> countries_of("Asia/Kolkata")
    ('IN',)
    """
    return countries_of_zones(packaged()).get(key, ())


def zones_of(country: str) -> tuple[str, ...]:
    """Keys of a country's zones.

    >>> zones_of("NZ")
    ('Pacific/Auckland', 'Pacific/Chatham')
    """
    return zones_of_countries(packaged()).get(country, ())


# -- caches: one a process and database ------------------------------------------------


@lru_cache(maxsize=2048)
def _load(database: Database, key: str) -> ZoneInfo:
    with _file(database, key).open("rb") as file:
        return ZoneInfo.from_file(file, key=key)


@lru_cache(maxsize=2048)
def _rules(database: Database, key: str) -> Rules:
    return parse(_file(database, key).read_bytes())


def _file(database: Database, key: str) -> Traversable:
    # Keys come from texts: only names that the database itself lists may become a path.
    if key not in database.names():
        raise unknown(key, database)
    return database.folder.joinpath(*key.split("/"))


@cache
def _version(database: Database) -> str:
    found = _VERSION.match(_source(database))
    return found[1] if found else "unknown"


@cache
def _source(database: Database) -> str:
    return database.text("tzdata.zi")


@cache
def _names(database: Database) -> frozenset[str]:
    return frozenset(_ZONE.findall(_source(database))) | _links(database).keys()


@cache
def _links(database: Database) -> dict[str, str]:
    return {name: target for target, name in _LINK.findall(_source(database))}


@lru_cache(maxsize=4096)
def _canonical(database: Database, key: str) -> str:
    if key not in database.names():
        raise unknown(key, database)
    key = _FORMER.get(key, key)
    listed, links = countries_of_zones(database), _links(database)
    for _ in range(8):  # a chain of links is short; a damaged table must not hang us
        if key in listed or key not in links:
            break
        key = links[key]
    return "UTC" if key in UTC_KEYS else key
