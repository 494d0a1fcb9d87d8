"""Planning: how long a story is to be, what is due when, and the latest time that was seen.

Revision ID: 0012
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0013"
branch_labels = None
depends_on = None

_INDEXED = ("embargo_at", "publish_at")


def upgrade() -> None:
    """Widen stories in place, index their moments, then make the table of the clock."""
    op.add_column("story", sa.Column("word_target", sa.Integer(), nullable=True))
    for name in _INDEXED:
        op.create_index(f"ix_story_{name}", "story", [name])
    op.create_table(
        "clock_watch",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.Integer(), nullable=False),
        sa.Column("doubted_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_clock_watch")),
    )


def downgrade() -> None:
    """Take it all away again."""
    op.drop_table("clock_watch")
    for name in _INDEXED:
        op.drop_index(f"ix_story_{name}", "story")
    op.drop_column("story", "word_target")
