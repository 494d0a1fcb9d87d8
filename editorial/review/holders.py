"""Who has which stories, and to whom one could be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from editorial.review.mentions import known_people
from editorial.stories.models import Story

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from editorial.storage.store import Store


def people_at_work(store: Store) -> tuple[str, ...]:
    """Return everybody who is known here: contributors, doers, whoever has a story; by name."""
    with store.read() as session:
        having = session.scalars(select(Story.assigned_to).distinct())
        return tuple(sorted({*known_people(session), *filter(None, having)}, key=str.casefold))


def holders(store: Store, stories: Sequence[uuid.UUID]) -> Mapping[str, int]:
    """Return how many of ``stories`` each person has; those that nobody has are left out."""
    found: dict[str, int] = {}
    with store.read() as session:
        for start in range(0, len(stories), 500):
            part = list(stories[start : start + 500])
            rows = session.execute(
                select(Story.assigned_to, func.count())
                .where(Story.id.in_(part), Story.assigned_to != "")
                .group_by(Story.assigned_to)
            )
            for name, count in rows:
                found[name] = found.get(name, 0) + count
    return found
