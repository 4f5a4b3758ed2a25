"""A numeric date that is two days, depending on who reads it.

## What it does
Reports dates such as 03/04/2025 where nothing in the text settles whether day or month comes first: no other date, no weekday, no place.
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

from collections.abc import Iterator

from timeline.algebra.expressions import Fields
from timeline.checks.parts import asserted, dates
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import MONTHS, quoted
from timeline.model import Document, Level

CODE, NAME, LEVEL = "TL113", "ambiguous-numeric-date", Level.WARNING
MOST_SPANS = 20


def check(document: Document, context: Context) -> Iterator[Fault]:
    """The dates of a document that can be read both ways, together."""
    if context.config.day_first is not None:
        return
    open_ = [(s, f) for s in context.statements if asserted(s) for f in dates(s) if _open(f)]
    if not open_:
        return
    statement, fields = open_[0]
    assert fields.swapped
    more = f", and {len(open_) - 1} more like it" if len(open_) > 1 else ""
    yield Fault(
        f"{quoted(statement.text)} is {_day(fields)} or {_day(fields.swapped)}{more}: nothing here says which comes first, day or month",
        tuple(dict.fromkeys(s.span for s, _ in open_[:MOST_SPANS])),
    )


def _open(fields: Fields) -> bool:
    """Whether both orders are days, and different ones, and no weekday tells them apart."""
    other = fields.swapped
    return other is not None and fields.weekday is None and (fields.month, fields.day) != (other.month, other.day)


def _day(fields: Fields) -> str:
    assert fields.month
    return f"{fields.day} {MONTHS[fields.month - 1]}"
