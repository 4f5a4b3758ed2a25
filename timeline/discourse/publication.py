"""When and where a document was written: its metadata, else a dateline or a line that says when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from timeline.algebra.expressions import At, Fields
from timeline.config import Config
from timeline.model import Document, Reading, ZoneSort
from timeline.zones import convert, places, rules

_GREAT = 500_000  # inhabitants of a city that nobody takes for a namesake
_HEAD = 1500  # characters in which a dateline or byline is looked for
_DATELINE = re.compile(
    r"[ \t]*(?P<place>[A-Z][A-Z.'’\- ]{2,40}(?:,[ \t]*[A-Z][A-Za-z.\- ]{1,25})?|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z.]+)?)"
    r"[ \t]*(?:,[ \t]*(?P<date>[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2}(?:,[ \t]*\d{4})?|"
    r"\d{1,2}[ \t]+[A-Z][a-z]{2,8}\.?(?:,?[ \t]*\d{4})?))?[ \t]*"
    r"(?:\([^()\n]{2,30}\)[ \t]*)?[—–-]{1,2}[ \t]"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|updated|last updated|issued|released|date of publication|first published|"
    r"pubdate)\b[\w\s:*_]{0,15}$",
    re.IGNORECASE,
)


_MINUTES = re.compile(  # on the first line: «Meeting minutes 2026-09-17», «Minutes of the board, 17 September 2026»
    r"\s*[^\n]{0,60}?\b(?:minutes|transcript|notes from|(?:meeting|call|irc|chat|weekly)[ ](?:notes|log))\b[^\n]{0,60}",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"\s*(?:[A-Z][\w-]{1,20}:[^\n]*\n){0,8}Date:[ \t]*")  # of a mail's head
_FROM = re.compile(r"^From:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of the writing: its day at its own place, its instant, and where the writer and the readers are.

    ``near`` are the zones of the place and the publisher, best first; ``countries`` their countries.
    """

    day: date | None
    instant: datetime | None
    place: str | None
    place_zone: str | None
    home: str | None
    near: tuple[str, ...]
    countries: tuple[str, ...]
    dateline: str | None = None
    from_settings: bool = False
    wall: datetime | date | None = None  # day or moment of writing on the clock of its own place


def publication(document: Document, readings: tuple[Reading, ...], config: Config) -> Publication:
    """The document's publication by its metadata, then by its own text."""
    known = _known(document.zone, document.place, config.home_zone)
    place, place_zone, home, near, countries, dateline = known
    if document.place is None and (found := _dateline(document.text)) is not None:
        dateline, dateline_zone, country = found
        if dateline_zone and dateline_zone not in near:
            near = (dateline_zone, *near)
        if country not in countries:
            countries = (country, *countries)
        place_zone = place_zone or dateline_zone
    zone = place_zone or home
    base = Publication(None, None, place, place_zone, home, near, countries, dateline, document.zone is None)
    match document.published:
        case datetime() as instant:
            local = convert.local(instant, zone) if zone and rules_know(zone) else instant.replace(tzinfo=None)
            return replace(base, day=local.date(), instant=instant, wall=local)
        case date() as day:
            return replace(base, day=day, wall=day)
    return _stated(document, readings, base)


def rules_know(zone: str) -> bool:
    return zone == "UTC" or convert.offset_of(zone) is not None or rules.is_key(zone)


def _known(
    zone: str | None, place: str | None, settings: str | None
) -> tuple[str | None, str | None, str | None, tuple[str, ...], tuple[str, ...], str | None]:
    home = zone if zone and rules_know(zone) else None
    home = rules.canonical(home) if home and rules.is_key(home) else home
    if home is None and settings and rules_know(settings):
        home = settings
    place_zone, countries = None, []
    if place and (found := places.lookup(place) or _first_of_all(place)):
        first = found[0]
        place_zone = first.zone
        if home and first.kind == "country" and home in first.zones:
            place_zone = home
        countries.append(first.country)
    if home and convert.offset_of(home) is None:
        countries += [code for code in rules.countries_of(home) if code not in countries][:2]
    near = tuple(dict.fromkeys(key for key in (place_zone, home) if key))
    return place, place_zone, home, near, tuple(countries), None


def _first_of_all(place: str) -> tuple[places.Place, ...]:
    """The one great city that a place begins with, whatever stands behind the comma: «Birmingham, West Midlands»."""
    found = places.lookup(place.partition(",")[0]) if "," in place else ()
    return found[:1] if found and found[0].population >= _GREAT else ()


def _dateline(text: str) -> tuple[str, str | None, str] | None:
    """The place that a dateline names, with its zone and country: «ANCHORAGE, Alaska (AP) —»."""
    for match in _datelines(text):
        name = match["place"].strip().rstrip(",")
        found = places.lookup(name.title() if name.isupper() else name)
        if found and (name.split(",")[0].isupper() or found[0].population > 100_000):
            return name, found[0].zone, found[0].country
    return None


def _datelines(text: str) -> Iterator[re.Match[str]]:
    """What the first lines begin with, if it is a dateline; looked for line by line, and not at every character."""
    begin, head = 0, min(len(text), _HEAD)
    while begin < head:
        if (match := _DATELINE.match(text, begin, head)) is not None:
            yield match
        begin = text.find("\n", begin, head) + 1 or head


def _stated(document: Document, readings: tuple[Reading, ...], base: Publication) -> Publication:
    """A date of publication that the text itself states, before everything else."""
    for reading in readings[:6]:
        start = reading.span[0]
        if start > _HEAD:
            break
        expr = reading.expr
        if not (isinstance(expr, At) and isinstance(expr.date, Fields)):
            continue
        fields = expr.date
        if fields.year is None or fields.month is None or fields.day is None or fields.swapped is not None:
            continue
        line = document.text.rfind("\n", 0, start) + 1
        said = _PUBLISHED.search(document.text, max(line, start - 60), start) is not None
        said = said or _of_minutes(document.text, start) or _of_mail(document.text, start, expr)
        if not said and not _in_dateline(document.text, start):
            continue
        try:
            day = date(fields.year, fields.month, fields.day)
        except ValueError:
            continue
        return replace(base, day=day, wall=day)
    return base


def _of_minutes(text: str, at: int) -> bool:
    """Whether a date on the first line is that of minutes or a log, which are of their day."""
    return _MINUTES.fullmatch(text, 0, at) is not None


def _of_mail(text: str, at: int, stated: At) -> bool:
    """Whether a date is that of a mail's head, not of an event's listing: it names a sender, or the offset of its
    clock."""
    if _FIELDS.fullmatch(text, 0, at) is None:
        return False
    stamped = stated.clock is not None and stated.zone is not None and stated.zone.sort is ZoneSort.OFFSET
    return stamped or _FROM.search(text, 0, at) is not None


def _in_dateline(text: str, at: int) -> bool:
    """Whether a dateline's date begins here."""
    return any(match["date"] and match.start("date") == at for match in _datelines(text))
