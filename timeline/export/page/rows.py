"""The table: every event of a window by local day, with its time in each zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from timeline.export.page.faces import Face
from timeline.model import AllDay, Event
from timeline.rulers import words
from timeline.rulers.marks import Mark, Shape
from timeline.rulers.ruler import days_in

PER_PAGE = 200
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Time:
    """An instant as a cell writes it."""

    instant: datetime
    text: str
    letter: str = ""
    shift: str = ""  # "+1 day" off the row's heading


@dataclass(frozen=True, slots=True)
class Cell:
    """What one zone's column says of an event: times, or that it lasts all day."""

    times: tuple[Time, ...]
    joiner: str = ""
    about: bool = False
    whole: bool = False  # the day begins and ends on this zone's own clock


@dataclass(frozen=True, slots=True)
class Row:
    """An event, or one occurrence of it, under the day on which it begins in the first zone."""

    event: Event
    day: date
    start: datetime | None
    cells: tuple[Cell, ...]
    disputed: bool = False
    about: bool = False
    days: str = ""  # "Mon 18 Aug" where only a date is known
    number: int = 0  # as in the drawing


def rows(
    marks: Iterable[Mark],
    floating: Iterable[tuple[Event, AllDay]],
    faces: Sequence[Face],
    numbers: Mapping[int, int],
    page: int = 1,
    per_page: int = PER_PAGE,
) -> tuple[list[Row], int]:
    """One page of rows in order of day and instant, and how many rows there are in all."""
    day_of = days_in(faces[0].key)
    order: list[tuple[date, bool, datetime, str, int]] = []
    listed: list[Mark | tuple[Event, AllDay]] = [*marks, *floating]
    for n, each in enumerate(listed):
        if isinstance(each, Mark):
            order.append((each.days[0] if each.days else day_of(each.start), True, each.start, each.event.title, n))
        else:
            order.append((each[1].first, False, _NEVER, each[0].title, n))
    order.sort()
    found = []
    for heading, *_, n in order[per_page * (page - 1) : per_page * page]:
        each = listed[n]
        if isinstance(each, Mark):
            found.append(_row(each, heading, faces, numbers.get(id(each), 0)))
        else:
            event, when = each
            found.append(Row(event, when.first, None, (), days=_dates(when.first, when.until)))
    return found, len(order)


def by_day(listed: Iterable[Row]) -> list[tuple[date, list[Row]]]:
    """The rows under their days."""
    return [(day, list(group)) for day, group in groupby(listed, key=lambda row: row.day)]


def _row(mark: Mark, heading: date, faces: Sequence[Face], number: int) -> Row:
    if mark.shape is Shape.DISPUTED:
        instants = [(claim.start, claim.letter) for claim in mark.claims]
        joiner = "or"
    elif mark.shape in (Shape.RANGE, Shape.DAY) or (mark.shape is Shape.ABOUT and not mark.fine):
        instants, joiner = [(mark.start, ""), (mark.end, "")], "–"
    else:
        instants, joiner = [(mark.middle, "")], ""
    own = mark.event.when.zone if isinstance(mark.event.when, AllDay) else None
    cells = tuple(
        Cell((), whole=True)
        if mark.shape is Shape.DAY and face.key == own
        else Cell(
            tuple(_time(face, instant, letter, heading) for instant, letter in instants),
            joiner,
            mark.shape is Shape.ABOUT,
        )
        for face in faces
    )
    days = _dates(*mark.days) if mark.days else ""
    return Row(
        mark.event, heading, mark.start, cells, mark.shape is Shape.DISPUTED, mark.shape is Shape.ABOUT, days, number
    )


def _time(face: Face, instant: datetime, letter: str, heading: date) -> Time:
    return Time(instant, face.near(instant).clock(instant), letter, words.day_shift(face.day(instant), heading))


def _dates(first: date, until: date) -> str:
    last = date.fromordinal(until.toordinal() - 1)
    return words.day(first) if last <= first else f"{words.day(first)} – {words.day(last)}"
