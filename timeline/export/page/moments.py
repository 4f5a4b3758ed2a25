"""The moments of one event as a table: a column for each claim, end or occurrence, a row for each zone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from timeline.export.page.faces import Face
from timeline.export.page.text import plain
from timeline.model import AllDay, Event, Placed
from timeline.rulers import words
from timeline.rulers.marks import Shape, marks_of
from timeline.rulers.occurrences import occurrences
from timeline.rulers.window import Window, between

NEXT = 4
_AHEAD = timedelta(days=366 * 5)
_EVER = Window(datetime.fromisoformat("0002-01-01T00:00+00:00"), datetime.fromisoformat("9998-01-01T00:00+00:00"))


@dataclass(frozen=True, slots=True)
class Column:
    """A moment: a claim, a beginning or end, an occurrence."""

    instant: datetime
    head: str
    short: str
    letter: str
    utc: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on one clock."""

    instant: datetime
    text: str
    note: str
    letter: str


def columns(event: Event, now: datetime, publisher: Callable[[str], str]) -> tuple[Column, ...]:
    """The moments of an event; none where it has no place on the UTC line."""
    when = event.when
    if isinstance(when, Placed) and event.recurrence and event.zone:
        found = list(_next(event, when, now))
        return tuple(_column(each.start, words.day(each.start.date()), "") for each in found)
    mark = next(marks_of(event, _EVER), None)
    if mark is None:
        return ()
    if mark.shape is Shape.DISPUTED:
        return tuple(
            _column(c.start, _who(c.documents, publisher) if event.disputed else "possible", c.letter)
            for c in mark.claims
            if not isinstance(c.when, AllDay)
        ) or (_column(mark.start, "", ""),)
    if mark.shape in (Shape.RANGE, Shape.DAY) or (mark.shape is Shape.ABOUT and not mark.fine):
        return _column(mark.start, "from", ""), _column(mark.end, "to", "")
    return (_column(mark.middle, "about" if mark.shape is Shape.ABOUT else "at", ""),)


def _who(documents: Sequence[str], publisher: Callable[[str], str]) -> str:
    names = list(dict.fromkeys(plain(publisher(name)) for name in documents))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _next(event: Event, first: Placed, now: datetime) -> Sequence[Placed]:
    start = max(now, first.start)
    ahead = list(occurrences(first, event.recurrence or "", event.zone or "UTC", start, start + _AHEAD, event.exdates))
    return ahead[:NEXT] or [first]


def _column(instant: datetime, head: str, letter: str) -> Column:
    return Column(
        instant, head, letter or head, letter, f"{words.day(instant.date())} {instant.year}, {words.clock(instant)}"
    )


def table(found: Sequence[Column], faces: Sequence[Face]) -> tuple[tuple[Face, tuple[Moment, ...]], ...]:
    """Each zone with the moments on its clock."""
    return tuple(
        (
            face,
            tuple(
                Moment(
                    c.instant,
                    f"{words.day(face.day(c.instant))}, {words.clock(face.local(c.instant))}",
                    face.header(c.instant, face.offset(c.instant)),
                    c.letter,
                )
                for c in found
            ),
        )
        for face in faces
        if face.key != "UTC"
    )


def surroundings(event: Event, now: datetime) -> Window | None:
    """A stretch of time that shows the event with some hours on each side."""
    if isinstance(event.when, Placed) and event.recurrence and event.zone:
        first = _next(event, event.when, now)[0]
        start, end = first.start, first.end
    else:
        mark = next(marks_of(event, _EVER), None)
        if mark is None:
            return None
        start, end = mark.start, mark.end
    margin = max((end - start) * 0.25, timedelta(hours=6) - (end - start) / 2)
    low, high = start - margin, end + margin
    hour = timedelta(hours=1)
    return between(
        low.replace(minute=0, second=0, microsecond=0), high.replace(minute=0, second=0, microsecond=0) + hour
    )
