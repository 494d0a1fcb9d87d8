"""The outbox: what is to go out, what waits, what needs a person, what arrived.

A delivery is queued inside the transaction that approves the story, so that there is never
one without the other. The courier does the rest; a person only decides where it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select

from editorial.publishing.holding import SIGN_IN, sent_by_hand, wake_endpoint
from editorial.publishing.models import OPEN_STATES, Delivery, DeliveryStep, Endpoint, Receipt
from editorial.publishing.outbox_rows import CANCEL, DeliveryRow, rows_of
from editorial.publishing.scheduled_there import standing_there
from editorial.review.queues import planning_now
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.models import Event, Story
from editorial.stories.revisions import touch
from editorial.stories.workflow import Status
from editorial.system.errors import NotFound, WrongState

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

Decision = Literal["overwrite", "keep_live"]
OVERWRITE = "overwrite"
"""Name of the journal's note with which a person allows the live copy to be replaced."""


def queue(
    session: Session,
    *,
    story_id: uuid.UUID,
    endpoint_id: uuid.UUID,
    version_number: int,
    revision: int,
    who: str,
    now: dt.datetime,
    action: Literal["publish", "withdraw"] = "publish",
    not_before: dt.datetime | None = None,
) -> uuid.UUID:
    """Put a version of a story on its way, in the caller's transaction; return the delivery's id.

    The same revision that is already on its way is not queued twice: its id is returned, and
    where it stopped for something that a person had to mend, it goes out again. An older one
    that waits or needs a person is replaced. Raises `NotFound`, and `WrongState`
    while an older one is going out at this moment.
    """
    story = _story(session, story_id)
    endpoint = session.scalar(select(Endpoint).where(Endpoint.id == endpoint_id))
    if endpoint is None:
        raise NotFound("There is no such endpoint.", next_step="Choose one under Publish.")
    current = session.scalar(
        select(Delivery).where(
            Delivery.story_pk == story.pk,
            Delivery.endpoint_pk == endpoint.pk,
            Delivery.state.in_(OPEN_STATES),
        )
    )
    if current is not None:
        if (current.action, current.revision) == (action, revision):
            _once_more(session, current, not_before, who, now)
            return current.id
        if current.state in ("sending", "published"):
            raise WrongState(
                f"An earlier version of this story is going out to “{endpoint.name}” right now.",
                safe="Nothing was changed.",
                next_step="Try again when it has arrived, usually within a minute.",
            )
        current.state = "cancelled"
        current.message = "Replaced by a newer version."
        current.updated_at = now
        session.flush()
    delivery = Delivery(
        story_pk=story.pk,
        endpoint_pk=endpoint.pk,
        action=action,
        version_number=version_number,
        revision=revision,
        not_before=not_before,
        queued_by=who,
        created_at=now,
        updated_at=now,
    )
    session.add(delivery)
    session.flush()
    return delivery.id


def deliveries(
    store: Store,
    *,
    states: Collection[str] | None = None,
    story_id: uuid.UUID | None = None,
    endpoint_id: uuid.UUID | None = None,
    since: dt.datetime | None = None,
    limit: int | None = 200,
    offset: int = 0,
) -> tuple[DeliveryRow, ...]:
    """Return deliveries, those that need a person first; ``since`` leaves out older ended ones."""
    conditions: list[ColumnElement[bool]] = []
    if states is not None:
        conditions.append(Delivery.state.in_(tuple(states)))
    if story_id is not None:
        conditions.append(Delivery.story.has(Story.id == story_id))
    if endpoint_id is not None:
        conditions.append(Delivery.endpoint.has(Endpoint.id == endpoint_id))
    if since is not None:
        conditions.append(Delivery.state.in_(OPEN_STATES) | (Delivery.updated_at >= since))
    with store.read() as session:
        return rows_of(session, planning_now(store), conditions, limit=limit, offset=offset)


def delivery(store: Store, delivery_id: uuid.UUID) -> DeliveryRow:
    """Return one delivery. Raises `NotFound`."""
    with store.read() as session:
        found = rows_of(session, planning_now(store), [Delivery.id == delivery_id])
    if not found:
        raise _no_delivery()
    return found[0]


def open_count(store: Store) -> int:
    """Return how many deliveries are on their way or need a person."""
    with store.read() as session:
        count = session.scalar(
            select(func.count()).select_from(Delivery).where(Delivery.state.in_(OPEN_STATES))
        )
    return count or 0


