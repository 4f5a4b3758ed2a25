"""A recurrence as a calendar says it: an RRULE with a first occurrence that every reader agrees on.

RFC 5545 leaves open what happens where DTSTART is no occurrence of its rule, or where a wall time is missing or comes
twice; readers differ there.  So the first occurrence is one that the rule gives and that the clock shows once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from timeline.zones.convert import Once, local, offset_of, to_utc

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PART = {
    "FREQ": re.compile(r"HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9]\d{0,3}"),
    "COUNT": re.compile(r"[1-9]\d{0,4}"),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
    "BYDAY": re.compile(r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)){0,20}"),
    "BYMONTHDAY": re.compile(r"[+-]?\d{1,2}(?:,[+-]?\d{1,2}){0,30}"),
    "BYMONTH": re.compile(r"\d{1,2}(?:,\d{1,2}){0,11}"),
    "BYSETPOS": re.compile(r"[+-]?\d{1,3}(?:,[+-]?\d{1,3}){0,10}"),
    "WKST": re.compile(r"MO|TU|WE|TH|FR|SA|SU"),
}
_AHEAD = timedelta(days=366 * 5)  # a rule without occurrence in five years is none
_TRIES = 400


@dataclass(frozen=True, slots=True)
class Recurring:
    """The first occurrence (a date or a UTC instant), the RRULE and the occurrences that are left out.

    With a zone the latter are wall times of its clock, else UTC instants or dates.
    """

    start: datetime | date
    rule: str
    without: tuple[datetime | date, ...] = ()


def recurring(
    rule: str, exdates: tuple[date, ...], start: datetime | date, wall: datetime | date | None, zone: str | None
) -> Recurring | str:
    """The recurrence from its first occurrence at or after ``start``; or a sentence why it cannot be said."""
    parts = _parts(rule)
    if parts is None:
        return "It is stated to recur, by a rule that calendars cannot say."
    if not isinstance(start, datetime):
        return _from(parts, exdates, datetime.combine(start, time()), None)
    key = zone or "UTC"
    first = local(start, key)
    if isinstance(wall, datetime) and start in to_utc(wall.replace(tzinfo=None), key).instants:
        first = wall.replace(tzinfo=None, microsecond=0)
    return _from(parts, exdates, first, key)


def _parts(rule: str) -> dict[str, str] | None:
    """The parts of a rule, None where one is unknown or wrong; the text of a rule may come from a hostile file."""
    parts: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name in parts or name not in _PART or not _PART[name].fullmatch(value):
            return None
        parts[name] = value
    return parts if "FREQ" in parts and not {"COUNT", "UNTIL"} <= parts.keys() else None


def _from(parts: dict[str, str], exdates: tuple[date, ...], wall: datetime, key: str | None) -> Recurring | str:
    if "UNTIL" in parts:
        until = _until(parts["UNTIL"], key)
        if until is None:
            return "It is stated to recur, by a rule that calendars cannot say."
        parts = {**parts, "UNTIL": until}
    bare = {name: value for name, value in parts.items() if name not in {"UNTIL", "COUNT"}}
    try:
        rule = rrulestr(_written(bare), dtstart=wall)
        assert isinstance(rule, rrule)
        occurrences = rule.replace(until=wall + _AHEAD)
    except (ValueError, OverflowError):
        return "It is stated to recur, by a rule that has no occurrence."
    for skipped, moment in enumerate(islice(occurrences, _TRIES)):
        if moment.date() in exdates or (key is not None and not isinstance(to_utc(moment, key), Once)):
            continue
        return _said(parts, exdates, moment, skipped, key)
    return "It is stated to recur, by a rule that has no occurrence."


def _said(
    parts: dict[str, str], exdates: tuple[date, ...], first: datetime, skipped: int, key: str | None
) -> Recurring | str:
    if "COUNT" in parts:
        if int(parts["COUNT"]) <= skipped:
            return "It is stated to recur, by a rule that has no occurrence."
        parts = {**parts, "COUNT": str(int(parts["COUNT"]) - skipped)}
    later = sorted(day for day in set(exdates) if day > first.date())
    if key is None:
        return Recurring(first.date(), _written(parts), tuple(later))
    instant = to_utc(first, key).instants[0]
    walls = tuple(datetime.combine(day, first.time()) for day in later)
    if offset_of(key) is None:
        return Recurring(instant, _written(parts), walls)
    # A fixed offset has no name in a calendar: the rule is told in UTC, on whose days it then must fall.
    shift = (instant.date() - first.date()).days
    moved = _moved(parts, shift)
    if moved is None:
        return "It recurs, on days that cannot be told in UTC; only the first is shown."
    return Recurring(instant, _written(moved), tuple(to_utc(moment, key).instants[0] for moment in walls))


def _moved(parts: dict[str, str], shift: int) -> dict[str, str] | None:
    if not shift or not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}:
        return parts
    days = parts.get("BYDAY", "").split(",")
    if parts["FREQ"] != "WEEKLY" or parts.keys() & {"BYMONTH", "BYSETPOS", "BYMONTHDAY"} or not set(days) <= set(_DAYS):
        return None
    if parts.get("INTERVAL", "1") != "1":
        return None
    return {**parts, "BYDAY": ",".join(_DAYS[(_DAYS.index(day) + shift) % 7] for day in days)}


def _until(text: str, key: str | None) -> str | None:
    """UNTIL of the value type that DTSTART has: a date, or an instant in UTC (RFC 5545, 3.3.10)."""
    try:
        last = datetime.strptime(text[:8], "%Y%m%d") + timedelta(seconds=86399)  # noqa: DTZ007  a civil date
        if "T" in text:
            last = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  a wall time
    except (ValueError, OverflowError):
        return None
    if key is None:
        return f"{last:%Y%m%d}"
    instants = (last.replace(tzinfo=UTC),) if text.endswith("Z") else to_utc(last, key).instants
    return f"{instants[-1]:%Y%m%dT%H%M%SZ}" if instants else None


def _written(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={parts[name]}" for name in _PART if name in parts)
