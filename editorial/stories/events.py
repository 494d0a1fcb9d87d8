"""Who did what when: written in the same transaction as the deed, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.stories.find import story_of
from editorial.stories.models import Event
from editorial.stories.rows import EventRow

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store


def record(
    session: Session, what: str, *, story_pk: int | None, who: str, at: dt.datetime, **data: Any
) -> None:
    """Add an event to the transaction of ``session``."""
    session.add(Event(story_pk=story_pk, who=who, what=what, at=at, data=data))


def events(store: Store, story_id: uuid.UUID) -> tuple[EventRow, ...]:
    """Return a story's events, newest first. Raises `NotFound`."""
    with store.read() as session:
        return events_in(session, story_of(session, story_id).pk)


def events_in(session: Session, story_pk: int) -> tuple[EventRow, ...]:
    """Return a story's events, newest first, within an open session."""
    rows = session.scalars(
        select(Event).where(Event.story_pk == story_pk).order_by(Event.pk.desc())
    )
    return tuple(EventRow(row.at, row.who, row.what, dict(row.data)) for row in rows)
