"""A clock time without a zone, for readers in several zones.

## What it does
Reports a clock time that nothing gives a zone, neither its sentence nor a heading, a place or the publisher.
It speaks where readers are known to be in several zones: the configuration's `audience` says so, or the document gives
other times in two zones or more.
It also speaks, as information, of a recurring time of something online in a document that gives no zone at all.
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

import re
from collections.abc import Iterator

from timeline.algebra.expressions import Every
from timeline.checks.parts import asserted, clocks, has_clock, points, sentence, states_day
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, listed, quoted
from timeline.model import Document, Floating, Level, Statement, ZoneSort
from timeline.zones import offset_of

CODE, NAME, LEVEL = "TL103", "missing-zone", Level.WARNING
MOST_SPANS = 20
_CARRIED = ("zone-carried", "zone-of-text")
# Services that people use from anywhere, and what happens to them by the clock.
_ONLINE = re.compile(
    r"\b(?:servers?|online|websites?|web\s?sites?|webinars?|(?:live)?streams?|broadcasts?|downtimes?|maintenance|patches|"
    r"updates|resets?|restarts?|newsletters?|(?:conference|video|zoom)\s+calls?)\b",
    re.IGNORECASE,
)
_WROTE = re.compile(r"[> ]*On [^\n]{4,100}(?:\n[^\n]{1,60})?wrote:")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def check(_document: Document, context: Context) -> Iterator[Fault]:
    """The clock times of a document that float, together."""
    yield from _schedules(context)
    groups = _zones_by_group(context)
    told = {zone for zones in groups.values() for zone in zones if offset_of(zone) is None}  # nobody lives in UTC
    readers = list(context.config.audience) or sorted(told)
    if len(readers) < 2:
        return
    missing = [s for s in context.statements if _bare(s) and (_floats(s) or _borrowed(s, groups, context))]
    missing = [s for s in missing if not _locally(s, context) and not _heads_quote(s, context)]
    if not missing:
        return
    more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    where = listed([city(zone) for zone in readers[:3]])
    yield Fault(
        f"nothing gives {quoted(missing[0].text)}{more} a zone, and it is read in {where}; say whose clock it is",
        tuple(s.span for s in missing[:MOST_SPANS]),
    )


def _schedules(context: Context) -> Iterator[Fault]:
    """Recurring times of something online, in a document that gives no zone at all."""
    document = context.document
    if document.zone or document.place or context.config.home_zone or context.config.audience:
        return
    if any(s.zone or s.zone_words for s in context.statements):
        return
    regular = [s for s in context.statements if isinstance(s.reading.expr, Every) and _bare(s) and _floats(s)]
    online = [s for s in regular if _ONLINE.search(document.text, *sentence(document.text, *s.span))]
    if online:
        yield Fault(
            f"nothing gives {quoted(online[0].text)} a zone, and it is for readers everywhere; say whose clock it is",
            tuple(s.span for s in online[:MOST_SPANS]),
            level=Level.INFO,
        )


def _zones_by_group(context: Context) -> dict[int, set[str]]:
    """The zones in which the document says one time, where they are several."""
    grouped: dict[int, set[str]] = {}
    for statement in context.statements:
        if statement.group is not None and statement.zone and has_clock(statement):
            grouped.setdefault(statement.group, set()).add(statement.zone)
    return {number: zones for number, zones in grouped.items() if len(zones) > 1}


def _bare(statement: Statement) -> bool:
    """Whether it is a time by the clock without words for its zone, written so that it can be nothing else."""
    if statement.zone_words is not None or statement.group is not None or not asserted(statement):
        return False
    stated = list(clocks(statement))
    return bool(stated) and all(c.meridiem or (c.minute is not None and c.style in {"24h", "12h"}) for c in stated)


def _floats(statement: Statement) -> bool:
    return isinstance(statement.when, Floating) and statement.zone is None


def _locally(statement: Statement, context: Context) -> bool:
    """Whether its sentence gives another time by the clock of wherever one is: «at 2 a.m. local time … to 3 a.m.»."""
    first, last = sentence(context.document.text, *statement.span)
    beside = (s for s in context.statements if first <= s.span[0] and s.span[1] <= last)
    return any(p.zone is not None and p.zone.sort is ZoneSort.LOCAL for s in beside for p in points(s))


def _heads_quote(statement: Statement, context: Context) -> bool:
    """Whether a mail program wrote it: «On Tue, 3 Mar 2026 at 10:12, A. wrote:»."""
    text, start = context.document.text, statement.span[0]
    return _WROTE.match(text, text.rfind("\n", 0, start) + 1) is not None


def _borrowed(statement: Statement, groups: dict[int, set[str]], context: Context) -> bool:
    """Whether its zone is only carried over from a time in another paragraph that was said in several zones."""
    if not states_day(statement) or not any(step.rule in _CARRIED for step in (*statement.steps, *statement.assumed)):
        return False
    before = [s for s in context.statements if s.span[1] <= statement.span[0] and s.zone_words is not None]
    if not before or before[-1].group not in groups:
        return False
    return _PARAGRAPH.search(context.document.text, before[-1].span[1], statement.span[0]) is not None
