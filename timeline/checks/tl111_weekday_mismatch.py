"""A weekday that does not fall on its date.

## What it does
Compares a stated weekday with the date beside it, also one that is part of a name ("Ash Wednesday, 10 February 2027").
Where no year is stated and the date does not lie within the two months after publication, it speaks only if the weekday
fits neither the year that is meant nor the one before or after.
Old dates are also tried in the Julian calendar.

## Why it matters
One of the two is a slip, and a reader cannot tell which.

```bad
Thursday, 12 May 2025
```

```good
Monday, 12 May 2025
```
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from timeline.algebra.civil import LAST_JULIAN, MONTHS, WEEKDAYS
from timeline.algebra.expressions import At, Fields, Holiday
from timeline.checks.parts import civil_day, dates
from timeline.checks.rule import Context, Fault
from timeline.model import Edit, Fix, Level, Modality, Span, Statement

CODE, NAME, LEVEL = "TL111", "weekday-mismatch", Level.ERROR

_SOON = timedelta(days=60)
_YEAR = timedelta(days=366)
_BESIDE = 3000  # characters to them
_AROUND = 100  # statements before and after a date that may tell its year
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)([a-z]*)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:[ \t]+[A-Z]{2,8}){1,2}[ \t]+((?:19|20)\d\d)\b"
)  # «12:08:47 AUSEST 2010»: letters of no zone known
_FAR = re.compile(r"[ \t]+\d{5,}\b")  # «Wed Nov  1 19:42:39 5576711», a year beyond every calendar
_APPOSED = re.compile(r",? \(?(?:the )?")
_LISTED = re.compile(r"(?:,| and| &|;)\s*(?:the )?(?:\d|[A-Z][a-z]+ \d)")  # «Good Friday, 6 May and 25 December»
_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement with a weekday and a date that disagree."""
    if statement.modality in {Modality.NEGATED, Modality.SUPERSEDED}:
        return
    for told in dates(statement):
        fields = told if told.weekday is not None else replace(told, weekday=_of_named_day(statement, context))
        if fields.weekday is None or fields.day is None or fields.month is None or fields.swapped is not None:
            continue
        if fields.year is None and _FAR.match(context.document.text, statement.span[1]):
            continue
        year = fields.year or _year(statement, context)
        found = _date(year, fields.month, fields.day)
        if year is None or found is None:
            continue
        certain = (fields.year is not None and not fields.short_year) or _is_soon(found, statement, context)
        guessed = fields.year is None and not certain and context.document.published_at(statement.span[0]) is None
        behind = _BEHIND.match(context.document.text, statement.span[1]) is not None
        if (guessed and not behind) or fields.weekday in _fitting(fields, year, certain):
            continue
        meant = WEEKDAYS[fields.weekday]
        yield Fault(
            f"{fields.day} {MONTHS[fields.month - 1]} {year} is a {WEEKDAYS[found.weekday()]}, not a {meant}"
            f"{_near(found, fields.weekday)}",
            (statement.span,),
            fix=_fix(statement, context, fields.weekday, found.weekday()),
        )


def _of_named_day(statement: Statement, context: Context) -> int | None:
    """The weekday that the named day right before a date falls on by its name: «Ash Wednesday, 10 February 2027»."""
    n = bisect_left(context.statements, statement.span, key=_span)
    before = context.statements[n - 1] if n else None
    if before is None or not isinstance(before.reading.expr, At) or not isinstance(before.reading.expr.date, Holiday):
        return None
    named = _WEEKDAY.search(before.text.rpartition(" ")[2])
    beside = _APPOSED.fullmatch(context.document.text, before.span[1], statement.span[0])
    listed = _LISTED.match(context.document.text, statement.span[1]) is not None
    whole = named is not None and beside is not None and not listed and named[2].endswith("day")
    return _SHORT.index(named[1].lower()) if whole and named is not None else None


def _year(statement: Statement, context: Context) -> int | None:
    """The year that is meant where the date states none: from the text around it, else from the publication."""
    if behind := _BEHIND.match(context.document.text, statement.span[1]):
        return int(behind[1])
    day = civil_day(statement)
    if day is not None:
        return day.year
    published = context.document.published_at(statement.span[0])
    return published.year if published is not None else None


def _is_soon(found: date, statement: Statement, context: Context) -> bool:
    """Whether a date comes so soon after publication that no other year can be meant; in an undated text, whether it
    lies as near to a date that is stated in full not far from it, and all dates there are of about that time."""
    published = context.document.published_at(statement.span[0])
    if published is None:
        n = bisect_left(context.statements, statement.span, key=_span)
        around = context.statements[max(0, n - _AROUND) : n + _AROUND]
        beside = [s for s in around if abs(s.span[0] - statement.span[0]) <= _BESIDE]
        away = [abs(found - day) for s in beside for f in dates(s) if f.year and (day := _stated_day(f))]
        return bool(away) and min(away) <= _SOON and max(away) <= _YEAR
    day = published.date() if isinstance(published, datetime) else published
    return timedelta(0) <= found - day <= _SOON


def _span(statement: Statement) -> Span:
    return statement.span


def _stated_day(fields: Fields) -> date | None:
    return _date(fields.year, fields.month or 0, fields.day or 0) if fields.swapped is None else None


def _fitting(fields: Fields, year: int, certain: bool) -> set[int]:
    """Weekdays of the date in its year; of its neighbours too where it may be another; long ago in both calendars."""
    years = (year,) if certain else (year - 1, year, year + 1)
    days = [d for y in years if (d := _date(y, fields.month or 0, fields.day or 0))]
    fitting = {d.weekday() for d in days}
    if year <= LAST_JULIAN:
        fitting |= {(_julian(d)) for d in days}
    return fitting


def _julian(written: date) -> int:
    """The weekday of a date that is written in the Julian calendar."""
    behind = written.year // 100 - written.year // 400 - 2
    if (written.month, written.day) < (3, 1) and written.year % 100 == 0 and written.year % 400:
        behind -= 1
    return (written.weekday() + behind) % 7


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _near(found: date, weekday: int) -> str:
    """The days beside it that would be right: a slip is mostly by a day, or in the number."""
    ahead = (weekday - found.weekday()) % 7
    try:
        other = found + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    except OverflowError:
        return ""
    return f"; the {WEEKDAYS[weekday]} is {other.day} {MONTHS[other.month - 1]}"


def _fix(statement: Statement, context: Context, wrong: int, right: int) -> Fix | None:
    """Write the weekday that the date has; a suggestion only, since the number may be the slip."""
    if context.document.language != "en":
        return None
    start, end = statement.span
    spots = [m for m in _WEEKDAY.finditer(context.document.text, start, end) if m[1].lower() == _SHORT[wrong]]
    if len(spots) != 1:
        return None
    name = WEEKDAYS[right] if len(spots[0][2]) > 2 else WEEKDAYS[right][:3]
    name = name.upper() if spots[0][0].isupper() else name.lower() if spots[0][0].islower() else name
    return Fix(f"write {name}", (Edit(spots[0].span(), name),))
