"""When a story became public, or will: the moment that its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from editorial.publishing.models import Delivery
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from editorial.stories.models import Story


def first_public(
    session: Session, story: Story, version_number: int, version_at: dt.datetime
) -> dt.datetime:
    """Return the moment of first publication; before it, the one that this version will get.

    Every attempt and every endpoint must say the same, so it is never the present moment: it is
    the moment for which the story is scheduled, or else at which the version was queued, or
    (for one that nobody has queued) ``version_at``.
    """
    if story.published_at is not None:
        return story.published_at
    if story.status == Status.SCHEDULED and story.publish_at is not None:
        return story.publish_at
    queued_at = session.scalar(
        select(func.min(Delivery.created_at)).where(
            Delivery.story_pk == story.pk,
            Delivery.version_number == version_number,
            Delivery.action == "publish",
        )
    )
    return queued_at or version_at
