"""What was typed for a note and not sent: kept until it is sent or thrown away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from editorial.review.models import UnsentNote
from editorial.storage.changes import Changes
from editorial.stories.find import story_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person


@dataclass(frozen=True, slots=True)
class Unsent:
    """Words of a note (``parent`` None) or of an answer; ``about`` says what a note is on."""

    parent: uuid.UUID | None
    text: str
    about: Mapping[str, str]


def keep_unsent(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    text: str,
    parent: uuid.UUID | None = None,
    about: Mapping[str, str] | None = None,
) -> Changes:
    """Keep what ``who`` has typed so far; empty words forget it. Raises `NotFound`."""
    with store.write() as session:
        story = story_of(session, story_id)
        if text.strip():
            session.merge(
                UnsentNote(
                    story_pk=story.pk,
                    who=who.name,
                    parent=str(parent or ""),
                    text=text,
                    about=dict(about or {}),
                )
            )
        else:
            forget_unsent(session, story.pk, who.name, str(parent or ""))
    return Changes()


def unsent_notes(store: Store, story_id: uuid.UUID, who: str) -> tuple[Unsent, ...]:
    """Return what a person typed for a story's notes and did not send. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        rows = session.scalars(
            select(UnsentNote).where(UnsentNote.story_pk == story.pk, UnsentNote.who == who)
        )
        return tuple(
            Unsent(uuid.UUID(row.parent) if row.parent else None, row.text, dict(row.about))
            for row in rows
        )


def forget_unsent(session: Session, story_pk: int, who: str, parent: str) -> None:
    """Drop what was typed: it was sent, or thrown away."""
    session.execute(
        delete(UnsentNote).where(
            UnsentNote.story_pk == story_pk, UnsentNote.who == who, UnsentNote.parent == parent
        )
    )
