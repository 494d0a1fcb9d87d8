"""The version that readers have, and bringing a story back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from editorial.photos.models import Photo
from editorial.stories.models import (
    Event,
    Section,
    Story,
    StoryLink,
    StoryPhoto,
    StoryType,
    Tag,
)
from editorial.stories.revisions import touch
from editorial.stories.text.words import count_words
from editorial.stories.versions import add_version, snapshot_in
from editorial.system.errors import WrongState

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from editorial.stories.snapshot import StorySnapshot

_Named = TypeVar("_Named", Section, Tag)
_PUBLIC = ("correct", "verified", "push", "accepted")
"""Events whose version is one that readers have: what stood when a correction was begun, what
an endpoint was seen to hold, and what one accepted that cannot be read."""


def public_version(session: Session, story: Story) -> int | None:
    """Return the number of the version that readers have, None for a story that is not public."""
    found = session.scalars(
        select(Event)
        .where(Event.story_pk == story.pk, Event.what.in_(_PUBLIC))
        .order_by(Event.pk.desc())
    )
    numbers = (event.data.get("version") for event in found)
    return next((number for number in numbers if isinstance(number, int)), None)


def bring_back_published(session: Session, story: Story, *, who: str, now: dt.datetime) -> None:
    """Give up a correction: the story is again what readers have; nothing written is lost.

    Raises `WrongState` where the correction is on its way already.
    """
    begun = session.scalar(
        select(Event.at)
        .where(Event.story_pk == story.pk, Event.what == "correct")
        .order_by(Event.pk.desc())
        .limit(1)
    )
    if begun is not None and any(note.at > begun for note in story.corrections):
        raise WrongState(
            "This correction is on its way to readers, so it cannot be abandoned.",
            safe="Nothing was changed.",
            next_step="Put it right with another correction.",
        )
    number = public_version(session, story)
    if number is not None:
        put_back(session, story, number, who=who, now=now)


def put_back(session: Session, story: Story, number: int, *, who: str, now: dt.datetime) -> None:
    """Make a story what version ``number`` says; its present state is kept as a version first."""
    add_version(session, story, "autosave", who=who, at=now)
    old = snapshot_in(session, story.pk, number)
    story.headline, story.dek, story.body.text = old.headline, old.dek, old.body
    story.byline, story.language, story.dated_at = list(old.byline), old.language, old.dated_at
    story.word_count = count_words(old.body)
    story.text_revision += 1
    story.type = session.scalar(select(StoryType).where(StoryType.name == old.type))
    story.section = session.scalar(select(Section).where(Section.name == old.section))
    story.also_in = _named(session, Section, old.also_in)
    tags = _named(session, Tag, old.tags)
    if [tag.name for tag in story.tags] != [tag.name for tag in tags]:
        story.tags = tags
    _put_photos(session, story, old)
    _put_links(session, story, old)
    touch(story, now)


def _named(session: Session, model: type[_Named], names: tuple[str, ...]) -> list[_Named]:
    found = {row.name: row for row in session.scalars(select(model).where(model.name.in_(names)))}
    return [found[name] for name in names if name in found]


def _put_photos(session: Session, story: Story, old: StorySnapshot) -> None:
    story.photos.clear()
    session.flush()
    for position, placed in enumerate(old.photos):
        photo = session.scalar(select(Photo).where(Photo.id == placed.photo_id))
        if photo is not None:
            story.photos.append(
                StoryPhoto(
                    photo=photo, role=placed.role, position=position,
                    caption=placed.caption, alt=placed.alt,
                )
            )  # fmt: skip


def _put_links(session: Session, story: Story, old: StorySnapshot) -> None:
    story.links.clear()
    session.flush()
    for position, link in enumerate(old.links):
        target = (
            session.scalar(select(Story).where(Story.id == link.story_id))
            if link.story_id
            else None
        )
        photo = (
            session.scalar(select(Photo).where(Photo.id == link.photo_id))
            if link.photo_id
            else None
        )
        if target is not None or link.url:
            story.links.append(
                StoryLink(
                    target=target, url=link.url, title=link.title, section=link.section,
                    excerpt=link.excerpt, photo=photo, photo_caption=link.photo_caption,
                    position=position,
                )
            )  # fmt: skip
