"""The outbox: endpoints that rest, deliveries that are held back or put in another order.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = (("endpoint", "paused"), ("delivery", "held"))


def upgrade() -> None:
    """Widen the tables in place."""
    for table, name in _COLUMNS:
        op.add_column(
            table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column(
        "delivery", sa.Column("position", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    """Take the columns away again."""
    op.drop_column("delivery", "position")
    for table, name in _COLUMNS:
        op.drop_column(table, name)
