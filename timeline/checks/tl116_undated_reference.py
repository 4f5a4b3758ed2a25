"""A day that only the date of publication would give, in a text without one.

## What it does
Reports a clock time on "Friday" or "tomorrow" in a document whose publication date nothing gives.
It speaks only of a concrete occasion: a day with a time of day, announced as coming.

## Why it matters
Whoever finds the text later cannot know which Friday it means.

```bad
We meet on Friday at 3 pm UTC.
```

```good published=2025-08-11
We meet on Friday at 3 pm UTC.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.algebra.expressions import At, Between, Clock, Fields, Last, Next, Previous, Shift, This
from timeline.checks.parts import asserted
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Document, Floating, Level, Statement

CODE, NAME, LEVEL = "TL116", "undated-reference", Level.WARNING
MOST_SPANS = 20


def check(document: Document, context: Context) -> Iterator[Fault]:
    """The occasions of a document that hang on a publication date it has not got, together."""
    if document.published is not None or (document.origin is not None and document.origin.media == "calendar"):
        return  # «Fri 18:00» of a calendar's entry is on the entry's day
    hanging = [s for s in context.statements if _hangs(s)]
    if not hanging:
        return
    more = f", and {len(hanging) - 1} more" if len(hanging) > 1 else ""
    yield Fault(
        f"which day is {quoted(hanging[0].text)}{more}? The document does not say when it was published",
        tuple(s.span for s in hanging[:MOST_SPANS]),
    )


def _hangs(statement: Statement) -> bool:
    if not isinstance(statement.when, Floating) or not asserted(statement):
        return False
    expr = statement.reading.expr
    point = expr.start if isinstance(expr, Between) else expr
    if not isinstance(point, At) or not isinstance(point.clock, Clock) or point.zone is None:
        return False
    match point.date:
        case Fields(weekday=int(), day=None, month=None, year=None):
            return True
        case This() | Next():
            return True
        case Shift(anchor=None, sign=1):
            return True
        case Last() | Previous():
            return False
    return False
