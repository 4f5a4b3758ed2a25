"""The places a text names, for "local time" and for abbreviations that several countries use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.algebra.civil import MONTHS, WEEKDAYS
from timeline.discourse import audience, headings
from timeline.language.files import read
from timeline.model import ZoneSort, ZoneWords
from timeline.zones import abbreviations, peoples, places, rules

_NAME = audience.NAME
_PLACED = re.compile(
    rf"\b(?P<lead>(?i:in|at|near|from|to|for|outside|off|across|around|over|the)\b)?(?:\s(?i:the)\b)?\s?\b(?P<name>{_NAME})(?P<region>,\s?{_NAME}\.?)?"
)
_LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "around", "across"})
_CAPITAL = re.compile(r"[A-Z]")
_STATE = re.compile(r"[A-Z]{2}")
_MOST = 60  # names looked up in one stretch of text
_SMALL = 15_000  # below it a name by itself is mostly something else
_DAYS = (*MONTHS, *WEEKDAYS)
_WORDS = read("en_discourse.toml")["places"]
_NOT_PLACES = frozenset((*_DAYS, *(name[:3] for name in _DAYS), *abbreviations.AMERICAN, *_WORDS["not_places"]))
_THING, _OF_THE_TOWN = (re.compile(rf"\b(?:{'|'.join(_WORDS[sort])})\b") for sort in ("things", "of_the_town"))
_VENUE = re.compile(rf"\b(?:{'|'.join((*_WORDS['things'], *_WORDS['venues']))})$")
_SHORT: dict[str, str] = _WORDS["short"]
_REGIONS = {**{name: f"{name.lower()} time" for name in abbreviations.AMERICAN}, **_WORDS["regions"]}


@dataclass(frozen=True, slots=True)
class Locality:
    """A place that a text names; ``locative`` says that the words put something there («in Anchorage»)."""

    name: str
    zone: str | None
    country: str
    kind: str
    locative: bool
    at: int
    sure: bool = False  # whether nobody asks which place is meant: large, or named with its region


def localities(text: str, start: int, end: int) -> tuple[Locality, ...]:
    """The places named between two offsets, in order; at most a fixed number is looked up."""
    if _CAPITAL.search(text, start, end) is None:
        return ()
    found: list[Locality] = []
    at = start
    venue = -1  # where the name of a building or the like ends, behind which its town is told
    for _ in range(_MOST):
        match = _PLACED.search(text, at, end)
        if match is None:
            break
        place = _longest(match["name"], (match["region"] or "").lstrip(", "))
        put = (match["lead"] or "").lower() in _LOCATIVE
        if place is None or _of_a_thing(match["name"], place[0]):
            at = match.end("name")  # «at the District Court, Phoenix, Arizona»
            venue = at if put or _VENUE.search(match["name"]) else -1
            continue
        region = match["region"]
        at = match.end() if region and places.lookup(match["name"] + region) else match.end("name")
        name, zone, country, kind = place
        of_key = _AREA.search(text, max(0, match.start("name") - 10), match.start("name")) is not None
        dated = _DATED.search(text, max(0, match.start("name") - 24), match.start("name")) and _CLOSED.match(text, at)
        put = put or (kind == "city" and dated is not None)
        locative = (
            put or bool(match["region"] and kind == "city" and not of_key) or text[venue : match.start("name")] == ", "
        )
        region = (match["region"] or "").lstrip(", ")
        sure = places.is_well_known(name) or bool(region and places.lookup(f"{name}, {region}"))
        found.append(Locality(name, zone, country, kind, locative, match.start("name"), sure))
    return tuple(found)


def _of_a_thing(name: str, place: str) -> bool:
    """Whether a place's name is only part of a street's, a house's or a company's: «Riverside Park»."""
    if name != place and _THING.fullmatch(place):
        return True  # «King Street»; Street is a town too
    rest = name.rpartition(place)[2]
    return _THING.search(rest) is not None and _OF_THE_TOWN.search(rest) is None


_BEHIND = re.compile(
    r"(?:(?:[ \t]+(?:start|finish|alarm|kick-?off|tip-?off))?[ \t]+"  # «a 6am alarm in the UK»
    r"(?:in(?:[ \t]+the)?|on[ \t]+the)(?:[ \t]+|\n[ \t]*)|[ \t]*\([ \t]*(?:in[ \t]+)?)"
    rf"(?P<name>{_NAME})(?P<region>,\s?{_NAME})?"
)
_AFTER = re.compile(rf"[ \t]+(?P<name>{_NAME})(?=[ \t]*(?:[,/()\n;|?!=]|\.(?:\s|\Z)|on\b|and \d|\Z))")
_IN = re.compile(  # «and in Pune 19:30», «in Perth it begins at 18:16»
    rf"\bin (?P<name>{_NAME})(?P<region>,\s?{_NAME})?,?(?: (?:it|they|this|that) [a-z]+)?(?: at)?[ \t]+$"
)
_TRAVEL = re.compile(  # «departs Doha at 02:10 and arrives in Boston at 08:45»
    rf"\b(?:(?i:depart|arriv|land|leav|reach|touch|sail|lift)(?:s|es|ing|e|ed|ure|al)?|takes? off|left)(?: down| off)?"
    rf"(?: from| in| at)? (?P<name>{_NAME})(?P<region>,\s?{_NAME})?,?(?: at)?[ \t]+$"
)
_LANDED = re.compile(  # «was diverted to Muscat, landing at 4:05 a.m.»
    rf"\b(?:to|for|in|at) (?P<name>{_NAME})(?P<region>,\s?{_NAME})?,? (?:and |where it |there )?"
    rf"(?:land|arriv|touch)(?:s|es|ing|ed)(?: down)?(?: there)? at[ \t]+$"
)
_DATED = re.compile(
    rf"(?:\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?(?: \d{{1,2}})?|\b20\d\d), $", re.IGNORECASE
)
_CLOSED = re.compile(r"[ ]?[,;:.)\n–—]")  # behind «24-25 September, Ljubljana»
_AREA = re.compile(r"\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/$")  # of a key of tz
_REMARK = re.compile(  # «from 6 to 18:00 (GMT+9, about 12 hours)», «at 18:00 (CET; doors an hour before)»
    r"[ ]?\((?P<zone>(?:UTC|GMT)(?:[ ]?[+−–-][ ]?\d{1,2}(?::\d\d)?)?|[A-Z]{2,4}T)[,;] [^()\n]{2,60}\)"
)
_THERE = re.compile(r"[ \t]+(?:over )?there\b")  # «in Denver, 17:05 there»
_ABBREVIATION = re.compile(r"(?:^|[\n,;|/(•*–-])[ \t]*(?P<zone>UTC|GMT|[A-Z]{1,4}T)\b[ \t*_]*[:–—-]?[ \t*_]*$")
_IN_LABEL = re.compile(  # «UK (BST): 18:00», «EU (CEST) 19:00», «- Japan (JST, May 13): 02:00»
    r"(?:^|[\n,;|/•*–-])[ \t*_]*(?P<name>[A-Z][\w .&]{0,30}?) ?"
    r"\((?P<zone>[A-Z]{1,4}T|UTC|(?:UTC|GMT)[ ]?[+−–-][ ]?\d{1,2}(?::\d\d)?)(?:,[^()\n]{1,20})?\)"
    r"[ \t*_]*[:–—-]?[ \t*_]*(?:from )?$"
)
_LOCAL_LABEL = re.compile(  # «local time: 01:51», «Local time at epicentre: …»
    r"\b[Ll]ocal time(?: at (?:the )?(?:epicent(?:re|er)|venue|site|event))?[ \t*_]*[:=][ \t*_]*$"
)
_BARE_LABEL = re.compile(  # «Lima 7.30pm», «Sydney (+11hrs) 3.00am»
    rf"(?:^|[\n,:;|/=(•*])[ \t]*(?P<name>{_NAME})(?:[ ]?\([+−–-][ ]?\d{{1,2}}(?::\d\d)?[ ]?h(?:(?:ou)?rs?)?\))?[ \t]+$"
)
_LABEL = re.compile(rf"(?:^|[\n,;:|/(•*–.!?-])[ \t]*(?P<name>{_NAME})[ \t]*(?:[:–—-]|\bat\b)[ \t]*$")


_AMERICAN_BEFORE = re.compile(r"\d (?:[ap]\.?m\.? )?(?:[ECMP][SD]?T|Eastern|Central|Mountain|Pacific)\b[^.!?\n]*$")
_FLAG = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}[ \t*_:–-]{0,4}$")


def _flagged(text: str, low: int, start: int) -> ZoneWords | None:
    """The country whose flag stands before a clock time, if it keeps one clock: «🇯🇵 23:00»."""
    flag = _FLAG.search(text, low, start)
    if flag is None:
        return None
    code = "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in flag[0][:2])
    zones = rules.zones_of(code)
    return ZoneWords(flag[0][:2], ZoneSort.IANA, zones[0]) if len(zones) == 1 else None


def _of_a_region(match: re.Match[str]) -> ZoneWords | None:
    """The clock of a region or a people that has one: «US West: 9:00», «for Japanese viewers that is 23:00»."""
    name = match["name"]
    zone = _REGIONS.get(name) or _REGIONS.get(name.removeprefix("US "))
    if zone is not None:
        return ZoneWords(name, ZoneSort.NAME, zone)
    country = peoples.country_of(name, "en") if match.re is audience.CROWD else None
    zones = rules.zones_of(country) if country is not None else ()
    return ZoneWords(name, ZoneSort.IANA, zones[0]) if len(zones) == 1 else None


def beside(text: str, start: int, end: int, headed: bool = False) -> tuple[ZoneWords, int] | None:
    """The place beside a clock time whose clock it must be: «3 p.m. in London», «London: 15:00»; and where both end.

    In a text whose heading gives all times a zone («all times ET») a place beside one is where something is, unless
    the words tell that others read it there: «that's 19:00 in Berlin».
    """
    line = max(text.rfind("\n", max(0, start - audience.REACH), start), 0)
    low = max(line, start - 40)
    wide = max(line, start - audience.REACH)
    if headed:
        return _zone_beside(_told_to_others(text, wide, start, end), text, wide, end)
    if (remark := _REMARK.match(text, end)) and (known := headings.named(remark["zone"], "en")) is not None:
        return known, end
    if (short := _ABBREVIATION.search(text, low, start)) and abbreviations.of(short["zone"]):
        sort = ZoneSort.UTC if short["zone"] in abbreviations.universal() else ZoneSort.ABBREVIATION
        return ZoneWords(short["zone"], sort, "UTC" if sort is ZoneSort.UTC else short["zone"]), end
    if (labelled := _labelled(text, max(line, start - 70), start)) is not None:
        return labelled, end
    if _LOCAL_LABEL.search(text, low, start):
        return ZoneWords("local time", ZoneSort.LOCAL, ""), end
    if (flagged := _flagged(text, max(low, start - 8), start)) is not None:
        return flagged, end
    if _THERE.match(text, end):
        named = [well_known(place.name) for place in localities(text, wide, start)]
        return (named[-1], end) if named and named[-1] is not None else None
    match = (
        _BEHIND.match(text, end, end + 60)
        or _told_to_others(text, wide, start, end)
        or _after(text, end)
        or _TRAVEL.search(text, max(line, start - 60), start)
        or _IN.search(text, max(line, start - 60), start)
        or _LABEL.search(text, low, start)
        or _BARE_LABEL.search(text, low, start)
    )
    return _zone_beside(match, text, wide, end, aside=text[low:start].rstrip(" *_").endswith("("))


def _labelled(text: str, low: int, start: int) -> ZoneWords | None:
    """The zone in the brackets of the label before a clock time; what is short for the label itself is none."""
    label = _IN_LABEL.search(text, low, start)
    if label is None:
        return None
    initials = "".join(word[0] for word in label["name"].split())
    short = initials.upper() == label["zone"] and not label["name"].endswith("Time")
    return None if short else headings.named(label["zone"], "en")


def label_country(text: str, start: int, *, wide: bool = False) -> str | None:
    """The country that is the label of a clock time's line: «India: 9:30 a.m. IST»; ``wide`` asks for one of several
    clocks."""
    first = max(start - 60, text.rfind("\n", max(0, start - 60), start), 0)  # the break belongs to the pattern
    label = _LABEL.search(text, first, start)
    found = places.lookup(label["name"]) if label is not None else ()
    if not found or found[0].kind != "country" or (wide and found[0].zone is not None):
        return None
    return found[0].country


def travelled(text: str, first: int, start: int) -> Locality | None:
    """The place that somebody leaves or reaches at a clock time: «sails from Cozumel at 17:00 local»."""
    low = max(first, start - 60)
    match = _TRAVEL.search(text, low, start) or _LANDED.search(text, low, start)
    place = _longest(match["name"], (match["region"] or "").lstrip(", ")) if match is not None else None
    if match is None or place is None or place[1] is None:
        return None
    return Locality(*place, True, match.start("name"))


def _told_to_others(text: str, low: int, start: int, end: int) -> re.Match[str] | None:
    """Words that tell a clock time to people elsewhere."""
    return (
        audience.BEHIND.match(text, end, end + audience.REACH)
        or audience.BEFORE.search(text, low, start)
        or audience.CROWD.search(text, low, start)
        or (_BEHIND.match(text, end, end + 60) if audience.THAT_IS.search(text, low, start) else None)
    )


def _zone_beside(
    match: re.Match[str] | None, text: str, low: int, end: int, *, aside: bool = False
) -> tuple[ZoneWords, int] | None:
    """The zone of the place that a match beside a clock time names, and where both end; in brackets (``aside``) it may
    be a small town, for what stands there is told once more: «7 a.m. EST (9 a.m. in Kourou)»."""
    if match is None:
        return None
    if match.re in (audience.CROWD, _LABEL, _BARE_LABEL) and (theirs := _of_a_region(match)) is not None:
        return theirs, end
    region = (match.groupdict().get("region") or "").lstrip(", ")
    shown = _SHORT.get(match["name"], match["name"]) if match.re in (_LABEL, _BARE_LABEL, _AFTER) else match["name"]
    place = _longest(shown, region)
    if place is None or not shown.startswith(place[0]) or place[1] is None or _of_a_thing(shown, place[0]):
        return None
    if place[2:] == ("US", "region") and _AMERICAN_BEFORE.search(text, low, match.start()):
        return None  # «Iowa closes at 10 p.m. ET; Hawaii at midnight», on one clock for the whole country
    name = f"{place[0]}, {region}" if region and places.lookup(f"{place[0]}, {region}") else place[0]
    if not places.is_well_known(name) and not (aside and match.re is _BEHIND):
        return None
    inside = text[end : match.start("name")].strip() != "("
    return ZoneWords(match["name"], ZoneSort.PLACE, name), max(end, match.end() if inside else end)


def _after(text: str, end: int) -> re.Match[str] | None:
    """A town or country right behind a clock time."""
    match = _AFTER.match(text, end, end + 40)
    named = _longest(_SHORT.get(match["name"], match["name"]), "") if match is not None else None
    return match if named is not None and named[3] in {"city", "country"} else None


@lru_cache(maxsize=4096)
def well_known(name: str) -> ZoneWords | None:
    """The zone of a place that nobody asks about, where a name is nothing else: «India» over a column."""
    place = _longest(name, "") if _CAPITAL.match(name) else None
    whole = place is not None and place[0] == name and place[1] is not None
    return ZoneWords(name, ZoneSort.PLACE, name) if whole and places.is_well_known(name) else None


@lru_cache(maxsize=8192)
def _longest(name: str, region: str) -> tuple[str, str | None, str, str] | None:
    """The longest run of a name's words, from either end, that names a place."""
    parts = re.split(r"[ -]", name)[:5]
    if not region and len(parts) > 1 and _STATE.fullmatch(parts[-1]):
        *parts, region = parts  # «Duluth MN»
    runs = [(0, n) for n in range(len(parts), 0, -1)] + [(n, len(parts)) for n in range(1, len(parts))]
    for first, last in runs:
        run = re.sub(r"[’']s$", "", " ".join(parts[first:last]))
        if run in _NOT_PLACES or not places.is_place(run):
            continue
        if len(run) < 3 and places.lookup(run)[0].kind == "city":
            continue  # «UK» is a country, «OR» and «LA» are mostly something else
        whole = places.lookup(f"{run}, {region}") if region and last == len(parts) else ()
        for place in whole[:1] or places.lookup(run)[:1]:
            if place.kind == "city" and place.population < _SMALL and not whole:
                continue
            lone = place.kind == "city" and len(parts) > 1 and last - first == 1 and not whole
            if lone and place.population < 100_000:
                continue
            return run, place.zone, place.country, place.kind
    return None
