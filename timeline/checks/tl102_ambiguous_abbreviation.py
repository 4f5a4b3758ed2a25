"""An abbreviation of several zones, of which nothing in the text says which.

## What it does
Reports abbreviations such as IST (India, Ireland, Israel) where nothing settles which is meant:
no place, no publisher, no time beside them.
One finding speaks for all its places in a document.

## Why it matters
India's 14:00 is Ireland's 09:30; readers there come four and a half hours early.

```bad
The review is at 14:00 IST on 16 December 2025.
```

```good
The review in Bengaluru is at 14:00 IST on 16 December 2025.
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from timeline.checks.parts import has_clock, points
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, clock, listed, quoted
from timeline.model import Document, Level, Statement, ZoneSort
from timeline.zones import abbreviations
from timeline.zones.convert import to_utc

CODE, NAME, LEVEL = "TL102", "ambiguous-abbreviation", Level.WARNING

_UNSETTLED = ("ambiguous-abbreviation",)
MOST_SPANS = 20


def check(_document: Document, context: Context) -> Iterator[Fault]:
    """Each abbreviation that stays open in the document."""
    open_: dict[str, list[Statement]] = defaultdict(list)
    for statement in context.statements:
        words = statement.zone_words
        if words and words.sort is ZoneSort.ABBREVIATION and has_clock(statement) and _unsettled(statement):
            open_[words.key].append(statement)
    for letters, statements in open_.items():
        zones = list(dict.fromkeys(m.zone for m in abbreviations.of(letters)))
        if len(zones) < 2:
            continue
        places = listed([city(zone) for zone in zones[:3]], "or")
        readings = _readings(statements[0], zones[:3])
        told = f": {quoted(statements[0].text)} is {listed([clock(r) for r in readings], 'or')} UTC" if readings else ""
        yield Fault(
            f"{quoted(letters)} may be the time of {places}, and nothing here says which{told}; "
            "name a place or the offset",
            tuple(s.span for s in statements[:MOST_SPANS]),
            utc=readings,
        )


def _readings(statement: Statement, zones: Sequence[str]) -> tuple[datetime, ...]:
    """The instants of its wall time in each of the zones, where these are several."""
    if not isinstance(statement.local, datetime):
        return ()
    found = (next(iter(to_utc(statement.local, zone).instants), None) for zone in zones)
    instants = tuple(dict.fromkeys(i for i in found if i is not None))
    return instants if len(instants) == len(zones) else ()


def _unsettled(statement: Statement) -> bool:
    if any(words.sort is ZoneSort.OFFSET for point in points(statement) for words in point.also):
        return False  # «IST (UTC+5:30)»
    return any(step.rule in _UNSETTLED for step in (*statement.assumed, *statement.steps))
