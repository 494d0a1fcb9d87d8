"""Words that are right in one story, though no dictionary knows them.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the story table in place."""
    op.add_column(
        "story", sa.Column("ignored_words", sa.Text(), nullable=False, server_default="[]")
    )


def downgrade() -> None:
    """Take the column away again."""
    op.drop_column("story", "ignored_words")
