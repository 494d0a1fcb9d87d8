"""Letting a story out: approve, queue, schedule, correct, withdraw; each in one transaction.

What a delivery sends is the version that was current when it was queued. The story becomes
public in the books only when the endpoint's copy has been seen (`on_published`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.publishing import outbox
from editorial.publishing.embargo import see_embargo
from editorial.publishing.first_public import first_public
from editorial.publishing.holding import sent_by_hand
from editorial.publishing.models import Delivery, Endpoint, Receipt
from editorial.publishing.scheduled_there import (
    LATER,
    can_schedule_there,
    see_again,
    see_that_it_waits,
    standing_there,
)
from editorial.review.decisions import apply_step, require, see_revision
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Story
from editorial.stories.revisions import touch
from editorial.stories.versions import add_version
from editorial.stories.workflow import Gate, Status, Step, transition
from editorial.system.errors import WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from editorial.publishing.endpoints.protocol import Held
    from editorial.storage.store import Store
    from editorial.stories.people import Person


def approve_and_queue(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    revision: int | None = None,
    endpoint_ids: Sequence[uuid.UUID] = (),
    reason: str = "",
    undo_seconds: float = 0,
) -> Changes:
    """Approve the revision on the person's screen and put it on its way to the endpoints.

    Nothing leaves before ``undo_seconds`` are over, so that `undoing.undo_step` can take it
    back whole. Raises what `take_step` and `outbox.queue` raise; then neither has happened.
    """
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        version = apply_step(
            session, store, story, Step.APPROVE, who, newsroom, revision=revision, reason=reason
        )
        for endpoint_id in endpoint_ids:
            _queue(session, store, story, endpoint_id, version, who, undo_seconds=undo_seconds)
    return Changes(stories=frozenset({story.id}), outbox=bool(endpoint_ids))


def queue_push(
    store: Store,
    story_id: uuid.UUID | str,
    endpoint_id: uuid.UUID,
    *,
    who: Person,
    revision: int | None = None,
    reason: str = "",
    undo_seconds: float = 0,
) -> Changes:
    """Put a ready or public story on its way to one endpoint; ``created`` is the delivery's id.

    Raises what `queue_pushes` raises.
    """
    changes = queue_pushes(
        store, story_id, [endpoint_id],
        who=who, revision=revision, reason=reason, undo_seconds=undo_seconds,
    )  # fmt: skip
    return replace(changes, created=changes.deliveries[0])


def queue_pushes(
    store: Store,
    story_id: uuid.UUID | str,
    endpoint_ids: Sequence[uuid.UUID],
    *,
    who: Person,
    revision: int | None = None,
    reason: str = "",
    undo_seconds: float = 0,
) -> Changes:
    """Put a ready or public story on its way to all endpoints, or to none.

    ``revision`` is the one on the person's screen, where there is one. Raises `NotFound`,
    `WrongState` for a story that nobody has approved, `NotAllowed`, `StaleStory`,
    `ChecksFailed`, `ReasonNeeded`, or `PushRefused` under embargo.
    """
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        transition(Status(story.status), Step.PUBLISH, who)
        see_revision(story, revision)
        passed = require(session, story, Gate.PUBLISH, newsroom, store, reason=reason)
        if story.publish_at is not None and story.publish_at > store.now():
            # It goes out now, so the moment for which it was scheduled holds no more.
            story.publish_at = None
        version = add_version(session, story, "step", who=who.name, at=store.now(), name="push")
        queued = tuple(
            _queue(session, store, story, each, version, who, undo_seconds=undo_seconds, **passed)
            for each in endpoint_ids
        )
    return Changes(stories=frozenset({story.id}), outbox=True, deliveries=queued)


def schedule(
    store: Store,
    story_id: uuid.UUID,
    endpoint_ids: Sequence[uuid.UUID],
    *,
    at: dt.datetime,
    who: Person,
    revision: int | None = None,
    reason: str = "",
) -> Changes:
    """Let a ready story go out by itself at a moment.

    Raises `WrongUsage` for one in the past, and what `take_step` raises.
    """
    if at <= store.now():
        raise WrongUsage("That moment has passed.", next_step="Choose a later one, or push now.")
    if not endpoint_ids:
        raise WrongUsage("No endpoint is chosen.", next_step="Choose where the story goes.")
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        story.publish_at = at
        version = apply_step(
            session, store, story, Step.SCHEDULE, who, newsroom, revision=revision, reason=reason
        )
        now = store.now()
        for endpoint_id in endpoint_ids:
            endpoint = session.scalar(select(Endpoint).where(Endpoint.id == endpoint_id))
            there = endpoint is not None and can_schedule_there(endpoint, story, at, now)
            when = now + LATER if there else at
            _queue(session, store, story, endpoint_id, version, who, not_before=when, there=there)
    return Changes(stories=frozenset({story.id}), outbox=True)


def unschedule(store: Store, story_id: uuid.UUID, *, who: Person) -> Changes:
    """Take a story off the schedule; what has not begun to go out is called off.

    Where an endpoint has it already, it is taken out of there. Raises `WrongState` where it is
    going out right now or may be public.
    """
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        now = store.now()
        see_that_it_waits(session, story, now)
        there = standing_there(session, story)
        waiting = session.scalars(
            select(Delivery).where(
                Delivery.story_pk == story.pk, Delivery.state.in_(("queued", "waiting"))
            )
        )
        for delivery in waiting:
            outbox.end(session, delivery, "cancelled", "Taken off the schedule.", store.now())
        apply_step(session, store, story, Step.UNSCHEDULE, who, newsroom)
        story.publish_at = None
        for receipt in there.values():
            outbox.queue(
                session,
                story_id=story.id,
                endpoint_id=session.get_one(Endpoint, receipt.endpoint_pk).id,
                version_number=session.get_one(Delivery, receipt.delivery_pk).version_number,
                revision=story.revision,
                who=who.name,
                now=now,
                action="withdraw",
            )
    return Changes(stories=frozenset({story.id}), outbox=True)


def queue_withdrawal(
    store: Store, story_id: uuid.UUID | str, endpoint_id: uuid.UUID, *, who: Person
) -> Changes:
    """Ask an endpoint to take its copy out of sight; ``created`` is the delivery's id."""
    with store.write() as session:
        story = story_of(session, story_id)
        transition(Status(story.status), Step.WITHDRAW, who)
        version = add_version(session, story, "step", who=who.name, at=store.now(), name="withdraw")
        delivery_id = outbox.queue(
            session,
            story_id=story.id,
            endpoint_id=endpoint_id,
            version_number=version,
            revision=story.revision,
            who=who.name,
            now=store.now(),
            action="withdraw",
        )
        record(session, "withdrawal_queued", story_pk=story.pk, who=who.name, at=store.now())
    return Changes(stories=frozenset({story.id}), outbox=True, created=delivery_id)