def cancel(store: Store, delivery_id: uuid.UUID, *, who: str = "") -> Changes:
    """Call a delivery off.

    One that is being sent stops after the step under way, if it is not out by then. Raises
    `WrongState` for one that is already out or over.
    """
    with store.write() as session:
        found = _delivery(session, delivery_id)
        now = store.now()
        story_id = found.story.id
        if found.state == "sending":
            session.add(
                DeliveryStep(
                    delivery_pk=found.pk, at=now, name=CANCEL, phase="note", data={"who": who}
                )
            )
            return Changes(
                frozenset({story_id}),
                outbox=True,
                notices=("It stops after the step under way, unless it is out by then.",),
            )
        is_out = receipt_of_delivery(session, found.pk) is not None
        if is_out or found.state not in ("queued", "waiting", "needs_person"):
            raise WrongState(
                "This delivery is already out or over, so it cannot be called off.",
                next_step="To take the story off the site, withdraw it.",
            )
        end(session, found, "cancelled", called_off(session, found), now)
        leave_schedule(session, found, who, now)
        return Changes(frozenset({story_id}), outbox=True)


def retry_now(store: Store, delivery_id: uuid.UUID) -> Changes:
    """Send a waiting or stuck delivery at the courier's next turn; ``created`` is its id.

    Raises `WrongState` for one that is under way or over, or when a newer one took its place.
    """
    with store.write() as session:
        found = _delivery(session, delivery_id)
        if found.state in ("sending", "verified", "cancelled"):
            raise WrongState("This delivery is under way or over; there is nothing to try again.")
        if found.state == "failed":
            _no_other_open(session, found)
        created = found.id
        # Trying again is a person's word that the sign-in is mended, or that this one may go.
        found.held = False
        if SIGN_IN in found.endpoint.options:
            wake_endpoint(session, found.endpoint, found.queued_by, store.now())
        if found.state == "published":
            found.not_before = None
        else:
            created = _send_again(session, found, found.queued_by, store.now())
            sent_by_hand(session, created, store.now())
        return Changes(frozenset({found.story.id}), outbox=True, created=created)


def wake(store: Store) -> Changes:
    """Make every delivery that waits for the network due now, because the network is back."""
    with store.write() as session:
        found = session.scalars(
            select(Delivery).where(
                Delivery.state.in_(("waiting", "published")), Delivery.not_before.is_not(None)
            )
        ).all()
        for each in found:
            each.not_before = None
        return Changes(frozenset(each.story.id for each in found), outbox=bool(found))


def decide(store: Store, delivery_id: uuid.UUID, decision: Decision, *, who: str = "") -> Changes:
    """Answer a delivery that shows two sides: replace the live copy, or leave it as it is.

    ``created`` of the answer to “overwrite” is the delivery that goes out now: this one, or a
    new one where this one has brought home its receipt.
    Raises `WrongState` for a delivery that asks nothing.
    """
    with store.write() as session:
        found = _delivery(session, delivery_id)
        if found.state != "needs_person":
            raise WrongState("This delivery does not wait for a decision.")
        now = store.now()
        story = found.story
        session.add(
            Event(
                story_pk=story.pk,
                at=now,
                who=who,
                what=decision,
                data={"endpoint": found.endpoint.name, "delivery": str(found.id)},
            )
        )
        if decision == "overwrite":
            session.add(
                DeliveryStep(
                    delivery_pk=found.pk, at=now, name=OVERWRITE, phase="note", data={"who": who}
                )
            )
            created = _send_again(session, found, who, now)
            return Changes(frozenset({story.id}), outbox=True, created=created)
        if receipt_of_delivery(session, found.pk) is not None:
            # It is out, and the person has seen what is not as it should be: that stays on show.
            count = len(found.differences)
            things = "1 known difference" if count == 1 else f"{count} known differences"
            end(session, found, "verified", f"out with {things}, accepted by a person", now)
        else:
            end(session, found, "cancelled", "The copy on the site was left as it is.", now)
        return Changes(frozenset({story.id}), outbox=True)


def receipt_for(store: Store, story_id: uuid.UUID, endpoint_id: uuid.UUID) -> dict[str, Any] | None:
    """Return what the endpoint held of a story when last looked at, or None for nothing yet.

    Keys: ``remote_id, url, fingerprint, held, withdrawn, at``.
    """
    with store.read() as session:
        receipt = session.scalar(
            select(Receipt)
            .join(Story, Story.pk == Receipt.story_pk)
            .join(Endpoint, Endpoint.pk == Receipt.endpoint_pk)
            .where(Story.id == story_id, Endpoint.id == endpoint_id)
            .order_by(Receipt.pk.desc())
            .limit(1)
        )
        if receipt is None:
            return None
        return {
            "remote_id": receipt.remote_id,
            "url": receipt.url,
            "fingerprint": receipt.fingerprint,
            "held": receipt.held,
            "withdrawn": receipt.withdrawn,
            "at": receipt.at,
        }


