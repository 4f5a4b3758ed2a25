"""Bare hours that a slash puts beside a town's: «3-4pm London / 11-12 New York» tells one stretch on two clocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.algebra.expressions import At, Between, Clock
from timeline.discourse import audience
from timeline.discourse.localities import well_known
from timeline.model import Reading

_BESIDE = re.compile(
    rf"[ ](?P<town>{audience.NAME})[ ]?/[ ]?(?P<hours>(?P<one>\d{{1,2}})(?:[-–](?P<other>\d{{1,2}}))?)"
    rf"[ ](?P<there>{audience.NAME})(?=[ \t]*(?:[,;.?!)\n]|or\b|and\b|$))"
)
_LONGEST = 60  # characters of both towns with the hours between


def added(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings, with the hours of a second town behind a slash."""
    for reading in readings:
        yield reading
        end = reading.span[1]
        beside = _BESIDE.match(text, end, end + _LONGEST) if _has_clock(reading) else None
        if beside is None or not (well_known(beside["town"]) and well_known(beside["there"])):
            continue
        span = beside.span("hours")
        if any(other.span[0] < span[1] and span[0] < other.span[1] for other in readings):
            continue
        start, last = _at(beside["one"]), beside["other"]
        yield Reading(span, Between(start, _at(last)) if last else start, None)


def _has_clock(reading: Reading) -> bool:
    match reading.expr:
        case At(clock=Clock()) | Between(start=At(clock=Clock()), end=At(clock=Clock())):
            return True
    return False


def _at(hour: str) -> At:
    return At(clock=Clock(int(hour), style="bare"))
