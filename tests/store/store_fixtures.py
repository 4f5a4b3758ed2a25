"""A small world for the store's tests: each line of a document is an event, ``title = ISO instant [@ place]``.

The store does not care how events are computed, so its tests use a reader that can be seen through.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from computing import at_once

from timeline.config import Config
from timeline.model import Document, Event, Grain, Happening, Link, Placed, Status, Timeline


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def lines(documents: Sequence[Document], config: Config, previous: Sequence[Event]) -> Timeline:
    """Events of the lines; a title that two documents state is one event, the first document's time wins."""
    found: dict[str, Event] = {}
    for document in documents:
        place = 0
        for line in document.text.splitlines(keepends=True):
            span = (place, place + len(line.rstrip()))
            place += len(line)
            if "=" not in line:
                continue
            title, _, rest = line.strip().partition(" = ")
            when, _, where = rest.partition(" @ ")
            start = datetime.fromisoformat(when)
            link = Link(Happening(document.id, span, line.strip(), title, span, title, None), "same title")
            links = (*found[title].links, link) if title in found else (link,)
            found[title] = Event(
                uid=f"{title}@test",
                title=title,
                when=Placed(start, start + timedelta(minutes=1), Grain.MINUTE)
                if title not in found
                else found[title].when,
                place=where or None,
                participants=(),
                status=Status.CONFIRMED,
                disputed=False,
                readings=(),
                links=links,
            )
    return Timeline(tuple(documents), (), tuple(found.values()), (), "test")


compute = at_once(lines)
