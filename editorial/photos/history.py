"""What was changed on photos, by whom, when, and how to take an action back.

One action (a batch edit of 500, say) has one batch id. Undoing is an action of its own: nothing
is ever removed from the record.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.photos.document_rows import FIELD, put_back
from editorial.photos.judging import judge
from editorial.photos.models import Photo, PhotoChange
from editorial.storage.changes import Changes
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of one photo. ``fields`` are (name, before, after), values as JSON has them."""

    batch: uuid.UUID
    photo_id: uuid.UUID
    at: dt.datetime
    who: str
    action: str
    fields: tuple[tuple[str, Any, Any], ...]


def record(
    session: Session,
    photo: Photo,
    before: Mapping[str, Any],
    *,
    batch: uuid.UUID,
    at: dt.datetime,
    who: str,
    action: str,
    more: Mapping[str, list[Any]] = MappingProxyType({}),
) -> None:
    """Keep what an action changed; ``before`` holds the `plain` values of the fields it set.

    ``more`` holds before and after of what is no column of the photo.
    """
    after = {name: plain(getattr(photo, name)) for name in before}
    fields = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    fields |= more
    if fields:
        session.add(
            PhotoChange(
                batch=batch, photo_pk=photo.pk, at=at, who=who, action=action, fields=fields
            )
        )


def plain(value: Any) -> Any:
    """Return a column's value as JSON holds it."""
    return value.isoformat() if isinstance(value, dt.datetime) else value


def changes_of(store: Store, photo_id: uuid.UUID) -> tuple[ChangeRow, ...]:
    """Return what was changed on a photo, the newest first."""
    query = (
        select(PhotoChange, Photo.id)
        .join(Photo, Photo.pk == PhotoChange.photo_pk)
        .where(Photo.id == photo_id)
        .order_by(PhotoChange.pk.desc())
    )
    with store.read() as session:
        return tuple(_row(change, photo) for change, photo in session.execute(query))


def last_action(store: Store, *, who: str) -> ChangeRow | None:
    """Return a row of the newest action of a person that is not an undo, None without one."""
    query = (
        select(PhotoChange, Photo.id)
        .join(Photo, Photo.pk == PhotoChange.photo_pk)
        .where(PhotoChange.who == who, PhotoChange.action != UNDO)
        .order_by(PhotoChange.pk.desc())
        .limit(1)
    )
    with store.read() as session:
        found = session.execute(query).first()
        return None if found is None else _row(found[0], found[1])


def undo(store: Store, batch: uuid.UUID, *, who: str) -> Changes:
    """Take an action back on every photo that it changed, all in one.

    A field that somebody has changed again since keeps the newer value: their words are not
    lost; a notice says on how many photos. Raises `NotFound` for a batch that never was.
    """
    changed: set[uuid.UUID] = set()
    newer = 0
    now, own = store.now(), uuid7()
    query = (
        select(PhotoChange, Photo)
        .join(Photo, Photo.pk == PhotoChange.photo_pk)
        .where(PhotoChange.batch == batch)
    )
    with store.write() as session:
        rows = session.execute(query).all()
        if not rows:
            raise NotFound("There is nothing to undo.", safe="Nothing was changed.")
        for change, photo in rows:
            fields = dict(change.fields)
            papers = fields.pop(FIELD, None)
            back = {
                name: before
                for name, (before, after) in fields.items()
                if plain(getattr(photo, name)) == after
            }
            newer += len(back) < len(fields)
            more = {FIELD: put_back(session, photo, *papers)} if papers is not None else {}
            if not back and not more:
                continue
            kept = {name: plain(getattr(photo, name)) for name in back}
            for name, value in back.items():
                setattr(photo, name, as_stored(name, value))
            photo.updated_at = now
            judge(photo)
            changed.add(photo.id)
            record(session, photo, kept, batch=own, at=now, who=who, action=UNDO, more=more)
    return Changes(photos=frozenset(changed), notices=_notices(newer))


def as_stored(name: str, value: Any) -> Any:
    """Return a recorded value as its column holds it.

    It is not checked as what a person types is: what a file brought may be no such value, and
    has to come back all the same.
    """
    return dt.datetime.fromisoformat(value) if name in _MOMENTS and value else value


_MOMENTS = frozenset({"rights_expire_at", "embargo_until"})


def _notices(newer: int) -> tuple[str, ...]:
    if not newer:
        return ()
    photos = "1 photo was" if newer == 1 else f"{newer} photos were"
    return (f"{photos} changed again since; what is newer there was kept.",)


def _row(change: PhotoChange, photo_id: uuid.UUID) -> ChangeRow:
    fields = tuple((name, before, after) for name, (before, after) in sorted(change.fields.items()))
    return ChangeRow(change.batch, photo_id, change.at, change.who, change.action, fields)
