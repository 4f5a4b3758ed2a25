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
from collections.abc import Iterator

from timeline.checks.parts import has_clock, points
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, listed, quoted
from timeline.model import Document, Level, Statement, ZoneSort
from timeline.zones import abbreviations

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
        yield Fault(
            f"{quoted(letters)} may be the time of {places}, and nothing here says which",
            tuple(s.span for s in statements[:MOST_SPANS]),
        )


def _unsettled(statement: Statement) -> bool:
    if any(words.sort is ZoneSort.OFFSET for point in points(statement) for words in point.also):
        return False  # «IST (UTC+5:30)»
    return any(step.rule in _UNSETTLED for step in (*statement.assumed, *statement.steps))
