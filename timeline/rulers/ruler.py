"""The ruler of one zone: its ticks, days, nights and clock changes within a window.

A zone's line is cut into stretches of constant offset; within one, local time is UTC plus a constant, so every tick is
found by division and none is lost or doubled when the clocks change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from timeline.algebra.civil import MONTHS, WEEKDAYS
from timeline.rulers import words
from timeline.rulers.window import Window, midnight
from timeline.zones import convert

MOST_TICKS = 26
MOST_DAYS = 32
NIGHT = (timedelta(hours=22), timedelta(hours=6))
_MINUTES = (5, 10, 15, 30, 60, 120, 180, 360, 720)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Step:
    """How far apart ticks lie: a number of minutes, days or months."""

    unit: str
    n: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the ruler's edge; ``strong`` at midnight, or where a month or year begins."""

    at: float
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the ticks after it belong to: the day of hours, the month of days, the year of months."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class ClockChange:
    """Where the zone's clocks are put forward or back."""

    at: float
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """Everything drawn for one zone except the events."""

    zone: str
    ticks: tuple[Tick, ...]
    headings: tuple[Heading, ...]
    nights: tuple[tuple[float, float], ...]
    changes: tuple[ClockChange, ...]
    offset: str  # "UTC−4", or "UTC+3 → +2" where the clocks change


def step_for(window: Window, most: int = MOST_TICKS) -> Step:
    """The finest step with which no more than ``most`` ticks fall into the window."""
    minutes = window.length / timedelta(minutes=1)
    for n in _MINUTES:
        if minutes / n <= (most if n >= 60 else most * 2 / 3):
            return Step("minutes", n)
    for n in _DAYS:
        if minutes / 1440 / n <= max(most, MOST_DAYS):
            return Step("days", n)
    for n in _MONTHS:
        if minutes / 43830 / n <= most:
            return Step("months", n)
    return Step("months", 2400)


def ruler(window: Window, zone: str, step: Step | None = None) -> Ruler:
    """The ruler of a zone (IANA key or offset)."""
    step = step or step_for(window)
    changes = convert.transitions(zone, window.start, window.end)
    stretches = tuple(_stretches(window, zone))
    if step.unit == "minutes":
        ticks = tuple(_clock_ticks(window, stretches, step.n))
        headings = tuple(_headings(window, zone, "day"))
    else:
        ticks = tuple(_day_ticks(window, zone, step))
        headings = tuple(_headings(window, zone, "month" if step.unit == "days" else "year"))
        if step.unit == "months" and step.n >= 12:
            headings = ()
    offsets = [words.offset(offset) for _, _, offset in stretches]
    drawn = step.unit != "months"
    return Ruler(
        zone,
        ticks,
        headings,
        tuple(_nights(window, stretches)) if step.unit == "minutes" else (),
        tuple(_change(window, c.instant, c.after - c.before) for c in changes if drawn and c.after != c.before),
        _offset_words(offsets),
    )


def _offset_words(offsets: list[str]) -> str:
    distinct = list(dict.fromkeys(offsets))
    if len(distinct) == 1:
        return distinct[0]
    rest = [offset.removeprefix("UTC") for offset in distinct[1:]]
    return f"{distinct[0]} → {rest[0]}" if len(offsets) == 2 else f"{distinct[0]}/{'/'.join(rest[:2])}"


def days_in(zone: str) -> Callable[[datetime], date]:
    """A function that gives the local day of an instant, quick for many instants near one another."""
    low = high = datetime.min.replace(tzinfo=UTC)
    offset = timedelta()

    def day(instant: datetime) -> date:
        nonlocal low, high, offset
        if not low <= instant < high:
            hour = instant.replace(minute=0, second=0, microsecond=0)
            changes = convert.transitions(zone, hour, hour + _QUICK)
            low, high = hour, changes[0].instant if changes else hour + _QUICK
            if not low <= instant < high:  # the clock changes within this very hour
                return convert.local(instant, zone).date()
            offset = convert.offset_at(zone, instant)
        return (instant + offset).date()

    return day


_QUICK = timedelta(days=60)


