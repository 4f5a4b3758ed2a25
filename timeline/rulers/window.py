"""The stretch of time that a drawing shows, and how it is named, moved and magnified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from timeline.zones import convert

SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(days=366 * 400)
_FIRST = datetime(2, 1, 1, tzinfo=UTC)
_LAST = datetime(9998, 1, 1, tzinfo=UTC)
VIEWS = ("day", "week", "month", "all")


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open stretch of the UTC line."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it is; never zero."""
        return self.end - self.start

    def percent(self, instant: datetime) -> float:
        """Where an instant lies, 0 at the start and 100 at the end; instants outside lie beyond.

        >>> day = Window(datetime(2025, 8, 15, tzinfo=UTC), datetime(2025, 8, 16, tzinfo=UTC))
        >>> day.percent(datetime(2025, 8, 15, 6, tzinfo=UTC))
        25.0
        """
        return round((instant - self.start) / self.length * 100, 3)

    def clipped(self, start: datetime, end: datetime) -> tuple[float, float] | None:
        """Position and width of the part of a stretch that is inside; None where none is."""
        first, last = max(start, self.start), min(end, self.end)
        if first > last or (first == last and start != end) or start >= self.end or end < self.start:
            return None
        left = self.percent(first)
        return left, round(self.percent(last) - left, 3)

    def moved(self, share: float) -> Window:
        """The stretch moved by a share of its length."""
        return bounded(self.start, self.length, _minutes(self.length * share))

    def zoomed(self, factor: float, at: float = 0.5) -> Window:
        """The stretch magnified about a point, which is a share of its length; a factor of 2 shows half as much."""
        length = min(max(_minutes(self.length / factor), SHORTEST), LONGEST)
        return bounded(self.start, length, _minutes((self.length - length) * at))


def bounded(near: datetime, length: timedelta, shift: timedelta = timedelta()) -> Window:
    """The window of a length that begins at a shift from an instant, kept inside the calendar."""
    length = min(max(length, SHORTEST), LONGEST)
    since = min(max(near - _FIRST + shift, timedelta()), _LAST - length - _FIRST)
    return Window(_FIRST + since, _FIRST + since + length)


def between(start: datetime, end: datetime) -> Window:
    """The window from one instant to another, in either order, inside the limits."""
    start, end = min(start, end), max(start, end)
    return bounded(start, end - start)


def midnight(day: date, zone: str) -> datetime:
    """The instant at which a day begins in a zone; on a day without a midnight, the clock change that skips it.

    >>> midnight(date(2025, 8, 15), "Asia/Kathmandu").isoformat()
    '2025-08-14T18:15:00+00:00'
    """
    day = min(max(day, _FIRST.date()), _LAST.date())
    wall = datetime(day.year, day.month, day.day)  # noqa: DTZ001  a wall time
    civil = convert.to_utc(wall, zone)
    if isinstance(civil, convert.Never):
        changes = convert.transitions(zone, civil.after - timedelta(days=1), civil.before + timedelta(days=1))
        return next(
            (c.instant for c in changes if c.instant + c.before <= wall.replace(tzinfo=UTC) < c.instant + c.after),
            civil.before,
        )
    return civil.instants[0]


def around(day: date, view: str, zone: str) -> Window:
    """The local day, the week from Monday, or the month that a day lies in."""
    if view == "week":
        first = day - timedelta(days=day.weekday())
        until = first + timedelta(days=7)
    elif view == "month":
        first = day.replace(day=1)
        until = (first + timedelta(days=32)).replace(day=1)
    else:
        first, until = day, day + timedelta(days=1)
    return between(midnight(first, zone), midnight(until, zone))


def beside(day: date, view: str, steps: int) -> date:
    """The day from which the neighbouring day, week or month is shown.

    >>> beside(date(2025, 1, 31), "month", 1)
    datetime.date(2025, 2, 1)
    """
    if view == "month":
        first = day.replace(day=1)
        return (first + timedelta(days=32)).replace(day=1) if steps > 0 else (first - timedelta(days=1)).replace(day=1)
    return day + timedelta(days=steps * (7 if view == "week" else 1))


def compact(instant: datetime) -> str:
    """An instant as an address writes it.

    >>> compact(datetime(2025, 8, 15, 19, 30, tzinfo=UTC))
    '20250815T1930Z'
    """
    return f"{instant.year:04}{instant:%m%dT%H%MZ}"


def parsed(text: str) -> datetime | None:
    """The instant that an address names, or None.

    >>> parsed("20250815T1930Z").isoformat()
    '2025-08-15T19:30:00+00:00'
    """
    try:
        instant = datetime.fromisoformat(text)
        instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant if _FIRST <= instant <= _LAST else None


def _minutes(amount: timedelta) -> timedelta:
    """The amount in whole minutes, as addresses name no smaller ones."""
    return timedelta(minutes=round(amount / timedelta(minutes=1)))
