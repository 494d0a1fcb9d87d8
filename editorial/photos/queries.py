"""Finds photos: ids first, quickly and in order, then the rows that are on the screen."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, cast, func, or_, select, true, union

from editorial.photos.judging import fold
from editorial.photos.models import Photo, PhotoMetadata, PhotoPair
from editorial.photos.rows import PhotoRow, row_of
from editorial.system.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, UnaryExpression
    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

FILTERS: dict[str, tuple[Any, ...]] = {
    "source": (Photo.source, Photo.credit),
    "credit": (Photo.credit,),
    "creator": (Photo.creators,),
    "place": (Photo.sublocation, Photo.city, Photo.state, Photo.country),
    "people": (Photo.people,),
    "keyword": (Photo.keywords,),
    "format": (Photo.format,),
    "file": (Photo.file_name,),
    "job": (Photo.job_id,),
    "licence": (Photo.licence,),
    "date": (Photo.date_created,),
    "rating": (Photo.rating,),
}
"""Filters that can be typed among the words, ``source:reuters rating:3+ date:2026-11``."""
QUEUES = (
    *("all", "needs_credit", "needs_caption", "needs_alt", "ok"),
    *("rights_expiring", "duplicates", "rejected"),
)
EXPIRING = dt.timedelta(days=14)
"""How long before their end rights are said to expire; those that have ended count too."""

_AT_ONCE = 500
_IN_OPEN_PAIRS = union(
    select(PhotoPair.one_pk).where(PhotoPair.verdict == ""),
    select(PhotoPair.other_pk).where(PhotoPair.verdict == ""),
)


def photo(store: Store, ref: str | uuid.UUID) -> PhotoRow:
    """Return the one photo of that id, beginning or end of an id (6 digits or more) or file name.

    Raises `NotFound` where there is none, `WrongUsage` where there are several.
    """
    with store.read() as session:
        return row_of(find_photo(session, ref), store.home)


def find_photo(session: Session, ref: str | uuid.UUID) -> Photo:
    """Return the photo that `photo` would, in an open session."""
    text = str(ref).strip()
    try:
        wanted = ref if isinstance(ref, uuid.UUID) else uuid.UUID(text)
    except ValueError:
        wanted = None
    if wanted is not None:
        found = session.scalar(select(Photo).where(Photo.id == wanted))
        if found is None:
            raise _missing(text)
        return found
    matches = list(session.scalars(select(Photo).where(_is_part_of_id(text)).limit(2)))
    if not matches:
        matches = list(session.scalars(select(Photo).where(Photo.file_name == text).limit(2)))
    if not matches:
        raise _missing(text)
    if len(matches) > 1:
        raise WrongUsage(
            f"“{text}” fits more than one photo.", next_step="Give more of the photo's id."
        )
    return matches[0]


def photo_ids(
    store: Store,
    *,
    queue: str = "all",
    words: str = "",
    newest_first: bool = True,
    only: ColumnElement[bool] | None = None,
) -> tuple[uuid.UUID, ...]:
    """Return the ids of a queue's photos, those with all ``words`` in any of their texts.

    ``only`` is a condition of a room above, which knows what a photo does not.

    Raises `WrongUsage` for a queue that is none of `QUEUES`.
    """
    order: tuple[UnaryExpression[Any], ...] = (Photo.imported_at.desc(), Photo.pk.desc())
    if not newest_first:
        order = (Photo.imported_at.asc(), Photo.pk.asc())
    if queue == "rights_expiring":
        # What ends first is seen to first.
        order = (Photo.rights_expire_at.asc(), Photo.pk.asc())
    condition = and_(_in_queue(queue, store.now()), _has_words(words))
    if only is not None:
        condition = and_(condition, only)
    with store.read() as session:
        return tuple(session.scalars(select(Photo.id).where(condition).order_by(*order)))


def photo_rows(store: Store, ids: Sequence[uuid.UUID]) -> tuple[PhotoRow, ...]:
    """Return the photos of ``ids`` in that order; ids that are gone are left out."""
    found: dict[uuid.UUID, PhotoRow] = {}
    with store.read() as session:
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            twins = set(
                session.scalars(
                    select(Photo.id).where(Photo.id.in_(some), Photo.pk.in_(_IN_OPEN_PAIRS))
                )
            )
            for one in session.scalars(select(Photo).where(Photo.id.in_(some))):
                row = row_of(one, store.home)
                found[one.id] = replace(row, has_twin=True) if one.id in twins else row
    return tuple(found[one] for one in ids if one in found)


def queue_counts(store: Store) -> dict[str, int]:
    """Return how many photos are in each of `QUEUES`."""
    with store.read() as session:
        rows = session.execute(
            select(Photo.status, func.count()).where(Photo.rating >= 0).group_by(Photo.status)
        )
        counts: dict[str, int] = dict.fromkeys(QUEUES, 0) | dict(rows.all())
        for queue in ("all", "rights_expiring", "duplicates", "rejected"):
            query = select(func.count()).select_from(Photo).where(_in_queue(queue, store.now()))
            counts[queue] = session.scalar(query) or 0
    return counts


def photo_properties(store: Store, photo_id: uuid.UUID) -> dict[str, Any]:
    """Return all that the file said about itself, by Exiv2's names, and ``camera``."""
    with store.read() as session:
        properties = session.scalar(
            select(PhotoMetadata.properties)
            .join(Photo, Photo.pk == PhotoMetadata.photo_pk)
            .where(Photo.id == photo_id)
        )
    return dict(properties or {})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed, taken apart: plain words, and filters by name."""

    words: str
    filters: tuple[tuple[str, str], ...]


def read_filters(text: str) -> Asked:
    """Take ``place:"Hale harbour" boats`` apart; a name that is no filter stays a word."""
    filters: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        if match[1].lower() not in FILTERS:
            return match[0]
        filters.append((match[1].lower(), match[2].strip('"')))
        return " "

    words = re.sub(r'(?<!\S)(\w+):("[^"]*"?|\S+)', take, text)
    return Asked(" ".join(words.split()), tuple(filters))


def _in_queue(queue: str, now: dt.datetime) -> ColumnElement[bool]:
    if queue == "all":
        return true()
    if queue == "rights_expiring":
        return and_(Photo.rights_expire_at.is_not(None), Photo.rights_expire_at < now + EXPIRING)
    if queue == "duplicates":
        return Photo.pk.in_(_IN_OPEN_PAIRS)
    if queue == "rejected":
        return Photo.rating < 0
    if queue not in QUEUES:
        raise WrongUsage(
            f"There is no photo queue “{queue}”.", next_step=f"Choose one of {', '.join(QUEUES)}."
        )
    # What was rejected needs no work any more.
    return and_(Photo.status == queue, Photo.rating >= 0)


def _has_words(words: str) -> ColumnElement[bool]:
    asked = read_filters(words)
    return and_(
        true(),
        *(Photo.search_text.contains(word, autoescape=True) for word in fold(asked.words).split()),
        *(_fits(name, value) for name, value in asked.filters),
    )


def _fits(name: str, value: str) -> ColumnElement[bool]:
    """Return the condition of one filter. Raises `WrongUsage` for a value that it cannot read."""
    if name == "rating":
        stars = re.fullmatch(r"(-?\d)(\+?)", value)
        if stars is None:
            raise WrongUsage(
                f"“{value}” is no rating.", next_step="Write rating:3, rating:3+ or rating:-1."
            )
        least = int(stars[1])
        return Photo.rating >= least if stars[2] else Photo.rating == least
    if name == "date":
        return Photo.date_created.startswith(value, autoescape=True)
    columns = FILTERS[name]
    return or_(
        *(cast(column, Text).contains(value.strip('"'), autoescape=True) for column in columns)
    )


def _is_part_of_id(text: str) -> ColumnElement[bool]:
    digits = text.replace("-", "").lower()
    if re.fullmatch(r"[0-9a-f]{6,32}", digits) is None:
        return ~true()
    # hex() in SQLite writes capitals; LIKE does not mind.
    id_text = func.hex(Photo.id)
    return or_(id_text.like(f"{digits}%"), id_text.like(f"%{digits}"))


def _missing(text: str) -> NotFound:
    return NotFound(
        f"There is no photo “{text}” in the library.",
        next_step="See `editorial photo list` for the photos that are there.",
    )
