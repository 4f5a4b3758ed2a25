"""Write timeline/zones/data/names.en.tsv: English names of time zones, and which name each zone's clock has.

Run by hand when CLDR or tzdata have news:  pip install babel tzdata; python scripts/build_names.py
Babel is needed only here.  The names are CLDR's (Unicode License v3, see NOTICE), with variants that people write.

Lines by their first field:
    N  phrase, zone, season, claimed offset, countries     words for a zone
    C  clock (CLDR's "metazone"), reference zone, generic name, standard name, daylight name
    Z  zone, clock                                          for showing
    T  zone, city                                           where the key's last part is not the city's name
    P  place                                                countries and peoples that stand before "time"
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel import Locale  # noqa: E402
from babel.core import get_global  # noqa: E402

from timeline.zones import convert, rules  # noqa: E402

TARGET = ROOT / "timeline" / "zones" / "data" / "names.en.tsv"
PLACES = TARGET.with_name("places.tsv")

# The zone that stands for a clock which several zones share; the others have one, or their largest city's.
REFERENCE = {
    "Africa_Central": "Africa/Maputo",
    "Africa_Eastern": "Africa/Nairobi",
    "Africa_Southern": "Africa/Johannesburg",
    "Africa_Western": "Africa/Lagos",
    "Alaska": "America/Anchorage",
    "Amazon": "America/Manaus",
    "America_Central": "America/Chicago",
    "America_Eastern": "America/New_York",
    "America_Mountain": "America/Denver",
    "America_Pacific": "America/Los_Angeles",
    "Arabian": "Asia/Riyadh",
    "Argentina": "America/Argentina/Buenos_Aires",
    "Atlantic": "America/Halifax",
    "Australia_Central": "Australia/Adelaide",
    "Australia_Eastern": "Australia/Sydney",
    "Australia_Western": "Australia/Perth",
    "Brasilia": "America/Sao_Paulo",
    "Chamorro": "Pacific/Guam",
    "China": "Asia/Shanghai",
    "Europe_Central": "Europe/Berlin",
    "Europe_Eastern": "Europe/Athens",
    "Europe_Western": "Europe/Lisbon",
    "GMT": "UTC",
    "Greenland": "America/Nuuk",
    "Gulf": "Asia/Dubai",
    "Hawaii_Aleutian": "Pacific/Honolulu",
    "India": "Asia/Kolkata",
    "Indochina": "Asia/Bangkok",
    "Indonesia_Western": "Asia/Jakarta",
    "Kazakhstan": "Asia/Almaty",
    "Korea": "Asia/Seoul",
    "Malaysia": "Asia/Kuala_Lumpur",
    "Mexico_Pacific": "America/Mazatlan",
    "Moscow": "Europe/Moscow",
    "New_Zealand": "Pacific/Auckland",
    "Uzbekistan": "Asia/Tashkent",
    "Yukon": "America/Whitehorse",
}
BARE = ("America_Eastern", "America_Central", "America_Mountain", "America_Pacific")  # «3 pm Eastern»

# Other names in real use: the same clock as a CLDR name.
SAME = {
    "Arabia Standard Time": "Arabian Standard Time",
    "Central African Time": "Central Africa Time",
    "Central Europe Time": "Central European Time",
    "Central Indonesian Time": "Central Indonesia Time",
    "Chinese Standard Time": "China Standard Time",
    "East African Time": "East Africa Time",
    "Eastern Africa Time": "East Africa Time",
    "Eastern Europe Time": "Eastern European Time",
    "Eastern Indonesian Time": "Eastern Indonesia Time",
    "European Central Time": "Central European Time",
    "European Eastern Time": "Eastern European Time",
    "Gulf Time": "Gulf Standard Time",
    "Hawaii Standard Time": "Hawaii-Aleutian Standard Time",
    "Hawaiian Standard Time": "Hawaii-Aleutian Standard Time",
    "Indian Standard Time": "India Standard Time",
    "Israel Summer Time": "Israel Daylight Time",
    "Israeli Standard Time": "Israel Standard Time",
    "Japanese Standard Time": "Japan Standard Time",
    "Korea Standard Time": "Korean Standard Time",
    "Middle European Summer Time": "Central European Summer Time",
    "Middle European Time": "Central European Time",
    "Pakistani Standard Time": "Pakistan Standard Time",
    "Philippines Standard Time": "Philippine Standard Time",
    "South African Standard Time": "South Africa Standard Time",
    "West African Time": "West Africa Time",
    "Western Europe Time": "Western European Time",
    "Western Indonesian Time": "Western Indonesia Time",
}
# Names that CLDR gives to single zones, or not at all: zone, season, claimed offset.
SINGLE = {
    "British Summer Time": ("Europe/London", "daylight", "+01:00"),
    "Irish Standard Time": ("Europe/Dublin", "daylight", "+01:00"),
    "Irish Summer Time": ("Europe/Dublin", "daylight", "+01:00"),
    "Greenwich Time": ("UTC", "", "+00:00"),
    "East Coast Time": ("America/New_York", "", ""),
    "US East Coast Time": ("America/New_York", "", ""),
    "U.S. East Coast Time": ("America/New_York", "", ""),
    "West Coast Time": ("America/Los_Angeles", "", ""),
    "US West Coast Time": ("America/Los_Angeles", "", ""),
    "U.S. West Coast Time": ("America/Los_Angeles", "", ""),
    "Turkey Standard Time": ("Europe/Istanbul", "", "+03:00"),
}
# What the same words mean in Australia, where «Australian» is often left out.
AUSTRALIAN = {"Eastern": "Australia/Sydney", "Central": "Australia/Adelaide", "Western": "Australia/Perth"}

Name = tuple[str, str, str, str, str]


def main() -> None:
    locale = Locale("en")
    members: dict[str, list[str]] = {}
    for zone, clock in get_global("meta_zones").items():
        if rules.is_key(zone):
            members.setdefault(clock, []).append(rules.canonical(zone))
    names: dict[str, tuple[str, str, str]] = {}
    lines: list[tuple[str, ...]] = []
    countries: dict[str, str] = {}
    people = largest_cities()
    for clock, zones in sorted(members.items()):
        long = dict(locale.meta_zones[clock].get("long", {})) if clock in locale.meta_zones else {}
        if not long:
            continue
        reference = REFERENCE.get(clock) or max(zones, key=lambda zone: people.get(zone, 0))
        lines.append(("C", clock, reference, *(long.get(sort, "") for sort in ("generic", "standard", "daylight"))))
        lines += [("Z", zone, clock) for zone in sorted(set(zones))]
        used = " ".join(sorted({code for zone in zones for code in rules.countries_of(zone)}))
        for sort, name in long.items():
            names[name] = claim(reference, sort, name)
            countries[name] = used
    for other, name in SAME.items():
        names[other], countries[other] = names[name], countries[name]
    names |= SINGLE
    lines += [("N", *row) for row in sorted(spelled(names, countries))]
    lines += [("T", zone, city) for zone, city in sorted(cities(locale).items())]
    lines += [("P", place) for place in sorted(before_time())]
    header = "# English names of time zones from CLDR (Unicode License v3, see NOTICE)\n"
    TARGET.write_text(header + "".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} lines, {TARGET.stat().st_size} bytes")


def largest_cities() -> dict[str, int]:
    """Population of the largest city of each zone."""
    _, zones, *lines = PLACES.read_text(encoding="utf-8").splitlines()
    keys, found = zones.split(" "), dict.fromkeys(zones.split(" "), 0)
    for line in lines:
        _, sort, _, _, zone, population, *_ = line.split("\t")
        if sort == "c":
            found[keys[int(zone)]] = max(found[keys[int(zone)]], int(population))
    return found


def claim(zone: str, sort: str, name: str) -> tuple[str, str, str]:
    """Zone, season and offset that a name states; «Nepal Time» states no more than a clock."""
    if zone == "UTC":
        return zone, "", "+00:00"
    year = [datetime(2025, month, 1, tzinfo=UTC) for month in (1, 7)]
    standard, summer = sorted(convert.offset_at(zone, instant) for instant in year)
    if sort == "daylight":
        return zone, "daylight", convert.offset_key(summer if summer != standard else standard + timedelta(hours=1))
    if "Standard" in name:
        return zone, "standard", convert.offset_key(standard)
    return zone, "", ""


def spelled(names: dict[str, tuple[str, str, str]], countries: dict[str, str]) -> Iterator[Name]:
    """Every name in its spellings, in lower case."""
    bare = {Locale("en").meta_zones[clock]["long"]["generic"].removesuffix(" Time") for clock in BARE}
    for name, (zone, season, offset) in names.items():
        used = countries.get(name) or " ".join(rules.countries_of(zone))
        for spelling in set(spellings(name, bare)):
            yield spelling.lower().replace("’", "'"), zone, season, offset, used
    for direction, zone in AUSTRALIAN.items():
        for season in ("standard", "daylight", "summer", ""):
            row = claim(zone, "daylight" if season in ("daylight", "summer") else "", "Standard" if season else "")
            yield f"{direction} {season} time".replace("  ", " ").lower(), *row, "AU"


def spellings(name: str, bare: set[str]) -> Iterator[str]:
    """A name as it is written: with «Daylight Saving», without «Time», with «US» before it."""
    first = name.split(" ")[0]
    forms = [name]
    if " Daylight Time" in name or " Summer Time" in name:
        stem = re.sub(r" (Daylight|Summer) Time", "", name)
        words = ["Daylight", "Daylight Saving", "Daylight Savings", "Summer"]
        forms += [f"{stem} {word} Time" for word in words if word != "Summer" or first not in bare]
    if first in bare and re.fullmatch(r"\w+( (Standard|Daylight))? Time", name):
        short = [form.removesuffix(" Time") for form in forms]
        prefixes = ("US ", "U.S. ", "North American ", "American ")
        forms += short + [prefix + form for prefix in prefixes for form in (*forms, *short)]
    yield from forms
    yield from (form.replace("é", "e") for form in forms if "é" in form)
    yield from (form.replace("&", "and") for form in forms if "&" in form)


def cities(locale: Locale) -> dict[str, str]:
    """City names that the zone's key does not spell as people do."""
    found = {}
    for zone, value in locale.time_zones.items():
        if "city" in value and rules.is_key(zone):
            key = rules.canonical(zone)
            if value["city"] != key.rpartition("/")[2].replace("_", " "):
                found[key] = value["city"]
    return found


def before_time() -> Iterator[str]:
    """Countries, peoples and stretches of land, from the table of places."""
    for line in PLACES.read_text(encoding="utf-8").splitlines()[2:]:
        name, sort, _, _, zone, *_ = line.split("\t")
        if zone and sort in ("n", "d", "a"):
            yield name


if __name__ == "__main__":
    main()
