"""Rights at the moment when a piece leaves: what was allowed at approval may have ended since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editorial.review.checks.rights import rights
from editorial.review.readiness import subject_of
from editorial.stories.find import story_of
from editorial.stories.text.style.loading import load_style
from editorial.stories.versions import newest_number, snapshot_in
from editorial.stories.workflow import Gate
from editorial.system.errors import PushRefused
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.storage.store import Store


def see_photo_rights(
    store: Store, story_id: uuid.UUID, now: dt.datetime, version: int | None = None
) -> None:
    """Raise `PushRefused` where a photo of a story may not run any more, or not yet.

    ``version`` is the one that leaves; without it, the story as it is now.
    """
    newsroom = load_settings(store.home).newsroom
    style = load_style(store.home)
    with store.read() as session:
        story = story_of(session, story_id)
        # A version that is not there is refused by whoever puts the piece together.
        is_there = version is not None and 0 < version <= newest_number(session, story.pk)
        snapshot = snapshot_in(session, story.pk, version) if version and is_there else None
        subject = subject_of(session, story, Gate.PUBLISH, now, newsroom, style, snapshot)
    # What is planned does not matter any more: it leaves now.
    subject = replace(subject, publish_at=None)
    found = [result.message for result in rights(subject) if result.level == "block"]
    if found:
        raise PushRefused(
            f"{'; '.join(found)}.",
            safe="Nothing was sent.",
            next_step="Replace the photo or mend its rights, then try again.",
        )
