"""Two files that seem to show one picture: found at import, judged by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from editorial.photos.edit_fields import checked
from editorial.photos.edits import apply
from editorial.photos.models import Photo, PhotoPair
from editorial.photos.rows import PhotoRow, row_of
from editorial.storage.changes import Changes
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

SAME_PICTURE_BITS = 6
"""At most so many of the 64 bits of two dHashes differ for one and the same picture."""
MOST = 5
_WORDS = (
    *("title", "headline", "caption", "alt", "extended_description", "keywords", "people"),
    *("creators", "creator_title", "credit", "source", "copyright", "licence", "usage_terms"),
    *("web_statement", "instructions", "job_id", "date_created", "territory"),
    *("sublocation", "city", "state", "country", "country_code"),
)
"""What the photo that is kept takes over where it has nothing itself."""

Verdict = Literal["", "same", "different"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos that may be one, the older first."""

    one: PhotoRow
    other: PhotoRow
    bits: int
    verdict: str


def twins(mine: int | None, hashes: Iterable[tuple[uuid.UUID, int | None]]) -> dict[uuid.UUID, int]:
    """Return which photos show the same picture, each with the bits that differ.

    A plain surface has the hash 0 and resembles every other plain surface: it has no twins. Of
    a whole series that looks alike the nearest `MOST` are enough to be asked about.
    """
    if not mine:
        return {}
    found: dict[uuid.UUID, int] = {}
    for photo, other in hashes:
        # The hashes are signed, as the database keeps them; the mask makes 64 bits of them.
        if other and (bits := ((mine ^ other) & _MASK).bit_count()) <= SAME_PICTURE_BITS:
            found[photo] = bits
    return dict(sorted(found.items(), key=lambda one: one[1])[:MOST])


_MASK = (1 << 64) - 1


def record_pairs(session: Session, photo: Photo, found: dict[uuid.UUID, int]) -> None:
    """Keep the pairs of a photo that has just come in, to be judged."""
    for other in session.scalars(select(Photo).where(Photo.id.in_(found), Photo.pk != photo.pk)):
        one_pk, other_pk = sorted((photo.pk, other.pk))
        session.add(PhotoPair(one_pk=one_pk, other_pk=other_pk, bits=found[other.id], verdict=""))


def pairs_of(store: Store, photo_id: uuid.UUID) -> tuple[Pair, ...]:
    """Return the pairs in which a photo stands, those first that nobody has judged."""
    one, other = aliased(Photo), aliased(Photo)
    query = (
        select(PhotoPair, one, other)
        .join(one, one.pk == PhotoPair.one_pk)
        .join(other, other.pk == PhotoPair.other_pk)
        .where(or_(one.id == photo_id, other.id == photo_id))
        .order_by(PhotoPair.verdict != "", PhotoPair.bits, PhotoPair.pk)
    )
    with store.read() as session:
        return tuple(
            Pair(row_of(first, store.home), row_of(second, store.home), pair.bits, pair.verdict)
            for pair, first, second in session.execute(query)
        )


def call_different(store: Store, one: uuid.UUID, other: uuid.UUID, *, who: str) -> Changes:
    """Say that two photos are different pictures. Raises `NotFound` for no such pair."""
    return _judge(store, one, other, "different", who)


def judge_later(store: Store, one: uuid.UUID, other: uuid.UUID, *, who: str) -> Changes:
    """Take a verdict back: the pair waits again. Raises `NotFound`."""
    return _judge(store, one, other, "", who)


def keep_one(store: Store, kept: uuid.UUID, other: uuid.UUID, *, who: str) -> Changes:
    """Say that two files are one picture, and which is kept.

    The kept one takes over words where it has none; the other is rejected (rating -1), so that
    it runs nowhere any more. Nothing is deleted, and `history.undo` of the batch takes the words
    and the rejection back. Raises `NotFound` for no such pair.
    """
    now, batch = store.now(), uuid7()
    with store.write() as session:
        pair = _pair(session, kept, other)
        winner, loser = (
            session.scalars(select(Photo).where(Photo.id == photo)).one() for photo in (kept, other)
        )
        words: dict[str, Any] = {
            name: getattr(loser, name)
            for name in _WORDS
            if not getattr(winner, name) and getattr(loser, name)
        }
        pair.verdict, pair.judged_by, pair.judged_at = "same", who, now
        for photo, fields in ((winner, words), (loser, {"rating": -1})):
            apply(session, photo, checked(fields), batch=batch, at=now, who=who, action="duplicate")
    return Changes(photos=frozenset({kept, other}))


def _judge(store: Store, one: uuid.UUID, other: uuid.UUID, verdict: Verdict, who: str) -> Changes:
    with store.write() as session:
        pair = _pair(session, one, other)
        pair.verdict, pair.judged_by = verdict, who
        pair.judged_at = store.now() if verdict else None
    return Changes(photos=frozenset({one, other}))


def _pair(session: Session, one: uuid.UUID, other: uuid.UUID) -> PhotoPair:
    keys = sorted(session.scalars(select(Photo.pk).where(Photo.id.in_([one, other]))))
    found = (
        session.scalar(
            select(PhotoPair).where(PhotoPair.one_pk == keys[0], PhotoPair.other_pk == keys[1])
        )
        if len(keys) == 2
        else None
    )
    if found is None:
        raise NotFound("These two are not known as a pair.", safe="Nothing was changed.")
    return found
