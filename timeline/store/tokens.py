"""Keys of readers and writers in their table; what is kept of a key is its digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from timeline.store import codec, schema
from timeline.store.change import Token


def put(connection: Connection, secret: str, token: Token) -> None:
    """Keep a key's digest."""
    row = {
        "hash": codec.digest(secret),
        "name": token.name,
        "purpose": token.purpose,
        "created": token.created.isoformat(),
    }
    connection.execute(insert(schema.tokens).values(row))


def known(connection: Connection, secret: str | None = None) -> tuple[Token, ...]:
    """All tokens, oldest first, or the one of a key."""
    table = schema.tokens
    wanted = select(table).order_by(table.c.created, table.c.name)
    if secret is not None:
        wanted = wanted.where(table.c.hash == codec.digest(secret))
    return tuple(
        Token(
            row.name,
            row.purpose,
            codec.moment(row.created),
            codec.moment(row.revoked) if row.revoked else None,
        )
        for row in connection.execute(wanted)
    )


def revoke(connection: Connection, name: str, now: datetime) -> bool:
    """Revoke the keys of a name; whether there was one to revoke."""
    table = schema.tokens
    change = update(table).where(table.c.name == name, table.c.revoked.is_(None)).values(revoked=now.isoformat())
    return connection.execute(change).rowcount > 0
