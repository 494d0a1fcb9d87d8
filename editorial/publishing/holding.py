"""Holding back: an endpoint that rests, a delivery that waits for a person's word, their order.

What is held stays in its state and keeps its place; nothing of it is lost or sent. An endpoint
that does not accept the sign-in rests too, so that a person is asked once, not once a delivery.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, select

from editorial.publishing.models import Delivery, DeliveryStep, Endpoint
from editorial.storage.changes import Changes
from editorial.stories.models import Event
from editorial.system.errors import NotFound, WrongState

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

UNDO_SECONDS = 10
"""How long a decision can be taken back, and how long what it sends out is held for that."""
SIGN_IN = "rests_for_sign_in"
"""Option of an endpoint that rests because its sign-in was not accepted."""
SIGN_IN_NOTE = "sign_in"
"""Name of the journal's note that the sign-in was not accepted."""
BY_HAND = "by_hand"
"""Name of the journal's note whether (``on``) a person sends it now, whatever was planned."""
Place = Literal["first", "earlier", "later", "last"]
_MOVABLE = ("queued", "waiting")


def pause_endpoint(store: Store, endpoint_id: uuid.UUID, *, who: str) -> Changes:
    """Let nothing leave for an endpoint until `resume_endpoint`. Raises `NotFound`."""
    with store.write() as session:
        endpoint = _endpoint(session, endpoint_id)
        if not endpoint.paused:
            rest(session, endpoint, who, store.now())
    return Changes(outbox=True, endpoints=True)


def resume_endpoint(store: Store, endpoint_id: uuid.UUID, *, who: str) -> Changes:
    """Let what waits for an endpoint go on. Raises `NotFound`."""
    with store.write() as session:
        wake_endpoint(session, _endpoint(session, endpoint_id), who, store.now())
    return Changes(outbox=True, endpoints=True)


def hold(store: Store, delivery_id: uuid.UUID, *, who: str) -> Changes:
    """Hold a delivery back that has not begun. Raises `NotFound`, `WrongState`."""
    with store.write() as session:
        found = _movable(session, delivery_id)
        found.held, found.updated_at = True, store.now()
        _tell(session, found.endpoint, "delivery_held", who, store.now(), found)
        return Changes(frozenset({found.story.id}), outbox=True)


def let_go(store: Store, delivery_id: uuid.UUID, *, who: str) -> Changes:
    """Let a delivery go on that was held back. Raises `NotFound`, `WrongState`."""
    with store.write() as session:
        found = _movable(session, delivery_id)
        found.held, found.updated_at = False, store.now()
        _tell(session, found.endpoint, "delivery_let_go", who, store.now(), found)
        return Changes(frozenset({found.story.id}), outbox=True)


def move(store: Store, delivery_id: uuid.UUID, place: Place) -> Changes:
    """Change the order in which deliveries go out. Raises `NotFound`, `WrongState`."""
    with store.write() as session:
        found = _movable(session, delivery_id)
        queue = list(
            session.scalars(
                select(Delivery)
                .where(Delivery.state.in_(_MOVABLE))
                .order_by(Delivery.position, Delivery.pk)
            )
        )
        old = queue.index(found)
        new = {"first": 0, "earlier": old - 1, "later": old + 1, "last": len(queue) - 1}[place]
        queue.insert(max(0, min(new, len(queue) - 1)), queue.pop(old))
        for number, delivery in enumerate(queue):
            # Below nought: what is queued later, at nought, comes behind them.
            delivery.position = number - len(queue)
        return Changes(frozenset({found.story.id}), outbox=True)


def may_leave() -> ColumnElement[bool]:
    """Return the condition that neither a delivery nor its endpoint is held back."""
    resting = select(Endpoint.pk).where(Endpoint.paused)
    return Delivery.held.is_(False) & Delivery.endpoint_pk.not_in(resting)


def sent_by_hand(
    session: Session,
    delivery_id: uuid.UUID,
    now: dt.datetime,
    *,
    on: bool = True,
    there: bool = False,
) -> None:
    """Note within the caller's transaction that a person sends a delivery now, or plans it.

    ``there``: the endpoint is to have it before its moment, and to publish it by itself.
    """
    pk = session.scalar(select(Delivery.pk).where(Delivery.id == delivery_id))
    data = {"on": on, "there": there}
    session.add(DeliveryStep(delivery_pk=pk, at=now, name=BY_HAND, phase="note", data=data))


def rest(
    session: Session, endpoint: Endpoint, who: str, now: dt.datetime, *, sign_in: bool = False
) -> None:
    """Pause an endpoint within the caller's transaction."""
    endpoint.paused = True
    if sign_in:
        endpoint.options = {**endpoint.options, SIGN_IN: True}
    _tell(session, endpoint, "endpoint_paused", who, now)


def wake_endpoint(session: Session, endpoint: Endpoint, who: str, now: dt.datetime) -> None:
    """End an endpoint's rest within the caller's transaction; what asked for a sign-in goes on."""
    if not endpoint.paused:
        return
    endpoint.paused = False
    if SIGN_IN in endpoint.options:
        endpoint.options = {k: v for k, v in endpoint.options.items() if k != SIGN_IN}
        for delivery in _asking(session, endpoint):
            delivery.state, delivery.message, delivery.updated_at = "queued", "", now
    _tell(session, endpoint, "endpoint_resumed", who, now)


def _asking(session: Session, endpoint: Endpoint) -> list[Delivery]:
    """Return the deliveries that stopped for the sign-in, and for nothing since."""
    last = (
        select(func.max(DeliveryStep.pk))
        .where(DeliveryStep.delivery_pk == Delivery.pk)
        .correlate(Delivery)
        .scalar_subquery()
    )
    query = (
        select(Delivery)
        .join(DeliveryStep, DeliveryStep.pk == last)
        .where(
            Delivery.endpoint_pk == endpoint.pk,
            Delivery.state == "needs_person",
            DeliveryStep.name == SIGN_IN_NOTE,
        )
    )
    return list(session.scalars(query))


def _endpoint(session: Session, endpoint_id: uuid.UUID) -> Endpoint:
    found = session.scalar(select(Endpoint).where(Endpoint.id == endpoint_id))
    if found is None:
        raise NotFound("There is no such endpoint.")
    return found


def _movable(session: Session, delivery_id: uuid.UUID) -> Delivery:
    found = session.scalar(select(Delivery).where(Delivery.id == delivery_id))
    if found is None:
        raise NotFound("There is no such delivery.", next_step="`editorial outbox list` shows all.")
    if found.state not in _MOVABLE:
        raise WrongState(
            "This delivery is under way or over.",
            next_step="What is under way can be called off; what is out can be withdrawn.",
        )
    return found


def _tell(
    session: Session,
    endpoint: Endpoint,
    what: str,
    who: str,
    now: dt.datetime,
    delivery: Delivery | None = None,
) -> None:
    data = {"endpoint": endpoint.name}
    if delivery is not None:
        data["delivery"] = str(delivery.id)
    story_pk = delivery.story_pk if delivery is not None else None
    session.add(Event(story_pk=story_pk, at=now, who=who, what=what, data=data))
