"""A time that another document has moved.

## What it does
Reports a stated time that a later document replaces: it says "postponed to" or "instead of" of the same event.

## Why it matters
Whoever reads the older page comes at the old time.

```bad
---
published: 2025-09-01
---
The autumn lecture in Leiden starts on 14 October 2025 at 10:00 UTC.
=====
---
published: 2025-09-20
---
The autumn lecture in Leiden has been postponed from 10:00 UTC to 14:00 UTC on 14 October 2025.
```

```good
---
published: 2025-09-01
---
The autumn lecture in Leiden starts on 14 October 2025 at 14:00 UTC.
=====
---
published: 2025-09-20
---
The autumn lecture in Leiden has been postponed from 10:00 UTC to 14:00 UTC on 14 October 2025.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from timeline.checks.parts import asserted, placed
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import moment, quoted
from timeline.model import Document, Event, Level, Modality, Related

CODE, NAME, LEVEL = "TL304", "superseded-time", Level.WARNING


def check(event: Event, context: Context) -> Iterator[Fault]:
    """Statements of a time that a later document calls superseded."""
    stated = [(s, when) for s in event.statements if s.document in context.documents and (when := placed(s))]
    gone = [(s, when) for s, when in stated if s.modality is Modality.SUPERSEDED]
    for old, then in gone:
        mover = context.documents[old.document]
        fresh = [(s, w) for s, w in stated if s.document == old.document and asserted(s) and w.start != then.start]
        if not fresh:
            continue
        new, now = fresh[0]
        for statement, when in stated:
            if (
                when.start == then.start
                and asserted(statement)
                and _later(mover, context.documents[statement.document])
            ):
                yield Fault(
                    f"{quoted(event.title)} was moved: {mover.id} says {moment(now.start, mover)} "
                    f"instead of {quoted(statement.text)}",
                    (statement.span,),
                    related=(Related(new.document, new.span, f"moved to {quoted(new.text)}"),),
                    utc=(now.start, when.start),
                    document=statement.document,
                )


def _later(one: Document, other: Document) -> bool:
    return one.published is not None and other.published is not None and _day(one.published) > _day(other.published)


def _day(published: date | datetime) -> date:
    return published.date() if isinstance(published, datetime) else published
