"""What was read of the live documents, so that a change reads only those that it brings.

It lies in the store and not in a user's cache: whoever purges a document purges what was read of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from timeline.store import schema


def readings(connection: Connection) -> dict[str, bytes]:
    """All readings, encoded, each under a name for everything that it depends on."""
    return {row.key: row.content for row in connection.execute(select(schema.readings))}


def put_readings(connection: Connection, before: Mapping[str, bytes], kept: Mapping[str, bytes]) -> None:
    """Write what is new or differs, and delete what is gone or differs."""
    table = schema.readings
    fresh = [key for key, content in kept.items() if before.get(key) != content]
    stale: Iterable[str] = (key for key, content in before.items() if kept.get(key) != content)
    if gone := [{"which": key} for key in stale]:
        connection.execute(delete(table).where(table.c.key == bindparam("which")), gone)
    if fresh:
        connection.execute(insert(table), [{"key": key, "content": kept[key]} for key in fresh])