def public_address(session: Session, story_id: uuid.UUID, endpoint_pk: int) -> str | None:
    """Return where readers find a story at an endpoint; None when it is not public there."""
    receipt = session.scalar(
        select(Receipt)
        .join(Story, Story.pk == Receipt.story_pk)
        .where(Story.id == story_id, Receipt.endpoint_pk == endpoint_pk)
        .order_by(Receipt.pk.desc())
        .limit(1)
    )
    if receipt is None or receipt.withdrawn or not receipt.held.get("public"):
        return None
    return receipt.url or None


def receipt_of_delivery(session: Session, delivery_pk: int) -> Receipt | None:
    """Return the receipt that a delivery brought home, if it did."""
    return session.scalar(select(Receipt).where(Receipt.delivery_pk == delivery_pk))


def end(session: Session, delivery: Delivery, state: str, message: str, now: dt.datetime) -> None:
    """Bring a delivery to an end state and let go of its lease."""
    delivery.state, delivery.message = state, message
    delivery.not_before, delivery.updated_at = None, now
    delivery.leased_by, delivery.leased_until = "", None
    session.flush()


def leave_schedule(session: Session, delivery: Delivery, who: str, now: dt.datetime) -> None:
    """Take a scheduled story off the schedule when nothing is left that would go out."""
    story = delivery.story
    if story.status != Status.SCHEDULED or standing_there(session, story):
        return
    left = session.scalar(
        select(Delivery.pk)
        .where(Delivery.story_pk == story.pk, Delivery.state.in_(OPEN_STATES))
        .limit(1)
    )
    if left is None:
        story.status, story.publish_at = Status.READY.value, None
        touch(story, now)
        record(session, "unschedule", story_pk=story.pk, who=who, at=now)


def called_off(session: Session, delivery: Delivery) -> str:
    """Return the truth about a delivery that is called off."""
    begun = session.scalar(
        select(DeliveryStep.pk)
        .where(DeliveryStep.delivery_pk == delivery.pk, DeliveryStep.phase == "begun")
        .limit(1)
    )
    if begun is None:
        return "Called off. Nothing was sent."
    return "Called off on the way. Parts of it may have arrived at the endpoint."


def _once_more(
    session: Session,
    delivery: Delivery,
    not_before: dt.datetime | None,
    who: str,
    now: dt.datetime,
) -> None:
    if SIGN_IN in delivery.endpoint.options:
        wake_endpoint(session, delivery.endpoint, who, now)
    if delivery.state == "needs_person" and not delivery.differences:
        delivery.state, delivery.message = "queued", ""
    if delivery.state == "queued":
        delivery.not_before = not_before


def _send_again(session: Session, delivery: Delivery, who: str, now: dt.datetime) -> uuid.UUID:
    """Open a delivery again, or, as its receipt never changes, a new one in its place."""
    if receipt_of_delivery(session, delivery.pk) is None:
        delivery.state, delivery.message, delivery.not_before = "queued", "", None
        delivery.differences = []
        delivery.updated_at = now
        return delivery.id
    end(session, delivery, "failed", "It arrived otherwise than sent, so it was sent again.", now)
    again = Delivery(
        story_pk=delivery.story_pk,
        endpoint_pk=delivery.endpoint_pk,
        action=delivery.action,
        version_number=delivery.version_number,
        revision=delivery.revision,
        queued_by=who or delivery.queued_by,
        created_at=now,
        updated_at=now,
    )
    session.add(again)
    session.flush()
    return again.id


def _no_other_open(session: Session, delivery: Delivery) -> None:
    other = session.scalar(
        select(Delivery.pk).where(
            Delivery.story_pk == delivery.story_pk,
            Delivery.endpoint_pk == delivery.endpoint_pk,
            Delivery.state.in_(OPEN_STATES),
        )
    )
    if other is not None:
        raise WrongState(
            "A newer delivery of this story is already on its way there.",
            next_step="Look at that one in the outbox.",
        )


def _story(session: Session, story_id: uuid.UUID) -> Story:
    story = session.scalar(select(Story).where(Story.id == story_id))
    if story is None:
        raise NotFound("There is no such story.")
    return story


def _delivery(session: Session, delivery_id: uuid.UUID) -> Delivery:
    found = session.scalar(select(Delivery).where(Delivery.id == delivery_id))
    if found is None:
        raise _no_delivery()
    return found


def _no_delivery() -> NotFound:
    return NotFound("There is no such delivery.", next_step="`editorial outbox list` shows all.")
