"""Words that a writer has taken for right in one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.storage.changes import Changes
from editorial.stories.find import story_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from editorial.storage.store import Store
    from editorial.stories.people import Person


def ignore_words(
    store: Store, story_id: uuid.UUID | str, words: Iterable[str], *, who: Person
) -> Changes:
    """Take words for right in a story from now on. Raises `NotFound`.

    No part of the story itself: neither its revision nor its date changes, whoever reads it.
    """
    del who
    with store.write() as session:
        story = story_of(session, story_id)
        story.ignored_words = sorted({*story.ignored_words, *words})
    return Changes(stories=frozenset({story.id}))


def check_again(store: Store, story_id: uuid.UUID | str, *, who: Person) -> Changes:
    """Check every word of a story again. Raises `NotFound`."""
    del who
    with store.write() as session:
        story = story_of(session, story_id)
        story.ignored_words = []
    return Changes(stories=frozenset({story.id}))
