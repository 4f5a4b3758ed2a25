"""A zone beside an offset that it does not have.

## What it does
Compares an offset written with a zone ("PDT (UTC-8)", "GMT (UTC+1)", "Paris, UTC+1") with the offset of that zone:
the one that its letters claim, or the one that the place keeps on the stated day.

## Why it matters
One of the two is wrong, mostly by the hour of summer time.

```bad
The stream starts on 14 August 2025 at 9 am PDT (UTC-8).
```

```good
The stream starts on 14 August 2025 at 9 am PDT (UTC-7).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from timeline.checks.parts import offered, placed, points
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, clock, day, moment, offset, quoted
from timeline.discourse.localities import beside
from timeline.model import Level, Placed, Statement, ZoneSort, ZoneWords
from timeline.zones import meanings, offset_at, offset_of, places

CODE, NAME, LEVEL = "TL106", "offset-mismatch", Level.ERROR

_PLACED = re.compile(
    r"[ \t]*\(?(?:in )?(?P<place>[^\W\d][^,()\n]{1,40}?)(?:, | \()"
    r"(?P<offset>(?:UTC|GMT) ?(?P<sign>[+\-−–])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)(?![\w:])"
)
_OTHER_LAND = timedelta(hours=3)  # between offsets that no season and no slip explains
_LITERAL = {ZoneSort.UTC, ZoneSort.AOE}
_NAMED = {ZoneSort.ABBREVIATION, ZoneSort.NAME, ZoneSort.IANA, ZoneSort.PLACE, *_LITERAL}


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A mention that states a zone and an offset which disagree."""
    if not offered(statement):
        return
    for point in points(statement):
        words = [w for w in (point.zone, *point.also) if w is not None]
        offsets = [w for w in words if w.sort is ZoneSort.OFFSET]
        named = [w for w in words if w.sort in _NAMED]
        if len(offsets) == 1 and len(named) == 1 and not point.twin:
            yield from _compare(statement, named[0], offsets[0], context)
            return
    yield from _beside(statement, context)


def _beside(statement: Statement, context: Context) -> Iterator[Fault]:
    """«15:00 (Paris, UTC+1)»: the offset behind a clock time, and the place that stands between them.

    Of several places of one name none may keep the offset.
    """
    text, when = context.document.text, placed(statement.when)
    behind = _PLACED.match(text, statement.span[1])
    found = beside(text, *statement.span) if behind and when else None
    if behind is None or when is None or found is None or found[0].words != behind["place"]:
        return
    hours, minutes = int(behind["hours"]), int(behind["minutes"] or 0)
    claimed = timedelta(hours=hours, minutes=minutes) * (1 if behind["sign"] == "+" else -1)
    zones = [place.zone for place in places.lookup(behind["place"]) if place.zone]
    if zones and claimed not in {offset_at(zone, when.start) for zone in zones}:
        yield _fault(statement, when, zones[0], claimed, behind["offset"], context)


def _compare(statement: Statement, named: ZoneWords, stated: ZoneWords, context: Context) -> Iterator[Fault]:
    claimed = offset_of(stated.key)
    if claimed is None:
        return
    behind = named.sort is ZoneSort.NAME and offset_of(statement.zone or "") is not None
    if named.sort is ZoneSort.ABBREVIATION or named.sort in _LITERAL or behind:
        possible = _claims(named, statement.zone, claimed)
        if not possible or claimed in possible:
            return
        readings = _readings(statement, possible[0], claimed)
        kept = f"{offset(possible[0])}, " if possible[0] else ""  # nobody needs to be told that GMT is UTC
        said = f"{quoted(named.words)} is {kept}not {quoted(stated.words)}"
        yield Fault(said + _told(statement, readings, context), (statement.span,), utc=readings)
        return
    when = placed(statement.when)
    if when is None or statement.zone is None or offset_of(statement.zone) is not None:
        return
    if offset_at(statement.zone, when.start) != claimed:
        yield _fault(statement, when, statement.zone, claimed, stated.words, context)


def _fault(statement: Statement, when: Placed, zone: str, claimed: timedelta, words: str, context: Context) -> Fault:
    kept = offset_at(zone, when.start)
    readings = _readings(statement, kept, claimed)
    on = statement.local.date() if isinstance(statement.local, datetime) else when.start.date()
    said = f"{city(zone)} keeps {offset(kept)} on {day(on, context.document)}, not {quoted(words)}"
    return Fault(said + _told(statement, readings, context), (statement.span,), utc=readings)


def _readings(statement: Statement, *offsets: timedelta) -> tuple[datetime, ...]:
    """The instants of its wall time by each of the offsets."""
    wall = statement.local
    if not isinstance(wall, datetime):
        return ()
    try:
        return tuple((wall.replace(tzinfo=None) - value).replace(tzinfo=UTC) for value in offsets)
    except OverflowError:
        return ()


def _told(statement: Statement, readings: tuple[datetime, ...], context: Context) -> str:
    if not readings:
        return ""
    by_zone, by_offset = readings
    same_day = by_zone.date() == by_offset.date()
    one, other = (f"{clock(at)} UTC" if same_day else moment(at, context.document) for at in readings)
    return f": {quoted(statement.text)} is {one} by the one, {other.removesuffix(' UTC')} by the other"


def _claims(named: ZoneWords, zone: str | None, stated: timedelta) -> list[timedelta]:
    """The offsets that letters may claim, none without a season.

    A neighbour's is none of them: «CST (UTC-5)» in Chicago is not Cuba's, but «BST (UTC+6)» is that of Bangladesh.
    """
    if named.sort in _LITERAL:
        kept = offset_of(named.key)
        return [kept] if kept is not None else []
    found = meanings(named)
    own = tuple(m for m in found if m.zone == zone and m.offset is not None and abs(m.offset - stated) < _OTHER_LAND)
    found = own or found
    return [] if any(m.offset is None for m in found) else [m.offset for m in found if m.offset is not None]
