"""How an event's time is said in a calendar: instants or days, never a floating time.

A date, a part of a day and a clock time without zone become whole days; what was stated stands in the words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from timeline.export.recurrences import Recurring, recurring
from timeline.model import AllDay, Event, Floating, Grain, Placed, Repeated, Skipped, Unplaceable
from timeline.zones.convert import Once, local, offset_of, to_utc

SHOWN = timedelta(minutes=1)  # of a time that has no length of its own
# Readers count from the Gregorian reform on at best, and add a day at the far end.
_YEARS = range(1583, 9999)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that cannot stand in a calendar, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Times:
    """Start and end of a VEVENT: dates, or UTC instants to be written on the clock of ``zone`` (None: in UTC)."""

    start: datetime | date
    end: datetime | date
    zone: str | None = None
    repeats: Recurring | None = None
    notes: tuple[str, ...] = ()  # what a reader should know of it

    @property
    def all_day(self) -> bool:
        """Whether it is said in whole days."""
        return not isinstance(self.start, datetime)

    @property
    def start_utc(self) -> datetime:
        """The start as an instant, for sorting and for choosing how far back a VTIMEZONE must reach."""
        if isinstance(self.start, datetime):
            return self.start
        return datetime.combine(self.start, time(), UTC)


def times_of(event: Event, zone: str | None = None) -> Times | LeftOut:
    """The times of an event's VEVENT; ``zone`` asks for its clock instead of UTC where that says the same."""
    times = _times(event)
    if isinstance(times, LeftOut):
        return times
    if beyond := [moment.year for moment in (times.start, times.end) if moment.year not in _YEARS]:
        return LeftOut(f"the year {beyond[0]} is beyond what calendar programs read")
    if event.recurrence:
        return _repeated(event, times)
    if zone is not None and offset_of(zone) is None and _plain(times.start, zone) and _plain(times.end, zone):
        return replace(times, zone=zone)
    return times


def _times(event: Event) -> Times | LeftOut:
    match event.when:
        case Placed(_, _, Grain.DAYPART) as part:
            return _day_part(event, part)
        case Placed(start, end):
            first, last = _whole(start), _whole(end)
            if last - first > SHOWN:
                return Times(first, last)
            return Times(first, first + SHOWN, notes=("No end is stated; it is shown as one minute.",))
        case AllDay(first, until):
            return Times(first, until if until > first else _next(first))
        case Repeated(one, two):
            note = f"The clocks go back that night and this time comes twice: at {_said(one)} and at {_said(two)}."
            return Times(_whole(one.start), _whole(max(one.end, one.start + SHOWN)), notes=(note,))
        case Skipped(before, after):
            note = (
                "The clocks go forward that night and this time does not exist: "
                f"{_said(before)} or {_said(after)} may be meant."
            )
            return Times(_whole(before.start), _whole(max(before.end, before.start + SHOWN)), notes=(note,))
        case Floating(reason):
            return _floating(event, reason)
        case Unplaceable(reason):
            return LeftOut(reason)
        case None:
            return LeftOut("no time is known")


def _day_part(event: Event, part: Placed) -> Times:
    """«This afternoon» is a whole day that quotes its words."""
    first = _civil_date(event, part.start)
    last = _civil_date(replace(event, local=None), part.end - timedelta(seconds=1))
    # «Overnight» ends on the next day but belongs to the evening on which it begins.
    until = _next(last) if part.end - part.start > timedelta(days=1) and last > first else _next(first)
    return Times(first, until, notes=("Only a part of the day is stated.",))


def _floating(event: Event, reason: str) -> Times | LeftOut:
    if not isinstance(event.local, date):
        return LeftOut(reason or "no date is known")
    first = event.local.date() if isinstance(event.local, datetime) else event.local
    note = "No time zone is known for the stated time"
    if isinstance(event.local, datetime):
        note += f", {event.local:%H:%M}"
    return Times(first, _next(first), notes=(note + "; so it is shown as a whole day.",))


def _civil_date(event: Event, instant: datetime) -> date:
    if isinstance(event.local, datetime):
        return event.local.date()
    if event.local is not None:
        return event.local
    return local(instant, event.zone).date() if event.zone else instant.date()


def _repeated(event: Event, times: Times) -> Times:
    zone = None if times.all_day else event.zone
    length = (
        times.end - times.start
        if isinstance(times.end, datetime) and isinstance(times.start, datetime)
        else timedelta(days=times.end.toordinal() - times.start.toordinal())
    )
    found = recurring(event.recurrence or "", event.exdates, times.start, event.local, zone)
    if isinstance(found, str):
        return replace(times, notes=(*times.notes, found))
    named = zone if zone is not None and offset_of(zone) is None else None
    return replace(times, start=found.start, end=found.start + length, zone=named, repeats=found)


def _plain(moment: datetime | date, zone: str) -> bool:
    """Whether a wall clock says this instant and no other; the second 01:30 of an autumn night needs UTC."""
    return isinstance(moment, datetime) and to_utc(local(moment, zone), zone) == Once(moment)


def _whole(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _said(placed: Placed) -> str:
    return f"{placed.start.astimezone(UTC):%H:%M} UTC"
