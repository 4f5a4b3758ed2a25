"""What must be known of a text to tell which other texts a change of it may touch, and nothing besides.

It depends on that text alone, so whoever keeps what was read of a document keeps this with it.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.link.days import with_own_days
from timeline.link.keys import Keys, keys_of
from timeline.link.members import corpus_of, members_in
from timeline.link.portrait import Portrait
from timeline.link.times import day_of, published_minute
from timeline.model import Document, Happening


@dataclass(frozen=True, slots=True)
class Outline:
    """The happenings of one document in canonical order: how precise, and where they stand, and their keys."""

    published: int | None  # day
    orders: tuple[tuple[int, int, int], ...]  # precision, offset, offset of the trigger
    keys: tuple[Keys, ...]


def outline_of(document: Document, happenings: Sequence[Happening], portrait: Portrait) -> Outline:
    """The outline of a document in which these things happen."""
    members = with_own_days(members_in(0, corpus_of([document], {document.id: portrait}), happenings))
    return Outline(
        day_of(published_minute(document)) if document.published is not None else None,
        tuple((m.order[0], m.order[2], m.order[3]) for m in members),
        tuple(map(keys_of, members)),
    )


def plain(outline: Outline) -> tuple[Any, ...]:
    """An outline as numbers and bytes in tuples."""
    keys = [(array("I", put).tobytes(), array("I", ask).tobytes(), *more) for put, ask, *more in outline.keys]
    return outline.published, outline.orders, tuple(keys)


def outline_from(found: tuple[Any, ...]) -> Outline:
    """The outline that ``plain`` took apart."""
    published, orders, keys = found
    kept = [Keys(array("I", put), array("I", ask), position, reach) for put, ask, position, reach in keys]
    return Outline(published, orders, tuple(kept))
