"""Notes and suggestions follow their passages while the words around them change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.review.anchors import anchor
from editorial.review.models import Note
from editorial.review.note_rows import standing, texts_of
from editorial.review.suggestion_following import follow_suggestions
from editorial.stories import drafts
from editorial.stories.find import story_of

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.drafts import Saved
    from editorial.stories.models import Story
    from editorial.stories.people import Person


def save_text(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    base: int,
    headline: str,
    dek: str,
    body: str,
) -> Saved:
    """Save a story's words as `drafts.save_text` does; its notes and suggestions follow.

    The words are safe before the notes are looked at: where that is cut short, the notes are
    found from where they stood before, and move with the next save.
    """
    saved = drafts.save_text(
        store, story_id, who=who, base=base, headline=headline, dek=dek, body=body
    )
    if saved.changes.stories:
        follow(store, story_id)
        follow_suggestions(store, story_id)
    return saved


def follow(store: Store, story_id: uuid.UUID) -> int:
    """Move the stored passages along with the story's words; return how many moved.

    Small changes then never add up to a large one. What is gone keeps its old words, so that
    it is found again when they come back. Nothing that a view shows changes by it.
    """
    with store.read() as session:
        if not _moved(session, story_of(session, story_id)):
            return 0
    with store.write() as session:
        moved = _moved(session, story_of(session, story_id))
        for note, (quote, before, after) in moved:
            note.passage = quote if quote != note.quote else None
            note.before, note.after = before, after
        return len(moved)


def _moved(session: Session, story: Story) -> list[tuple[Note, tuple[str, str, str]]]:
    texts = texts_of(story)
    found = []
    for note in session.scalars(select(Note).where(Note.story_pk == story.pk, Note.quote != "")):
        place = standing(note, texts)
        if place is None:
            continue
        now = anchor(texts[note.field or "body"], place.start, place.end)
        stands = (now.quote, now.before, now.after)
        if stands != (note.passage or note.quote, note.before, note.after):
            found.append((note, stands))
    return found
