"""Two states of a story beside each other, as the desk and the command line are shown them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.review.last_read import LastRead
    from editorial.review.story_diff import StoryDiff, StoryState
    from editorial.stories.rows import VersionRow


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """The words that a person has on the screen, saved or not."""

    headline: str
    dek: str
    body: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the screen when the story changed under it."""

    state: StoryState
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ComparedStory:
    """Two states of a story and what lies between them."""

    story_id: uuid.UUID
    base: LastRead | None
    """The older end, or what was chosen as such; None where there is no version."""
    last: int
    """The number of the version at the other end; 0: the words of now."""
    newest: int
    """The number of the newest version; 0 without one."""
    revision: int
    at: dt.datetime
    """When it was read."""
    old: StoryState
    new: StoryState
    diff: StoryDiff
    versions: tuple[VersionRow, ...]
    """All versions, newest first."""
