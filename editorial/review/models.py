"""Tables of the review room."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from editorial.storage.base import Base
from editorial.storage.types import Id, Json, Moment, PrimaryKey, PublicId


class Note(Base):
    """A remark on a story, anchored to a passage by its words, not by its place."""

    __tablename__ = "note"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="CASCADE"), index=True)
    parent_pk: Mapped[int | None] = mapped_column(ForeignKey("note.pk", ondelete="CASCADE"))
    """The note that this one answers."""
    author: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text, default="")
    """The passage that is meant, as it was; empty for the whole story."""
    passage: Mapped[str | None] = mapped_column(Text)
    """The words that stand there by now, where they differ from `quote`."""
    before: Mapped[str] = mapped_column(default="")
    """Up to 64 characters before the passage now, to find it again; likewise `after`."""
    after: Mapped[str] = mapped_column(default="")
    field: Mapped[str] = mapped_column(String(16), default="")
    """What is meant where it is not the body: headline, dek, byline, tags …, or photo."""
    photo_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    """The photo that is meant."""
    mentions: Mapped[list[str]] = mapped_column(Json, default=list)
    """The people whom it names with an @."""
    resolved_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    resolved_by: Mapped[str] = mapped_column(default="")


class UnsentNote(Base):
    """What a person typed for a note or an answer and has not sent."""

    __tablename__ = "unsent_note"

    story_pk: Mapped[int] = mapped_column(
        ForeignKey("story.pk", ondelete="CASCADE"), primary_key=True
    )
    who: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str] = mapped_column(primary_key=True)
    """The id of the note that is answered; empty for a new one."""
    text: Mapped[str] = mapped_column(Text)
    about: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    """What a new note is on: field, photo, quote, before, after."""


class Suggestion(Base):
    """A change of words that somebody proposes, anchored like a note; applied when accepted."""

    __tablename__ = "suggestion"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="CASCADE"))
    author: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    field: Mapped[str] = mapped_column(String(16))
    """headline, dek or body."""
    old: Mapped[str] = mapped_column(Text)
    """The words that are to go; empty for an insertion."""
    new: Mapped[str] = mapped_column(Text)
    """The words that are to come; empty for a deletion."""
    before: Mapped[str] = mapped_column(Text, default="")
    """Words before the place, to find it again; likewise `after`."""
    after: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default="open")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("state IN ('open','accepted','rejected')", name="state"),
        CheckConstraint("field IN ('headline','dek','body')", name="field"),
        Index("ix_suggestion_story_pk_state", "story_pk", "state"),
    )


class Reading(Base):
    """Which version of a story a person has read last."""

    __tablename__ = "reading"

    story_pk: Mapped[int] = mapped_column(
        ForeignKey("story.pk", ondelete="CASCADE"), primary_key=True
    )
    who: Mapped[str] = mapped_column(primary_key=True)
    version_number: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(Moment)


class SavedFilter(Base):
    """A choice of stories that a person keeps under a name."""

    __tablename__ = "saved_filter"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    who: Mapped[str]
    name: Mapped[str]
    wanted: Mapped[dict[str, Any]] = mapped_column(Json)
    """The fields of `queues.QueueFilter` that differ from its defaults."""
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("who", "name"),)


class LinkAnswer(Base):
    """What an address answered when it was last asked."""

    __tablename__ = "link_answer"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    status: Mapped[int | None]
    """The HTTP status; None where nobody answered."""
    words: Mapped[str] = mapped_column(default="")
    """What a person reads of it: ``Not found``, ``The name does not exist``."""
    moved_to: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)
