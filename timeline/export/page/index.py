"""A timeline with what every page looks up in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.export.page.source import events_of
from timeline.model import Document, Event, Finding, Placed, Repeated, Skipped, Span, Statement, Timeline
from timeline.rulers.marks import Spread, spread
from timeline.zones import convert

MOST_OPTIONS = 100
DEFAULT_ZONES = 6


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
    spread: Spread  # of the calendar
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
    places = Counter(e.place for e in calendar if e.place)
    people = Counter(name for e in calendar for name in e.participants)
    return Index(
        found,
        {d.id: d for d in found.documents},
        {e.uid: e for e in found.events},
        calendar,
        tuple(e for e in found.events if not e.in_calendar),
        _stated_zones(calendar)[:DEFAULT_ZONES],
        tuple(sorted(place for place, _ in places.most_common(MOST_OPTIONS))),
        tuple(sorted(name for name, _ in people.most_common(MOST_OPTIONS))),
        spread(calendar),
        events_of(found.events),
    )


def _stated_zones(calendar: Sequence[Event]) -> tuple[str, ...]:
    """The zones of the events' clock times, those of many events and statements first.

    A zone that the words name counts twice; an offset is no clock that anybody keeps.
    """
    weights: Counter[str] = Counter()
    for event in calendar:
        if event.zone:
            weights[event.zone] += 2
        for statement in event.statements:
            if statement.zone and isinstance(statement.when, Placed | Repeated | Skipped):
                weights[statement.zone] += 2 if statement.zone_words is not None else 1
    return tuple(zone for zone, _ in weights.most_common() if convert.offset_of(zone) is None)