def _stretches(window: Window, zone: str) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The window cut where the offset changes."""
    start, offset = window.start, convert.offset_at(zone, window.start)
    for change in convert.transitions(zone, window.start, window.end):
        if change.instant > start:
            yield start, change.instant, offset
        start, offset = change.instant, change.after
    if start < window.end:
        yield start, window.end, offset


def _clock_ticks(
    window: Window, stretches: tuple[tuple[datetime, datetime, timedelta], ...], minutes: int
) -> Iterator[Tick]:
    step = timedelta(minutes=minutes)
    for start, end, offset in stretches:
        local, until = start + offset, end + offset
        day = local.replace(hour=0, minute=0, second=0, microsecond=0)
        local = day + -((day - local) // step) * step
        while local < until:
            yield Tick(window.percent(local - offset), words.clock(local), local.hour == 0 and local.minute == 0)
            local += step


def _local_days(window: Window, zone: str) -> tuple[date, date]:
    return convert.local(window.start, zone).date(), convert.local(window.end, zone).date()


def _day_ticks(window: Window, zone: str, step: Step) -> Iterator[Tick]:
    """Ticks at the local midnights of every n-th day, of Mondays, or of the first of every n-th month."""
    first, last = _local_days(window, zone)
    seen: float | None = None
    for day in _days(first, last, step):
        at = window.percent(midnight(day, zone))
        if 0 <= at < 100 and at != seen:
            yield Tick(
                at, _day_label(day, step), day.day == 1 if step.unit == "days" else day.month == 1 and step.n < 12
            )
            seen = at


def _day_label(day: date, step: Step) -> str:
    if step.unit == "days":
        return f"{WEEKDAYS[day.weekday()][:3]} {day.day}" if step.n < 7 else str(day.day)
    return str(day.year) if step.n >= 12 else MONTHS[day.month - 1][:3]


def _days(first: date, last: date, step: Step) -> Iterator[date]:
    if step.unit == "days":
        # Monday the 1st of January of year 1 has ordinal 1
        day = first + timedelta(days=-(first.toordinal() - 1) % step.n)
        while day <= last:
            yield day
            day += timedelta(days=step.n)
        return
    months = -(-(first.year * 12 + first.month - 1) // step.n) * step.n
    while months <= last.year * 12 + last.month - 1:
        yield date(months // 12, months % 12 + 1, 1)
        months += step.n


def _year(day: date) -> str:
    return str(day.year)


_HEADINGS: dict[str, Callable[[date], str]] = {"day": words.day, "month": words.month, "year": _year}


def _headings(window: Window, zone: str, grain: str) -> Iterator[Heading]:
    first, last = _local_days(window, zone)
    label = _HEADINGS[grain]
    yield Heading(0.0, label(first))
    if grain == "day":
        days: Iterator[date] = _days(first + timedelta(days=1), last, Step("days", 1))
    else:
        days = _days(first + timedelta(days=1), last, Step("months", 1 if grain == "month" else 12))
    for day in days:
        at = window.percent(midnight(day, zone))
        if 0 < at < 100:
            yield Heading(at, label(day))


def _nights(
    window: Window, stretches: tuple[tuple[datetime, datetime, timedelta], ...]
) -> Iterator[tuple[float, float]]:
    """Position and width of the local hours from 22:00 to 06:00; a clock change leaves a night in one piece."""
    open_at: float | None = None
    end_at = 0.0
    for start, end, offset in stretches:
        local, until = start + offset, end + offset
        day = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
        while day < until:
            dusk, dawn = max(day + NIGHT[0], local), min(day + timedelta(days=1) + NIGHT[1], until)
            day += timedelta(days=1)
            if dusk >= dawn:
                continue
            left, right = window.percent(dusk - offset), window.percent(dawn - offset)
            if open_at is not None and left <= end_at:
                end_at = right
                continue
            if open_at is not None:
                yield open_at, round(end_at - open_at, 3)
            open_at, end_at = left, right
    if open_at is not None:
        yield open_at, round(end_at - open_at, 3)


def _change(window: Window, instant: datetime, amount: timedelta) -> ClockChange:
    minutes = round(amount.total_seconds() / 60)
    size = f"{abs(minutes) // 60} h" if minutes % 60 == 0 else f"{abs(minutes)} min"
    return ClockChange(
        window.percent(instant.astimezone(UTC)),
        f"clocks {'forward' if minutes > 0 else 'back'} {size}",
        f"{'+' if minutes > 0 else '−'}{size}",
    )
