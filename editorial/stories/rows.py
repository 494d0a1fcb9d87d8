"""What the desk and the command line are shown of stories: frozen, free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.stories.workflow import Status


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One line of a list."""

    id: uuid.UUID
    slug: str
    status: Status
    headline: str
    type: str
    section: str
    word_count: int
    author: str
    assigned_to: str
    due_at: dt.datetime | None
    publish_at: dt.datetime | None
    published_at: dt.datetime | None
    updated_at: dt.datetime
    open_notes: int
    revision: int


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A photo in a story; ``caption`` and ``alt`` are None where the photo's own hold."""

    photo_id: uuid.UUID
    role: str
    caption: str | None
    alt: str | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A related piece in a story's list.

    For one of our stories ``story_id`` is set and title, section and excerpt are its present
    ones; for an outside page ``url`` is set.
    """

    id: uuid.UUID
    story_id: uuid.UUID | None
    slug: str
    status: Status | None
    url: str
    title: str
    section: str
    excerpt: str
    photo_id: uuid.UUID | None
    photo_caption: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A public note of a correction or an update; an update's may be empty."""

    id: uuid.UUID
    at: dt.datetime
    text: str
    kind: str = "correction"
    who: str = ""
    version_number: int | None = None
    """The published version that it corrects."""


@dataclass(frozen=True, slots=True)
class StoryDetail:
    """One story whole, as the writing desk opens it."""

    id: uuid.UUID
    slug: str
    slug_fixed: bool
    status: Status
    headline: str
    dek: str
    body: str
    byline: tuple[str, ...]
    language: str
    ignored_words: frozenset[str]
    """Words that are right here, though no dictionary knows them."""
    type: str
    type_slug: str
    section: str
    section_slug: str
    also_in: tuple[str, ...]
    tags: tuple[str, ...]
    photos: tuple[PlacedPhoto, ...]
    links: tuple[LinkRow, ...]
    corrections: tuple[CorrectionRow, ...]
    word_count: int
    author: str
    assigned_to: str
    brief: str
    """What whoever is assigned is asked to do; never published."""
    word_target: int | None
    """Words; None for the newsroom's own target, 0 for none."""
    due_at: dt.datetime | None
    embargo_at: dt.datetime | None
    publish_at: dt.datetime | None
    dated_at: dt.datetime | None
    published_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int
    text_revision: int

    @property
    def hero(self) -> PlacedPhoto | None:
        """The hero photo's placement."""
        return next((p for p in self.photos if p.role == "hero"), None)

    @property
    def inline(self) -> tuple[PlacedPhoto, ...]:
        """The placements of photos in the body."""
        return tuple(p for p in self.photos if p.role == "inline")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One line of a story's history of snapshots."""

    number: int
    kind: str
    name: str
    author: str
    at: dt.datetime
    word_count: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of who did what."""

    at: dt.datetime
    who: str
    what: str
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A story that was found, with the passage around the words.

    ``snippet`` is plain text; ``marks`` are (start, end) offsets of the found words in it.
    """

    story: StoryRow
    snippet: str
    marks: tuple[tuple[int, int], ...]
