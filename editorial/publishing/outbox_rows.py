"""Deliveries as frozen rows with plain words, for the desk and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased, selectinload

from editorial.publishing.holding import SIGN_IN, UNDO_SECONDS
from editorial.publishing.models import Delivery, DeliveryStep, Receipt
from editorial.stories.models import Section, Story, StoryPhoto, StoryType

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

PROGRESS = "progress"
"""Name of the journal's notes that say how far a push is."""
CANCEL = "cancel"
"""Name of the journal's note that asks the courier to stop between two steps."""

_STATE_WORDS = {
    "queued": "Queued",
    "waiting": "Waiting for network",
    "sending": "Sending",
    "published": "Reading back",
    "verified": "Published",
    "accepted": "Accepted",
    "needs_person": "Needs you",
    "failed": "Failed",
    "cancelled": "Cancelled",
}


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One delivery as the outbox shows it."""

    id: uuid.UUID
    story_id: uuid.UUID
    headline: str
    kicker: str
    """Type, section, and photos or what kind of push, such as ``Analysis · Asia · update``."""
    endpoint_id: uuid.UUID
    endpoint_name: str
    endpoint_kind: str
    action: str
    """``publish`` or ``withdraw``."""
    version_number: int
    revision: int
    state: str
    """As in `Delivery.state`; ``accepted`` for one that ended well at an endpoint that cannot be
    read, so that nobody has seen what it holds."""
    state_words: str
    """The state as a person reads it, such as ``Waiting for network``."""
    message: str
    """What happened and what is to be done, in a plain sentence."""
    url: str
    remote_id: str
    differences: tuple[dict[str, str], ...]
    """Each with ``field``, ``expected`` (ours) and ``found`` (the endpoint's)."""
    attempts: int
    queued_by: str
    created_at: dt.datetime
    updated_at: dt.datetime
    not_before: dt.datetime | None
    progress: tuple[int, int]
    """Steps done and steps in all; ``(0, 0)`` when nothing is under way."""
    held: bool = False
    """A person holds it back."""
    resting: bool = False
    """Its endpoint rests."""
    asks_sign_in: bool = False
    """It stopped because the endpoint does not accept the sign-in."""

    @property
    def verified(self) -> bool:
        """Whether the endpoint's copy was read back and is as it should be."""
        return self.state == "verified" and not self.differences


def delivery_words(delivery: Delivery, *, unseen: bool = False) -> str:
    """Return how a delivery stands as a person reads it, such as ``Waiting for network``.

    ``unseen``: its receipt tells of what was accepted, not of what was seen.
    """
    ended_well = delivery.state == "verified"
    state = "accepted" if unseen and ended_well else delivery.state
    return _state_words(delivery, scheduled=False, state=state)


def clock_time(moment: dt.datetime, now: dt.datetime) -> str:
    """Return ``10:40`` for today and ``23 Nov 10:40`` for another day, in this computer's zone."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y %H:%M}"


def rows_of(
    session: Session,
    now: dt.datetime,
    conditions: Iterable[ColumnElement[bool]],
    *,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[DeliveryRow, ...]:
    """Return the rows that match: what needs a person first, then the open, then the ended.

    Those that wait stand in the order in which they go out, ended ones with the newest first.
    """
    rank = case({"needs_person": 0, "sending": 1, "published": 1}, value=Delivery.state, else_=3)
    waits = Delivery.state.in_(("queued", "waiting"))
    rank = case((waits, 2), else_=rank)
    keys = session.scalars(
        select(Delivery.pk)
        .where(*conditions)
        .order_by(
            rank,
            case((waits, Delivery.position), else_=0),
            case((waits, Delivery.pk), else_=0),
            Delivery.updated_at.desc(),
            Delivery.pk.desc(),
        )
        .limit(limit)
        .offset(offset)
    ).all()
    # What is counted for a row is counted for those on show alone.
    found = {facts.delivery.pk: facts for facts in _with_facts(session, keys)}
    unseen = _unseen(session, keys)
    shown = [found[key] for key in keys if key in found]
    under_way = [each.delivery.pk for each in shown if each.delivery.state == "sending"]
    progress = _progress(session, under_way)
    return tuple(
        _row(
            facts,
            "accepted" if facts.delivery.pk in unseen else facts.delivery.state,
            progress.get(facts.delivery.pk),
            now,
        )
        for facts in shown
    )


class _Facts(NamedTuple):
    """A delivery, and what its row says of the story."""

    delivery: Delivery
    story_id: uuid.UUID
    headline: str
    status: str
    type: str | None
    section: str | None
    photos: int
    is_update: bool
    """The endpoint has an earlier version."""


def _with_facts(session: Session, keys: Sequence[int]) -> Iterator[_Facts]:
    photos = (
        select(func.count())
        .select_from(StoryPhoto)
        .where(StoryPhoto.story_pk == Delivery.story_pk)
        .correlate(Delivery)
        .scalar_subquery()
    )
    earlier = aliased(Receipt)
    update = (
        select(earlier.pk)
        .where(
            earlier.story_pk == Delivery.story_pk,
            earlier.endpoint_pk == Delivery.endpoint_pk,
            earlier.delivery_pk < Delivery.pk,
        )
        .correlate(Delivery)
        .exists()
    )
    # A story has forty columns and a row needs three; endpoints are few, and each is read once.
    query = (
        select(
            Delivery,
            Story.id,
            Story.headline,
            Story.status,
            StoryType.name,
            Section.name,
            photos,
            update,
        )
        .join(Story, Story.pk == Delivery.story_pk)
        .outerjoin(StoryType, StoryType.pk == Story.type_pk)
        .outerjoin(Section, Section.pk == Story.section_pk)
        .options(selectinload(Delivery.endpoint))
    )
    # As many as SQLite takes in one question.
    for start in range(0, len(keys), 900):
        for row in session.execute(query.where(Delivery.pk.in_(keys[start : start + 900]))):
            yield _Facts(*row)


def _unseen(session: Session, keys: Sequence[int]) -> set[int]:
    """Return those that ended well though nobody could look: their receipt has no fingerprint."""
    found: set[int] = set()
    for start in range(0, len(keys), 900):
        query = (
            select(Receipt.delivery_pk)
            .join(Delivery, Delivery.pk == Receipt.delivery_pk)
            .where(
                Receipt.delivery_pk.in_(keys[start : start + 900]),
                Receipt.fingerprint == "",
                Delivery.state == "verified",
            )
        )
        found.update(session.scalars(query))
    return found


def _row(
    facts: _Facts, state: str, progress: dict[str, Any] | None, now: dt.datetime
) -> DeliveryRow:
    delivery, endpoint = facts.delivery, facts.delivery.endpoint
    later = delivery.not_before is not None and delivery.not_before > now
    scheduled = delivery.state == "queued" and later
    return DeliveryRow(
        id=delivery.id,
        story_id=facts.story_id,
        headline=facts.headline or "Untitled",
        kicker=_kicker(facts),
        endpoint_id=endpoint.id,
        endpoint_name=endpoint.name,
        endpoint_kind=endpoint.kind,
        action=delivery.action,
        version_number=delivery.version_number,
        revision=delivery.revision,
        state=state,
        state_words=_state_words(delivery, scheduled, state),
        message=_message(delivery, progress, now, scheduled),
        url=delivery.url,
        remote_id=delivery.remote_id,
        differences=tuple(delivery.differences or ()),
        attempts=delivery.attempts,
        queued_by=delivery.queued_by,
        created_at=delivery.created_at,
        updated_at=delivery.updated_at,
        not_before=delivery.not_before,
        progress=(progress["done"], progress["total"]) if progress else (0, 0),
        held=delivery.held,
        resting=endpoint.paused,
        asks_sign_in=delivery.state == "needs_person"
        and not delivery.differences
        and SIGN_IN in endpoint.options,
    )


def _kicker(facts: _Facts) -> str:
    parts = [name for name in (facts.type, facts.section) if name is not None]
    if facts.delivery.action == "withdraw":
        parts.append("withdrawal")
    elif facts.is_update:
        parts.append("correction" if facts.status == "correcting" else "update")
    elif facts.photos:
        parts.append("1 photo" if facts.photos == 1 else f"{facts.photos} photos")
    return " · ".join(parts)


def _state_words(delivery: Delivery, scheduled: bool, state: str) -> str:
    if delivery.state in ("queued", "waiting") and (delivery.held or delivery.endpoint.paused):
        return "Held" if delivery.held else "Resting"
    if scheduled:
        return "Queued" if _waits_for_undo(delivery) else "Scheduled"
    if delivery.action == "withdraw" and state in ("verified", "accepted"):
        return "Withdrawn" if state == "verified" else "Withdrawal accepted"
    return _STATE_WORDS[state]


def _message(
    delivery: Delivery, progress: dict[str, Any] | None, now: dt.datetime, scheduled: bool
) -> str:
    if delivery.state in ("queued", "waiting") and (delivery.held or delivery.endpoint.paused):
        return _held_words(delivery)
    if scheduled and delivery.not_before is not None:
        if _waits_for_undo(delivery):
            return f"Leaves at {delivery.not_before.astimezone():%H:%M:%S}, unless it is undone."
        return f"{_day(delivery.not_before, now)} ({_until(delivery.not_before, now)})"
    if delivery.state == "sending":
        return str(progress["what"]) if progress else "Getting ready"
    queued = f"Queued {clock_time(delivery.created_at, now)}. Goes out by itself; nothing to do."
    if delivery.state == "queued":
        return queued
    if delivery.state == "waiting":
        return f"{delivery.message} {queued}" if delivery.message else queued
    if delivery.state in ("verified", "cancelled") and delivery.message:
        return f"{clock_time(delivery.updated_at, now)} · {delivery.message}"
    return delivery.message


def _waits_for_undo(delivery: Delivery) -> bool:
    """Whether it is held only so that the decision can be taken back."""
    if delivery.not_before is None:
        return False
    return (delivery.not_before - delivery.created_at).total_seconds() <= UNDO_SECONDS


def _held_words(delivery: Delivery) -> str:
    if delivery.held:
        return "Held back by a person. It goes out when it is let go."
    name = delivery.endpoint.name
    if SIGN_IN in delivery.endpoint.options:
        return f"“{name}” did not accept the sign-in. Mend that once, and all for it go on."
    return f"“{name}” rests. It goes out when the endpoint goes on."


def _day(moment: dt.datetime, now: dt.datetime) -> str:
    """Return when something planned is, on the clock of ``now``: the newsroom's."""
    local = moment.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days == 0:
        return f"Today, {local:%H:%M}"
    if days == 1:
        return f"Tomorrow, {local:%H:%M}"
    return f"{local.day} {local:%B, %H:%M}"


def _until(moment: dt.datetime, now: dt.datetime) -> str:
    minutes = max(1, round((moment - now).total_seconds() / 60))
    if minutes < 60:
        return f"in {minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"in {hours} h {minutes} min" if minutes else f"in {hours} h"
    return f"in {hours // 24} days"


def _progress(session: Session, deliveries: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the newest progress note of each delivery."""
    if not deliveries:
        return {}
    newest = (
        select(func.max(DeliveryStep.pk))
        .where(DeliveryStep.delivery_pk.in_(deliveries), DeliveryStep.name == PROGRESS)
        .group_by(DeliveryStep.delivery_pk)
    )
    steps = session.scalars(select(DeliveryStep).where(DeliveryStep.pk.in_(newest)))
    return {step.delivery_pk: step.data for step in steps}
