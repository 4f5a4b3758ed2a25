"""The timeline page's content: the events that an address chooses, in the window and the zones that it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from timeline.export.page.faces import Face, face
from timeline.export.page.index import Index, index_of
from timeline.export.page.overview import Link, Overview
from timeline.export.page.overview import overview as content
from timeline.model import Event
from timeline.rulers import focus
from timeline.rulers.marks import Spread, spread
from timeline.rulers.window import Window, around, beside
from timeline.serve.address import MOST_ZONES, Address, chosen
from timeline.zones import convert

__all__ = ["Index", "index_of", "overview", "page_faces", "zone_chips"]


def page_faces(
    index: Index, asked: Address, audience: Sequence[str], viewer: str | None, event: Event | None = None
) -> tuple[Face, ...]:
    """The zones of a page: the reader's own, then the chosen ones; unasked, an event's page has the event's own too."""
    keys = list(asked.zones or index.zones(audience))
    if event is not None and event.zone and not asked.zones and event.zone not in keys:
        keys.insert(0, event.zone)
    keys = ([viewer] if viewer else []) + [key for key in keys if key != viewer]
    return tuple(face(key, key == viewer) for key in keys[: MOST_ZONES + 1])


def window_of(asked: Address, laid: Spread, zone: str, now: datetime) -> Window:
    """The stretch of time that an address asks for."""
    if asked.window is not None:
        return asked.window
    if asked.view == "all":
        return focus.everything(laid, now)
    if asked.view:
        return around(asked.day or _day(laid, zone, now), asked.view, zone)
    return focus.focus(laid, now)


def _day(laid: Spread, zone: str, now: datetime) -> date:
    shown = focus.focus(laid, now)
    return convert.local(shown.start + shown.length / 2, zone).date()


def overview(
    index: Index, asked: Address, audience: Sequence[str], viewer: str | None, now: datetime, shown: bool
) -> Overview:
    """The content of the timeline page with its links; ``shown`` is false where no source may be quoted."""
    faces = page_faces(index, asked, audience, viewer)
    passing = partial(chosen, asked=asked, documents=index.documents, zone=faces[0].key)
    laid = spread(passing(index.calendar)) if asked.filtered else index.spread
    background = passing(index.background)
    window = window_of(asked, laid, faces[0].key, now)
    return replace(
        content(index, laid, background, faces, window, now, shown, asked.page),
        views=_views(asked, window, faces[0]),
        moves=_moves(asked, window),
        chips=zone_chips(asked, faces, index.zones(audience)),
    )


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
