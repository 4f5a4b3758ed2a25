"""Midnight of a day: the one it begins with, or the one it ends with?

## What it does
Reports "midnight" with a date ("midnight on Friday"), and "12 a.m." as a deadline.
As an end or a deadline it is read as the midnight that ends the day, else as the one that begins it.
Ranges that begin or end at midnight, "midnight tonight", 00:00 or 24:00, and days long past when the text was published
are left alone.

## Why it matters
The two readings are a whole day apart; where it is a deadline, half of the people are late.
"11:59 p.m." or "00:01" says which.

```bad published=2025-08-11
Send your abstract by midnight on Friday.
```

```good published=2025-08-11
Send your abstract by 11:59 p.m. on Friday.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from timeline.algebra.expressions import At, Between, Clock, Fields, Holiday, Next, This
from timeline.checks.parts import civil_day, offered, sentence
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Grain, Level, Role, Statement

CODE, NAME, LEVEL = "TL114", "ambiguous-midnight", Level.WARNING

_MIDNIGHT = re.compile(r"\bmidnight\b", re.IGNORECASE)
_TWO_DAYS = re.compile(  # «midnight Friday into Saturday», «open Thursday until midnight» leave no doubt
    r"\b(?:into|between)\b|\w ?(?:until|till|to) midnight\Z", re.IGNORECASE
)
_TWELVE_AM = re.compile(r"\b12(?:[:.]00)?\s*a\.?m\b", re.IGNORECASE)
_OF_ANY = re.compile(r" of (?:the|each|every|any|a) (?:week|month)\b", re.IGNORECASE)  # «the Monday of the week»
_TAKEN = re.compile(r"\b(?:accepted|received|submitted|taken|sent in) (?:until|till)\b", re.IGNORECASE)
_GRACE = timedelta(days=2)
_EDGE = re.compile(r"\b(?:end|start|beginning)\s+of\s*\Z|\bafter\s*\Z|\bpast\s*\Z|\bbefore\s*\Z", re.IGNORECASE)


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement of midnight on a day of its own, or of 12 a.m. as a deadline."""
    point = _point(statement)
    if point is None or not offered(statement) or not isinstance(point.clock, Clock) or not _is_midnight(point.clock):
        return
    if not _names_day(point) or point.day_shift or _is_past(statement, context):
        return
    deadline = statement.role is Role.DEADLINE or _is_taken_until(statement, context)
    if _MIDNIGHT.search(statement.text):
        if _TWO_DAYS.search(statement.text):
            return
        if _EDGE.search(context.document.text, max(0, statement.span[0] - 20), statement.span[0]):
            return
        if _OF_ANY.match(context.document.text, statement.span[1]):
            return
        level = Level.WARNING if deadline else Level.INFO
        yield Fault(
            f"{quoted(statement.text)} may be the midnight that begins the day, or the one that ends it; "
            "11:59 p.m. or 00:01 would say which",
            (statement.span,),
            level=level,
        )
    elif deadline and _TWELVE_AM.search(statement.text):
        yield Fault(
            f"{quoted(statement.text)} begins the day; many read it as the day's end, which is 11:59 p.m.",
            (statement.span,),
        )


def _is_taken_until(statement: Statement, context: Context) -> bool:
    """Whether it is the end of the time in which something is taken: «proposals are accepted until»."""
    first, _ = sentence(context.document.text, *statement.span)
    return statement.role is Role.END and _TAKEN.search(context.document.text, first, statement.span[0] + 8) is not None


def _is_past(statement: Statement, context: Context) -> bool:
    """Whether its day was over when the text was published: nobody can come too late any more."""
    published, on = context.document.published_at(statement.span[0]), civil_day(statement)
    if published is None or on is None:
        return False
    issued = published.date() if isinstance(published, datetime) else published
    return issued - on > _GRACE


def _point(statement: Statement) -> At | None:
    expr = statement.reading.expr
    if isinstance(expr, Between) and expr.start is None:
        return expr.end
    return expr if isinstance(expr, At) else None


def _is_midnight(clock: Clock) -> bool:
    return not clock.minute and (clock.hour in {0, 24} or (clock.hour == 12 and clock.meridiem == "am"))


def _names_day(point: At) -> bool:
    """Whether the mention names a day, as other than today."""
    match point.date:
        case Fields(month=1, day=1):
            return False  # the beginning of a year, or the moment from which programs count seconds
        case Fields(weekday=weekday, day=day):
            return weekday is not None or day is not None
        case Holiday():
            return True
        case Next(of=of) | This(of=of):
            return isinstance(of, Fields) and not isinstance(of, Grain)
    return False
