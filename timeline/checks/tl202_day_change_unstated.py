"""Equivalents on different days, and nothing says so.

## What it does
Reports times offered as one instant that fall on different calendar days in their zones.
It is silent where they have days of their own, words such as "next day" beside them or over their column, or where
the same line has named the day beside ("Mon 8 / Tue 9 September").

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
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from timeline.algebra.expressions import Every
from timeline.checks.parts import civil_day, has_clock, moments, points, states_day
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, day, quoted
from timeline.discourse.tables import column_head
from timeline.model import AllDay, Level, Statement

CODE, NAME, LEVEL = "TL202", "day-change-unstated", Level.INFO

_DAY = timedelta(days=1)
_LINE = 200  # characters of a line before a time
_NEAR = 40  # statements before a time, one of which may give its day
_TELLS = re.compile(
    r"\b(?:next|following|previous|prior|same)\s+(?:day|morning|evening|night)|\b(?:day|morning|evening|night)\s+(?:after|before|earlier|later)\b|"
    r"\+\s?1|[-−]1\b|\btomorrow\b|\byesterday\b|\bmidnight\b|"
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?\b",
    re.IGNORECASE,
)


def check(group: tuple[Statement, ...], context: Context) -> Iterator[Fault]:
    """A group whose members agree, on days that differ."""
    members = [(m, on) for m in moments(group) if (on := civil_day(m.statement))]
    if len(members) < 2 or len({on for _, on in members}) != 2 or len({m.start for m, _ in members}) != 1:
        return  # where the instants differ, TL201 speaks
    if any(isinstance(m.statement.reading.expr, Every) for m, _ in members):
        return
    first, stays = members[0]
    others = [(m, on) for m, on in members if on != stays]
    shifted = any(p.day_shift for m, _ in members for p in points(m.statement))  # «00:30 (+1)»
    if shifted or any(states_day(m.statement) for m, _ in others):
        return
    if _is_daily(first.statement, context):
        return
    other, moves = others[0]
    if moves == _last_day(first.statement):
        return  # «from 11 PM PST on 5 December to 5 AM on 6 December (07:00 to 13:00 UTC)»
    if _TELLS.search(_around(other.statement, context)) or _names_both(first.statement, other.statement, context):
        return
    which = "next" if moves > stays else "previous"
    yield Fault(
        f"{quoted(other.text)} is on the {which} day, {day(moves, context.document)}, in {city(other.zone)}; "
        f"{quoted(first.text)} is on {day(stays, context.document)}",
        (other.statement.span, first.statement.span),
        utc=(first.start,),
    )


def _is_daily(statement: Statement, context: Context) -> bool:
    """Whether it takes its day from a stretch of many, so that it is told of each: «A26 (29 MAR - 25 OCT 2026)»."""
    n = bisect_left(context.statements, statement.span[0], key=_start)
    before = context.statements[max(0, n - _NEAR) : n + 1]
    dated = next((s for s in reversed(before) if states_day(s)), None)
    when = dated.when if dated is not None else None
    return isinstance(when, AllDay) and when.until - when.first > _DAY


def _last_day(statement: Statement) -> date | None:
    """The day on which a range ends that states two days."""
    stated, ends = tuple(points(statement)), statement.local_end
    both = len(stated) > 1 and all(point.date is not None for point in stated)
    return ends.date() if both and isinstance(ends, datetime) else None


def _names_both(first: Statement, other: Statement, context: Context) -> bool:
    """Whether the head of its column tells of another day, or the line has named a day beside that of the first."""
    text, start = context.document.text, other.span[0]
    head = column_head(text, start) if "|" in text else None
    if head is not None and _TELLS.search(head):
        return True
    stays, low = civil_day(first), max(text.rfind("\n", max(0, start - _LINE), start), start - _LINE)
    begin, end = (bisect_left(context.statements, at, key=_start) for at in (low, start))
    told = (civil_day(s) for s in context.statements[begin:end] if s is not first and states_day(s))
    return stays is not None and any(on is not None and abs(on - stays) == _DAY for on in told)


def _around(statement: Statement, context: Context) -> str:
    """The words of a time and those behind it, up to the next time."""
    start, end = statement.span
    until = end + 30
    for n in range(bisect_left(context.statements, end, key=_start), len(context.statements)):
        following = context.statements[n]
        if following.span[0] >= until or has_clock(following):
            until = min(until, following.span[0])
            break
    return context.document.text[start:until]


def _start(statement: Statement) -> int:
    return statement.span[0]
