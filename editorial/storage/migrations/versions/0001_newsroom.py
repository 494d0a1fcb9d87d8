"""The first layout: stories, photos, review, publishing.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from editorial.storage.migrations import append_only, full_text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, the full-text index and the guards of append-only tables."""
    op.create_table(
        "contributor",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_contributor")),
        sa.UniqueConstraint("id", name=op.f("uq_contributor_id")),
        sa.UniqueConstraint("name", name=op.f("uq_contributor_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_contributor_slug")),
    )
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
        "section",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_section")),
        sa.UniqueConstraint("id", name=op.f("uq_section_id")),
        sa.UniqueConstraint("name", name=op.f("uq_section_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_section_slug")),
    )
    op.create_table(
        "story_type",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_story_type")),
        sa.UniqueConstraint("id", name=op.f("uq_story_type_id")),
        sa.UniqueConstraint("name", name=op.f("uq_story_type_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_story_type_slug")),
    )
    op.create_table(
        "tag",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("media_topic", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_tag")),
        sa.UniqueConstraint("id", name=op.f("uq_tag_id")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_tag_slug")),
    )
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
    op.create_table(
        "story",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("slug_fixed", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("headline", sa.String(collation="NOCASE"), nullable=False),
        sa.Column("dek", sa.String(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("type_pk", sa.Integer(), nullable=True),
        sa.Column("section_pk", sa.Integer(), nullable=True),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text_revision", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("assigned_to", sa.String(), nullable=False),
        sa.Column("due_at", sa.Integer(), nullable=True),
        sa.Column("embargo_at", sa.Integer(), nullable=True),
        sa.Column("publish_at", sa.Integer(), nullable=True),
        sa.Column("dated_at", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft','submitted','in_edit','returned','ready','scheduled',"
            "'published','correcting','withdrawn','spiked')",
            name=op.f("ck_story_status"),
        ),
        sa.ForeignKeyConstraint(
            ["section_pk"], ["section.pk"], name=op.f("fk_story_section_pk_section")
        ),
        sa.ForeignKeyConstraint(
            ["type_pk"], ["story_type.pk"], name=op.f("fk_story_type_pk_story_type")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_story")),
        sa.UniqueConstraint("id", name=op.f("uq_story_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_story_slug")),
    )
    op.create_index(
        "ix_story_assigned_to_updated_at", "story", ["assigned_to", "updated_at"], unique=False
    )
    op.create_index("ix_story_author_status", "story", ["author", "status"], unique=False)
    op.create_index("ix_story_headline_status", "story", ["headline", "status"], unique=False)
    op.create_index("ix_story_published_at", "story", ["published_at"], unique=False)
    op.create_index(
        "ix_story_section_pk_updated_at_status",
        "story",
        ["section_pk", "updated_at", "status"],
        unique=False,
    )
    op.create_index("ix_story_status_updated_at", "story", ["status", "updated_at"], unique=False)
    op.create_index("ix_story_type_pk_updated_at", "story", ["type_pk", "updated_at"], unique=False)
    op.create_index("ix_story_updated_at", "story", ["updated_at"], unique=False)
    op.create_table(
        "correction",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_correction_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_correction")),
        sa.UniqueConstraint("id", name=op.f("uq_correction_id")),
    )
    op.create_index(op.f("ix_correction_story_pk"), "correction", ["story_pk"], unique=False)
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
        "event",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_event_story_pk_story"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    op.create_index("ix_event_story_pk_at", "event", ["story_pk", "at"], unique=False)
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
    op.create_table(
        "story_body",
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_story_body_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_pk", name=op.f("pk_story_body")),
    )
    op.create_table(
        "story_link",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target_pk", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("photo_pk", sa.Integer(), nullable=True),
        sa.Column("photo_caption", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(target_pk IS NULL) <> (url = '')", name=op.f("ck_story_link_one_target")
        ),
        sa.CheckConstraint(
            "target_pk IS NULL OR target_pk <> story_pk", name=op.f("ck_story_link_not_itself")
        ),
        sa.ForeignKeyConstraint(
            ["photo_pk"], ["photo.pk"], name=op.f("fk_story_link_photo_pk_photo")
        ),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_story_link_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["target_pk"],
            ["story.pk"],
            name=op.f("fk_story_link_target_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_story_link")),
        sa.UniqueConstraint("id", name=op.f("uq_story_link_id")),
        sa.UniqueConstraint("story_pk", "target_pk", name=op.f("uq_story_link_story_pk")),
    )
    op.create_index(op.f("ix_story_link_story_pk"), "story_link", ["story_pk"], unique=False)
    op.create_index(op.f("ix_story_link_target_pk"), "story_link", ["target_pk"], unique=False)
    op.create_table(
        "story_photo",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("photo_pk", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("alt", sa.Text(), nullable=True),
        sa.CheckConstraint("role IN ('hero','inline')", name=op.f("ck_story_photo_role")),
        sa.ForeignKeyConstraint(
            ["photo_pk"], ["photo.pk"], name=op.f("fk_story_photo_photo_pk_photo")
        ),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_story_photo_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_story_photo")),
        sa.UniqueConstraint("story_pk", "photo_pk", "role", name=op.f("uq_story_photo_story_pk")),
    )
    op.create_index(op.f("ix_story_photo_photo_pk"), "story_photo", ["photo_pk"], unique=False)
    op.create_index(op.f("ix_story_photo_story_pk"), "story_photo", ["story_pk"], unique=False)
    op.create_index(
        "uq_story_photo_one_hero",
        "story_photo",
        ["story_pk"],
        unique=True,
        sqlite_where=sa.text("role = 'hero'"),
    )
    op.create_table(
        "story_section",
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("section_pk", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_pk"],
            ["section.pk"],
            name=op.f("fk_story_section_section_pk_section"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["story_pk"],
            ["story.pk"],
            name=op.f("fk_story_section_story_pk_story"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_pk", "section_pk", name=op.f("pk_story_section")),
    )
    op.create_index(
        op.f("ix_story_section_section_pk"), "story_section", ["section_pk"], unique=False
    )
    op.create_table(
        "story_tag",
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("tag_pk", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_story_tag_story_pk_story"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tag_pk"], ["tag.pk"], name=op.f("fk_story_tag_tag_pk_tag"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_pk", "tag_pk", name=op.f("pk_story_tag")),
    )
    op.create_index(op.f("ix_story_tag_tag_pk"), "story_tag", ["tag_pk"], unique=False)
    op.create_table(
        "version",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("story_pk", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("keyframe", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_pk"], ["story.pk"], name=op.f("fk_version_story_pk_story"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_version")),
        sa.UniqueConstraint("id", name=op.f("uq_version_id")),
        sa.UniqueConstraint("story_pk", "number", name=op.f("uq_version_story_pk")),
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
    full_text.create()
    append_only.guard("version", "event", "delivery_step", "receipt")


def downgrade() -> None:
    """Take everything away again."""
    append_only.release("version", "event", "delivery_step", "receipt")
    full_text.drop()
    op.drop_index("ix_receipt_story_pk_endpoint_pk_at", table_name="receipt")
    op.drop_table("receipt")
    op.drop_index("ix_delivery_step_delivery_pk", table_name="delivery_step")
    op.drop_table("delivery_step")
    op.drop_table("version")
    op.drop_index(op.f("ix_story_tag_tag_pk"), table_name="story_tag")
    op.drop_table("story_tag")
    op.drop_index(op.f("ix_story_section_section_pk"), table_name="story_section")
    op.drop_table("story_section")
    op.drop_index(
        "uq_story_photo_one_hero", table_name="story_photo", sqlite_where=sa.text("role = 'hero'")
    )
    op.drop_index(op.f("ix_story_photo_story_pk"), table_name="story_photo")
    op.drop_index(op.f("ix_story_photo_photo_pk"), table_name="story_photo")
    op.drop_table("story_photo")
    op.drop_index(op.f("ix_story_link_target_pk"), table_name="story_link")
    op.drop_index(op.f("ix_story_link_story_pk"), table_name="story_link")
    op.drop_table("story_link")
    op.drop_table("story_body")
    op.drop_index(op.f("ix_note_story_pk"), table_name="note")
    op.drop_table("note")
    op.drop_index("ix_event_story_pk_at", table_name="event")
    op.drop_table("event")
    op.drop_index(
        "uq_delivery_one_open",
        table_name="delivery",
        sqlite_where=sa.text("state IN ('queued','waiting','sending','published','needs_person')"),
    )
    op.drop_index("ix_delivery_story_pk", table_name="delivery")
    op.drop_index("ix_delivery_state_not_before", table_name="delivery")
    op.drop_table("delivery")
    op.drop_index(op.f("ix_correction_story_pk"), table_name="correction")
    op.drop_table("correction")
    op.drop_index("ix_story_updated_at", table_name="story")
    op.drop_index("ix_story_type_pk_updated_at", table_name="story")
    op.drop_index("ix_story_status_updated_at", table_name="story")
    op.drop_index("ix_story_section_pk_updated_at_status", table_name="story")
    op.drop_index("ix_story_author_status", table_name="story")
    op.drop_index("ix_story_headline_status", table_name="story")
    op.drop_index("ix_story_published_at", table_name="story")
    op.drop_index("ix_story_assigned_to_updated_at", table_name="story")
    op.drop_table("story")
    op.drop_table("photo_metadata")
    op.drop_table("tag")
    op.drop_table("story_type")
    op.drop_table("section")
    op.drop_index("ix_photo_status", table_name="photo")
    op.drop_index("ix_photo_imported_at", table_name="photo")
    op.drop_index("ix_photo_credit", table_name="photo")
    op.drop_table("photo")
    op.drop_table("endpoint")
    op.drop_table("contributor")
