"""A clock time without a zone, for readers in several zones.

## What it does
Reports a clock time that nothing gives a zone, neither its sentence nor a heading, a place or the publisher.
It speaks where readers are known to be in several zones: the configuration's `audience` says so, or the document gives
its other times in two zones or more.
One finding speaks for all such times of a document.

## Why it matters
Every reader takes it for their own clock.

```bad
The stream opens at 9 am PT / 6 pm CEST on 14 August 2025.

Questions are taken from 10:30 am on 21 August 2025.
```

```good
The stream opens at 9 am PT / 6 pm CEST on 14 August 2025.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.algebra.expressions import Clock
from timeline.checks.parts import asserted, clocks
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, listed, quoted
from timeline.model import Document, Floating, Level, Statement, ZoneSort

CODE, NAME, LEVEL = "TL103", "missing-zone", Level.WARNING
MOST_SPANS = 20
_THE_READERS = {ZoneSort.READER}


def check(_document: Document, context: Context) -> Iterator[Fault]:
    """The clock times of a document that float, together."""
    readers = _readers(context)
    if len(readers) < 2:
        return
    floating = [s for s in context.statements if _floats(s)]
    if not floating:
        return
    more = f", and {len(floating) - 1} more" if len(floating) > 1 else ""
    where = listed([city(zone) for zone in readers[:3]])
    yield Fault(
        f"nothing gives {quoted(floating[0].text)}{more} a zone, and it is read in {where}",
        tuple(s.span for s in floating[:MOST_SPANS]),
    )


def _readers(context: Context) -> list[str]:
    """The zones of the readers: as configured, else those in which the document says one time twice."""
    if context.config.audience:
        return list(context.config.audience)
    grouped: dict[int, set[str]] = {}
    for statement in context.statements:
        if statement.group is not None and statement.zone and any(True for _ in clocks(statement)):
            grouped.setdefault(statement.group, set()).add(statement.zone)
    return sorted({zone for zones in grouped.values() if len(zones) > 1 for zone in zones})


def _floats(statement: Statement) -> bool:
    """Whether it is a time by the clock to which no zone belongs, written so that it can be nothing else."""
    if not isinstance(statement.when, Floating) or statement.zone is not None or not asserted(statement):
        return False
    if statement.zone_words is not None:
        return False
    stated = [c for c in clocks(statement) if isinstance(c, Clock)]
    return bool(stated) and all(c.meridiem or (c.minute is not None and c.style in {"24h", "12h"}) for c in stated)
