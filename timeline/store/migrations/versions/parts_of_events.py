"""Remember what hangs together, so that a change computes only the events that it touches.

Readings have no more to tell than the documents, so they are thrown away and made again by the next change.
The order of events is that of their times, and needs no column.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("readings")
    op.create_table(
        "readings",
        sa.Column("document", sa.String(500), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("outline", sa.LargeBinary, nullable=False),
        sa.Column("homes", sa.LargeBinary, nullable=False),
    )
    op.rename_table("findings", "findings_before")
    op.create_table(
        "findings",
        sa.Column("event", sa.String(255), primary_key=True),
        sa.Column("document", sa.String(500), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.execute(
        "INSERT INTO findings (event, document, number, code, content) "
        "SELECT '', document, number, code, content FROM findings_before"
    )
    op.drop_table("findings_before")
    op.add_column("events", sa.Column("part", sa.BigInteger, nullable=False, server_default="0"))
    op.create_index("events_by_part", "events", ["part"])
    op.drop_column("events", "position")


def downgrade() -> None:
    raise NotImplementedError("older versions compute everything anew: build the store again")
