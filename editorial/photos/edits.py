"""Changes the words of photos: what is typed is what is kept.

The raw credit, the original file and its metadata are never touched. Every change is recorded
with what was there before (`history`), so that an action on 500 photos is undone as one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.photos import history
from editorial.photos.credits.reading import read_credit
from editorial.photos.edit_fields import checked
from editorial.photos.judging import judge
from editorial.photos.models import Photo
from editorial.photos.queries import find_photo
from editorial.storage.changes import Changes
from editorial.system.clock import uuid7

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

_log = logging.getLogger(__name__)
_AT_ONCE = 500


def edit_photo(store: Store, photo_id: uuid.UUID, *, who: str, **fields: Any) -> Changes:
    """Set fields of one photo; see `edit_fields.EDITABLE` for their names.

    Raises `NotFound`, or `WrongUsage` for an unknown field or a value that it cannot hold;
    then nothing was changed.
    """
    return edit_photos(store, [photo_id], who=who, **fields)


def edit_photos(
    store: Store, photo_ids: Sequence[uuid.UUID], *, who: str, **fields: Any
) -> Changes:
    """Set the same fields of several photos: all of them, or none. Raises as `edit_photo`.

    ``who`` is the person, for the log; the returned changes name only photos that really changed.
    """
    values = checked(fields)
    return edit_each(store, dict.fromkeys(photo_ids, values), who=who)


def edit_each(
    store: Store,
    values: Mapping[uuid.UUID, Mapping[str, Any]],
    *,
    who: str,
    action: str = "edit",
) -> Changes:
    """Set fields of several photos, each its own: all of them, or none.

    ``values`` are as `edit_fields.checked` returns them. ``action`` names what was done in the
    history. Raises `NotFound`; then nothing was changed.
    """
    changed: set[uuid.UUID] = set()
    batch, now = uuid7(), store.now()
    with store.write() as session:
        known = _photos(session, list(values))
        for photo_id, wanted in values.items():
            photo = known.get(photo_id) or find_photo(session, photo_id)
            if apply(session, photo, wanted, batch=batch, at=now, who=who, action=action):
                changed.add(photo.id)
    if changed:
        _log.info("%s changed %d photos (%s, %s)", who, len(changed), action, batch)
    return Changes(photos=frozenset(changed))


def _photos(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Photo]:
    """Return photos by their ids, read a few hundred at a time."""
    found: dict[uuid.UUID, Photo] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = select(Photo).where(Photo.id.in_(ids[start : start + _AT_ONCE]))
        found |= {photo.id: photo for photo in session.scalars(some)}
    return found


def apply(
    session: Session,
    photo: Photo,
    values: Mapping[str, Any],
    *,
    batch: uuid.UUID,
    at: dt.datetime,
    who: str,
    action: str,
) -> bool:
    """Set checked values within an open transaction and record them; say whether any differed."""
    names = [*values, "credit_confidence"] if "credit" in values else list(values)
    before = {name: history.plain(getattr(photo, name)) for name in names}
    if not _set(photo, values):
        return False
    photo.updated_at = at
    judge(photo)
    history.record(session, photo, before, batch=batch, at=at, who=who, action=action)
    return True


def use_read_credit(
    store: Store, photo_id: uuid.UUID, *, who: str, credit_form: str = "supplier"
) -> Changes:
    """Accept what was read out of the photo's credit. See `use_read_credits`."""
    return use_read_credits(store, [photo_id], who=who, credit_form=credit_form)


def use_read_credits(
    store: Store, photo_ids: Sequence[uuid.UUID], *, who: str, credit_form: str = "supplier"
) -> Changes:
    """Accept what was read out of each photo's credit: its clean line becomes the credit.

    Creators and source are filled from it only where they are empty; the person sees both
    beside the line and asks for it by name. Raises `NotFound`.
    """
    values: dict[uuid.UUID, dict[str, Any]] = {}
    with store.read() as session:
        for photo_id in photo_ids:
            photo = find_photo(session, photo_id)
            values[photo_id] = checked(_read_out(photo, credit_form))
    return edit_each(store, values, who=who)


def _read_out(photo: Photo, credit_form: str) -> dict[str, Any]:
    text = photo.credit or photo.credit_raw
    credit = read_credit(text, house_form=credit_form)
    line = credit.canonical if credit_form == "creator" else credit.line
    fields: dict[str, Any] = {"credit": line or text}
    if credit.creators and not photo.creators:
        fields["creators"] = credit.creators
    if credit.chain and not photo.source:
        fields["source"] = credit.chain[-1]
    return fields


def _set(photo: Photo, values: Mapping[str, Any]) -> bool:
    changed = False
    for name, value in values.items():
        if getattr(photo, name) != value:
            setattr(photo, name, value)
            changed = True
    if "credit" in values and photo.credit_confidence != 1.0:
        # A person vouches for what they typed or confirmed.
        photo.credit_confidence = 1.0
        changed = True
    return changed
