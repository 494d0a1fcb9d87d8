"""The record of a story: everything that was done, by whom, when; read only, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.page_dates import local_time
from editorial.publishing.record.sources import (
    delivery_entries,
    event_entries,
    photo_entries,
    receipt_entries,
    version_entries,
)
from editorial.stories.find import story_of
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.publishing.record.entry import Entry
    from editorial.storage.store import Store
    from editorial.system.settings import NewsroomSettings


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record. Times are aware; `local` gives them in the newsroom's zone."""

    story_id: uuid.UUID
    slug: str
    headline: str
    status: str
    newsroom: NewsroomSettings
    made_at: dt.datetime
    entries: tuple[Entry, ...]

    def local(self, moment: dt.datetime) -> dt.datetime:
        """Return a moment in the newsroom's time zone."""
        return local_time(moment, self.newsroom)


def story_record(store: Store, story_id: uuid.UUID | str) -> Record:
    """Return the complete record of a story. Raises `NotFound`."""
    newsroom = load_settings(store.home).newsroom
    with store.read() as session:
        story = story_of(session, story_id)
        found = [
            *event_entries(session, story.pk),
            *version_entries(session, story.pk),
            *photo_entries(session, story.pk),
            *delivery_entries(session, story.pk),
            *receipt_entries(session, story.pk),
        ]
        # Sorting keeps what happened at one moment in the order of its sources.
        found.sort(key=lambda entry: entry.at)
        return Record(
            story_id=story.id,
            slug=story.slug,
            headline=story.headline or "Untitled",
            status=story.status,
            newsroom=newsroom,
            made_at=store.now(),
            entries=tuple(found),
        )
