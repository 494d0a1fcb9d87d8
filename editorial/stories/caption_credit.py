"""A credit that was left at the end of a caption goes to its own field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos import edits
from editorial.photos.credits.captions import split_caption
from editorial.storage.changes import Changes
from editorial.stories.placements import open_for_change
from editorial.stories.revisions import touch
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import uuid

    from editorial.storage.store import Store
    from editorial.stories.people import Person


def move_credit(
    store: Store, story_id: uuid.UUID, photo_id: uuid.UUID, role: str, *, who: Person
) -> Changes:
    """Take the credit out of a placed photo's caption, the story's own or the library's.

    The photo gets it where it has none; one that it has is never written over, and a notice
    then tells of both. Raises `NotFound` where the photo does not stand there, or its caption
    ends in no credit.
    """
    with store.write() as session:
        story = open_for_change(session, story_id)
        placed = next((p for p in story.photos if p.role == role and p.photo.id == photo_id), None)
        own = placed.caption if placed is not None else None
        photo = placed.photo if placed is not None else None
        caption, credit = split_caption(own if own is not None else photo.caption if photo else "")
        if placed is None or photo is None or credit is None:
            raise NotFound("That caption ends in no credit.", safe="Nothing was changed.")
        fields = {}
        if own is None:
            fields["caption"] = caption
        else:
            placed.caption = caption
        if not photo.credit.strip():
            fields["credit"] = credit.line
        if fields:
            edits.apply(
                session, photo, fields, batch=uuid7(), at=store.now(), who=who.name, action="edit"
            )
        touch(story, store.now())
        kept = photo.credit
    notices: tuple[str, ...] = ()
    if kept != credit.line:
        notices = (f"The photo keeps its credit “{kept}”; the caption said “{credit.line}”.",)
    return Changes(stories=frozenset({story_id}), photos=frozenset({photo_id}), notices=notices)
