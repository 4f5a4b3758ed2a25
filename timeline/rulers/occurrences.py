"""When a repeated event happens: the occurrences of an RRULE within a window, on the wall clock that recurs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

from dateutil.rrule import rrulestr

from timeline.model import Placed
from timeline.zones import convert

MOST = 400
_STEPS = 20_000


def occurrences(
    first: Placed, rule: str, zone: str, start: datetime, end: datetime, left_out: tuple[date, ...] = ()
) -> Iterator[Placed]:
    """The occurrences that touch [start, end), at most ``MOST``; only the first where the rule cannot be read.

    The clock in ``zone`` is what recurs, so a weekly call keeps its local hour when the clocks change.
    A wall time that comes twice is taken the first time, as RFC 5545 (3.3.5) has it.
    """
    wall = convert.local(first.start, zone)
    length = first.end - first.start
    try:
        walls: Iterator[datetime] = iter(rrulestr(_local_until(rule, zone), dtstart=wall))
    except (ValueError, TypeError, KeyError):
        walls = iter((wall,))
    found = 0
    for recurring in islice(walls, _STEPS):
        instants = convert.to_utc(recurring, zone).instants
        if not instants or instants[0] >= end or found >= MOST:
            return
        if recurring.date() not in left_out and instants[0] + length > start:
            found += 1
            yield Placed(instants[0], instants[0] + length, first.grain)


def _local_until(rule: str, zone: str) -> str:
    """The rule with a UTC UNTIL turned into the zone's clock, since dtstart is naive."""
    parts = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            until = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            value = f"{convert.local(until, zone):%Y%m%dT%H%M%S}"
        elif name.upper() == "UNTIL" and len(value) == 8:
            value += "T235959"
        parts.append(f"{name}={value}")
    return ";".join(parts)
