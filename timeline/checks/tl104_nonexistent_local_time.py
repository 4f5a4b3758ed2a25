"""A local time that the clocks skip.

## What it does
Reports a stated local time that lies in the hour left out when the clocks go forward.

## Why it matters
The time does not exist: programs move it to one side or the other, and so do people.

```bad
The backup starts on 30 March 2025 at 2:30 a.m. Berlin time.
```

```good
The backup starts on 30 March 2025 at 3:30 a.m. Berlin time.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC

from timeline.checks.parts import knows, offered, sentence
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, clock, moment, quoted
from timeline.model import Level, Skipped, Statement

CODE, NAME, LEVEL = "TL104", "nonexistent-local-time", Level.ERROR

# The moment of the change itself is told by the clock that ends there: «Crimea switches to Moscow time at 02:00».
_CHANGE = re.compile(
    r"\b(?:DST|daylight[ -]saving\w*|summer time|clocks|switch\w*|transitions?|changes?)\b", re.IGNORECASE
)


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement whose wall time never comes."""
    if not isinstance(statement.when, Skipped) or not offered(statement) or statement.zone is None:
        return
    first, last = sentence(context.document.text, *statement.span)
    if _CHANGE.search(context.document.text, first, last) or knows(context.document.text, statement.span[1]):
        return
    before, after = statement.when.before.start, statement.when.after.start
    same_day = before.astimezone(UTC).date() == after.astimezone(UTC).date()
    other = f"{clock(after)} UTC" if same_day else moment(after, context.document)
    yield Fault(
        f"{quoted(statement.text)} does not exist: the clocks of {city(statement.zone)} go forward over it; "
        f"the clock before the change makes it {moment(before, context.document)}, the one after it {other}",
        (statement.span,),
        utc=(before, after),
    )
