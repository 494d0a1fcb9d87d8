"""The photo desk: rights, people, ratings, AI facts, history, pairs, papers, templates, imports.

Revision ID: 0003
Revises: 0001
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from editorial.storage.migrations import append_only

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

_TEXTS = (
    "caption_writer",
    "licence",
    "territory",
    "data_mining",
    "ai_system",
    "ai_system_version",
    "ai_prompt_writer",
)
_LISTS = ("people", "licensors")
_FLAGS = ("web_only", "no_crop", "content_credentials")
_RELEASES = ("model_release", "property_release")


def upgrade() -> None:
    """Widen the photo table in place, then make the tables beside it."""
    for column in _columns():
        op.add_column("photo", column)
    _make_history()
    _make_pairs()
    _make_papers_and_templates()
    _make_imports()
    append_only.guard("photo_change")


def downgrade() -> None:
    """Take it all away again; the photos keep what they had before."""
    append_only.release("photo_change")
    for table in (
        "photo_import_file",
        "photo_import",
        "photo_template",
        "photo_document",
        "photo_pair",
        "photo_change",
    ):
        op.drop_table(table)
    for column in reversed(_columns()):
        op.drop_column("photo", column.name)


def _columns() -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.String(), nullable=False, server_default="") for name in _TEXTS),
        sa.Column("ai_prompt", sa.Text(), nullable=False, server_default=""),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="[]") for name in _LISTS),
        *(
            sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            for name in _FLAGS
        ),
        *(
            sa.Column(name, sa.String(length=8), nullable=False, server_default="")
            for name in _RELEASES
        ),
        sa.Column("rating", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("straighten", sa.Double(), nullable=False, server_default="0"),
        sa.Column("use_limit", sa.Integer(), nullable=True),
        sa.Column("embargo_until", sa.Integer(), nullable=True),
    ]


def _make_history() -> None:
    op.create_table(
        "photo_change",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("batch", sa.LargeBinary(16), nullable=False),
        sa.Column("photo_pk", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_pk"], ["photo.pk"], name=op.f("fk_photo_change_photo_pk_photo")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo_change")),
    )
    op.create_index("ix_photo_change_batch", "photo_change", ["batch"])
    op.create_index("ix_photo_change_photo_pk", "photo_change", ["photo_pk", "pk"])


def _make_pairs() -> None:
    op.create_table(
        "photo_pair",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("one_pk", sa.Integer(), nullable=False),
        sa.Column("other_pk", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("judged_by", sa.String(), nullable=False),
        sa.Column("judged_at", sa.Integer(), nullable=True),
        sa.CheckConstraint("one_pk < other_pk", name=op.f("ck_photo_pair_in_order")),
        sa.ForeignKeyConstraint(
            ["one_pk"], ["photo.pk"], name=op.f("fk_photo_pair_one_pk_photo"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_pk"],
            ["photo.pk"],
            name=op.f("fk_photo_pair_other_pk_photo"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo_pair")),
        sa.UniqueConstraint("one_pk", "other_pk", name=op.f("uq_photo_pair_one_pk")),
    )
    op.create_index("ix_photo_pair_other_pk", "photo_pair", ["other_pk"])
    op.create_index("ix_photo_pair_verdict", "photo_pair", ["verdict"])


def _make_papers_and_templates() -> None:
    op.create_table(
        "photo_document",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("photo_pk", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_pk"],
            ["photo.pk"],
            name=op.f("fk_photo_document_photo_pk_photo"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo_document")),
        sa.UniqueConstraint("id", name=op.f("uq_photo_document_id")),
    )
    op.create_index("ix_photo_document_photo_pk", "photo_document", ["photo_pk"])
    op.create_table(
        "photo_template",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo_template")),
        sa.UniqueConstraint("id", name=op.f("uq_photo_template_id")),
        sa.UniqueConstraint("name", name=op.f("uq_photo_template_name")),
    )


def _make_imports() -> None:
    op.create_table(
        "photo_import",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("origin", sa.String(length=12), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Integer(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("ended_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo_import")),
        sa.UniqueConstraint("id", name=op.f("uq_photo_import_id")),
    )
    op.create_table(
        "photo_import_file",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("import_pk", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("modified_ns", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("photo_pk", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_pk"],
            ["photo_import.pk"],
            name=op.f("fk_photo_import_file_import_pk_photo_import"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["photo_pk"],
            ["photo.pk"],
            name=op.f("fk_photo_import_file_photo_pk_photo"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo_import_file")),
        sa.UniqueConstraint("import_pk", "path", name=op.f("uq_photo_import_file_import_pk")),
    )
    op.create_index("ix_photo_import_file_path", "photo_import_file", ["path"])
    op.create_index("ix_photo_import_file_photo_pk", "photo_import_file", ["photo_pk"])
    op.create_index("ix_photo_import_file_state", "photo_import_file", ["import_pk", "state"])
