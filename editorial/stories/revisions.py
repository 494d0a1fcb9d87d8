"""Counting the changes of a story, so that a decision can name what it was made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from editorial.stories.models import Story


def touch(story: Story, now: dt.datetime) -> None:
    """Count one change of the story."""
    story.revision += 1
    story.updated_at = now
