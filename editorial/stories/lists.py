"""Rows of stories for lists: only the columns that a line shows, never the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, select

from editorial.photos.models import Photo
from editorial.stories.models import Section, Story, StoryPhoto, StoryType
from editorial.stories.rows import StoryRow
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

_CHUNK = 500


def select_rows() -> Select[*tuple[Any, ...]]:
    """Return the statement whose rows `story_row` reads; add conditions and an order to it."""
    return (
        select(
            Story.pk,
            Story.id,
            Story.slug,
            Story.status,
            Story.headline,
            StoryType.name.label("type"),
            Section.name.label("section"),
            Story.word_count,
            Story.author,
            Story.assigned_to,
            Story.due_at,
            Story.publish_at,
            Story.published_at,
            Story.updated_at,
            Story.revision,
        )
        .outerjoin(StoryType, StoryType.pk == Story.type_pk)
        .outerjoin(Section, Section.pk == Story.section_pk)
    )


def story_row(row: Row[*tuple[Any, ...]], open_notes: int = 0) -> StoryRow:
    """Return one row of `select_rows` as the value that is shown."""
    return StoryRow(
        id=row.id,
        slug=row.slug,
        status=Status(row.status),
        headline=row.headline,
        type=row.type or "",
        section=row.section or "",
        word_count=row.word_count,
        author=row.author,
        assigned_to=row.assigned_to,
        due_at=row.due_at,
        publish_at=row.publish_at,
        published_at=row.published_at,
        updated_at=row.updated_at,
        open_notes=open_notes,
        revision=row.revision,
    )


def rows_by_key(session: Session, keys: Iterable[int]) -> dict[int, StoryRow]:
    """Return rows by the story's key; keys that are gone are left out."""
    wanted = list(keys)
    found: dict[int, StoryRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        for row in session.execute(select_rows().where(Story.pk.in_(part))):
            found[row.pk] = story_row(row)
    return found


def photo_usage(store: Store, photo_id: uuid.UUID) -> tuple[StoryRow, ...]:
    """Return the stories in which a photo stands, newest first."""
    with store.read() as session:
        statement = (
            select_rows()
            .where(
                Story.pk.in_(select(StoryPhoto.story_pk).join(Photo).where(Photo.id == photo_id))
            )
            .order_by(Story.updated_at.desc())
        )
        return tuple(story_row(row) for row in session.execute(statement))
