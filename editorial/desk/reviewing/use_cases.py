"""The use cases that reviewing asks for, imported when they are first called."""

from __future__ import annotations

from editorial.desk.writing.use_cases import (
    UseCase,
    approve_and_queue,
    endpoints,
    events,
    notes,
    open_story,
    place_of,
    snapshot,
    take_step,
    versions,
    word_changes,
)

photo_rows = UseCase("editorial.photos.queries", "photo_rows")
count_words = UseCase("editorial.stories.text.words", "count_words")
reading_minutes = UseCase("editorial.stories.text.words", "reading_minutes")

__all__ = [
    "approve_and_queue",
    "count_words",
    "endpoints",
    "events",
    "notes",
    "open_story",
    "photo_rows",
    "place_of",
    "reading_minutes",
    "snapshot",
    "take_step",
    "versions",
    "word_changes",
]
