"""Where a photo ran: its stories, and the addresses at which readers find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from editorial.photos.models import Photo
from editorial.publishing.models import Endpoint, Receipt
from editorial.stories.lists import rows_by_key
from editorial.stories.models import Story, StoryBody, StoryLink, StoryPhoto
from editorial.stories.photo_uses import COUNTED
from editorial.stories.text.references import photo_ids

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.rows import StoryRow


@dataclass(frozen=True, slots=True)
class Appearance:
    """One endpoint's copy of a story, as it was seen last."""

    endpoint: str
    url: str
    at: dt.datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PhotoRun:
    """A story in which a photo stands."""

    story: StoryRow
    role: str
    """hero, inline, related, or cut where its mark was taken out of a text that was public."""
    counts: bool
    """Whether it uses up a limited right: it is public, was, or is scheduled."""
    appearances: tuple[Appearance, ...]


def photo_runs(store: Store, photo_id: uuid.UUID) -> tuple[PhotoRun, ...]:
    """Return the stories in which a photo stands, newest first, each with its public copies."""
    with store.read() as session:
        photo_pk = select(Photo.pk).where(Photo.id == photo_id).scalar_subquery()
        roles: dict[int, str] = dict(
            session.execute(
                select(StoryLink.story_pk, StoryLink.title).where(StoryLink.photo_pk == photo_pk)
            ).all()
        )
        roles = dict.fromkeys(roles, "related") | dict(
            session.execute(
                select(StoryPhoto.story_pk, StoryPhoto.role)
                .where(StoryPhoto.photo_pk == photo_pk)
                # A photo that is both is first of all the hero.
                .order_by(StoryPhoto.role.desc())
            ).all()
        )
        rows = rows_by_key(session, roles)
        roles = _as_shown(session, roles, photo_id, rows)
        copies = _copies(session, list(roles))
    runs = [
        PhotoRun(row, roles[key], row.status in COUNTED, tuple(copies.get(key, ())))
        for key, row in rows.items()
        if key in roles
    ]
    return tuple(sorted(runs, key=lambda run: run.story.updated_at, reverse=True))


def _as_shown(
    session: Session, roles: dict[int, str], photo_id: uuid.UUID, rows: dict[int, StoryRow]
) -> dict[int, str]:
    """Return the roles without the inline photos whose mark was cut before anybody saw it."""
    inline = [key for key, role in roles.items() if role == "inline"]
    bodies = session.execute(
        select(StoryBody.story_pk, StoryBody.text).where(StoryBody.story_pk.in_(inline))
    )
    shown = dict(roles)
    for key, text in bodies:
        if photo_id in photo_ids(text):
            continue
        if rows[key].status in COUNTED:
            shown[key] = "cut"
        else:
            del shown[key]
    return shown


def _copies(session: Session, story_pks: list[int]) -> dict[int, list[Appearance]]:
    newest: dict[tuple[int, int], Appearance] = {}
    query = (
        select(Receipt, Endpoint.name)
        .join(Endpoint, Endpoint.pk == Receipt.endpoint_pk)
        .join(Story, Story.pk == Receipt.story_pk)
        .where(Receipt.story_pk.in_(story_pks), or_(Receipt.url != "", Receipt.withdrawn))
        .order_by(Receipt.pk)
    )
    for receipt, name in session.execute(query):
        key = (receipt.story_pk, receipt.endpoint_pk)
        newest[key] = Appearance(name, receipt.url, receipt.at, receipt.withdrawn)
    found: dict[int, list[Appearance]] = {}
    for (story_pk, _), appearance in newest.items():
        found.setdefault(story_pk, []).append(appearance)
    return found
