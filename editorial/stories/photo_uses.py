"""In which stories photos have run, or are going to: what counts against their rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, union

from editorial.photos.models import Photo
from editorial.stories.models import Story, StoryLink, StoryPhoto
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

COUNTED = (Status.SCHEDULED, Status.PUBLISHED, Status.CORRECTING, Status.WITHDRAWN)
"""A withdrawn story was public: its photo has run."""


def runs_elsewhere(
    session: Session, photo_ids: Sequence[uuid.UUID], story: Story | None = None
) -> dict[uuid.UUID, int]:
    """Return in how many stories each photo ran or is going to, without ``story`` itself.

    Photos that run nowhere are left out.
    """
    placed = union(
        select(StoryPhoto.photo_pk.label("photo"), StoryPhoto.story_pk.label("story")),
        select(StoryLink.photo_pk, StoryLink.story_pk).where(StoryLink.photo_pk.is_not(None)),
    ).subquery()
    query = (
        select(Photo.id, func.count())
        .join(placed, placed.c.photo == Photo.pk)
        .join(Story, Story.pk == placed.c.story)
        .where(
            Photo.id.in_(photo_ids),
            Story.status.in_([status.value for status in COUNTED]),
            Story.pk != (story.pk if story is not None else -1),
        )
        .group_by(Photo.id)
    )
    return dict(session.execute(query).all())


def heroes_of(session: Session, story_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return the hero photo of each story that has one."""
    query = (
        select(Story.id, Photo.id)
        .join(StoryPhoto, StoryPhoto.story_pk == Story.pk)
        .join(Photo, Photo.pk == StoryPhoto.photo_pk)
        .where(Story.id.in_(story_ids), StoryPhoto.role == "hero")
    )
    return dict(session.execute(query).tuples().all()) if story_ids else {}
