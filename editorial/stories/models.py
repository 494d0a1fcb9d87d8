"""Tables of the writing room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from editorial.photos.models import Photo
from editorial.storage.base import Base
from editorial.storage.types import Json, Moment, PrimaryKey, PublicId


class Section(Base):
    """A part of the paper, such as Global Crises."""

    __tablename__ = "section"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class StoryType(Base):
    """What kind of piece it is: Analysis, Reporting, QiOSK …."""

    __tablename__ = "story_type"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)


class Tag(Base):
    """A word that stories share, with an IPTC Media Topic where one fits."""

    __tablename__ = "tag"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    media_topic: Mapped[str] = mapped_column(default="")
    """QCode, such as ``medtop:20000854``."""


class Contributor(Base):
    """A name that can stand in a byline."""

    __tablename__ = "contributor"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    line: Mapped[str] = mapped_column(default="")
    """What readers learn of the person, in a few words."""
    email: Mapped[str] = mapped_column(default="")


class Story(Base):
    """A story without its body, so that a queue of 100,000 reads few pages."""

    __tablename__ = "story"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    slug: Mapped[str] = mapped_column(unique=True)
    slug_fixed: Mapped[bool] = mapped_column(default=False)
    """A person chose the slug (or it is public): it no longer follows the headline."""
    status: Mapped[str] = mapped_column(String(12), default="draft")
    headline: Mapped[str] = mapped_column(String(collation="NOCASE"), default="")
    """Compared without regard to case, so that an index can list 100,000 by name."""
    dek: Mapped[str] = mapped_column(default="")
    byline: Mapped[list[str]] = mapped_column(Json, default=list)
    language: Mapped[str] = mapped_column(String(16), default="en")
    ignored_words: Mapped[list[str]] = mapped_column(Json, default=list)
    """Words that are right here, though no dictionary knows them."""
    type_pk: Mapped[int | None] = mapped_column(ForeignKey("story_type.pk"))
    section_pk: Mapped[int | None] = mapped_column(ForeignKey("section.pk"))
    word_count: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    """Counts every change of the story; what an editor approves is one revision."""
    text_revision: Mapped[int] = mapped_column(default=1)
    """Counts changes of headline, dek and body; guards one person's text from another's."""
    author: Mapped[str] = mapped_column(default="")
    assigned_to: Mapped[str] = mapped_column(default="")
    brief: Mapped[str] = mapped_column(Text, default="")
    """What whoever is assigned is asked to do; never published."""
    word_target: Mapped[int | None]
    """How many words it is to have; None for the newsroom's own target, 0 for none."""
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    embargo_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    publish_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    dated_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    """The date printed under the headline, where a person set one."""
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    withdrawal_note: Mapped[str] = mapped_column(Text, default="")
    """What readers are told where the story was: why it was withdrawn."""
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    updated_at: Mapped[dt.datetime] = mapped_column(Moment)

    body: Mapped[StoryBody] = relationship(back_populates="story", cascade="all, delete-orphan")
    type: Mapped[StoryType | None] = relationship()
    section: Mapped[Section | None] = relationship()
    also_in: Mapped[list[Section]] = relationship(
        secondary="story_section", order_by="Section.position, Section.pk"
    )
    tags: Mapped[list[Tag]] = relationship(secondary="story_tag", order_by="StoryTag.position")
    photos: Mapped[list[StoryPhoto]] = relationship(
        order_by="StoryPhoto.position", cascade="all, delete-orphan"
    )
    links: Mapped[list[StoryLink]] = relationship(
        order_by="StoryLink.position",
        cascade="all, delete-orphan",
        foreign_keys="StoryLink.story_pk",
    )
    corrections: Mapped[list[Correction]] = relationship(
        order_by="Correction.at", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint(
            "status IN ('draft','submitted','in_edit','returned','ready','scheduled',"
            "'published','correcting','withdrawn','spiked')",
            name="status",
        ),
        Index("ix_story_status_updated_at", "status", "updated_at"),
        # With the status, so that counting a section reads the index alone.
        Index("ix_story_section_pk_updated_at_status", "section_pk", "updated_at", "status"),
        Index("ix_story_type_pk_updated_at", "type_pk", "updated_at"),
        Index("ix_story_updated_at", "updated_at"),
        Index("ix_story_published_at", "published_at"),
        # What is planned between two days, for the calendar.
        Index("ix_story_embargo_at", "embargo_at"),
        Index("ix_story_publish_at", "publish_at"),
        Index("ix_story_assigned_to_updated_at", "assigned_to", "updated_at"),
        Index("ix_story_author_status", "author", "status"),
        Index("ix_story_headline_status", "headline", "status"),
        # A queue by due time is read from it alone: 100,000 in 10 ms.
        Index("ix_story_due_at_updated_at_status", "due_at", "updated_at", "status"),
    )


