"""The real page of a story as it is now, as files to look at before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.publishing.assemble import build_piece
from editorial.publishing.models import Receipt
from editorial.publishing.page_alone import render_alone
from editorial.stories.models import Story

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.publishing.assemble import AddressOf
    from editorial.storage.store import Store
    from editorial.system.settings import NewsroomSettings


def render_preview(
    store: Store,
    story_id: uuid.UUID,
    out: Path,
    *,
    workbench: Workbench,
    newsroom: NewsroomSettings,
) -> Path:
    """Write the page to ``out`` (an .html file; pictures and styles beside it); return it.

    Links to other stories lead to where they are public, at whichever endpoint.
    """
    piece = build_piece(
        store, story_id, address_of=public_addresses(store), workbench=workbench, newsroom=newsroom
    )
    return render_alone(piece, out)


def public_addresses(store: Store) -> AddressOf:
    """Return what gives the newest public address of a story, at whichever endpoint."""

    def address_of(target: uuid.UUID) -> str | None:
        with store.read() as session:
            return session.scalar(
                select(Receipt.url)
                .join(Story, Story.pk == Receipt.story_pk)
                .where(Story.id == target, Receipt.withdrawn.is_(False))
                .order_by(Receipt.pk.desc())
                .limit(1)
            )

    return address_of
