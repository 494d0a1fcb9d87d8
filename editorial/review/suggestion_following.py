"""Open suggestions follow their words while the text around them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.suggestion_places import surroundings
from editorial.review.suggestion_rows import open_ones, rows_of, words_of
from editorial.stories.find import story_of

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.review.models import Suggestion
    from editorial.storage.store import Store
    from editorial.stories.models import Story


def follow_suggestions(store: Store, story_id: uuid.UUID) -> int:
    """Anchor open suggestions in the words of now; return how many moved.

    What does not stand any more keeps its old surroundings, so that it is found when its words
    come back.
    """
    with store.read() as session:
        if not _moved(session, story_of(session, story_id)):
            return 0
    with store.write() as session:
        found = _moved(session, story_of(session, story_id))
        for stored, (before, after) in found:
            stored.before, stored.after = before, after
        return len(found)


def _moved(session: Session, story: Story) -> list[tuple[Suggestion, tuple[str, str]]]:
    words = words_of(story)
    stored = open_ones(session, story)
    found = []
    for each, row in zip(stored, rows_of(stored, words), strict=True):
        if row.place is not None:
            now = surroundings(words[row.field], *row.place)
            if now != (each.before, each.after):
                found.append((each, now))
    return found