class StoryBody(Base):
    """The manuscript in Markdown."""

    __tablename__ = "story_body"

    story_pk: Mapped[int] = mapped_column(
        ForeignKey("story.pk", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str] = mapped_column(Text, default="")

    story: Mapped[Story] = relationship(back_populates="body")


class StorySection(Base):
    """A further section in which a story also stands."""

    __tablename__ = "story_section"

    story_pk: Mapped[int] = mapped_column(
        ForeignKey("story.pk", ondelete="CASCADE"), primary_key=True
    )
    section_pk: Mapped[int] = mapped_column(
        ForeignKey("section.pk", ondelete="CASCADE"), primary_key=True, index=True
    )


class StoryTag(Base):
    """A tag on a story."""

    __tablename__ = "story_tag"

    story_pk: Mapped[int] = mapped_column(
        ForeignKey("story.pk", ondelete="CASCADE"), primary_key=True
    )
    tag_pk: Mapped[int] = mapped_column(
        ForeignKey("tag.pk", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)


class StoryPhoto(Base):
    """A photo in a story, with the words that hold for this story only."""

    __tablename__ = "story_photo"

    pk: Mapped[PrimaryKey]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="CASCADE"), index=True)
    photo_pk: Mapped[int] = mapped_column(ForeignKey("photo.pk"), index=True)
    role: Mapped[str] = mapped_column(String(8))
    position: Mapped[int] = mapped_column(default=0)
    caption: Mapped[str | None] = mapped_column(Text)
    """None: the photo's own caption. Likewise `alt`."""
    alt: Mapped[str | None] = mapped_column(Text)

    photo: Mapped[Photo] = relationship()

    __table_args__ = (
        CheckConstraint("role IN ('hero','inline')", name="role"),
        UniqueConstraint("story_pk", "photo_pk", "role"),
        Index(
            "uq_story_photo_one_hero",
            "story_pk",
            unique=True,
            sqlite_where=(role == "hero"),
        ),
    )


class StoryLink(Base):
    """A related piece: another story by id, or a page elsewhere."""

    __tablename__ = "story_link"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    target_pk: Mapped[int | None] = mapped_column(
        ForeignKey("story.pk", ondelete="CASCADE"), index=True
    )
    url: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    section: Mapped[str] = mapped_column(default="")
    excerpt: Mapped[str] = mapped_column(Text, default="")
    photo_pk: Mapped[int | None] = mapped_column(ForeignKey("photo.pk"))
    photo_caption: Mapped[str] = mapped_column(Text, default="")

    target: Mapped[Story | None] = relationship(foreign_keys=[target_pk])
    photo: Mapped[Photo | None] = relationship()

    __table_args__ = (
        CheckConstraint("(target_pk IS NULL) <> (url = '')", name="one_target"),
        CheckConstraint("target_pk IS NULL OR target_pk <> story_pk", name="not_itself"),
        UniqueConstraint("story_pk", "target_pk"),
    )


class Correction(Base):
    """A public note of what was wrong and has been put right."""

    __tablename__ = "correction"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="CASCADE"), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(12), default="correction")
    """correction (something was wrong) or update (something is new)."""
    who: Mapped[str] = mapped_column(default="")
    version_number: Mapped[int | None]
    """The published version that it corrects."""


class Version(Base):
    """A numbered snapshot of a story, compressed, never changed or removed."""

    __tablename__ = "version"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="RESTRICT"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    """autosave, checkpoint, step (of the workflow), restored, import or rescued."""
    name: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    word_count: Mapped[int] = mapped_column(default=0)
    keyframe: Mapped[int]
    """Number of the version whose text is the dictionary; its own number for a keyframe."""
    data: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("story_pk", "number"),)


class Event(Base):
    """Who did what when. Append-only."""

    __tablename__ = "event"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int | None] = mapped_column(ForeignKey("story.pk", ondelete="RESTRICT"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    who: Mapped[str]
    what: Mapped[str] = mapped_column(String(32))
    """created, submit, claim, return, approve, push, verified …"""
    data: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)

    __table_args__ = (Index("ix_event_story_pk_at", "story_pk", "at"),)
