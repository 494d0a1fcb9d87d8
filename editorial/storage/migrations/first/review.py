"""The first layout of the review room's tables, for revision 0001 alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "note",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("parent_pk", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("resolved_at", sa.Integer(), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_pk"], ["note.pk"], name=op.f("fk_note_parent_pk_note"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_note_story_pk_story"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_note")),
        sa.UniqueConstraint("id", name=op.f("uq_note_id")),
    )
    op.create_index(op.f("ix_note_story_pk"), "note", ["story_pk"], unique=False)


def drop() -> None:
    """Take them away again."""
    op.drop_index(op.f("ix_note_story_pk"), table_name="note")
    op.drop_table("note")
