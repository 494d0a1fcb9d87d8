"""Photos in a story: one hero, any number in the body, each with words of its own if needed.

Where an inline photo stands is written in the body alone (``![](photo:ID)``); its row holds the
caption and alt text that differ from the photo's, and stays when the mark is cut, so that
pasting it back brings them back too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.photos.models import Photo
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Story, StoryPhoto
from editorial.stories.photo_uses import placing_words
from editorial.stories.revisions import touch
from editorial.stories.text.references import photo_ids
from editorial.stories.workflow import Status, is_editable
from editorial.system.errors import NotFound, WrongState

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person


def place_hero(
    store: Store,
    story_id: uuid.UUID,
    photo_id: uuid.UUID,
    *,
    who: Person,
    caption: str | None = None,
    alt: str | None = None,
) -> Changes:
    """Make a photo the hero, in place of any other; a notice says what stands in its way.

    Raises `NotFound` or `WrongState`.
    """
    with store.write() as session:
        story = open_for_change(session, story_id)
        photo = photo_of(session, photo_id)
        set_hero(session, story, photo, caption=caption, alt=alt)
        notices = placing_words(session, story, [photo], store.now())
        touch(story, store.now())
        record(
            session, "hero", story_pk=story.pk, who=who.name, at=store.now(), photo=str(photo_id)
        )
    return Changes(stories=frozenset({story.id}), photos=frozenset({photo_id}), notices=notices)


def remove_hero(store: Store, story_id: uuid.UUID, *, who: Person) -> Changes:
    """Take the hero out of the story; the photo stays in the library. Raises `NotFound`."""
    with store.write() as session:
        story = open_for_change(session, story_id)
        gone = [placed for placed in story.photos if placed.role == "hero"]
        for placed in gone:
            story.photos.remove(placed)
        if gone:
            touch(story, store.now())
            record(session, "hero", story_pk=story.pk, who=who.name, at=store.now(), photo=None)
    return Changes(stories=frozenset({story.id}))


def place_inline(
    store: Store,
    story_id: uuid.UUID,
    photo_id: uuid.UUID,
    *,
    who: Person,
    caption: str | None = None,
    alt: str | None = None,
) -> Changes:
    """Make ready the row of a photo in the body; the mark itself is typed into the body."""
    with store.write() as session:
        story = open_for_change(session, story_id)
        placed = inline_row(session, story, photo_of(session, photo_id))
        placed.caption = caption if caption is not None else placed.caption
        placed.alt = alt if alt is not None else placed.alt
        touch(story, store.now())
    return Changes(stories=frozenset({story.id}), photos=frozenset({photo_id}))


def set_photo_words(
    store: Store,
    story_id: uuid.UUID,
    photo_id: uuid.UUID,
    role: str,
    *,
    who: Person,
    caption: str | None,
    alt: str | None,
) -> Changes:
    """Set the caption and alt text of a photo for this story; None: the photo's own.

    Raises `NotFound` where the photo does not stand in the story in that role.
    """
    with store.write() as session:
        story = open_for_change(session, story_id)
        placed = next((p for p in story.photos if p.role == role and p.photo.id == photo_id), None)
        if placed is None:
            raise NotFound("That photo is not in this story.", safe="Nothing was changed.")
        before = (placed.caption, placed.alt)
        placed.caption = _clean(caption)
        placed.alt = _clean(alt)
        now = store.now()
        touch(story, now)
        after = (placed.caption, placed.alt)
        fields = [
            name
            for name, was, now_is in zip(("caption", "alt"), before, after, strict=True)
            if was != now_is
        ]
        if fields:
            record(
                session, "filed", story_pk=story.pk, who=who.name, at=now,
                fields=fields, photo=str(photo_id), role=role,
            )  # fmt: skip
    return Changes(stories=frozenset({story.id}))


def photo_of(session: Session, photo_id: uuid.UUID) -> Photo:
    """Return a photo. Raises `NotFound`."""
    photo = session.scalar(select(Photo).where(Photo.id == photo_id))
    if photo is None:
        raise NotFound(
            f"There is no photo {photo_id}.", next_step="`editorial photo list` shows all of them."
        )
    return photo


def open_for_change(session: Session, story_id: uuid.UUID | str) -> Story:
    """Return a story whose contents may change now. Raises `NotFound` or `WrongState`."""
    story = story_of(session, story_id)
    status = Status(story.status)
    if not is_editable(status):
        raise WrongState(
            f"This story is {status.label.lower()}, so it is closed to changes.",
            safe="Nothing was changed.",
            next_step="Reopen it, or start a correction, then change it.",
        )
    return story


def set_hero(
    session: Session,
    story: Story,
    photo: Photo,
    *,
    caption: str | None = None,
    alt: str | None = None,
) -> None:
    """Make ``photo`` the hero within an open session."""
    for placed in [p for p in story.photos if p.role == "hero"]:
        story.photos.remove(placed)
    # The old hero must be gone before the new one comes: the database allows one.
    session.flush()
    story.photos.insert(
        0,
        StoryPhoto(photo=photo, role="hero", position=-1, caption=_clean(caption), alt=_clean(alt)),
    )
    session.flush()


def inline_row(session: Session, story: Story, photo: Photo) -> StoryPhoto:
    """Return the row of an inline photo, made where it is missing."""
    for placed in story.photos:
        if placed.role == "inline" and placed.photo is photo:
            return placed
    placed = StoryPhoto(photo=photo, role="inline", position=len(story.photos))
    story.photos.append(placed)
    session.flush()
    return placed


def keep_inline_rows(session: Session, story: Story) -> None:
    """Let the rows follow the marks in the body: missing ones made, order kept."""
    wanted = photo_ids(story.body.text)
    if not wanted:
        return
    known = {
        photo.id: photo for photo in session.scalars(select(Photo).where(Photo.id.in_(wanted)))
    }
    for position, photo_id in enumerate(wanted):
        if photo := known.get(photo_id):
            inline_row(session, story, photo).position = position


def _clean(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())
