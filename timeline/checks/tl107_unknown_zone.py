"""Words in a zone's place that name no zone.

## What it does
Reports letters formed like a zone's ("XST"), a misspelt IANA name ("Europe/Berln") or an offset that no place on earth
keeps ("UTC+99") directly behind a clock time.

## Why it matters
The time cannot be placed, by programs or by people.

```bad
The release is at 14:00 Europe/Berln on 14 August 2025.
```

```good
The release is at 14:00 Europe/Berlin on 14 August 2025.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from timeline.checks.parts import has_clock
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Edit, Fix, Level, Statement, ZoneSort
from timeline.zones import abbreviations, is_key, meanings, places, rules

CODE, NAME, LEVEL = "TL107", "unknown-zone", Level.WARNING

# Only what can be nothing else: letters with S or D before T, or an area of the zone database with a slash.
_AREAS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|US"
_BEHIND = re.compile(
    rf"[ \t]{{1,2}}\(?(?P<words>(?:{_AREAS})/[A-Z][A-Za-z_+/-]{{2,40}}|[A-Z]{{1,3}}[SD]T)\b(?![/\w-]|\.\w)"
)
_WORDS = frozenset(
    [
        "LAST",
        "MUST",
        "JUST",
        "TEST",
        "EAST",
        "WEST",
        "POST",
        "REST",
        "HOST",
        "LIST",
        "COST",
        "BEST",
        "LOST",
        "MOST",
        "PAST",
        "FAST",
        "CAST",
        "NEST",
        "ST",
        "DT",
        "DST",  # «at 3 am DST» names the season
    ]
)


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A clock time with words behind it that should be a zone."""
    stated = statement.zone_words
    if stated is not None and stated.sort is ZoneSort.OFFSET and not meanings(stated):
        begin = statement.span[0] + statement.text.rfind(stated.words)
        yield Fault(f"{quoted(stated.words)} is no zone on earth", ((begin, begin + len(stated.words)),))
    if stated is not None or not has_clock(statement):
        return
    match = _BEHIND.match(context.document.text, statement.span[1])
    if match is None:
        return
    words = match["words"]
    if words in _WORDS or is_key(words) or abbreviations.of(words):
        return
    near = _meant(words) if "/" in words else None
    if "/" in words and near is None:
        return  # two continents, not a misspelt zone
    fix = Fix(f"write {near}", (Edit(match.span("words"), near),)) if near else None
    remedy = f"; did you mean {near}?" if near else ""
    yield Fault(f"{quoted(words)} names no zone{remedy}", (match.span("words"),), fix=fix)


def _meant(words: str) -> str | None:
    """The key that was meant: that of the city in it («Asia/Beijing»), or one spelt like it."""
    area, city = words.split("/", 1)[0], _city(words)
    if city in _AREAS.split("|"):
        return None
    zones = (place.zone for place in places.lookup(city.replace("_", " ")) if place.kind == "city" and place.zone)
    if kept := next((zone for zone in zones if zone.startswith(f"{area}/")), None):
        return kept
    near = rules.suggestion(words)
    close = 0.7 if near is not None and near.startswith(f"{area}/") else 0.8
    return near if near is not None and get_close_matches(city, [_city(near)], cutoff=close) else None


def _city(words: str) -> str:
    return words.rsplit("/", 1)[-1]
