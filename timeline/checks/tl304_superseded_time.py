"""A time that another document has moved.

## What it does
Reports a stated time which a later document replaces: it says "postponed to", "now at", "instead of" for the same event.

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
from timeline.model import Document, Event, Level, Modality, Related, Statement

CODE, NAME, LEVEL = "TL304", "superseded-time", Level.WARNING


def check(event: Event, context: Context) -> Iterator[Fault]:
    """Statements of a time that a later document calls superseded."""
    stated = [s for s in event.statements if s.document in context.documents and placed(s)]
    gone = [s for s in stated if s.modality is Modality.SUPERSEDED]
    for statement in stated:
        if not asserted(statement):
            continue
        for old in gone:
            if old.document == statement.document or not _same(old, statement):
                continue
            if not _later(context.documents[old.document], context.documents[statement.document]):
                continue
            new = next((s for s in stated if s.document == old.document and asserted(s) and not _same(s, old)), None)
            if new is None:
                continue
            when = placed(new)
            assert when
            yield Fault(
                f"{quoted(event.title)} was moved: {old.document} says {moment(when.start, context.documents[old.document])} instead of {quoted(statement.text)}",
                (statement.span,),
                related=(Related(new.document, new.span, f"moved to {quoted(new.text)}"),),
                utc=(when.start,),
                document=statement.document,
            )
            break


def _same(one: Statement, other: Statement) -> bool:
    a, b = placed(one), placed(other)
    return a is not None and b is not None and a.start == b.start


def _later(one: Document, other: Document) -> bool:
    return one.published is not None and other.published is not None and _day(one.published) > _day(other.published)


def _day(published: date | datetime) -> date:
    return published.date() if isinstance(published, datetime) else published
