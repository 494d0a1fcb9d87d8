"""Tables of the review room."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from editorial.storage.base import Base
from editorial.storage.types import Moment, PrimaryKey, PublicId


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
    """The passage that is meant; empty for the whole story."""
    before: Mapped[str] = mapped_column(default="")
    """Up to 32 characters before the passage, to find it again; likewise `after`."""
    after: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    resolved_by: Mapped[str] = mapped_column(default="")
