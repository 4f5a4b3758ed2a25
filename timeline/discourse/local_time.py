"""«local time»: the clock of the places around a clock time; where others are only named, the equivalents decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from timeline.discourse.candidates import ZoneOption
from timeline.discourse.draft import Draft
from timeline.discourse.localities import Locality, localities, travelled
from timeline.discourse.zones_of import Zones
from timeline.model import Span, Step, ZoneSort, ZoneWords
from timeline.zones import convert

_HERE = ZoneWords("local time", ZoneSort.LOCAL, "")
ELSEWHERE = "named in the text"
_BEFORE, _BELOW = "told before it", "named below it"
_GUESSED = frozenset({_BEFORE, _BELOW, ELSEWHERE})  # where an equivalent says otherwise, «local» is elsewhere
_NEAR = 6  # clock times on either side that are looked at
_ROW = re.compile(r"[^\n]{0,80}\n(?=[ \t]*\S)[^\n]{1,160}")


def local_time(zones: Zones, draft: Draft, words: ZoneWords = _HERE) -> tuple[ZoneOption, ...]:
    """«local time»: the places of sentence, paragraph, dateline and document; nearer ones are likelier."""
    text = zones.document.text
    ranked: list[tuple[float, str, str, str]] = []
    first, last = draft.sentence
    if (whence := travelled(text, first, draft.start)) is not None:  # «sails from Cozumel at 17:00 local»
        ranked.append((0.0, whence.name, whence.zone or "", "named in the sentence"))
    ranked.extend(
        (1.2, place.name, place.zone or "", ELSEWHERE)
        if of_another(zones, draft, place)
        else (0.0 if place.locative else 0.4 + _doubt(place), place.name, place.zone or "", "named in the sentence")
        for place in localities(text, first, last)
    )
    begin = max(text.rfind("\n\n", max(0, first - 1500), first), max(0, first - 1500))
    ranked.extend(
        (0.5 if place.locative else 0.9 + _doubt(place), place.name, place.zone or "", "named before it")
        for place in localities(text, begin, first)
    )
    ranked.extend(
        (0.55 if place.locative else 0.65 + _doubt(place), place.name, place.zone or "", _BELOW)
        for place in localities(text, *_line_below(text, last))
    )
    lead = zones.lead
    if lead is not None and lead.zone and lead.zone != "UTC" and convert.offset_of(lead.zone) is None:
        ranked.append((0.7, f"“{lead.text}”", lead.zone, _BEFORE))
    if zones.publication.dateline and zones.publication.place_zone:
        ranked.append((0.6, zones.publication.dateline, zones.publication.place_zone, "in the dateline"))
    if zones.publication.place and zones.publication.place_zone:
        ranked.append((0.6, zones.publication.place, zones.publication.place_zone, "the place of the document"))
    ranked.extend((0.8 if count > 1 else 1.2, name, zone, ELSEWHERE) for zone, name, count in _common(zones.places()))
    ranked = [(cost, name, zones.at_home(name, zone), where) for cost, name, zone, where in ranked]
    best: dict[str, ZoneOption] = {}
    for cost, name, zone, where in sorted(ranked, key=lambda one: one[0]):
        if zone and zone not in best and len(best) < 6:
            step = Step("local-time", (words.words, name, where, zone))
            best[zone] = ZoneOption(zone, cost, None, (step,), stated=where not in _GUESSED)
    home = zones.publication.home
    if home and home not in best:
        step = Step("local-time", (words.words, home, "the publisher's home", home))
        best[home] = ZoneOption(home, 2.0, None, (), (step,), stated=False)
    return tuple(sorted(best.values(), key=lambda option: option.cost))


def of_another(zones: Zones, draft: Draft, place: Locality) -> bool:
    """Whether a place stands beside another clock time and is its own: «at 10:55 local time (21:55 in Moscow)»."""
    near = zones.drafts[max(0, draft.number - _NEAR) : draft.number + _NEAR]
    return any(other.beside is not None and other.end <= place.at < other.clear for other in near)


def _line_below(text: str, end: int) -> Span:
    """The line below a sentence, in its entry of a list: «Launch site: Kourou, French Guiana»."""
    begin = max(0, text.rfind("\n", 0, end) + 1, end - 1)
    below = _ROW.match(text, begin)
    return (end, below.end()) if below is not None else (end, end)


def _doubt(place: Locality) -> float:
    """What it costs that a small place may be a namesake, or part of another name: «the Lakeside ring»."""
    return 0.0 if place.sure else 0.5


def _common(places: Sequence[Locality]) -> list[tuple[str, str, int]]:
    """Zones of the places named, with a name and how often; those where the words put something come first."""
    weights: Counter[str] = Counter()
    names: dict[str, str] = {}
    for place in places:
        if place.zone and place.kind != "country":
            weights[place.zone] += 2 if place.locative else 1
            names.setdefault(place.zone, place.name)
    return [(zone, names[zone], count) for zone, count in weights.most_common(4)]
