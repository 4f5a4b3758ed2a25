"""What is kept of the live documents beside their texts, so that a change opens only what it touches.

It lies in the store and not in a user's cache: whoever purges a document purges what was read of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, insert, update

from timeline.store import schema
from timeline.store.rows import chunks

if TYPE_CHECKING:
    from timeline.renew import Kept


def put_readings(
    connection: Connection,
    kept: Mapping[str, Kept],
    homes: Mapping[str, bytes],
    gone: Iterable[str],
    *,
    everything: bool,
) -> None:
    """Write what was read of some documents and where their happenings belong, and drop what is gone, or all else."""
    table = schema.readings
    if everything:
        connection.execute(delete(table))
    for chunk in chunks({*gone, *kept} if not everything else ()):
        connection.execute(delete(table).where(table.c.document.in_(chunk)))
    fresh = [
        {"document": name, "key": one.key, "content": one.reading, "outline": one.outline, "homes": homes[name]}
        for name, one in kept.items()
    ]
    if fresh:
        connection.execute(insert(table), fresh)
    moved = [{"which": name, "new_homes": found} for name, found in homes.items() if name not in kept]
    if moved:
        change = update(table).where(table.c.document == bindparam("which"))
        connection.execute(change.values(homes=bindparam("new_homes")), moved)
