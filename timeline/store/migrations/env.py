"""Alembic's entry: migrates over the connection that the store hands it, in the store's own transaction."""

from __future__ import annotations

from alembic import context

_given = context.config.attributes
context.configure(connection=_given["connection"], version_table=_given["version_table"])
context.run_migrations()
