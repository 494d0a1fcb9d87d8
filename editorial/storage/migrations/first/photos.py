"""The first layout of the photo room's tables, for revision 0001 alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "photo",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("perceptual_hash", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("decorative", sa.Boolean(), nullable=False),
        sa.Column("extended_description", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("creators", sa.Text(), nullable=False),
        sa.Column("creator_title", sa.String(), nullable=False),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("credit_raw", sa.String(), nullable=False),
        sa.Column("credit_confidence", sa.Double(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("copyright", sa.String(), nullable=False),
        sa.Column("usage_terms", sa.Text(), nullable=False),
        sa.Column("web_statement", sa.String(), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("digital_source_type", sa.String(), nullable=False),
        sa.Column("rights_expire_at", sa.Integer(), nullable=True),
        sa.Column("date_created", sa.String(length=32), nullable=False),
        sa.Column("sublocation", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.Column("focal_x", sa.Double(), nullable=True),
        sa.Column("focal_y", sa.Double(), nullable=True),
        sa.Column("crops", sa.Text(), nullable=False),
        sa.Column("color_profile", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.Integer(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_photo_has_size")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_photo")),
        sa.UniqueConstraint("id", name=op.f("uq_photo_id")),
        sa.UniqueConstraint("sha256", name=op.f("uq_photo_sha256")),
    )
    op.create_index("ix_photo_credit", "photo", ["credit"], unique=False)
    op.create_index("ix_photo_imported_at", "photo", ["imported_at"], unique=False)
    op.create_index("ix_photo_status", "photo", ["status", "imported_at"], unique=False)
    op.create_table(
        "photo_metadata",
        sa.Column("photo_pk", sa.Integer(), nullable=False),
        sa.Column("properties", sa.Text(), nullable=False),
        sa.Column("xmp_packet", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["photo_pk"],
            ["photo.pk"],
            name=op.f("fk_photo_metadata_photo_pk_photo"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("photo_pk", name=op.f("pk_photo_metadata")),
    )


def drop() -> None:
    """Take them away again."""
    op.drop_table("photo_metadata")
    op.drop_index("ix_photo_status", table_name="photo")
    op.drop_index("ix_photo_imported_at", table_name="photo")
    op.drop_index("ix_photo_credit", table_name="photo")
    op.drop_table("photo")
