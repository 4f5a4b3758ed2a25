"""What is drawn for an event: its claims as instants or stretches, and the mark they make on every ruler at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from timeline.model import AllDay, Event, Grain, Placed, Repeated, Rival, Role, Skipped, Status, When
from timeline.rulers.occurrences import occurrences
from timeline.rulers.window import Window, midnight

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FINE = {Grain.SECOND: timedelta(seconds=1), Grain.MINUTE: timedelta(minutes=1), Grain.HOUR: timedelta(hours=1)}
_ABOUT = {Grain.SECOND: timedelta(minutes=5), Grain.MINUTE: timedelta(minutes=15), Grain.HOUR: timedelta(minutes=30)}


class Shape(StrEnum):
    """How a mark is drawn."""

    INSTANT = "instant"  # a line
    RANGE = "range"  # a shaded band with an end
    ABOUT = "about"  # a shaded band with "~"
    DAY = "day"  # a band between two midnights of its zone
    DISPUTED = "disputed"  # a hatched band between its claims


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the times that compete for an event, with its letter and those who say so."""

    letter: str
    start: datetime
    when: When
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event, or one occurrence of it, on the UTC line."""

    event: Event
    shape: Shape
    start: datetime
    end: datetime  # equal to start for an instant
    claims: tuple[Claim, ...] = ()  # two or more where disputed
    days: tuple[date, date] | None = None  # the dates, half-open, where a day is what is stated

    @property
    def middle(self) -> datetime:
        """Where its label points: the stated time of an approximate mark, the centre of other bands."""
        return self.start + (self.end - self.start) / 2

    @property
    def fine(self) -> bool:
        """Whether a clock time is stated, rather than a part of the day or more."""
        return self.event.grain in _FINE

    @property
    def cancelled(self) -> bool:
        """Whether the event does not take place."""
        return self.event.status is Status.CANCELLED


def claims_of(event: Event, role: Role = Role.START) -> tuple[Claim, ...]:
    """The rival times of an event, best first, lettered A, B, C; a repeated hour makes two claims of its own."""
    found: list[tuple[When, datetime, tuple[str, ...]]] = []
    for rival in event.readings:
        if rival.role is role:
            found += ((when, start, rival.documents) for when, start in _starts(rival, event.zone))
    distinct: dict[datetime, tuple[When, datetime, tuple[str, ...]]] = {}
    for claim in found:
        distinct.setdefault(claim[1], claim)
    return tuple(
        Claim(LETTERS[n % len(LETTERS)], start, when, documents)
        for n, (when, start, documents) in enumerate(distinct.values())
    )


def _starts(rival: Rival, zone: str | None) -> Iterator[tuple[When, datetime]]:
    match rival.when:
        case Placed() as when:
            yield when, when.start
        case AllDay() as when if when.zone or zone:
            yield when, midnight(when.first, when.zone or zone or "UTC")
        case Repeated(first, second):
            yield first, first.start
            yield second, second.start
        case Skipped(before, after):
            yield before, before.start
            yield after, after.start


def drawn(events: Iterable[Event], window: Window) -> Iterator[Mark]:
    """The marks of events that touch the window, in order of the events."""
    for event in events:
        for mark in marks_of(event, window):
            if mark.start < window.end and (mark.end > window.start or mark.start == mark.end >= window.start):
                yield mark


def marks_of(event: Event, window: Window) -> Iterator[Mark]:
    """The marks of one event: none for a time without a place on the UTC line, several for a repeated one."""
    when = event.when
    if isinstance(when, Repeated | Skipped) or event.disputed:
        claims = claims_of(event)
        if len(claims) > 1:
            starts = [claim.start for claim in claims]
            yield Mark(event, Shape.DISPUTED, min(starts), max(starts), claims)
            return
    if isinstance(when, AllDay) and when.zone:
        yield Mark(
            event,
            Shape.DAY,
            midnight(when.first, when.zone),
            midnight(when.until, when.zone),
            days=(when.first, when.until),
        )
    elif isinstance(when, Repeated):
        yield _placed(event, when.first)
    elif isinstance(when, Skipped):
        yield _placed(event, when.before)
    elif isinstance(when, Placed):
        if event.recurrence and event.zone:
            for each in occurrences(when, event.recurrence, event.zone, window.start, window.end, event.exdates):
                yield _placed(event, each)
        else:
            yield _placed(event, when)


def _placed(event: Event, when: Placed) -> Mark:
    ends = [r.when.start for r in event.readings if r.role is Role.END and isinstance(r.when, Placed)]
    if ends and not event.recurrence and ends[0] > when.start:
        return Mark(event, Shape.RANGE, when.start, ends[0])
    exact = _FINE.get(when.grain)
    if exact is None:
        return Mark(event, Shape.ABOUT, when.start, when.end)
    if when.end - when.start > exact:
        return Mark(event, Shape.ABOUT if event.approximate else Shape.RANGE, when.start, when.end)
    if event.approximate:
        about = _ABOUT[when.grain]
        return Mark(event, Shape.ABOUT, when.start - about, when.start + about)
    return Mark(event, Shape.INSTANT, when.start, when.start)


def floating_days(events: Iterable[Event], window: Window) -> Iterator[tuple[Event, AllDay]]:
    """Events stated as a date that nobody's zone governs: they stand above the rulers and are never shifted."""
    first, last = (
        window.start.astimezone(UTC).date() - timedelta(days=1),
        window.end.astimezone(UTC).date() + timedelta(days=1),
    )
    for event in events:
        when = event.when
        if isinstance(when, AllDay) and when.zone is None and when.first < last and when.until > first:
            yield event, when


def extent(events: Iterable[Event]) -> tuple[datetime, datetime] | None:
    """The first and the last instant that any of the events names, repetitions left aside."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    everywhere = Window(datetime(1, 1, 2, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC))
    for event in events:
        if isinstance(event.when, AllDay) and event.when.zone is None:
            starts.append(midnight(event.when.first, "UTC"))
            ends.append(midnight(event.when.until, "UTC"))
            continue
        once = (
            [_placed(event, event.when)]
            if event.recurrence and isinstance(event.when, Placed)
            else list(marks_of(event, everywhere))
        )
        starts += [mark.start for mark in once]
        ends += [mark.end for mark in once]
    return (min(starts), max(ends)) if starts else None
