"""Scheduling at the endpoint, where a newsroom asks for it: the site has the piece beforehand.

The piece is sent soon after it is scheduled, dated for its moment, and the endpoint publishes it
by itself. Shortly after that moment it is sent once more, which changes nothing where all went
well and publishes it where the endpoint did not; only what is then seen in public counts. Moving
or calling off the schedule reaches the endpoint too.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.publishing.models import OPEN_STATES, Delivery, Endpoint, Receipt
from editorial.stories.workflow import Status
from editorial.system.errors import WrongState, WrongUsage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from editorial.stories.models import Story

OPTION = "schedule_there"
"""Name of the endpoint's option; kinds that can schedule offer it."""
NEAREST = dt.timedelta(minutes=5)
"""What is nearer than this is sent by us: some systems publish at once what is due in a minute."""
LATER = dt.timedelta(seconds=20)
"""For as long a schedule can be undone; only then does the endpoint hear of it."""
_AFTER = dt.timedelta(seconds=30)
"""From the moment until we look whether it came out."""


def can_schedule_there(endpoint: Endpoint, story: Story, at: dt.datetime, now: dt.datetime) -> bool:
    """Return whether the endpoint may have the piece before its moment.

    Under embargo it goes nowhere, not even dated for later.
    """
    free = story.embargo_at is None or story.embargo_at <= now
    return bool(endpoint.options.get(OPTION)) and free and at - now >= NEAREST


def standing_there(session: Session, story: Story) -> dict[int, Receipt]:
    """Return, by the endpoint's key, the copies that wait at their endpoints to come out."""
    newest: dict[int, Receipt] = {}
    for receipt in session.scalars(
        select(Receipt).where(Receipt.story_pk == story.pk).order_by(Receipt.pk)
    ):
        newest[receipt.endpoint_pk] = receipt
    return {
        key: receipt
        for key, receipt in newest.items()
        if not receipt.withdrawn and receipt.held.get("public") is False
    }


def see_again(session: Session, delivery: Delivery, story: Story) -> bool:
    """Plan to see whether a copy came out; False where its moment is over already."""
    now = delivery.updated_at
    if story.status != Status.SCHEDULED or story.publish_at is None or story.publish_at <= now:
        return False
    session.add(
        Delivery(
            story_pk=story.pk,
            endpoint_pk=delivery.endpoint_pk,
            action="publish",
            version_number=delivery.version_number,
            revision=delivery.revision,
            not_before=story.publish_at + _AFTER,
            queued_by=delivery.queued_by,
            created_at=now,
            updated_at=now,
        )
    )
    return True


def see_that_it_waits(session: Session, story: Story, now: dt.datetime) -> None:
    """Raise `WrongState` where a story that is to leave the schedule may be out already."""
    sending = session.scalar(
        select(Delivery)
        .where(Delivery.story_pk == story.pk, Delivery.state.in_(("sending", "published")))
        .limit(1)
    )
    if sending is not None:
        raise WrongState(
            f"It is on its way to “{sending.endpoint.name}” right now.",
            safe="Nothing was changed.",
            next_step="Try again when it has arrived, usually within a minute.",
        )
    there = standing_there(session, story)
    if there and story.publish_at is not None and story.publish_at <= now:
        raise WrongState(
            "Its moment has passed, and the endpoint publishes it by itself.",
            safe="Nothing was changed.",
            next_step="Wait until it was read back, then withdraw it.",
        )


def see_new_moment(story_there: bool, at: dt.datetime, now: dt.datetime) -> None:
    """Raise `WrongUsage` for a moment that is too near for an endpoint that has the piece."""
    if story_there and at - now < NEAREST:
        raise WrongUsage(
            "The endpoint has the piece already, so it needs five minutes’ notice.",
            safe="It stays scheduled as it was.",
            next_step="Choose a later moment, or push it now.",
        )


def open_there(session: Session, story: Story) -> list[Delivery]:
    """Return the story's deliveries in which more is to come."""
    return list(
        session.scalars(
            select(Delivery).where(Delivery.story_pk == story.pk, Delivery.state.in_(OPEN_STATES))
        )
    )
