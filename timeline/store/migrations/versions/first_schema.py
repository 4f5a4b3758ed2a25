"""The first schema: documents, statements, findings, events with their history, sources and tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(500), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("via", sa.String(10), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("retrieved", sa.String(40), nullable=False),
        sa.Column("changed", sa.String(40), nullable=False),
        sa.Column("withdrawn", sa.String(40)),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("documents_by_url", "documents", ["url"])
    op.create_table(
        "document_revisions",
        sa.Column("id", sa.String(500), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("changed", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "statements",
        sa.Column("document", sa.String(500), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "findings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("document", sa.String(500), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("uid", sa.String(255), primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("starts", sa.String(40)),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.Column("updated", sa.String(40), nullable=False),
        sa.Column("in_calendar", sa.Boolean, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("events_by_start", "events", ["starts"])
    op.create_table(
        "event_revisions",
        sa.Column("uid", sa.String(255), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("via", sa.String(10), nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("retrieved", sa.String(40)),
    )
    op.create_table(
        "tokens",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.Column("revoked", sa.String(40)),
    )


def downgrade() -> None:
    for table in (
        "tokens",
        "sources",
        "event_revisions",
        "events",
        "findings",
        "statements",
        "document_revisions",
        "documents",
        "facts",
    ):
        op.drop_table(table)
