"""Which endpoints hold a story, and whether what they show has its last correction.

Told by receipts alone: what an endpoint was seen to hold (or, where nobody can look, to accept),
never what was meant to arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.publishing.models import OPEN_STATES, Delivery, Endpoint, Receipt
from editorial.publishing.outbox_rows import delivery_words
from editorial.stories.find import story_of
from editorial.stories.versions import snapshot_in

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Correction, Story


@dataclass(frozen=True, slots=True)
class Holding:
    """What one endpoint holds of a story."""

    endpoint_id: uuid.UUID
    endpoint_name: str
    version_number: int | None
    """The version that was read back there last, or accepted where nothing can be read back;
    None where nothing ever arrived."""
    at: dt.datetime | None
    """When it was read back."""
    url: str
    withdrawn: bool
    is_current: bool
    """Whether it has the newest correction or update, or is withdrawn as the story is."""
    words: str
    """``Has the correction of 27 Nov.`` or ``Still shows the old text (version 4).``"""
    delivery: str
    """How the newest delivery stands, in words; empty where there is none."""
    message: str
    """What the person has to know of it."""


def holdings(store: Store, story_id: uuid.UUID | str) -> tuple[Holding, ...]:
    """Return what each endpoint holds that ever got the story, or is to. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        receipts = _newest_receipts(session, story.pk)
        deliveries = _newest_deliveries(session, story.pk)
        newest = story.corrections[-1] if story.corrections else None
        endpoints = session.scalars(
            select(Endpoint)
            .where(Endpoint.pk.in_({*receipts, *deliveries}))
            .order_by(Endpoint.name)
        ).all()
        return tuple(
            _holding(session, story, each, receipts.get(each.pk), deliveries.get(each.pk), newest)
            for each in endpoints
        )


def to_tell(session: Session, story_pk: int) -> list[uuid.UUID]:
    """Return the ids of the endpoints that must get a correction.

    Those whose last receipt says that they hold the story, paused ones too, and those to which
    older words are on their way: these would else arrive uncorrected.
    """
    held = {pk for pk, row in _newest_receipts(session, story_pk).items() if not row.withdrawn}
    coming = set(
        session.scalars(
            select(Delivery.endpoint_pk).where(
                Delivery.story_pk == story_pk,
                Delivery.action == "publish",
                Delivery.state.in_(OPEN_STATES),
            )
        )
    )
    rows = session.scalars(
        select(Endpoint).where(Endpoint.pk.in_(held | coming)).order_by(Endpoint.pk)
    )
    return [row.id for row in rows]


def holders(session: Session, story_pk: int) -> list[uuid.UUID]:
    """Return the ids of the endpoints whose last receipt says that they hold the story."""
    held = {pk for pk, row in _newest_receipts(session, story_pk).items() if not row.withdrawn}
    rows = session.scalars(select(Endpoint).where(Endpoint.pk.in_(held)).order_by(Endpoint.pk))
    return [row.id for row in rows]


def _newest_receipts(session: Session, story_pk: int) -> dict[int, Receipt]:
    rows = session.scalars(select(Receipt).where(Receipt.story_pk == story_pk).order_by(Receipt.pk))
    return {row.endpoint_pk: row for row in rows}


def _newest_deliveries(session: Session, story_pk: int) -> dict[int, Delivery]:
    rows = session.scalars(
        select(Delivery).where(Delivery.story_pk == story_pk).order_by(Delivery.pk)
    )
    return {row.endpoint_pk: row for row in rows}


def _holding(
    session: Session,
    story: Story,
    endpoint: Endpoint,
    receipt: Receipt | None,
    delivery: Delivery | None,
    newest: Correction | None,
) -> Holding:
    version = None
    if receipt is not None:
        version = session.get_one(Delivery, receipt.delivery_pk).version_number
    is_current, words = _said(session, story, receipt, version, newest)
    return Holding(
        endpoint_id=endpoint.id,
        endpoint_name=endpoint.name,
        version_number=version,
        at=receipt.at if receipt else None,
        url=receipt.url if receipt else "",
        withdrawn=bool(receipt and receipt.withdrawn),
        is_current=is_current,
        words=words,
        delivery=_delivery_words(delivery, receipt),
        message=_message(endpoint, delivery),
    )


def _delivery_words(delivery: Delivery | None, receipt: Receipt | None) -> str:
    if delivery is None:
        return ""
    own = receipt is not None and receipt.delivery_pk == delivery.pk
    return delivery_words(delivery, unseen=own and receipt is not None and not receipt.fingerprint)


def _said(
    session: Session,
    story: Story,
    receipt: Receipt | None,
    version: int | None,
    newest: Correction | None,
) -> tuple[bool, str]:
    if receipt is None or version is None:
        return False, "It has not arrived there."
    unseen = not receipt.fingerprint
    if receipt.withdrawn:
        words = "Its withdrawal was accepted there; nobody can look whether it was followed."
        seen = "Withdrawn there; readers no longer see it."
        return story.status == "withdrawn", words if unseen else seen
    if story.status == "withdrawn":
        return False, f"Still shows the story (version {version})."
    if newest is None:
        words = f"Accepted version {version}; it cannot be read back there."
        return True, words if unseen else f"Shows version {version}."
    shown = snapshot_in(session, story.pk, version).corrections
    day = f"{newest.at.astimezone().day} {newest.at.astimezone():%b}"
    if any(note.at == newest.at for note in shown):
        words = f"Accepted the {newest.kind} of {day}; it cannot be read back there."
        return True, words if unseen else f"Has the {newest.kind} of {day}."
    return False, f"Still shows the old text (version {version}), without the {newest.kind}."


def _message(endpoint: Endpoint, delivery: Delivery | None) -> str:
    if delivery is None:
        return ""
    if endpoint.paused and delivery.state in OPEN_STATES:
        return f"{endpoint.name} is paused; nothing leaves for it until you let it go on."
    return delivery.message if delivery.state != "verified" else ""
