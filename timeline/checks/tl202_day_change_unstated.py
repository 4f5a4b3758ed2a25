"""Equivalents on different days, and nothing says so.

## What it does
Reports times offered as one instant that fall on different calendar days in their zones, where the text states one day only and none of
them has a day of its own or words such as "next day".

## Why it matters
Whoever reads the later one takes the stated day for theirs, and comes 24 hours early.

```bad published=2025-08-01
The launch is on 14 August 2025 at 10 pm PT / 6 am BST.
```

```good published=2025-08-01
The launch is on 14 August 2025 at 10 pm PT / 6 am BST (next day).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.algebra.expressions import Every
from timeline.checks.parts import asserted, civil_day, has_clock, placed, points, states_day
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, day, quoted
from timeline.model import Level, Statement

CODE, NAME, LEVEL = "TL202", "day-change-unstated", Level.INFO

_TELLS = re.compile(
    r"\b(?:next|following|previous|prior|same)\s+(?:day|morning|evening|night)|\b(?:day|morning|evening|night)\s+(?:after|before|earlier|later)\b|"
    r"\+\s?1|[-−]1\b|\btomorrow\b|\byesterday\b|\bmidnight\b|"
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?\b",
    re.IGNORECASE,
)


def check(group: tuple[Statement, ...], context: Context) -> Iterator[Fault]:
    """A group whose members agree, on days that differ."""
    members = [s for s in group if asserted(s) and has_clock(s) and placed(s)]
    days = {civil_day(s) for s in members}
    if len(members) < 2 or len(days) != 2 or None in days or any(isinstance(s.reading.expr, Every) for s in members):
        return
    starts = {when.start for s in members if (when := placed(s))}
    if len(starts) != 1:
        return  # TL201 speaks
    stated = [s for s in members if states_day(s)]
    first = stated[0] if stated else members[0]
    others = [s for s in members if civil_day(s) != civil_day(first)]
    if any(states_day(s) or any(p.day_shift for p in points(s)) for s in others):
        return
    other = others[0]
    around = context.document.text[other.span[0] : min(other.span[1] + 30, len(context.document.text))]
    nearest = min((s.span[0] for s in context.statements if s.span[0] >= other.span[1]), default=None)
    if nearest is not None:
        around = around[: max(nearest - other.span[0], other.span[1] - other.span[0])]
    if _TELLS.search(around):
        return
    stays, moves = civil_day(first), civil_day(other)
    assert stays and moves and other.zone
    which = "next" if moves > stays else "previous"
    yield Fault(
        f"{quoted(other.text)} is on the {which} day, {day(moves, context.document)}, in {city(other.zone)}; "
        f"{quoted(first.text)} is on {day(stays, context.document)}",
        (other.span, first.span),
        utc=tuple(starts),
    )
