"""Statements become events: every time that is told of one happening is gathered, with the reason for each join.

    members -> parts (block, score) -> clusters (veto, merge) -> vote -> title -> identity

The result is a function of the set of documents, not of their order, and a part's is one of its own members.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from timeline.link.change import Homes, Known, Text, desk_of, homes_of, roll_of, touched
from timeline.link.days import with_own_days
from timeline.link.events import events_of
from timeline.link.keys import keys_of
from timeline.link.members import corpus_of, members_of, note
from timeline.link.parts import index_of, parts_of
from timeline.link.portrait import Portrait, portraits_of
from timeline.link.times import day_of, published_minute
from timeline.model import Document, Event, Happening

__all__ = ["Known", "Relinked", "Text", "link", "relink"]

_WEEK = 7  # days


class Relinked(NamedTuple):
    """What a change makes of the parts that it touches."""

    events: Sequence[tuple[int, Event]]  # each with the label of its part
    homes: Mapping[str, Homes]  # of the documents with happenings among them, by id
    replaced: Collection[int]  # labels of the parts that are no more


def link(
    documents: Sequence[Document],
    happenings: Sequence[Happening],
    previous: Sequence[Event] = (),
    *,
    only_contested: bool = False,
    portraits: Mapping[str, Portrait] | None = None,
) -> tuple[Event, ...]:
    """The events that the happenings speak of, by time; ``previous`` lends its UIDs, ``portraits`` are those known.

    ``only_contested`` gives those of which several times or an order are told, and no reasons for their links: rules
    on events need no others.
    """
    portraits = portraits_of(documents, portraits or {})
    corpus = corpus_of(documents, portraits)
    members = with_own_days(members_of(corpus, happenings))
    note(corpus, members)
    keys = [keys_of(member) for member in members]
    numbers = range(len(members))
    parts, _ = parts_of(numbers, members, keys, index_of(numbers, keys), corpus)
    told = [[(members[number], keys[number]) for number in part] for part in parts]
    sketches = {name: sketch for name, (_, _, sketch) in portraits.items()}
    days = [day_of(published_minute(document)) for document in documents if document.published is not None]
    events = events_of(told, corpus, sketches, previous, since=since(days), only_contested=only_contested)
    return tuple(event for _, event in events)


def relink(
    known: Known,
    fetch: Callable[[Sequence[str]], Iterable[Text]],
    past: Callable[[Collection[int]], Sequence[Event]],
    taken: Collection[str] = (),
    further: Iterable[int] = (),
) -> Relinked:
    """The events of the parts that a change touches.

    ``fetch`` opens documents by their ids; ``past`` gives the events that some parts had, which lend their UIDs;
    ``taken`` are the UIDs of all others; ``further`` are parts that are to be made anew whatever changes.
    """
    desk, roll = desk_of(known, fetch), roll_of(known)
    found = touched(roll, known, desk, further)
    told = [[(desk.members[number], roll.keys[number]) for number in part] for part in found.parts]
    days = [outline.published for outline in known.outlines.values() if outline.published is not None]
    made = events_of(told, desk.corpus, desk.sketches, past(found.replaced), taken, since=since(days))
    first = 1 + max((part for homes in known.homes.values() for part, _ in homes), default=0)
    events = [(first + part, event) for part, event in made]
    return Relinked(events, homes_of(roll, known, found, first), found.replaced)


def since(days: Sequence[int]) -> date | None:
    """The week before the earliest of some days of publication: what lies further back is background."""
    return date.fromordinal(max(1, min(days) - _WEEK)) if days else None
