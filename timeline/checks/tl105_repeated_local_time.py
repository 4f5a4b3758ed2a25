"""A local time that comes twice.

## What it does
Reports a local time in the hour repeated when the clocks go back, unless the text says which of the two it means.

## Why it matters
Two instants have one name; an abbreviation of the season (EDT, EST) or the offset tells them apart.

```bad
The restart is on 2 November 2025 at 1:30 a.m. New York time.
```

```good
The restart is on 2 November 2025 at 1:30 a.m. EDT.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from timeline.checks.parts import knows, offered, points, states_day, tells_of_change
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import city, clock, moment, quoted
from timeline.model import Level, Repeated, Statement
from timeline.zones import abbreviation

CODE, NAME, LEVEL = "TL105", "repeated-local-time", Level.WARNING
_WHICH = re.compile(r"[ ]?[,(][ ]?(?:the )?(?:first|second|former|latter|before|after)\b")  # «01:30 (the first, BST)»


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement whose wall time comes twice."""
    if not isinstance(statement.when, Repeated) or not offered(statement) or statement.zone is None:
        return
    if any(point.fold is not None for point in points(statement)) or knows(context.document.text, statement.span[1]):
        return
    if _WHICH.match(context.document.text, statement.span[1]):
        return
    first, second = statement.when.first.start, statement.when.second.start
    if first == second or (not states_day(statement) and tells_of_change(context.document.text, *statement.span)):
        return
    yield Fault(
        f"{quoted(statement.text)} comes twice: the clocks of {city(statement.zone)} go back over it; "
        f"{moment(first, context.document)}, and again at {clock(second)} UTC; "
        f"{_letters(statement.zone, first)} or {_letters(statement.zone, second)} would say which",
        (statement.span,),
        utc=(first, second),
    )


def _letters(zone: str, instant: datetime) -> str:
    return quoted(abbreviation(zone, instant))
