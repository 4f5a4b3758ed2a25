"""A numeric date that is two days, depending on who reads it.

## What it does
Reports dates such as 03/04/2025 where nothing settles whether day or month comes first:
no other date of the text, no pattern ("DD/MM/YYYY"), no weekday, no place, zone or publication date.
One finding speaks for all such dates of a document.
`date-order` in the configuration settles it.

## Why it matters
3 April for Europe, March 4 for America.

```bad
The workshop moved to 03/04/2025.
```

```good
The workshop moved to 2025-04-03.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from timeline.algebra.civil import MONTHS
from timeline.algebra.expressions import Fields
from timeline.algebra.named import order_by_weekday
from timeline.checks.parts import dates, offered
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Document, Level, Statement, ZoneSort
from timeline.zones import countries_of, offset_of

CODE, NAME, LEVEL = "TL113", "ambiguous-numeric-date", Level.WARNING
MOST_SPANS = 20
_NEAR, _FAR = 2, 20  # days between a date and the publication
_LEADING = re.compile(r"\b(?:on|by|until|till|since|from|before|after|dated?|due|of)[ \t:]*\Z", re.IGNORECASE)
_PATTERN = re.compile(
    r"\b(?:MM([/.-])DD|DD([/.-])MM)(?:\1|\2)YY(?:YY)?\b", re.IGNORECASE
)  # how the text says that it writes dates
_NUMERIC = re.compile(r"\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b")


def check(document: Document, context: Context) -> Iterator[Fault]:
    """The dates of a document that can be read both ways, together."""
    known = context.config.day_first is not None or context.config.home_zone or document.zone or document.place
    if known or any(_settles(s) or _tells_country(s) or _dates_itself(s, document) for s in context.statements):
        return
    if _PATTERN.search(document.text):
        return
    stated = [s for s in context.statements if offered(s) and _is_date(s, document.text)]
    open_ = [(s, both) for s in stated for f in dates(s) if (both := _open(f))]
    if not open_ or _is_restated([s for s, _ in open_], context):
        return
    statement, (one, other) = open_[0]
    more = f", and {len(open_) - 1} more like it" if len(open_) > 1 else ""
    yield Fault(
        f"{quoted(statement.text)} is {one} or {other}{more}: nothing here says which comes first, day or month; "
        "write the month as a word",
        tuple(dict.fromkeys(s.span for s, _ in open_[:MOST_SPANS])),
    )


def _is_date(statement: Statement, text: str) -> bool:
    """Whether the numbers must be a date: by a year of four digits, or a word before them; «10/12/16 bit» need not."""
    if not any(fields.short_year for fields in dates(statement)):
        return True
    start = statement.span[0]
    return _LEADING.search(text, max(0, start - 12), start) is not None


def _is_restated(numeric: list[Statement], context: Context) -> bool:
    """Whether one of the days is told again with its month as a word: «8/3/2018 displays as March 8, 2018»."""
    days = {day for s in context.statements for f in dates(s) if f.swapped is None and f.year and (day := _date(f))}
    return any(_date(one) in days for s in numeric for f in dates(s) for one in (f, f.swapped) if one is not None)


def _settles(statement: Statement) -> bool:
    """Whether a numeric date can be read one way only, so that it tells how the others are meant."""
    if any(order_by_weekday(fields, None) for fields in dates(statement)):
        return True
    told = [f for f in dates(statement) if f.swapped is None and f.year and f.day and f.day > 12]
    return bool(told) and _NUMERIC.search(statement.text) is not None


def _tells_country(statement: Statement) -> bool:
    """Whether its zone is that of one country alone, whose readers know their order: EDT, Chicago time."""
    words = statement.zone_words
    if words is None or statement.zone is None or offset_of(statement.zone) is not None:
        return False
    return (
        words.sort in {ZoneSort.ABBREVIATION, ZoneSort.NAME, ZoneSort.PLACE} and len(countries_of(statement.zone)) == 1
    )


def _dates_itself(statement: Statement, document: Document) -> bool:
    """Whether a numeric date is that of the publication in one order and far from it in the other."""
    published = document.published_at(statement.span[0])
    if published is None:
        return False
    issued = (published.date() if isinstance(published, datetime) else published).toordinal()
    for fields in dates(statement):
        if fields.swapped and fields.year:
            away = sorted(abs(day.toordinal() - issued) for f in (fields, fields.swapped) if (day := _date(f)))
            if len(away) == 2 and away[0] <= _NEAR < _FAR <= away[1]:
                return True
    return False


def _date(fields: Fields) -> date | None:
    try:
        return date(fields.year or 0, fields.month or 0, fields.day or 0)
    except ValueError:
        return None


def _open(fields: Fields) -> tuple[str, str] | None:
    """Both days, where both orders are days, different ones, and no weekday tells them apart; 3/4 may be a fraction."""
    other = fields.swapped
    if (
        other is None
        or fields.year is None
        or fields.weekday is not None
        or (fields.month, fields.day) == (other.month, other.day)
    ):
        return None
    return _day(fields), _day(other)


def _day(fields: Fields) -> str:
    return f"{fields.day} {MONTHS[(fields.month or 1) - 1]}"
