"""Remember since when no document speaks of an event: a cancellation that a source reports is not a withdrawal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("gone", sa.String(40)))
    # Until now every cancelled event was counted as gone since its last change.
    op.execute("UPDATE events SET gone = updated WHERE status = 'cancelled'")


def downgrade() -> None:
    op.drop_column("events", "gone")
