"""An event that ends before it starts, by the words of different places.

## What it does
Compares the start and the end that are stated for one event in different sentences or documents.

## Why it matters
One of the two is wrong; a single range that runs backwards is TL121's.

```bad
The workshop on tides in Lisbon starts on 14 October 2025 at 10:00 UTC.
The workshop on tides in Lisbon ends on 14 October 2025 at 09:00 UTC.
```

```good
The workshop on tides in Lisbon starts on 14 October 2025 at 10:00 UTC.
The workshop on tides in Lisbon ends on 14 October 2025 at 12:00 UTC.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.rivals import claims, placed, related, said
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Event, Level, Role

CODE, NAME, LEVEL = "TL303", "order-contradiction", Level.ERROR


def check(event: Event, context: Context) -> Iterator[Fault]:
    """The best end of an event where it lies before the best start."""
    found = claims(event, context)
    start = next((c for c in found if c.rival.role is Role.START and placed(c.rival.when)), None)
    end = next((c for c in found if c.rival.role is Role.END and placed(c.rival.when)), None)
    if start is None or end is None or start.statement is end.statement:
        return
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
