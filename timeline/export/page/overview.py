"""What the timeline page shows of a window: conflicts, drawing, table, cards, and what has no place on the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from timeline.export.page.cards import Card, card
from timeline.export.page.drawing import Drawing, drawing
from timeline.export.page.faces import Face
from timeline.export.page.index import Index
from timeline.export.page.rows import PER_PAGE, Row, by_day, rows
from timeline.model import AllDay, Event, Floating, Unplaceable
from timeline.rulers.marks import Spread, drawn, floating_days
from timeline.rulers.window import Window

MOST_CARDS = 12
MOST_CONFLICTS = 3
MOST_BACKGROUND = 60
MOST_FLOATING = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere; ``here`` where the reader is already."""

    text: str
    href: str
    here: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The timeline page."""

    faces: tuple[Face, ...]
    drawing: Drawing
    days: list[tuple[date, list[Row]]]
    floating: tuple[tuple[Event, AllDay], ...]
    more_floating: int
    rows: int
    pages: int
    cards: tuple[Card, ...]
    conflicts: tuple[Card, ...]
    more_conflicts: int
    unplaced: tuple[tuple[Event, str], ...]
    background: tuple[Event, ...]
    background_count: int
    count: int
    outside: int  # of these, the placed ones that the window does not show
    views: tuple[Link, ...] = ()
    moves: tuple[Link, ...] = ()
    chips: tuple[Link, ...] = ()


def overview(
    index: Index,
    laid: Spread,
    background: Sequence[Event],
    faces: tuple[Face, ...],
    window: Window,
    now: datetime | None,
    shown: bool,
    page: int = 1,
) -> Overview:
    """The page of a window over some of the index's events; ``shown`` is false where no source may be quoted."""
    marks = tuple(drawn(laid, window))
    picture = drawing(window, faces, marks, now, index.publisher)
    floating = tuple(sorted(floating_days(laid, window), key=lambda each: each[1].first))
    listed, count = rows(marks, floating, faces, {id(s.mark): s.number for s in picture.marks}, page)
    inside = {row.event.uid: row.event for row in listed}
    disputed = sorted((e for e in laid.events if e.disputed), key=lambda e: e.uid not in inside)
    first = sorted(inside.values(), key=lambda e: not e.disputed)
    seen = {mark.event.uid for mark in marks} | {event.uid for event, _ in floating}
    return Overview(
        faces,
        picture,
        by_day(listed),
        floating[:MOST_FLOATING],
        max(0, len(floating) - MOST_FLOATING),
        count,
        max(1, -(-count // PER_PAGE)),
        tuple(card(e, index.documents, faces, shown) for e in first) if len(inside) <= MOST_CARDS else (),
        tuple(card(e, index.documents, faces, shown) for e in disputed[:MOST_CONFLICTS]),
        max(0, len(disputed) - MOST_CONFLICTS),
        tuple((e, why(e)) for e in laid.unplaced),
        tuple(background[:MOST_BACKGROUND]),
        len(background),
        len(laid.events),
        len(laid.events) - len(laid.unplaced) - len(seen),
    )


def why(event: Event) -> str:
    """Why an event has no place on the UTC line."""
    if isinstance(event.when, Floating | Unplaceable):
        return event.when.reason
    return "no time is stated" if event.when is None else "beyond the years that are drawn"
