"""The timeline page as files that any web host can serve: the page of the server without what needs one.

It draws the zones of the sources and of the audience, and leaves "now" out, so that the same timeline gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from timeline.config import Publish
from timeline.export.page import environment, web_folder
from timeline.export.page.cards import card
from timeline.export.page.faces import face
from timeline.export.page.index import index_of
from timeline.export.page.overview import overview
from timeline.export.page.rows import by_day, rows
from timeline.model import Document, Timeline
from timeline.rulers import focus
from timeline.rulers.marks import drawn, floating_days, spread

MOST_CARDS = 500
MOST_ZONES = 6
_STYLE = "app.css"
_ICON = "icon.svg"


@dataclass(frozen=True, slots=True)
class Site:
    """What the templates ask of a site."""

    title: str
    publish: Publish


@dataclass(frozen=True, slots=True)
class Unasked:
    """The address of a page that nobody asks for."""

    filtered: bool = False
    page: int = 1


def files(
    timeline: Timeline,
    title: str = "Timeline",
    audience: Sequence[str] = (),
    publish: Publish = Publish.QUOTES,
) -> dict[str, bytes]:
    """The page and what it needs, by the name of the file."""
    static = web_folder() / "static"
    return {
        "index.html": page(timeline, title, audience, publish).encode("utf-8", "replace"),
        _STYLE: (static / _STYLE).read_bytes(),
        _ICON: (static / _ICON).read_bytes(),
    }


def page(timeline: Timeline, title: str, audience: Sequence[str], publish: Publish) -> str:
    """The page: the drawing of what matters most, then every event by day with its sources."""
    index = index_of(timeline)
    keys = dict.fromkeys((*audience, *index.zones(())))
    faces = tuple(face(key) for key in list(keys)[:MOST_ZONES])
    written = _last_written(timeline.documents)
    shown = publish is not Publish.NONE
    laid = spread(index.calendar[:MOST_CARDS])
    view = overview(index, laid, (), faces, focus.focus(laid, written), None, shown)
    whole = focus.everything(laid, written)
    listed, count = rows(drawn(laid, whole), floating_days(laid, whole), faces, {}, per_page=4 * MOST_CARDS)
    view = replace(
        view, days=by_day(listed), rows=count, cards=tuple(card(e, index.documents, faces, shown) for e in laid.events)
    )
    return (
        environment()
        .get_template("timeline.html")
        .render(
            view=view,
            index=index,
            site=Site(title, publish),
            asked=Unasked(),
            static=True,
            viewer=None,
            tz_version=timeline.tz,
            asset=str,
            event_path="#e-{}".format,
        )
    )


def _last_written(documents: Sequence[Document]) -> datetime:
    """When the last document was published; it stands for the present."""
    dates = [
        d.published.astimezone(UTC) if isinstance(d.published, datetime) else datetime.combine(d.published, time(), UTC)
        for d in documents
        if d.published is not None
    ]
    return max(dates, default=datetime(2000, 1, 1, tzinfo=UTC))
