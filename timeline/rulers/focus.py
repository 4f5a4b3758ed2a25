"""Which stretch of time a reader wants to see first."""

from __future__ import annotations

from datetime import datetime, timedelta

from timeline.model import Placed, Status
from timeline.rulers.marks import Mark, Shape, Spread, extent, marks_of
from timeline.rulers.window import Window, between, bounded

_REACH = timedelta(hours=9)
_LEAST = timedelta(hours=12)
_MARGIN = timedelta(hours=2)
_HOUR = timedelta(hours=1)


def focus(laid: Spread, now: datetime) -> Window:
    """The hours around what matters most: a disputed event, else the next one, else the last one.

    Of several, the first that is still to come.
    """
    year = Window(now - timedelta(days=400), now + timedelta(days=400))
    recurring = [next(marks_of(event, year), None) for event in laid.repeated]
    placed = [m for m in (*laid.fixed, *recurring) if m is not None and m.event.status is not Status.CANCELLED]
    chosen = _first(placed, now)
    if chosen is None:
        return between(_hour(now) - _LEAST / 2, _hour(now) + _LEAST / 2)
    low, high = chosen.start - _REACH, chosen.start + _REACH
    near = [
        m for m in placed if low <= m.start <= high and m.shape is not Shape.DAY and m.end - m.start < timedelta(days=1)
    ]
    start = _hour(min([chosen.start, *(m.start for m in near)]) - _MARGIN)
    end = _hour(max([min(chosen.end, chosen.start + timedelta(days=1)), *(m.end for m in near)]) + _MARGIN + _HOUR)
    if start - _REACH <= now < start:
        start = _hour(now)
    missing = _LEAST - (end - start)
    if missing > timedelta():
        start -= missing / 2 // _HOUR * _HOUR
        end = max(end, start + _LEAST)
    return between(start, end)


def _first(marks: list[Mark], now: datetime) -> Mark | None:
    def importance(mark: Mark) -> tuple[bool, bool, bool, float]:
        ahead = mark.end >= now
        return (
            mark.shape is not Shape.DISPUTED,
            not ahead,
            mark.shape is Shape.DAY,
            abs((mark.start - now).total_seconds()),
        )

    return min(marks, key=importance, default=None)


def everything(laid: Spread, now: datetime) -> Window:
    """From the first event to the last, with a margin; a repeated event shows eight weeks of itself."""
    found = extent(laid)
    if found is None:
        return between(now - timedelta(days=1), now + timedelta(days=1))
    start, end = found
    repeated = [e.when.start for e in laid.repeated if isinstance(e.when, Placed)]
    if repeated:
        end = max(end, bounded(max(repeated), timedelta(weeks=8)).end)
    margin = max((end - start) * 0.04 // _HOUR, 1) * _HOUR
    return bounded(_hour(start), _hour(end) - _hour(start) + 2 * margin + _HOUR, -margin)


def _hour(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)
