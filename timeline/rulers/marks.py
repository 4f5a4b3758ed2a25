"""What is drawn for an event: its claims as instants or stretches, and the mark they make on every ruler at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from timeline.model import AllDay, Event, Grain, Placed, Repeated, Rival, Role, Skipped, Status, When
from timeline.rulers.occurrences import occurrences
from timeline.rulers.window import Window, midnight

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FINE = {Grain.SECOND: timedelta(seconds=1), Grain.MINUTE: timedelta(minutes=1), Grain.HOUR: timedelta(hours=1)}
_EVER = Window(datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC))
_DRAWN = Window(datetime(10, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC))
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
        Claim(LETTERS[n], start, when, documents)
        for n, (when, start, documents) in enumerate(islice(distinct.values(), len(LETTERS)))
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


def rival_claims(event: Event) -> tuple[Claim, ...]:
    """The claims that compete for an event: instants, or dates that nobody's zone governs, in UTC for want of one."""
    claims = claims_of(event)
    if len(claims) > 1 or not event.disputed:
        return claims
    dated = replace(event, zone=event.zone or "UTC")
    return claims_of(dated)


@dataclass(frozen=True, slots=True)
class Spread:
    """Events with what does not depend on a window worked out once."""

    events: tuple[Event, ...]
    fixed: tuple[Mark, ...]  # marks of the events that do not repeat, in order
    repeated: tuple[Event, ...]
    floating: tuple[tuple[Event, AllDay], ...]  # dates that nobody's zone governs
    unplaced: tuple[Event, ...]  # without a place on a drawing


def spread(events: Iterable[Event]) -> Spread:
    """Events laid out on the UTC line."""
    events = tuple(events)
    fixed = [mark for event in events if not _repeats(event) for mark in marks_of(event, _EVER)]
    drawn_already = {mark.event.uid for mark in fixed}
    floating = tuple(
        (event, event.when)
        for event in events
        if isinstance(event.when, AllDay) and event.when.zone is None and event.uid not in drawn_already
    )
    placed = drawn_already | {event.uid for event, _ in floating}
    return Spread(
        events,
        tuple(sorted(fixed, key=_start)),
        tuple(filter(_repeats, events)),
        floating,
        tuple(event for event in events if event.uid not in placed and not _repeats(event)),
    )


def _start(mark: Mark) -> datetime:
    return mark.start


def _repeats(event: Event) -> bool:
    """Whether where its marks lie depends on the window."""
    return bool(event.recurrence and event.zone and isinstance(event.when, Placed) and not event.disputed)


def drawn(laid: Spread, window: Window) -> Iterator[Mark]:
    """The marks that touch the window."""
    start, end = window.start, window.end
    for mark in laid.fixed:
        if mark.start < end and (mark.end > start or mark.start == mark.end >= start):
            yield mark
    for event in laid.repeated:
        for mark in marks_of(event, window):
            if mark.start < end and (mark.end > start or mark.start == mark.end >= start):
                yield mark


def marks_of(event: Event, window: Window) -> Iterator[Mark]:
    """The marks of one event: none for a time without a place on the UTC line, several for a repeated one.

    What lies at the very ends of the calendar is not drawn, as there is no room for a window around it.
    """
    return (mark for mark in _marks_of(event, window) if _DRAWN.start <= mark.start <= mark.end <= _DRAWN.end)


def _marks_of(event: Event, window: Window) -> Iterator[Mark]:
    when = event.when
    if (isinstance(when, Repeated | Skipped) or event.disputed) and not _repeats(event):
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
        if event.recurrence and event.zone and not event.disputed:
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


def floating_days(laid: Spread, window: Window) -> Iterator[tuple[Event, AllDay]]:
    """Events stated as a date that nobody's zone governs: they stand above the rulers and are never shifted."""
    day = timedelta(days=1)
    first, last = window.start.astimezone(UTC).date() - day, window.end.astimezone(UTC).date() + day
    for event, when in laid.floating:
        if when.first < last and when.until > first:
            yield event, when


def extent(laid: Spread) -> tuple[datetime, datetime] | None:
    """The first and the last instant that any of the events names, repetitions left aside."""
    once = [mark for event in laid.repeated if (mark := next(marks_of(replace(event, recurrence=None), _EVER), None))]
    starts = [mark.start for mark in (*laid.fixed, *once)]
    ends = [mark.end for mark in (*laid.fixed, *once)]
    starts += [midnight(when.first, "UTC") for _, when in laid.floating]
    ends += [midnight(when.until, "UTC") for _, when in laid.floating]
    return (min(starts), max(ends)) if starts else None
