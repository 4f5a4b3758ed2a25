"""A stated order that the stated times do not keep.

## What it does
Compares the times of two events where a text says that one comes after or before the other ("a briefing after the
talks"), and the start and the end that are stated for one event in different sentences or documents.

## Why it matters
One of the times is wrong, or the order is; a single range that runs backwards is TL121's.

```bad
The workshop on tides in Lisbon starts on 14 October 2025 at 10:00 UTC.
The workshop on tides in Lisbon ends on 14 October 2025 at 09:00 UTC.
```

```bad
The workshop on tides in Lisbon starts on 14 October 2025 at 14:00 UTC.
A press conference on 14 October 2025 at 13:00 UTC follows after the workshop.
```

```bad
---
published: 2025-08-12
---
The press conference of Holm and Lund in Anchorage is at 18:00 UTC on 15 August 2025, after the talks.
=====
---
published: 2025-08-13
---
The talks between Holm and Lund in Anchorage begin on 15 August 2025 at 19:30 UTC.
```

```good
---
published: 2025-08-12
---
The press conference of Holm and Lund in Anchorage is at 21:00 UTC on 15 August 2025, after the talks.
=====
---
published: 2025-08-13
---
The talks between Holm and Lund in Anchorage begin on 15 August 2025 at 19:30 UTC.
```

```good
The workshop on tides in Lisbon starts on 14 October 2025 at 10:00 UTC.
The workshop on tides in Lisbon ends on 14 October 2025 at 12:00 UTC.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.checks.parts import placed
from timeline.checks.rivals import Claim, claims, related, said
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Event, Level, Role

if TYPE_CHECKING:
    from timeline.link.order import Order

CODE, NAME, LEVEL = "TL303", "order-contradiction", Level.ERROR


def check(event: Event, context: Context) -> Iterator[Fault]:
    """The best end of an event where it lies before the best start, and an order with another that is not kept."""
    yield from _backwards(event, context)
    for broken in context.disorder.get(event.uid, ()):
        yield from _out_of_order(broken, context)


def _backwards(event: Event, context: Context) -> Iterator[Fault]:
    found = claims(event, context)
    start = next((c for c in found if c.rival.role is Role.START and placed(c.rival.when)), None)
    end = next((c for c in found if c.rival.role is Role.END and placed(c.rival.when)), None)
    if start is None or end is None or start.statement is end.statement:
        return
    if start.statement.role is not Role.START:
        return  # «polls close at 7 pm, an hour later in the islands»: no word says that the second hour is a start
    begins, ends = placed(start.rival.when), placed(end.rival.when)
    if begins and ends and ends.start < begins.start:
        yield Fault(
            f"{quoted(event.title)} ends at {said(end.rival.when, end.document)}, "
            f"before it starts at {said(start.rival.when, end.document)}",
            (end.statement.span,),
            related=(related(start),),
            utc=(ends.start, begins.start),
            document=end.document.id,
        )


def _out_of_order(broken: Order, context: Context) -> Iterator[Fault]:
    mine = _start(broken.event, context)
    other = _start(broken.other, context)
    home = context.documents.get(broken.said.document)
    if mine is None or other is None or home is None:
        return
    begins, theirs = placed(mine.rival.when), placed(other.rival.when)
    yield Fault(
        f"{quoted(broken.event.title)} is said to come {broken.side} {quoted(broken.other.title)}, "
        f"but is at {said(mine.rival.when, home)}, and the other at {said(other.rival.when, home)}",
        (broken.said.trigger_span,),
        related=(related(mine), related(other)),
        utc=(begins.start, theirs.start) if begins and theirs else (),
        document=home.id,
    )


def _start(event: Event, context: Context) -> Claim | None:
    return next((c for c in claims(event, context) if c.rival.role is Role.START), None)
