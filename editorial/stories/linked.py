"""Rows of the stories that a manuscript may link to, and of those that it links to by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.stories.lists import select_rows, story_row
from editorial.stories.models import Story
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from editorial.storage.store import Store
    from editorial.stories.rows import StoryRow


def recent_stories(store: Store, limit: int = 8) -> tuple[StoryRow, ...]:
    """Return the stories that were changed last, newest first; spiked ones are left out."""
    with store.read() as session:
        statement = (
            select_rows()
            .where(Story.status != Status.SPIKED.value)
            .order_by(Story.updated_at.desc(), Story.pk.desc())
            .limit(limit)
        )
        return tuple(story_row(row) for row in session.execute(statement))


def linked_stories(store: Store, ids: Iterable[uuid.UUID]) -> tuple[StoryRow, ...]:
    """Return the present rows of stories by id; ids that nobody has are left out."""
    wanted = list(ids)
    if not wanted:
        return ()
    with store.read() as session:
        found = session.execute(select_rows().where(Story.id.in_(wanted)))
        return tuple(story_row(row) for row in found)
