"""The store as a change sees it: documents, what was read of them, and events, each opened where it is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, and_, or_, select

from timeline.model import Document, Event
from timeline.store import codec, rows, schema


class Shelf:
    """What is there within one transaction; ``changed`` are the documents that are other than before, None all."""

    def __init__(self, connection: Connection, changed: Collection[str] | None, *, forget: bool = False) -> None:
        self._connection = connection
        self.changed = changed
        self._forget = forget  # what was read of documents

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        table = schema.documents
        found = select(table.c.id).where(table.c.withdrawn.is_(None)).order_by(table.c.position, table.c.id)
        return tuple(self._connection.execute(found).scalars())

    def ids(self) -> Sequence[str]:
        """The live documents, in order."""
        return self._ids

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """Some live documents."""
        table = schema.documents
        for chunk in rows.chunks(ids):
            for content in self._connection.execute(select(table.c.content).where(table.c.id.in_(chunk))).scalars():
                yield codec.loads(content)

    def readings(self, ids: Iterable[str]) -> Mapping[str, tuple[str, bytes]]:
        """What was read of some documents, each with its key."""
        table = schema.readings
        found: dict[str, tuple[str, bytes]] = {}
        for chunk in rows.chunks(() if self._forget else ids):
            wanted = select(table.c.document, table.c.key, table.c.content).where(table.c.document.in_(chunk))
            found |= {row.document: (row.key, row.content) for row in self._connection.execute(wanted)}
        return found

    def outlines(self) -> Mapping[str, tuple[bytes, bytes]]:
        """The outline and the homes of every document that was there before."""
        table = schema.readings
        found = self._connection.execute(select(table.c.document, table.c.outline, table.c.homes))
        return {row.document: (row.outline, row.homes) for row in found}

    def events(self, parts: Collection[int] | None) -> tuple[Event, ...]:
        """The events of some parts, or all of which documents speak."""
        table = schema.events
        alive = select(table.c.uid, table.c.content).where(table.c.gone.is_(None)).order_by(table.c.uid)
        if parts is None:
            return tuple(codec.loads(row.content) for row in self._connection.execute(alive))
        some = [alive.where(table.c.part.in_(chunk)) for chunk in rows.chunks(sorted(parts))]
        return tuple(codec.loads(row.content) for one in some for row in self._connection.execute(one))

    def uids(self) -> frozenset[str]:
        """The UIDs of all events of which documents speak."""
        table = schema.events
        return frozenset(self._connection.execute(select(table.c.uid).where(table.c.gone.is_(None))).scalars())

    def parts_from(self, first: date | None, until: date | None) -> frozenset[int]:
        """The parts of events that start between two days, or at no known time."""
        table = schema.events
        found = select(table.c.part).where(table.c.gone.is_(None))
        low, high = (first or date.min).isoformat(), (until or date.max).isoformat()
        within = or_(table.c.starts.is_(None), and_(table.c.starts >= low, table.c.starts < high))
        return frozenset(self._connection.execute(found.where(within)).scalars())