def on_published(session: Session, delivery: Delivery, held: Held | None) -> None:
    """Move the story's books when an endpoint's copy has been seen, or is gone.

    Called by the courier in the transaction that writes the receipt.
    """
    story = session.get_one(Story, delivery.story_pk)
    status = Status(story.status)
    if delivery.action == "withdraw":
        if status in {Status.PUBLISHED, Status.CORRECTING} and not _public_elsewhere(
            session, delivery
        ):
            story.status = Status.WITHDRAWN.value
            touch(story, delivery.updated_at)
        return
    if held is not None and not held.public and status is Status.SCHEDULED:
        # The endpoint has it and waits for its moment, as the story does.
        story.slug_fixed = True
        see_again(session, delivery, story)
        return
    story.published_at = first_public(session, story, delivery.version_number, delivery.created_at)
    # A public address must not wander with the headline.
    story.slug_fixed = True
    # Newer words than those that went out keep a correction open.
    newer = status is Status.CORRECTING and story.revision != delivery.revision
    if status in {Status.READY, Status.SCHEDULED, Status.CORRECTING} and not newer:
        story.status = Status.PUBLISHED.value
        touch(story, delivery.updated_at)


def _public_elsewhere(session: Session, delivery: Delivery) -> bool:
    newest: dict[int, Receipt] = {}
    for receipt in session.scalars(
        select(Receipt).where(Receipt.story_pk == delivery.story_pk).order_by(Receipt.pk)
    ):
        newest[receipt.endpoint_pk] = receipt
    return any(
        not receipt.withdrawn
        for endpoint_pk, receipt in newest.items()
        if endpoint_pk != delivery.endpoint_pk
    )


def _queue(
    session: Session,
    store: Store,
    story: Story,
    endpoint_id: uuid.UUID,
    version: int,
    who: Person,
    *,
    not_before: dt.datetime | None = None,
    undo_seconds: float = 0,
    there: bool = False,
    **told: Any,
) -> uuid.UUID:
    now = store.now()
    is_planned = not_before is not None
    see_embargo(story.embargo_at, not_before or now, load_settings(store.home).newsroom)
    if not_before is None and undo_seconds:
        not_before = now + dt.timedelta(seconds=undo_seconds)
    delivery_id = outbox.queue(
        session,
        story_id=story.id,
        endpoint_id=endpoint_id,
        version_number=version,
        revision=story.revision,
        who=who.name,
        now=now,
        not_before=not_before,
    )
    sent_by_hand(session, delivery_id, now, on=not is_planned, there=there)
    record(
        session, "queued", story_pk=story.pk, who=who.name, at=now, delivery=str(delivery_id),
        version=version, revision=story.revision, **told,
    )  # fmt: skip
    return delivery_id
