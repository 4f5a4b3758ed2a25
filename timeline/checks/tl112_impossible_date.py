"""A date that does not exist.

## What it does
Reports dates such as "September 31" or "29 February 2025".

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

from timeline.algebra.civil import MONTHS
from timeline.algebra.expressions import Every, Fields
from timeline.checks.parts import dates, is_example
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Level, Statement

CODE, NAME, LEVEL = "TL112", "impossible-date", Level.ERROR
_MONTH_NAME = re.compile(r"[^\W\d_]{3}")


# «2003-06-31 is an invalid date»: a date that cannot be, told of and not stated
_SAID_SO = re.compile(
    r"[\"'”’`)]* +(?:is|are|was|would be|will be) +(?:an? +)?(?:invalid|impossible|nonexistent|rejected|refused|no )",
    re.IGNORECASE,
)


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement whose month has no such day."""
    if isinstance(statement.reading.expr, Every):
        return
    start, end = statement.span
    text = context.document.text
    if is_example(text, start) or _SAID_SO.match(text, end):
        return
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
    """The last day of a stated month; of February without a year the 29th."""
    if fields.month is None or not 1 <= fields.month <= 12:
        return 0
    year = fields.year if fields.year and 1 <= fields.year <= 9999 else 2024
    return monthrange(year, fields.month)[1]
