"""The words that a note stands on by now, and words of notes that were not sent yet.

Revision ID: 0008
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen notes in place, then make the table of unsent ones."""
    op.add_column("note", sa.Column("passage", sa.Text(), nullable=True))
    op.create_table(
        "unsent_note",
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_unsent_note_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_pk", "who", "parent", name=op.f("pk_unsent_note")),
    )


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("unsent_note")
    op.drop_column("note", "passage")
