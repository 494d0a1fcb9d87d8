"""Slugs: from the headline until a person chooses one or the story is public; never twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.stories.models import Story
from editorial.stories.text.words import slug_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

UNTITLED = "untitled"


def free_slug(session: Session, wish: str, *, own_pk: int | None = None) -> str:
    """Return the slug of ``wish``, with ``-2``, ``-3`` … where another story has it."""
    base = slug_of(wish) or UNTITLED
    statement = select(Story.slug).where(Story.slug.startswith(base, autoescape=True))
    if own_pk is not None:
        statement = statement.where(Story.pk != own_pk)
    taken = set(session.scalars(statement))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def follow_headline(session: Session, story: Story) -> None:
    """Let the slug follow the headline, unless it is fixed."""
    if not story.slug_fixed:
        story.slug = free_slug(session, story.headline, own_pk=story.pk)
