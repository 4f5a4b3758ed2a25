"""A date that does not exist.

## What it does
Reports dates such as "September 31", "29 February 2025" or "2025-13-05".

## Why it matters
A reader has to guess: the day before, or the first of the next month?

```bad
Applications are open until September 31.
```

```good
Applications are open until September 30.
```
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import islice

from timeline.algebra.civil import LAST_JULIAN, MONTHS
from timeline.algebra.expressions import Every, Fields
from timeline.checks.parts import dates, is_example
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Document, Level, Statement

CODE, NAME, LEVEL = "TL112", "impossible-date", Level.ERROR
MOST = 50
_MONTH_NAME = re.compile(r"[^\W\d_]{3}")
# What is written as a date and cannot be read as one: a month beyond the twelfth, a day beyond the 31st.
# It begins with the character itself and looks back afterwards, which spares looking back from every character.
_MONTH = "|".join(f"(?<={name[0]}){name[1:3]}(?:{name[3:]})?" for name in MONTHS)
_BEYOND = re.compile(
    rf"[12{''.join(sorted({name[0] for name in MONTHS}))}](?<![\w./:-].)(?:(?:(?<=1)9|(?<=2)0)\d\d-"
    r"(?:(?P<month>1[3-9])-(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])-3[2-9])|"
    rf"(?:{_MONTH}) 3[2-9](?:st|nd|rd|th)?,? (?:19|20)\d\d)"  # not «issue 33 May 2025»
    r"(?![\w/-]|\.\d)",
    re.DOTALL,
)
_CALLED_SO = re.compile(r"\b(?:non-?existent|invalid|impossible|bogus)(?: dates?)?[\s\"'“‘`(]*\Z", re.IGNORECASE)
# «2003-06-31 is an invalid date»: a date that cannot be, told of and not stated
_SAID_SO = re.compile(
    r"[\"'”’`)]* +(?:is|are|was|would be|will be) +(?:an? +)?(?:invalid|impossible|nonexistent|rejected|refused|no )",
    re.IGNORECASE,
)


def check(document: Document, context: Context) -> Iterator[Fault]:
    """The dates of a document whose month has no such day, and those that have no such month."""
    for statement in context.statements:
        if not isinstance(statement.reading.expr, Every) and not _is_told_of(document.text, *statement.span):
            yield from _of_statement(statement)
    for match in islice(_BEYOND.finditer(document.text), MOST):
        if not _is_told_of(document.text, *match.span()):
            lacks = "a year has 12 months" if match["month"] else "no month has more than 31 days"
            yield Fault(f"{quoted(match[0])} does not exist: {lacks}", (match.span(),))


def _is_told_of(text: str, start: int, end: int) -> bool:
    before = _CALLED_SO.search(text, max(0, start - 24), start) is not None
    return before or is_example(text, start) or _SAID_SO.match(text, end) is not None


def _of_statement(statement: Statement) -> Iterator[Fault]:
    if not any(fields.year for fields in dates(statement)) and not _MONTH_NAME.search(statement.text):
        return  # «31/2» is a number divided by another
    for fields in dates(statement):
        if fields.month is None or fields.day is None or not 1 <= fields.month <= 12:
            continue
        last = _last_day(fields)
        if fields.day > last and not (
            fields.swapped and fields.swapped.day and fields.swapped.day <= _last_day(fields.swapped)
        ):
            month = MONTHS[fields.month - 1] + (f" {fields.year}" if fields.month == 2 and fields.year else "")
            yield Fault(f"{quoted(statement.text)} does not exist: {month} has {last} days", (statement.span,))


def _last_day(fields: Fields) -> int:
    """The last day of a stated month; of February without a year the 29th, and where the Julian calendar has it."""
    if fields.month is None or not 1 <= fields.month <= 12:
        return 0
    if fields.month == 2 and fields.year and fields.year <= LAST_JULIAN and fields.year % 4 == 0:
        return 29
    year = fields.year if fields.year and 1 <= fields.year <= 9999 else 2024
    return monthrange(year, fields.month)[1]
