"""In which stories photos have run, or are going to: what counts against their rights."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select, union

from editorial.photos import queries
from editorial.photos.models import Photo
from editorial.photos.rights import rights_words
from editorial.stories.find import story_of
from editorial.stories.models import Story, StoryBody, StoryLink, StoryPhoto
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from editorial.photos.rows import PhotoRow
    from editorial.storage.store import Store

COUNTED = (Status.SCHEDULED, Status.PUBLISHED, Status.CORRECTING, Status.WITHDRAWN)
"""A withdrawn story was public: its photo has run."""


def runs_elsewhere(
    session: Session, photo_ids: Sequence[uuid.UUID], story: Story | None = None
) -> dict[uuid.UUID, int]:
    """Return in how many stories each photo ran or is going to, without ``story`` itself.

    Photos that run nowhere are left out.
    """
    placed = union(
        select(StoryPhoto.photo_pk.label("photo"), StoryPhoto.story_pk.label("story")),
        select(StoryLink.photo_pk, StoryLink.story_pk).where(StoryLink.photo_pk.is_not(None)),
    ).subquery()
    query = (
        select(Photo.id, func.count())
        .join(placed, placed.c.photo == Photo.pk)
        .join(Story, Story.pk == placed.c.story)
        .where(
            Photo.id.in_(photo_ids),
            Story.status.in_([status.value for status in COUNTED]),
            Story.pk != (story.pk if story is not None else -1),
        )
        .group_by(Photo.id)
    )
    return dict(session.execute(query).all())


def heroes_of(session: Session, story_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return the hero photo of each story that has one."""
    query = (
        select(Story.id, Photo.id)
        .join(StoryPhoto, StoryPhoto.story_pk == Story.pk)
        .join(Photo, Photo.pk == StoryPhoto.photo_pk)
        .where(Story.id.in_(story_ids), StoryPhoto.role == "hero")
    )
    return dict(session.execute(query).all()) if story_ids else {}


def library_ids(store: Store, queue: str = "all", words: str = "") -> tuple[uuid.UUID, ...]:
    """Return the photos of a queue of the library, ``unused`` among them, newest first.

    Beside the filters that photos know, ``story:pilots`` asks for those that stand in a story
    with that in its headline or slug. Raises `WrongUsage` as `queries.photo_ids`.
    """
    wanted = [match[1].strip('"') for match in _STORY.finditer(words)]
    rest = _STORY.sub(" ", words)
    conditions = [_stands_in(name) for name in wanted]
    if queue == "unused":
        conditions.append(_is_unused())
        queue = "all"
    only = and_(*conditions) if conditions else None
    return queries.photo_ids(store, queue=queue, words=rest, only=only)


_STORY = re.compile(r'(?<!\S)story:("[^"]*"?|\S+)', re.IGNORECASE)


def _stands_in(name: str) -> ColumnElement[bool]:
    story = or_(
        Story.headline.contains(name, autoescape=True), Story.slug.contains(name, autoescape=True)
    )
    return Photo.pk.in_(
        union(
            select(StoryPhoto.photo_pk).join(Story, Story.pk == StoryPhoto.story_pk).where(story),
            select(StoryLink.photo_pk).join(Story, Story.pk == StoryLink.story_pk).where(story),
        )
    )


def queue_counts(store: Store) -> dict[str, int]:
    """Return how many photos are in each queue of the library, and how many are unused."""
    query = select(func.count()).select_from(Photo).where(_is_unused())
    with store.read() as session:
        unused = session.scalar(query) or 0
    return queries.queue_counts(store) | {"unused": unused}


def photo_rows(store: Store, ids: Sequence[uuid.UUID]) -> tuple[PhotoRow, ...]:
    """Return photos as `photos.queries.photo_rows` does, knowing whose limit is used up."""
    rows = queries.photo_rows(store, ids)
    limited = [row.id for row in rows if row.use_limit is not None]
    if not limited:
        return rows
    with store.read() as session:
        uses = runs_elsewhere(session, limited)
    return tuple(
        replace(row, is_used_up=True)
        if row.use_limit is not None and uses.get(row.id, 0) >= row.use_limit
        else row
        for row in rows
    )


def placing_words(
    session: Session, story: Story, photos: Sequence[Photo], now: dt.datetime
) -> tuple[str, ...]:
    """Return what to know before photos run in a story: a word each, never a refusal."""
    uses = runs_elsewhere(session, [photo.id for photo in photos], story)
    told: list[str] = []
    for photo in photos:
        at = max(story.publish_at or now, now)
        found = [
            word
            for word in rights_words(photo, at, uses.get(photo.id, 0))
            if word.forbids or word.code == "rights_expiring"
        ]
        if found:
            end = ". The story cannot go out with it." if any(w.forbids for w in found) else "."
            told.append(f"{photo.file_name}: {'; '.join(word.words for word in found)}{end}")
    return tuple(told)


def words_for_placing(
    store: Store, story_id: uuid.UUID, photo_ids: Sequence[uuid.UUID]
) -> tuple[str, ...]:
    """Return `placing_words` for photos of the library. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        photos = session.scalars(select(Photo).where(Photo.id.in_(photo_ids))).all()
        return placing_words(session, story, photos, store.now())


def _is_unused() -> ColumnElement[bool]:
    """Say that a photo is no story's hero, in no story's text and beside no related page.

    The row of an inline photo stays when its mark is cut, so the text is asked.
    """
    digits = func.lower(func.hex(Photo.id))
    parts = [func.substr(digits, start, size) for start, size in _GROUPS]
    mark = "photo:" + parts[0]
    for part in parts[1:]:
        mark = mark + "-" + part
    placed = (
        select(StoryPhoto.pk)
        .join(StoryBody, StoryBody.story_pk == StoryPhoto.story_pk)
        .where(
            StoryPhoto.photo_pk == Photo.pk,
            or_(StoryPhoto.role == "hero", func.instr(func.lower(StoryBody.text), mark) > 0),
        )
    )
    linked = select(StoryLink.pk).where(StoryLink.photo_pk == Photo.pk)
    return ~placed.exists() & ~linked.exists()


# Where the groups of a UUID's text stand among its digits: start, size.
_GROUPS = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
