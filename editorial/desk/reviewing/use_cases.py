"""The use cases that reviewing asks for, imported when they are first called."""

from __future__ import annotations

from editorial.desk.writing.use_cases import (
    UseCase,
    approve_and_queue,
    endpoints,
    notes,
    open_story,
    place_of,
    suggestions,
    take_step,
)

story_changes = UseCase("editorial.review.story_changes", "story_changes")
mark_read = UseCase("editorial.review.readings", "mark_read")
authorship = UseCase("editorial.review.authorship", "authorship")
photo_rows = UseCase("editorial.photos.queries", "photo_rows")
count_words = UseCase("editorial.stories.text.words", "count_words")
reading_minutes = UseCase("editorial.stories.text.words", "reading_minutes")

__all__ = [
    "approve_and_queue",
    "authorship",
    "count_words",
    "endpoints",
    "mark_read",
    "notes",
    "open_story",
    "photo_rows",
    "place_of",
    "reading_minutes",
    "story_changes",
    "suggestions",
    "take_step",
]
