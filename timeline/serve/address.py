"""What an address asks for: zones, stretch of time and filters, read from the query and written canonically."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from timeline.export.page.faces import Face, known
from timeline.model import AllDay, Document, Event, Placed, Repeated, Skipped
from timeline.rulers.window import VIEWS, Window, between, compact, midnight, parsed

MOST_ZONES = 12
LONGEST_SEARCH = 200
_PLUS = re.compile(r" \d\d:\d\d\Z", re.ASCII)
_EARLIEST, _LATEST = "+14:00", "-12:00"  # the clocks on which a day begins first and last
_begin = lru_cache(maxsize=64)(midnight)  # of two days for thousands of events


@dataclass(frozen=True, slots=True)
class Address:
    """The timeline page as an address names it; nothing set is the page as it opens."""

    zones: tuple[str, ...] = ()
    view: str = ""
    day: date | None = None
    window: Window | None = None
    source: tuple[str, ...] = ()
    place: str = ""
    participant: str = ""
    conflict: bool = False
    since: date | None = None
    until: date | None = None
    q: str = ""
    page: int = 1

    @property
    def filtered(self) -> bool:
        """Whether some events are left out."""
        return bool(
            self.source or self.place or self.participant or self.conflict or self.since or self.until or self.q
        )

    def query(self) -> str:
        """The canonical query."""
        return urlencode(self.pairs(), safe=",/:", quote_via=quote)

    def pairs(self, leaving: Container[str] = ()) -> list[tuple[str, str]]:
        """The names and values that say what differs from the page as it opens."""
        pairs = [("tz", ",".join(self.zones))] if self.zones else []
        pairs += [("source", name) for name in self.source]
        pairs += [("place", self.place), ("participant", self.participant), ("conflict", "1" if self.conflict else "")]
        pairs += [
            (name, day.isoformat() if day else "") for name, day in (("since", self.since), ("until", self.until))
        ]
        pairs += [("q", self.q), ("view", self.view), ("day", self.day.isoformat() if self.day else "")]
        if self.window is not None:
            pairs += [("from", compact(self.window.start)), ("to", compact(self.window.end))]
        pairs.append(("page", str(self.page) if self.page > 1 else ""))
        return [(k, v) for k, v in pairs if v and k not in leaving]

    def hidden(self) -> list[tuple[str, str]]:
        """What a form that adds a zone passes on."""
        return self.pairs({"page"})

    def kept(self) -> list[tuple[str, str]]:
        """What the form of filters passes on."""
        return self.pairs({"page", "source", "place", "participant", "conflict", "since", "until", "q"})

    def zones_or(self, faces: Iterable[Face]) -> tuple[str, ...]:
        """The chosen zones, or those that the page shows unasked."""
        return self.zones or tuple(face.key for face in faces if not face.you)

    def to(self, path: str = "/", **changes: Any) -> str:
        """The address with changes; a change of what is shown goes back to the first page of rows."""
        changed = replace(replace(self, page=1), **changes)
        query = changed.query()
        return f"{path}?{query}" if query else path

    def with_window(self, window: Window) -> Address:
        """The address of a stretch of time."""
        return replace(self, view="", day=None, window=window, page=1)


def address(args: MultiDict[str, str]) -> Address:
    """The address of a request's query; what cannot be read is left out."""
    start, end = parsed(args.get("from", "")), parsed(args.get("to", ""))
    view = args.get("view", "")
    return Address(
        zones_of(args.getlist("tz")),
        view if view in VIEWS else "",
        day_of(args.get("day")),
        between(start, end) if start and end and start != end else None,
        tuple(dict.fromkeys(s for s in args.getlist("source") if s)),
        args.get("place", "")[:LONGEST_SEARCH],
        args.get("participant", "")[:LONGEST_SEARCH],
        args.get("conflict") in ("1", "on", "true"),
        day_of(args.get("since")),
        day_of(args.get("until")),
        args.get("q", "").strip()[:LONGEST_SEARCH],
        min(max(args.get("page", 1, type=int) or 1, 1), 100_000),
    )


def zone_names(values: Iterable[str]) -> list[str]:
    """The names in an address's lists of zones; a plus sign that was typed into it arrives as a space.

    >>> zone_names(["Europe/Kyiv, 05:30"])
    ['Europe/Kyiv', '+05:30']
    """
    names = (f"+{name[1:]}" if _PLUS.match(name) else name.strip() for value in values for name in value.split(","))
    return [name for name in names if name]


def zones_of(values: Iterable[str]) -> tuple[str, ...]:
    """The zones that an address names, each once under its present key; unknown ones are left out."""
    names = (known(name) for name in zone_names(values))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_ZONES]


def day_of(text: str | None) -> date | None:
    """The day that a text names, or None.

    >>> day_of("2025-08-15"), day_of("15.8.2025")
    (datetime.date(2025, 8, 15), None)
    """
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 2 <= day.year <= 9997 else None


def chosen(
    events: Iterable[Event], asked: Address, documents: Mapping[str, Document], zone: str | None
) -> tuple[Event, ...]:
    """The events that pass the address's filters; days are those of ``zone``, without it those of anybody."""
    if not asked.filtered:
        return tuple(events)
    return tuple(event for event in events if _passes(event, asked, documents, zone))


def _passes(event: Event, asked: Address, documents: Mapping[str, Document], zone: str | None) -> bool:
    if asked.conflict and not event.disputed:
        return False
    if asked.place and _folded(asked.place) not in _folded(event.place or ""):
        return False
    if asked.participant and not any(_folded(asked.participant) in _folded(name) for name in event.participants):
        return False
    sources = {link.happening.document for link in event.links}
    if asked.source and not sources & set(asked.source):
        return False
    if (asked.since or asked.until) and not _within(event, asked.since, asked.until, zone):
        return False
    return not asked.q or _found(event, asked.q, sources, documents)


def _found(event: Event, wanted: str, sources: Iterable[str], documents: Mapping[str, Document]) -> bool:
    """Whether every word of a search occurs in the event's title, place, people, quotes or sources."""
    said = [event.title, event.place or "", *event.participants, *(link.happening.quote for link in event.links)]
    said += (f"{documents[s].publisher or ''} {documents[s].title or ''}" for s in sources if s in documents)
    everything = _folded(" ".join(said))
    return all(word in everything for word in _folded(wanted).split())


def _within(event: Event, since: date | None, until: date | None, zone: str | None) -> bool:
    """Whether the event touches the days from ``since`` to ``until``, both included."""
    if since and until and since > until:
        return False
    match event.when:
        case Placed(start, end) | Repeated(Placed(start, end), _) | Skipped(Placed(start, end), _):
            if until and start >= _begin(until + timedelta(days=1), zone or _LATEST):
                return False
            low = _begin(since, zone or _EARLIEST) if since else start
            return start >= low or end > low or bool(event.recurrence)
        case AllDay(first, past):
            return (since is None or past > since or bool(event.recurrence)) and (until is None or first <= until)
        case _:
            return False


def _folded(text: str) -> str:
    return text.casefold()
