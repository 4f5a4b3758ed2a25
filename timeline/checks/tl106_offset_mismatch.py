"""A zone beside an offset that it does not have.

## What it does
Compares an offset written with a zone ("PDT (UTC-8)", "Paris, UTC+1") with the offset of that zone:
the one that an abbreviation claims, or the one that the place keeps on the stated day.

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

from collections.abc import Iterator
from datetime import timedelta

from timeline.checks.parts import asserted, placed, points
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, day, offset, quoted
from timeline.model import Level, Statement, ZoneSort, ZoneWords
from timeline.zones import abbreviations, offset_at, offset_of

CODE, NAME, LEVEL = "TL106", "offset-mismatch", Level.ERROR

_NAMED = {ZoneSort.ABBREVIATION, ZoneSort.NAME, ZoneSort.IANA, ZoneSort.PLACE}


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A mention that states a zone and an offset which disagree."""
    if not asserted(statement):
        return
    for point in points(statement):
        words = [w for w in (point.zone, *point.also) if w is not None]
        offsets = [w for w in words if w.sort is ZoneSort.OFFSET]
        named = [w for w in words if w.sort in _NAMED]
        if len(offsets) == 1 and len(named) == 1 and not point.twin:
            yield from _compare(statement, named[0], offsets[0], context)
            return


def _compare(statement: Statement, named: ZoneWords, stated: ZoneWords, context: Context) -> Iterator[Fault]:
    claimed = offset_of(stated.key)
    if claimed is None:
        return
    if named.sort is ZoneSort.ABBREVIATION:
        possible = _claims(named.key)
        if not possible or claimed in possible:
            return
        yield Fault(f"{quoted(named.words)} is {offset(possible[0])}, not {quoted(stated.words)}", (statement.span,))
        return
    when = placed(statement)
    if when is None or statement.zone is None or offset_of(statement.zone) is not None:
        return
    kept = offset_at(statement.zone, when.start)
    if kept != claimed:
        yield Fault(
            f"{city(statement.zone)} keeps {offset(kept)} on {day(when.start.date(), context.document)}, "
            f"not {quoted(stated.words)}",
            (statement.span,),
        )


def _claims(letters: str) -> list[timedelta]:
    """The offsets that letters may claim; seasonless ones claim none."""
    meanings = abbreviations.of(letters)
    return [] if any(m.offset is None for m in meanings) else [m.offset for m in meanings if m.offset is not None]
