"""The words of photos as they were at a moment, read back from what was changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.photos.models import Photo, PhotoChange

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

_COLUMNS = ("caption", "alt", "credit", "creators", "source", "copyright", "usage_terms")


@dataclass(frozen=True, slots=True)
class PhotoWords:
    """What is said of a photo, and whom it is credited to."""

    file_name: str
    caption: str
    alt: str
    credit: str
    creator: str
    source: str
    copyright: str
    usage_terms: str


@dataclass(frozen=True, slots=True)
class WordsChange:
    """One person's change of a photo's words: of which fields of `PhotoWords`, when."""

    photo_id: uuid.UUID
    who: str
    at: dt.datetime
    fields: frozenset[str]


def photo_words(
    session: Session, photo_ids: Iterable[uuid.UUID], *, at: dt.datetime | None = None
) -> dict[uuid.UUID, PhotoWords]:
    """Return the words of photos at a moment (now without one); unknown ids are left out."""
    found: dict[uuid.UUID, PhotoWords] = {}
    photos = session.scalars(select(Photo).where(Photo.id.in_(set(photo_ids)))).all()
    values: dict[int, dict[str, Any]] = {
        photo.pk: {name: getattr(photo, name) for name in _COLUMNS} for photo in photos
    }
    if at is not None:
        changes = session.scalars(
            select(PhotoChange)
            .where(PhotoChange.photo_pk.in_(values), PhotoChange.at > at)
            .order_by(PhotoChange.pk.desc())
        )
        for change in changes:
            for name, (before, _) in change.fields.items():
                if name in _COLUMNS:
                    values[change.photo_pk][name] = before
    for photo in photos:
        were = values[photo.pk]
        creators = were.pop("creators") or ()
        creator = creators if isinstance(creators, str) else ", ".join(creators)
        found[photo.id] = PhotoWords(
            file_name=photo.file_name,
            creator=creator,
            **{name: value or "" for name, value in were.items()},
        )
    return found


def words_changes(
    session: Session, photo_ids: Iterable[uuid.UUID], *, after: dt.datetime
) -> tuple[WordsChange, ...]:
    """Return who changed the words of photos after a moment, newest first."""
    rows = session.execute(
        select(PhotoChange, Photo.id)
        .join(Photo, Photo.pk == PhotoChange.photo_pk)
        .where(Photo.id.in_(set(photo_ids)), PhotoChange.at > after)
        .order_by(PhotoChange.pk.desc())
    )
    found = []
    for change, photo_id in rows:
        names = frozenset(
            "creator" if name == "creators" else name for name in change.fields if name in _COLUMNS
        )
        if names:
            found.append(WordsChange(photo_id, change.who, change.at, names))
    return tuple(found)
