"""A time that another document has moved.

## What it does
Reports a stated time that a later document replaces: it says "postponed to" or "instead of" of the same event.

## Why it matters
Whoever reads the older page comes at the old time.

```bad
---
published: 2026-10-01
place: Cork, Ireland
---
The hearing about the new quay will be held in Cork on 12 October 2026 at 10:30.
=====
---
published: 2026-10-11
place: Cork, Ireland
---
The hearing about the new quay in Cork was postponed to 19 November 2026 at 11:00.
```

```good
---
published: 2026-10-01
place: Cork, Ireland
---
The hearing about the new quay will be held in Cork on 19 November 2026 at 11:00.
=====
---
published: 2026-10-11
place: Cork, Ireland
---
The hearing about the new quay in Cork was postponed to 19 November 2026 at 11:00.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from timeline.checks.parts import asserted, placed
from timeline.checks.rivals import claims, related, said
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Document, Event, Level, When

CODE, NAME, LEVEL = "TL304", "superseded-time", Level.WARNING


def check(event: Event, context: Context) -> Iterator[Fault]:
    """Statements that stand by a time which a later document replaced."""
    best = next(iter(claims(event, context)), None)
    if best is None or not event.superseded:
        return
    by_mention = {(s.document, *s.span): s for s in event.statements}
    floors = {
        (told.document, *told.span)
        for link in event.links
        if link.happening.update == "not-before" and (told := link.happening.statement) is not None
    }
    instants = tuple(when.start for when in [placed(best.rival.when)] if when)
    for mention in dict.fromkeys(mention for rival in event.superseded for mention in rival.mentions):
        statement = by_mention.get(mention)
        if statement is None or not asserted(statement) or statement.document not in context.documents:
            continue
        if mention in floors and not _is_below(best.rival.when, statement.when):
            continue  # what was to be no earlier than that came later, as was said
        if _later(best.document, context.documents[statement.document]):
            yield Fault(
                f"{quoted(event.title)} was moved: {best.document.id} says {said(best.rival.when, best.document)} "
                f"instead of {quoted(statement.text)}",
                (statement.span,),
                related=(related(best),),
                utc=instants,
                document=statement.document,
            )


def _is_below(when: When, floor: When | None) -> bool:
    one, other = placed(when), placed(floor)
    return one is not None and other is not None and one.start < other.start


def _later(one: Document, other: Document) -> bool:
    return one.published is not None and other.published is not None and _day(one.published) > _day(other.published)


def _day(published: date | datetime) -> date:
    return published.date() if isinstance(published, datetime) else published
