"""Two days for one event.

## What it does
Compares the days that documents state for the same happening, each in its own zone.
A day and an instant disagree only if the instant is on that day nowhere that matters.

## Why it matters
One of the two is wrong, or was moved and nobody wrote it down.

```bad
---
published: 2025-08-12
---
The Geneva hearing on fisheries opens on 14 October 2025.
=====
---
published: 2025-08-13
---
The Geneva hearing on fisheries opens on 16 October 2025.
```

```good
---
published: 2025-08-12
---
The Geneva hearing on fisheries opens on 14 October 2025.
=====
---
published: 2025-08-13
---
The Geneva hearing on fisheries opens on Tuesday, 14 October 2025.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.parts import placed
from timeline.checks.rivals import comes, pairs, related, told
from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import AllDay, Event, Level

CODE, NAME, LEVEL = "TL302", "sources-disagree-on-date", Level.ERROR


def check(event: Event, context: Context) -> Iterator[Fault]:
    """Rival days of one event, at least one of which has no time of day."""
    if not event.disputed:
        return
    for best, other in pairs(event, context):
        whens = best.rival.when, other.rival.when
        if not any(isinstance(when, AllDay) for when in whens) or not all(
            isinstance(w, AllDay) or placed(w) for w in whens
        ):
            continue
        yield Fault(
            f"{quoted(event.title)} {comes(best)} on {told(best, other)}",
            (other.statement.span,),
            related=(related(best),),
            document=other.document.id,
        )
