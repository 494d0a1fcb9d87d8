"""Missed slots: a publish time has passed, and nobody has seen the story in public.

An alarm is raised once for each slot; that it was is an event of the story, so that a restart
does not repeat it and the record tells of it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from editorial.publishing.models import OPEN_STATES, ClockWatch, Delivery
from editorial.review.queue_filter import GRACE
from editorial.stories.events import record
from editorial.stories.models import Event, Story
from editorial.stories.workflow import Status
from editorial.system.settings import load_settings
from editorial.system.zones import shown_zone, zone_label

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

MISSED = "slot_missed"
NEXT_STEP = "Push it now under Publish, or move it in the calendar."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MissedSlot:
    """A story that is not out though its time has come."""

    story_id: uuid.UUID
    slug: str
    headline: str
    slot: dt.datetime
    message: str
    """What happened, in one sentence, on the newsroom's clock."""
    why: str
    """What is known of its way; one or two sentences."""


def missed_slots(store: Store) -> tuple[MissedSlot, ...]:
    """Return what should be public by now and is not, the oldest slot first."""
    zone = shown_zone(load_settings(store.home).newsroom)
    with store.read() as session:
        return tuple(_slot(session, story, at, zone) for story, at in _missed(session, store.now()))


def raise_alarms(store: Store) -> tuple[MissedSlot, ...]:
    """Return the slots that were missed since the last look, and keep that they were told.

    While this computer's clock is doubted a slot is told as well, and once more when it is
    missed by a clock that is believed.
    """
    now = store.now()
    with store.read() as session:
        if not _missed(session, now):
            return ()
    zone = shown_zone(load_settings(store.home).newsroom)
    found: list[MissedSlot] = []
    with store.write() as session:
        clock = session.get(ClockWatch, 1)
        doubted = clock is not None and clock.doubted_at is not None
        for story, at in _missed(session, now):
            if _is_told(session, story.pk, at, doubted=doubted):
                continue
            slot = _slot(session, story, at, zone)
            record(
                session, MISSED, story_pk=story.pk, who="", at=now, slot=at.isoformat(),
                doubted=doubted, why=slot.why,
            )  # fmt: skip
            found.append(slot)
    for slot in found:
        _log.warning("missed slot: %s %s", slot.message, slot.why)
    return tuple(found)


def next_alarm(store: Store) -> dt.datetime | None:
    """Return when the next slot will have been missed, if it is; None without one to come."""
    now = store.now()
    with store.read() as session:
        at = session.scalar(
            select(func.min(Story.publish_at)).where(
                Story.status == Status.SCHEDULED.value, Story.publish_at >= now - GRACE
            )
        )
    return at + GRACE if at is not None else None


def _missed(session: Session, now: dt.datetime) -> list[tuple[Story, dt.datetime]]:
    rows = session.scalars(
        select(Story)
        .where(Story.status == Status.SCHEDULED.value, Story.publish_at < now - GRACE)
        .order_by(Story.publish_at, Story.pk)
    )
    return [(story, story.publish_at) for story in rows if story.publish_at is not None]


def _is_told(session: Session, story_pk: int, at: dt.datetime, *, doubted: bool) -> bool:
    told = session.scalars(
        select(Event.data).where(Event.story_pk == story_pk, Event.what == MISSED)
    )
    return any(data["slot"] == at.isoformat() and (doubted or not data["doubted"]) for data in told)


def _slot(session: Session, story: Story, at: dt.datetime, zone: dt.tzinfo) -> MissedSlot:
    local = at.astimezone(zone)
    name = story.headline or story.slug
    return MissedSlot(
        story.id,
        story.slug,
        story.headline,
        at,
        f"“{name}” was to go out on {local:%A} {local.day} {local:%B at %H:%M} "
        f"({zone_label(zone)}) and is not public.",
        _why(session, story),
    )


def _why(session: Session, story: Story) -> str:
    delivery = session.scalar(
        select(Delivery)
        .where(Delivery.story_pk == story.pk, Delivery.state.in_((*OPEN_STATES, "failed")))
        .order_by(Delivery.updated_at.desc())
        .limit(1)
    )
    if delivery is None:
        return "Nothing of it is on its way."
    name = delivery.endpoint.name
    if delivery.message:
        return f"{name}: {delivery.message}"
    if delivery.held or delivery.endpoint.paused:
        return f"{name}: it is held back."
    if delivery.state == "sending":
        return f"{name}: it is being sent."
    return f"{name}: it has waited; Editorial may have been closed, or the computer off."
