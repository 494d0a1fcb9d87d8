"""Nothing that is planned leaves early, even where this computer's clock is wrong.

The rule, for a story that is scheduled or under embargo (what a person sends by hand asks no
clock but the embargo's):

1. This computer's clock must say that its moment has come.
2. Where the endpoint has a clock of its own (the ``Date`` of a web server's answer), that one
   must say so too. If it does not, the piece waits until it does.
3. Where it has none (a folder), this computer's clock must be believed. It is while it keeps in
   step with the counter that runs since the computer was started, and across a time in which
   Editorial was closed when it went on by at most `REST` beyond the latest time seen. Else it is
   doubted, and the piece waits: until the clock is set back, until a server's clock agrees with
   it, or until a person sends the piece.

A clock that goes back makes a piece late at worst; what waits is then planned anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.publishing.endpoints.protocol import EndpointClient, NotYet, TellsTime
from editorial.publishing.holding import BY_HAND
from editorial.publishing.models import ClockWatch, Delivery, DeliveryStep
from editorial.stories.models import Story
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.system.clock import Clock

STEP = dt.timedelta(minutes=5)
"""By how much the clock may leave the counter's step between two looks."""
REST = dt.timedelta(days=3)
"""For how long Editorial may have been closed: a long weekend."""
AGREE = dt.timedelta(minutes=5)
"""How near a server's clock must be to clear this computer's of doubt."""
_AGAIN = 60.0
"""Seconds until the clock is looked at again."""
_KEPT_EVERY = dt.timedelta(minutes=1)
Counter = Callable[[], float]
"""Returns seconds that only go forward."""


class Watch:
    """What one courier knows of the clock. Used by one thread at a time."""

    def __init__(self, store: Store, clock: Clock, counter: Counter) -> None:
        self._store, self._clock, self._counter = store, clock, counter
        self._last: tuple[dt.datetime, float] | None = None
        self._jump = dt.timedelta(0)

    def look(self) -> None:
        """Compare the clock with the counter, or with the latest time seen; keep what is found."""
        now, count = self._clock(), self._counter()
        with self._store.read() as session:
            row = session.get(ClockWatch, 1)
            seen_at = row.seen_at if row else None
            doubted_at = row.doubted_at if row else None
        jump, allowed = self._jumped(now, count, seen_at)
        self._last = (now, count)
        if jump > allowed:
            self._jump = jump
            doubted_at = doubted_at or now
        went_back = jump < -STEP or (doubted_at is not None and now < doubted_at - STEP)
        if went_back:
            doubted_at = None
        self._keep(now, doubted_at, plan_anew=went_back)

    def see(self, slot: Slot, client: EndpointClient, host: str) -> None:
        """Raise `NotYet` where it is not certain that the moment has come; asks the endpoint."""
        if slot.at is not None:
            self._see(slot.at, client, host, by_hand=slot.by_hand)

    def _see(self, slot: dt.datetime, client: EndpointClient, host: str, *, by_hand: bool) -> None:
        now = self._clock()
        if now < slot:
            raise self._not_yet(slot - now, "Its moment has not come.")
        theirs = client.their_time() if isinstance(client, TellsTime) else None
        if theirs is not None:
            if abs(theirs - now) <= AGREE:
                self._believe(now)
            # Whole seconds come back: what is a fraction behind is not early.
            if theirs < slot.replace(microsecond=0):
                ahead = _span(now - theirs)
                raise self._not_yet(
                    slot - theirs,
                    f"This computer’s clock is {ahead} ahead of the one at {host}, where the "
                    "moment has not come. Nothing was sent.",
                )
            return
        if by_hand:
            return
        with self._store.read() as session:
            row = session.get(ClockWatch, 1)
            doubted = row is not None and row.doubted_at is not None
        if doubted:
            jumped = f" by {_span(self._jump)}" if self._jump else ""
            raise self._not_yet(
                None,
                f"This computer’s clock jumped ahead{jumped}, so it is not certain that the moment "
                "has come. Nothing was sent. Set the clock right, or if it is right, send it now.",
            )

    def _jumped(
        self, now: dt.datetime, count: float, seen_at: dt.datetime | None
    ) -> tuple[dt.timedelta, dt.timedelta]:
        """Return by how much the clock went further than expected, and how much may be."""
        if self._last is not None:
            before, counted = self._last
            return now - before - dt.timedelta(seconds=count - counted), STEP
        if seen_at is not None:
            # How long Editorial was closed, nobody knows; back is back all the same.
            return now - seen_at, REST
        return dt.timedelta(0), STEP

    def _believe(self, now: dt.datetime) -> None:
        self._jump = dt.timedelta(0)
        self._keep(now, None)

    def _keep(
        self, now: dt.datetime, doubted_at: dt.datetime | None, *, plan_anew: bool = False
    ) -> None:
        with self._store.read() as session:
            row = session.get(ClockWatch, 1)
            is_known = row is not None and row.doubted_at == doubted_at
            fresh = row is not None and (doubted_at is not None or now - row.seen_at < _KEPT_EVERY)
        if is_known and fresh and not plan_anew:
            return
        with self._store.write() as session:
            row = session.get(ClockWatch, 1)
            if row is None:
                row = ClockWatch(pk=1, seen_at=now)
                session.add(row)
            row.doubted_at = doubted_at
            if doubted_at is None:
                row.seen_at = max(row.seen_at, now)
            if plan_anew:
                _plan_anew(session)

    def _not_yet(self, wait: dt.timedelta | None, message: str) -> NotYet:
        seconds = max(wait.total_seconds(), 1.0) if wait is not None else _AGAIN
        return NotYet(message, retry_after=min(seconds, 3600.0))


@dataclass(frozen=True, slots=True)
class Slot:
    """The moment before which a delivery may not leave; None for none."""

    at: dt.datetime | None
    by_hand: bool
    """A person sends it: only the embargo counts, and the clock is taken at that person's word."""
    there: bool = False
    """The endpoint is to have it beforehand: only the embargo counts."""


def slot_of(session: Session, delivery: Delivery) -> Slot:
    """Return when a delivery may leave."""
    story = delivery.story
    last = session.scalar(
        select(DeliveryStep.data)
        .where(DeliveryStep.delivery_pk == delivery.pk, DeliveryStep.name == BY_HAND)
        .order_by(DeliveryStep.pk.desc())
        .limit(1)
    )
    by_hand = bool(last and last["on"])
    there = bool(last and last.get("there"))
    moments = [story.embargo_at]
    if story.status == Status.SCHEDULED and not (by_hand or there):
        moments.append(story.publish_at)
    at = max((moment for moment in moments if moment is not None), default=None)
    return Slot(at, by_hand, there)


def _plan_anew(session: Session) -> None:
    """Let what waited for a wrong clock wait for its own moment again."""
    waiting = (
        select(Delivery)
        .join(Story, Story.pk == Delivery.story_pk)
        .where(Delivery.state == "waiting", Story.status == Status.SCHEDULED.value)
    )
    for delivery in session.scalars(waiting):
        delivery.not_before = delivery.story.publish_at


def _span(span: dt.timedelta) -> str:
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 72 else f"{round(hours / 24)} days"
