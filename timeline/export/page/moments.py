"""The moments of one event as a table: a column for each claim, end or occurrence, a row for each zone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from timeline.export.page.faces import Face
from timeline.export.page.text import plain
from timeline.model import AllDay, Event
from timeline.rulers import words
from timeline.rulers.marks import Mark, Shape, marks_of
from timeline.rulers.window import Window, between, bounded

NEXT = 4
_AHEAD = timedelta(days=366 * 5)


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
    """The moments of an event; none where it has no place on a drawing."""
    marks = _ahead(event, now)
    if not marks:
        return ()
    if event.recurrence:
        return tuple(_column(mark.start, words.day(mark.start.date()), "") for mark in marks)
    mark = marks[0]
    if mark.shape is Shape.DISPUTED:
        return tuple(
            _column(c.start, _who(c.documents, publisher) if event.disputed else "possible", c.letter)
            for c in mark.claims
            if not isinstance(c.when, AllDay)
        ) or (_column(mark.start, "", ""),)
    if mark.shape in (Shape.RANGE, Shape.DAY) or (mark.shape is Shape.ABOUT and not mark.fine):
        return _column(mark.start, "from", ""), _column(mark.end, "to", "")
    return (_column(mark.middle, "about" if mark.shape is Shape.ABOUT else "at", ""),)


def _ahead(event: Event, now: datetime) -> tuple[Mark, ...]:
    """The event's mark; of a repeated event the next ones, or the first where none is to come."""
    if not event.recurrence:
        return tuple(islice(marks_of(event, bounded(now, _AHEAD)), 1))
    first = next(marks_of(replace(event, recurrence=None), bounded(now, _AHEAD)), None)
    if first is None:
        return ()
    to_come = marks_of(event, bounded(max(now, first.start), _AHEAD))
    return tuple(islice(to_come, NEXT)) or (first,)


def _who(documents: Sequence[str], publisher: Callable[[str], str]) -> str:
    names = list(dict.fromkeys(plain(publisher(name)) for name in documents))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


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
    marks = _ahead(event, now)
    if not marks:
        return None
    start, end = marks[0].start, marks[0].end
    margin = max((end - start) * 0.25, timedelta(hours=6) - (end - start) / 2)
    hour = timedelta(hours=1)
    low = (start - margin).replace(minute=0, second=0, microsecond=0)
    return between(low, (end + margin).replace(minute=0, second=0, microsecond=0) + hour)
