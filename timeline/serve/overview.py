"""The timeline page's content: the events that an address chooses, in the window and the zones that it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from timeline.export.page.cards import Card, card
from timeline.export.page.drawing import Drawing, drawing
from timeline.export.page.faces import Face, face
from timeline.export.page.rows import PER_PAGE, Row, by_day, rows
from timeline.export.page.source import events_of
from timeline.model import AllDay, Document, Event, Finding, Floating, Span, Statement, Timeline, Unplaceable
from timeline.rulers import focus
from timeline.rulers.marks import drawn, floating_days
from timeline.rulers.window import Window, around, beside
from timeline.serve.address import MOST_ZONES, Address, chosen
from timeline.zones import convert

MOST_CARDS = 12
MOST_CONFLICTS = 3
MOST_BACKGROUND = 60
MOST_OPTIONS = 100
DEFAULT_ZONES = 4


@dataclass(frozen=True, slots=True)
class Index:
    """A timeline with what every page looks up in it."""

    timeline: Timeline
    documents: dict[str, Document]
    events: dict[str, Event]
    calendar: tuple[Event, ...]
    background: tuple[Event, ...]
    stated_zones: tuple[str, ...]
    places: tuple[str, ...]
    participants: tuple[str, ...]
    event_of: dict[tuple[str, Span], Event]

    def zones(self, audience: Sequence[str]) -> tuple[str, ...]:
        """The zones shown where an address names none: the audience's, else those that the sources speak of."""
        return tuple(audience) or self.stated_zones or ("UTC",)

    def publisher(self, name: str) -> str:
        """Who wrote a document."""
        document = self.documents.get(name)
        return (document and (document.publisher or document.title)) or name

    def statements_of(self, name: str) -> tuple[Statement, ...]:
        """The statements of a document."""
        return tuple(s for s in self.timeline.statements if s.document == name)

    def findings_in(self, name: str) -> tuple[Finding, ...]:
        """The findings that a document has part in."""
        return tuple(
            f for f in self.timeline.findings if f.document == name or any(r.document == name for r in f.related)
        )

    def findings_of(self, event: Event) -> tuple[Finding, ...]:
        """The findings that touch the event's mentions."""
        spans = {(s.document, s.span) for s in event.statements}
        return tuple(
            f
            for f in self.timeline.findings
            if any((f.document, span) in spans for span in f.spans)
            or any((r.document, r.span) in spans for r in f.related)
        )


_last: list[Index] = []


def index_of(found: Timeline) -> Index:
    """The index of a timeline; the last one is kept, as a store gives the same value until it changes."""
    if _last and _last[0].timeline is found:
        return _last[0]
    made = _index(found)
    _last[:] = [made]
    return made


def _index(found: Timeline) -> Index:
    calendar = tuple(e for e in found.events if e.in_calendar)
    zones = Counter(e.zone for e in calendar if e.zone and convert.offset_of(e.zone) is None)
    zones.update(
        s.zone for s in found.statements if s.zone and s.zone_words is not None and convert.offset_of(s.zone) is None
    )
    places = Counter(e.place for e in calendar if e.place)
    people = Counter(name for e in calendar for name in e.participants)
    return Index(
        found,
        {d.id: d for d in found.documents},
        {e.uid: e for e in found.events},
        calendar,
        tuple(e for e in found.events if not e.in_calendar),
        tuple(zone for zone, _ in zones.most_common(DEFAULT_ZONES)),
        tuple(sorted(place for place, _ in places.most_common(MOST_OPTIONS))),
        tuple(sorted(name for name, _ in people.most_common(MOST_OPTIONS))),
        events_of(found.events),
    )


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
    rows: int
    pages: int
    cards: tuple[Card, ...]
    conflicts: tuple[Card, ...]
    more_conflicts: int
    unplaced: tuple[tuple[Event, str], ...]
    background: tuple[Event, ...]
    background_count: int
    count: int
    views: tuple[Link, ...]
    moves: tuple[Link, ...]
    chips: tuple[Link, ...]


