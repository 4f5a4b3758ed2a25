"""When a repeated event happens: the occurrences of an RRULE within a window, on the wall clock that recurs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from timeline.checks.calendar.recurrence import WALKED, days, parts_of
from timeline.model import Placed
from timeline.zones import convert

MOST = 400  # occurrences that one event shows
LONGEST = 366 * 40  # days after the first occurrence that are walked
_FINE = {"SECONDLY", "MINUTELY", "HOURLY"}
_TURN = {"DAILY": 1, "WEEKLY": 7}  # days


def occurrences(
    first: Placed, rule: str, zone: str, start: datetime, end: datetime, left_out: tuple[date, ...] = ()
) -> Iterator[Placed]:
    """The occurrences that touch [start, end), at most ``MOST``; only the first where the rule cannot be walked.

    The clock in ``zone`` is what recurs, so a weekly call keeps its local hour when the clocks change.
    A wall time that comes twice is taken the first time, as RFC 5545 (3.3.5) has it.
    """
    wall, length = convert.local(first.start, zone), first.end - first.start
    found = 0
    for day in _days(rule, zone, wall, start, end):
        instants = convert.to_utc(datetime.combine(day, wall.time()), zone).instants
        if not instants or instants[0] >= end or found >= MOST:
            return
        if day not in left_out and instants[0] + length > start:
            found += 1
            yield Placed(instants[0], instants[0] + length, first.grain)


def _days(rule: str, zone: str, wall: datetime, start: datetime, end: datetime) -> Iterator[date]:
    """The local days of the occurrences until the end, those long before the start left out where that is easy."""
    parts = parts_of(rule.removeprefix("RRULE:"))
    if isinstance(parts, str) or not parts.keys() <= WALKED or parts["FREQ"] in _FINE:
        return iter((wall.date(),))
    last = min(convert.local(end, zone).date().toordinal(), wall.toordinal() + LONGEST, date.max.toordinal())
    if "UNTIL" in parts:
        until = _until(parts["UNTIL"], zone, wall)
        if until is None:
            return iter((wall.date(),))
        last = min(last, until.toordinal())
    if last < wall.toordinal():
        return iter(())
    if "COUNT" in parts:
        return islice(days(parts, wall.date(), date.fromordinal(last)), int(parts["COUNT"]))
    return days(parts, _near(parts, wall.date(), convert.local(start, zone).date()), date.fromordinal(last))


def _near(parts: Mapping[str, str], first: date, start: date) -> date:
    """A day in phase with the rule, not long before the start."""
    turn = _TURN.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
    gap = (start - first).days - 2 * turn
    return first + timedelta(days=gap // turn * turn) if turn and gap > 0 and "BYSETPOS" not in parts else first


def _until(text: str, zone: str, wall: datetime) -> date | None:
    """The last local day that UNTIL allows; None where it is no date."""
    try:
        if len(text) == 8:
            return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()
        moment = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    local = convert.local(moment, zone) if text.endswith("Z") else moment.replace(tzinfo=None)
    return local.date() if wall.time() <= local.time() else date.fromordinal(max(local.toordinal() - 1, 1))
