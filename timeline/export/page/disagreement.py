"""What disagrees: the disputed events by the size of the gap, and how often each source stands in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from timeline.export.page.cards import Card, card
from timeline.export.page.faces import Face
from timeline.model import Document, Event
from timeline.rulers.marks import rival_claims


@dataclass(frozen=True, slots=True)
class Standing:
    """A source's part in the disagreements."""

    document: Document
    disputed: int  # disputed events of which it speaks
    with_best: int  # times it says what is best supported
    alone: int  # times nobody else says the same


def by_size(
    events: Iterable[Event], documents: Mapping[str, Document], faces: Sequence[Face], first: int, last: int
) -> list[Card]:
    """The cards of disputed events from one position to another, the widest gap first."""
    disputed = sorted((e for e in events if e.disputed), key=lambda e: (-gap(e), e.title))
    return [card(event, documents, faces) for event in disputed[first:last]]


def gap(event: Event) -> timedelta:
    """How far the claims of an event lie apart; it sorts as a number."""
    starts = [claim.start for claim in rival_claims(event)]
    return max(starts) - min(starts) if starts else timedelta()


def by_source(events: Iterable[Event], documents: Mapping[str, Document]) -> list[Standing]:
    """The sources of disputed events, those that stand alone most often first."""
    counted: dict[str, list[int]] = {}
    for event in events:
        if not event.disputed:
            continue
        for position, claim in enumerate(rival_claims(event)):
            for name in set(claim.documents) & documents.keys():
                tally = counted.setdefault(name, [0, 0, 0])
                tally[0] += 1
                tally[1] += position == 0
                tally[2] += len(set(claim.documents)) == 1
    standings = [Standing(documents[name], *tally) for name, tally in counted.items()]
    return sorted(standings, key=lambda s: (-s.alone, -s.disputed, s.document.publisher or "", s.document.id))
