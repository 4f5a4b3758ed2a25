"""A recurrence as a calendar says it: an RRULE with a first occurrence that every reader agrees on.

RFC 5545 leaves open what happens where DTSTART is no occurrence of its rule, or where a wall time is missing or comes
twice; readers differ there.  So the first occurrence is one that the rule gives and that the clock shows once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from timeline.algebra.civil import BYDAY
from timeline.checks.calendar.recurrence import WALKED, days, parts_of, written
from timeline.zones.convert import Once, local, offset_of, to_utc

_AHEAD = timedelta(days=366 * 5)  # a rule without occurrence in five years is none
_TRIES = 400
_UNSAYABLE = "It is stated to recur, by a rule that calendars cannot say."
_NEVER = "It is stated to recur, by a rule that has no occurrence."


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
    parts = parts_of(rule.removeprefix("RRULE:"))
    if isinstance(parts, str) or not parts.keys() <= WALKED or parts["FREQ"] in {"SECONDLY", "MINUTELY", "HOURLY"}:
        return _UNSAYABLE
    if not isinstance(start, datetime):
        return _from(parts, exdates, datetime.combine(start, time()), None)
    key = zone or "UTC"
    first = local(start, key)
    if isinstance(wall, datetime) and start in to_utc(wall.replace(tzinfo=None), key).instants:
        first = wall.replace(tzinfo=None, microsecond=0)
    return _from(parts, exdates, first, key)


def _from(parts: dict[str, str], exdates: tuple[date, ...], wall: datetime, key: str | None) -> Recurring | str:
    if "UNTIL" in parts:
        until = _until(parts["UNTIL"], key)
        if until is None:
            return _UNSAYABLE
        parts = {**parts, "UNTIL": until}
    first = wall.date()
    last = date.fromordinal(min(first.toordinal() + _AHEAD.days, date.max.toordinal()))
    for skipped, day in enumerate(islice(days(parts, first, last), _TRIES)):
        moment = datetime.combine(day, wall.time())
        if day in exdates or (key is not None and not isinstance(to_utc(moment, key), Once)):
            continue
        return _said(parts, exdates, moment, skipped, key)
    return _NEVER


def _said(
    parts: dict[str, str], exdates: tuple[date, ...], first: datetime, skipped: int, key: str | None
) -> Recurring | str:
    if "COUNT" in parts:
        if int(parts["COUNT"]) <= skipped:
            return _NEVER
        parts = {**parts, "COUNT": str(int(parts["COUNT"]) - skipped)}
    later = sorted(day for day in set(exdates) if day > first.date())
    if key is None:
        return (
            Recurring(first.date(), written(parts), tuple(later)) if _before_end(f"{first:%Y%m%d}", parts) else _NEVER
        )
    instant = to_utc(first, key).instants[0]
    if not _before_end(f"{instant:%Y%m%dT%H%M%SZ}", parts):
        return _NEVER
    walls = tuple(datetime.combine(day, first.time()) for day in later)
    if offset_of(key) is None:
        return Recurring(instant, written(parts), walls)
    # A fixed offset has no name in a calendar: the rule is told in UTC, on whose days it then must fall.
    moved = _moved(parts, (instant.date() - first.date()).days)
    if moved is None:
        return "It recurs, on days that cannot be told in UTC; only the first is shown."
    return Recurring(instant, written(moved), tuple(to_utc(moment, key).instants[0] for moment in walls))


def _before_end(first: str, parts: dict[str, str]) -> bool:
    return "UNTIL" not in parts or first <= parts["UNTIL"]


def _moved(parts: dict[str, str], shift: int) -> dict[str, str] | None:
    if not shift or (parts["FREQ"] == "DAILY" and not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}):
        return parts
    named = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    if (
        parts["FREQ"] != "WEEKLY"
        or parts.keys() & {"BYMONTH", "BYSETPOS", "BYMONTHDAY"}
        or not set(named) <= set(BYDAY)
    ):
        return None
    if not named:
        return parts  # the weekday of DTSTART, which moves with it
    if parts.get("INTERVAL", "1") != "1":
        return None
    return {**parts, "BYDAY": ",".join(BYDAY[(BYDAY.index(day) + shift) % 7] for day in named)}


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
