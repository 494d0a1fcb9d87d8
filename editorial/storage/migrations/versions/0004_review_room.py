"""The review room: suggestions, what was read, saved filters, answers of links, briefs.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen notes, stories and corrections in place, then make the tables beside them."""
    op.add_column("story", sa.Column("brief", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "story", sa.Column("withdrawal_note", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "correction",
        sa.Column("kind", sa.String(length=12), nullable=False, server_default="correction"),
    )
    op.add_column("correction", sa.Column("who", sa.String(), nullable=False, server_default=""))
    op.add_column("correction", sa.Column("version_number", sa.Integer(), nullable=True))
    op.add_column(
        "note", sa.Column("field", sa.String(length=16), nullable=False, server_default="")
    )
    op.add_column("note", sa.Column("mentions", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("note", sa.Column("photo_id", sa.LargeBinary(16), nullable=True))
    _make_suggestions()
    _make_readings_and_filters()
    op.create_table(
        "link_answer",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_link_answer")),
    )


def downgrade() -> None:
    """Take it all away again."""
    for table in ("link_answer", "saved_filter", "reading", "suggestion"):
        op.drop_table(table)
    for table, columns in (
        ("note", ("photo_id", "mentions", "field")),
        ("correction", ("version_number", "who", "kind")),
        ("story", ("withdrawal_note", "brief")),
    ):
        for column in columns:
            op.drop_column(table, column)


def _make_suggestions() -> None:
    op.create_table(
        "suggestion",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','accepted','rejected')", name=op.f("ck_suggestion_state")
        ),
        sa.CheckConstraint("field IN ('headline','dek','body')", name=op.f("ck_suggestion_field")),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_suggestion_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("id", name=op.f("uq_suggestion_id")),
    )
    op.create_index("ix_suggestion_story_pk_state", "suggestion", ["story_pk", "state"])


def _make_readings_and_filters() -> None:
    op.create_table(
        "reading",
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_reading_story_pk_story"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_pk", "who", name=op.f("pk_reading")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("id", name=op.f("uq_saved_filter_id")),
        sa.UniqueConstraint("who", "name", name=op.f("uq_saved_filter_who")),
    )
