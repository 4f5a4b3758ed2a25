"""Announced as coming, but past when it was published.

## What it does
Reports a date before the day of publication in a sentence that announces it ("will take place on", "join us on").

## Why it matters
Mostly the year or the month was left from an older announcement.

```bad published=2025-03-10
The annual meeting will take place on 5 March 2025 at 15:00 UTC.
```

```good published=2025-03-01
The annual meeting will take place on 5 March 2025 at 15:00 UTC.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from timeline.algebra.expressions import At, Between
from timeline.checks.parts import asserted, civil_day, dates, sentence
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import apart, day, quoted
from timeline.model import Level, Placed, Statement

CODE, NAME, LEVEL = "TL117", "stale-date", Level.WARNING

_COMING = re.compile(
    r"\b(?:will\s+(?:take\s+place|be\s+held|meet|happen|start|begin|open|launch|convene|be\s+(?:on|at)|"
    r"(?:hold|host|stage)(?![^.!?;\n]*\b(?:\w{2,}ed|bought|made|sent|found|held|of)\b))|"  # not «shares bought on»
    r"(?:is|are)\s+scheduled\s+(?:for|to)|(?:is|are)\s+due|(?:is|are)\s+to\s+(?:take\s+place|be\s+held|begin|start|meet)|"
    r"join\s+us|save\s+the\s+date|next\s+meeting\s+is)\b[^.!?;\n\"”]{0,60}\Z",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|told|announced|wrote|promised|was|were|had|did|would|if|unless|since|until|after|before)\b",
    re.IGNORECASE,
)
# A document may be dated in another zone, and a page is dated on the evening of its event.
_GRACE = timedelta(days=1)
_LINE = 400  # characters of a line before a date


def check(statement: Statement, context: Context) -> Iterator[Fault]:
    """A statement of a day gone by, announced."""
    published = context.document.published_at(statement.span[0])
    if published is None or not asserted(statement) or not isinstance(statement.reading.expr, At | Between):
        return
    if context.document.language != "en" or not any(f.day and f.month and f.year for f in dates(statement)):
        return
    end = _last_day(statement)
    issued = published.date() if isinstance(published, datetime) else published
    if end is None or issued - end <= _GRACE:
        return
    first, _ = sentence(context.document.text, *statement.span)
    before = context.document.text[first : statement.span[0]]
    announced = _COMING.search(before)
    if not announced or _REPORTED.search(before) or _is_quoted(context.document.text, statement.span[0]):
        return
    yield Fault(
        f"{quoted(statement.text)} is announced as coming, but was {apart(issued - end)} past "
        f"when this was published on {day(issued, context.document)} {issued.year}",
        (statement.span,),
    )


def _is_quoted(text: str, start: int) -> bool:
    """Whether a place is within quotation marks on its line: an announcement told again, of whatever day."""
    line = text[max(0, text.rfind("\n", max(0, start - _LINE), start), start - _LINE) : start]
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")


def _last_day(statement: Statement) -> date | None:
    if isinstance(statement.when, Placed):
        return (statement.when.end - timedelta(seconds=1)).astimezone(UTC).date()
    return civil_day(statement)
