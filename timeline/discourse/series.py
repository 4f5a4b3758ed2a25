"""Days that come again though no word says so: «Last Wed, 17:00 UTC» in a table, «Sunday services: 8:00, 9:30»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.algebra.expressions import At, Between, Clock, Every, Fields, Last
from timeline.discourse.scope import own_line
from timeline.model import Grain, Reading

_REGULAR = re.compile(  # what is held on the same day of every week
    r"[ ](?:[a-z]+[ ])?(?:services?|mass(?:es)?|worship|prayers?|vespers|vigil|hours|lessons|rehearsals|practices?)"
    r"(?:[ ](?:times|schedule))?[ ]?[:–—-]",
    re.IGNORECASE,
)


def weekly(text: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings, the weekdays in labels of what is held every week as recurrences."""
    for reading in readings:
        match reading.expr:
            case At(date=Fields(weekday=int() as day) as stated, clock=None) if stated == Fields(weekday=day):
                if _REGULAR.match(text, reading.span[1], reading.span[1] + 40):
                    yield replace(reading, expr=Every(Grain.WEEK, weekdays=(day,)))
                    continue
        yield reading


def monthly(text: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings, the last weekdays of a table's rows as recurrences."""
    for reading in readings:
        expr = reading.expr
        start = expr.start if isinstance(expr, Between) else expr if isinstance(expr, At) else None
        if start is None or not isinstance(start.clock, Clock) or not isinstance(start.date, Last):
            yield reading
            continue
        made = _series(expr, start, start.date)
        first, last = own_line(text, *reading.span)
        row = text[first:last].strip()
        if made is None or not row.startswith("|") or row.count("|") < 3:
            yield reading
            continue
        yield replace(reading, expr=made)


def _series(expr: object, start: At, stated: Last) -> Every | None:
    of = stated.of
    if not isinstance(of, Fields) or of.weekday is None or of != Fields(weekday=of.weekday) or stated.count != 1:
        return None
    end = expr.end if isinstance(expr, Between) else None
    zone = start.zone or (end.zone if end is not None else None)
    until = end.clock if end is not None and isinstance(end.clock, Clock) else None
    return Every(
        Grain.MONTH, weekdays=(of.weekday,), ordinal=-1, at=replace(start, date=None, zone=zone), until_clock=until
    )
