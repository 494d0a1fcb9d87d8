"""The first layout of the writing room's tables, for revision 0001 alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables and their indexes."""
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


def drop() -> None:
    """Take them away again."""
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
    op.drop_index("ix_event_story_pk_at", table_name="event")
    op.drop_table("event")
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
    op.drop_table("tag")
    op.drop_table("story_type")
    op.drop_table("section")
    op.drop_table("contributor")
