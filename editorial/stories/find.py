"""Finding one story by what a person calls it: its id, its slug, or a part of its id."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from editorial.stories.models import Story
from editorial.system.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PART = re.compile(r"[0-9a-f]{6,32}")


def story_of(session: Session, ref: uuid.UUID | str) -> Story:
    """Return the story that ``ref`` names: an id, a slug, or six or more digits of its id.

    Raises `NotFound`, or `WrongUsage` where a part of an id fits several.
    """
    if isinstance(ref, uuid.UUID):
        story = session.scalar(select(Story).where(Story.id == ref))
    else:
        story = _by_word(session, ref.strip())
    if story is None:
        raise NotFound(
            f"There is no story “{ref}”.",
            next_step="`editorial story list` shows all of them.",
        )
    return story


def _by_word(session: Session, word: str) -> Story | None:
    if story := session.scalar(select(Story).where(Story.slug == word)):
        return story
    digits = word.lower().replace("-", "")
    if not _PART.fullmatch(digits):
        return None
    if len(digits) == 32:
        return session.scalar(select(Story).where(Story.id == uuid.UUID(digits)))
    shown = func.lower(func.hex(Story.id))
    fits = session.scalars(
        select(Story).where(shown.startswith(digits) | shown.endswith(digits)).limit(2)
    ).all()
    if len(fits) > 1:
        raise WrongUsage(
            f"“{word}” fits more than one story.",
            next_step="Give more of the id, or the slug.",
        )
    return fits[0] if fits else None
