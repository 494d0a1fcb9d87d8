"""The first layout of publishing's tables, for revision 0001 alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "endpoint",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_endpoint")),
        sa.UniqueConstraint("id", name=op.f("uq_endpoint_id")),
        sa.UniqueConstraint("name", name=op.f("uq_endpoint_name")),
    )
    op.create_table(
        "delivery",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("endpoint_pk", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Integer(), nullable=True),
        sa.Column("leased_by", sa.String(), nullable=False),
        sa.Column("leased_until", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("queued_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("action IN ('publish','withdraw')", name=op.f("ck_delivery_action")),
        sa.CheckConstraint(
            "state IN ('queued','waiting','sending','published','verified',"
            "'needs_person','failed','cancelled')",
            name=op.f("ck_delivery_state"),
        ),
        sa.ForeignKeyConstraint(
            ["endpoint_pk"],
            ["endpoint.pk"],
            name=op.f("fk_delivery_endpoint_pk_endpoint"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_delivery_story_pk_story"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_delivery")),
        sa.UniqueConstraint("id", name=op.f("uq_delivery_id")),
    )
    op.create_index(
        "ix_delivery_state_not_before", "delivery", ["state", "not_before"], unique=False
    )
    op.create_index("ix_delivery_story_pk", "delivery", ["story_pk"], unique=False)
    op.create_index(
        "uq_delivery_one_open",
        "delivery",
        ["story_pk", "endpoint_pk"],
        unique=True,
        sqlite_where=sa.text("state IN ('queued','waiting','sending','published','needs_person')"),
    )
    op.create_table(
        "delivery_step",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("delivery_pk", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("phase", sa.String(length=8), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "phase IN ('begun','done','failed','note')", name=op.f("ck_delivery_step_phase")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_pk"],
            ["delivery.pk"],
            name=op.f("fk_delivery_step_delivery_pk_delivery"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_delivery_step")),
    )
    op.create_index("ix_delivery_step_delivery_pk", "delivery_step", ["delivery_pk"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("endpoint_pk", sa.Integer(), nullable=False),
        sa.Column("delivery_pk", sa.Integer(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_pk"],
            ["delivery.pk"],
            name=op.f("fk_receipt_delivery_pk_delivery"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["endpoint_pk"],
            ["endpoint.pk"],
            name=op.f("fk_receipt_endpoint_pk_endpoint"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_receipt_story_pk_story"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_receipt")),
        sa.UniqueConstraint("delivery_pk", name=op.f("uq_receipt_delivery_pk")),
        sa.UniqueConstraint("id", name=op.f("uq_receipt_id")),
    )
    op.create_index(
        "ix_receipt_story_pk_endpoint_pk_at",
        "receipt",
        ["story_pk", "endpoint_pk", "at"],
        unique=False,
    )


def drop() -> None:
    """Take them away again."""
    op.drop_index("ix_receipt_story_pk_endpoint_pk_at", table_name="receipt")
    op.drop_table("receipt")
    op.drop_index("ix_delivery_step_delivery_pk", table_name="delivery_step")
    op.drop_table("delivery_step")
    op.drop_index(
        "uq_delivery_one_open",
        table_name="delivery",
        sqlite_where=sa.text("state IN ('queued','waiting','sending','published','needs_person')"),
    )
    op.drop_index("ix_delivery_story_pk", table_name="delivery")
    op.drop_index("ix_delivery_state_not_before", table_name="delivery")
    op.drop_table("delivery")
    op.drop_table("endpoint")