def page_faces(
    index: Index, asked: Address, audience: Sequence[str], viewer: str | None, event: Event | None = None
) -> tuple[Face, ...]:
    """The zones of a page: the reader's own, then the chosen ones; unasked, an event's page has the event's own too."""
    keys = list(asked.zones or index.zones(audience))
    if event is not None and event.zone and not asked.zones and event.zone not in keys:
        keys.insert(0, event.zone)
    keys = ([viewer] if viewer else []) + [key for key in keys if key != viewer]
    return tuple(face(key, key == viewer) for key in keys[:MOST_ZONES])


def window_of(asked: Address, events: Sequence[Event], zone: str, now: datetime) -> Window:
    """The stretch of time that an address asks for."""
    if asked.window is not None:
        return asked.window
    if asked.view == "all":
        return focus.everything(events, now)
    if asked.view:
        return around(asked.day or _day(events, zone, now), asked.view, zone)
    return focus.focus(events, now)


def _day(events: Sequence[Event], zone: str, now: datetime) -> date:
    shown = focus.focus(events, now)
    return convert.local(shown.start + shown.length / 2, zone).date()


def overview(index: Index, asked: Address, audience: Sequence[str], viewer: str | None, now: datetime) -> Overview:
    """The content of the timeline page."""
    events = chosen(index.calendar, asked, index.documents)
    faces = page_faces(index, asked, audience, viewer)
    window = window_of(asked, events, faces[0].key, now)
    marks = tuple(drawn(events, window))
    picture = drawing(window, faces, marks, now, index.publisher)
    floating = tuple(floating_days(events, window))
    listed, count = rows(marks, floating, faces, {id(s.mark): s.number for s in picture.marks}, asked.page)
    inside = tuple({row.event.uid: row.event for row in listed}.values())
    shown = {event.uid for event in inside}
    disputed = sorted((e for e in events if e.disputed), key=lambda e: e.uid not in shown)
    background = chosen(index.background, asked, index.documents)
    return Overview(
        faces,
        picture,
        by_day(listed),
        floating[:8],
        count,
        max(1, -(-count // PER_PAGE)),
        tuple(card(e, index.documents, faces) for e in inside) if len(inside) <= MOST_CARDS else (),
        tuple(card(e, index.documents, faces) for e in disputed[:MOST_CONFLICTS]),
        max(0, len(disputed) - MOST_CONFLICTS),
        tuple((e, _why(e)) for e in events if e.when is None or isinstance(e.when, Floating | Unplaceable)),
        background[:MOST_BACKGROUND],
        len(background),
        len(events),
        _views(asked, window, faces[0]),
        _moves(asked, window),
        zone_chips(asked, faces, index.zones(audience)),
    )


def _why(event: Event) -> str:
    return event.when.reason if isinstance(event.when, Floating | Unplaceable) else "no time is stated"


def _views(asked: Address, window: Window, first: Face) -> tuple[Link, ...]:
    middle = first.day(window.start + window.length / 2)
    day = asked.day or middle
    bare = replace(asked, window=None)
    names = (("Day", "day"), ("Week", "week"), ("Month", "month"))
    links = [Link("Fit", bare.to(view="", day=None), not asked.view and asked.window is None)]
    links += (Link(text, bare.to(view=view, day=day), asked.view == view) for text, view in names)
    links.append(Link("All", bare.to(view="all", day=None), asked.view == "all"))
    return tuple(links)


def _moves(asked: Address, window: Window) -> tuple[Link, ...]:
    if asked.view in ("day", "week", "month") and asked.day:
        bare = replace(asked, window=None)
        back, on = (bare.to(day=beside(asked.day, asked.view, steps)) for steps in (-1, 1))
    else:
        back, on = (asked.with_window(window.moved(share)).to() for share in (-0.5, 0.5))
    return (
        Link("Earlier", back, key="ArrowLeft"),
        Link("Later", on, key="ArrowRight"),
        Link("Zoom out", asked.with_window(window.zoomed(0.5)).to(), key="-"),
        Link("Zoom in", asked.with_window(window.zoomed(2)).to(), key="+"),
    )


def zone_chips(asked: Address, faces: Sequence[Face], default: Sequence[str], path: str = "/") -> tuple[Link, ...]:
    """A link that takes away each zone but the reader's own; the last one stays."""
    keys = tuple(asked.zones or default)
    links = []
    for each in faces:
        rest = tuple(key for key in keys if key != each.key)
        links.append(Link(each.name, "" if each.you or not rest else asked.to(path, zones=rest), key=each.key))
    return tuple(links)
