"""How an attempt ended, written down: the only place that moves a delivery's state forward.

Every write checks that the lease is still the courier's own (`LeaseLost` otherwise) and lets
go of it, except `Outcomes.published`, after which the copy is still to be read back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editorial.publishing import accepted, comparison
from editorial.publishing.backoff import wait
from editorial.publishing.endpoints.protocol import EndpointBusy, Held, NotYet
from editorial.publishing.holding import SIGN_IN_NOTE, rest
from editorial.publishing.journal import held_as_data
from editorial.publishing.lease import LENGTH, held_delivery
from editorial.publishing.models import Delivery, DeliveryStep, Receipt
from editorial.publishing.outbox import called_off, end, leave_schedule
from editorial.publishing.outbox_rows import clock_time
from editorial.stories.models import Event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.system.clock import Clock
    from editorial.system.errors import EditorialError

Published = Callable[["Session", Delivery, Held | None], None]
"""Called with the session, the delivery and what the endpoint now holds (None: gone)."""


class Outcomes:
    """Writes down how attempts of one courier ended."""

    def __init__(
        self, store: Store, clock: Clock, random: Random, on_published: Published | None
    ) -> None:
        self._store, self._clock, self._random = store, clock, random
        self._on_published = on_published

    def published(self, pk: int, holder: str, remote_id: str) -> None:
        """Write down that the endpoint took the piece; it is still to be read back."""
        with self._write(pk, holder) as (_, delivery):
            now = self._clock()
            delivery.state = "published"
            delivery.remote_id = remote_id
            delivery.message = "Sent; reading it back."
            delivery.leased_until = now + LENGTH
            delivery.updated_at = now

    def looked(
        self,
        pk: int,
        holder: str,
        held: Held | None,
        differences: comparison.Sides,
        notice: str = "",
    ) -> None:
        """Write down what was read back: verified, or shown to a person with its differences.

        ``notice`` is one more thing that the person should know.
        """
        with self._write(pk, holder) as (session, delivery):
            now = self._clock()
            delivery.differences = differences
            if held is None:
                message = "The endpoint took the piece, but it cannot be found there now."
                end(session, delivery, "needs_person", message, now)
                return
            delivery.url = held.url
            self._keep_receipt(session, delivery, held, withdrawn=False)
            end(session, delivery, *_found_words(held, differences, notice), now)
            what = "push" if differences else "verified"
            self._tell(session, delivery, held, what)
            if self._on_published is not None:
                self._on_published(session, delivery, held)

    def accepted(self, pk: int, holder: str, held: Held) -> None:
        """Write down that the endpoint accepted what was sent, and that nobody can look."""
        with self._write(pk, holder) as (session, delivery):
            gone = delivery.action == "withdraw"
            delivery.differences = []
            delivery.url = held.url
            self._keep_receipt(session, delivery, held, withdrawn=gone)
            words = accepted.WITHDRAWN_WORDS if gone else accepted.WORDS
            end(session, delivery, "verified", words, self._clock())
            self._tell(session, delivery, held, "withdrawal_accepted" if gone else "accepted")
            if self._on_published is not None:
                self._on_published(session, delivery, held)

    def withdrawn(self, pk: int, holder: str, held: Held | None, gone: Held) -> None:
        """Write down what was seen after a withdrawal; ``gone`` tells of it where nothing was."""
        with self._write(pk, holder) as (session, delivery):
            now = self._clock()
            if held is not None and held.public:
                message = "The endpoint accepted the withdrawal, but readers still see the piece."
                end(session, delivery, "needs_person", message, now)
                return
            self._keep_receipt(session, delivery, held or gone, withdrawn=True)
            end(session, delivery, "verified", "checked: readers no longer see it", now)
            self._tell(session, delivery, held, "withdrawn")
            if self._on_published is not None:
                self._on_published(session, delivery, held)

    def nothing_there(self, pk: int, holder: str) -> None:
        """End a withdrawal of what was never there."""
        with self._write(pk, holder) as (session, delivery):
            message = "There is nothing to withdraw: the story was never sent there."
            end(session, delivery, "cancelled", message, self._clock())

    def cancelled(self, pk: int, holder: str) -> None:
        """Write down that a person called it off in time."""
        with self._write(pk, holder) as (session, delivery):
            now = self._clock()
            end(session, delivery, "cancelled", called_off(session, delivery), now)
            leave_schedule(session, delivery, delivery.queued_by, now)

    def put_back(self, pk: int, holder: str) -> None:
        """Let go of a delivery half-way: the journal knows how far it came, and it is due again."""
        with self._write(pk, holder) as (_, delivery):
            if delivery.state == "sending":
                delivery.state = "queued"
            delivery.message = "Stopped when Editorial was closed. Goes on by itself."
            delivery.leased_by, delivery.leased_until = "", None
            delivery.updated_at = self._clock()

    def wait(self, pk: int, holder: str, error: EditorialError) -> None:
        """Try again later; what is already out stays out and is read back then."""
        asked = error.retry_after if isinstance(error, EndpointBusy) else None
        with self._write(pk, holder) as (_, delivery):
            now = self._clock()
            span = wait(delivery.attempts, self._random, asked)
            if isinstance(error, NotYet) and error.retry_after is not None:
                # To the second: a planned piece is not to be late either.
                span = dt.timedelta(seconds=error.retry_after)
            delivery.not_before = now + span
            again = f"Tries again at {clock_time(delivery.not_before, now)}."
            if delivery.state == "published":
                delivery.message = f"Sent. Reading it back must wait: {error.message} {again}"
            else:
                delivery.state = "waiting"
                delivery.message = f"{error.message} {again}"
            delivery.leased_by, delivery.leased_until = "", None
            delivery.updated_at = now

    def ask(
        self, pk: int, holder: str, message: str, differences: comparison.Sides | None = None
    ) -> None:
        """Hand over to a person: nobody else can go on from here."""
        with self._write(pk, holder) as (session, delivery):
            if differences is not None:
                delivery.differences = differences
            end(session, delivery, "needs_person", message, self._clock())

    def ask_sign_in(self, pk: int, holder: str, message: str) -> None:
        """Hand over to a person, once: the endpoint rests until the sign-in is mended.

        A piece that is out already is read back then.
        """
        with self._write(pk, holder) as (session, delivery):
            now = self._clock()
            session.add(DeliveryStep(delivery_pk=pk, at=now, name=SIGN_IN_NOTE, phase="note"))
            rest(session, delivery.endpoint, delivery.queued_by, now, sign_in=True)
            if delivery.state == "published":
                delivery.message = f"Sent. Reading it back must wait: {message}"
                delivery.leased_by, delivery.leased_until = "", None
                delivery.updated_at = now
            else:
                end(session, delivery, "needs_person", message, now)

    def fail(self, pk: int, holder: str, message: str) -> None:
        """End a piece that cannot go out; one that is out already is for a person to look at."""
        with self._write(pk, holder) as (session, delivery):
            if delivery.state == "published":
                message = f"It was sent, but not read back. {message}"
                end(session, delivery, "needs_person", message, self._clock())
            else:
                end(session, delivery, "failed", message, self._clock())

    @contextmanager
    def _write(self, pk: int, holder: str) -> Iterator[tuple[Session, Delivery]]:
        with self._store.write() as session:
            yield session, held_delivery(session, pk, holder)

    def _keep_receipt(
        self, session: Session, delivery: Delivery, held: Held, *, withdrawn: bool
    ) -> None:
        """Write the receipt. There is one for each delivery, and it never changes."""
        session.add(
            Receipt(
                story_pk=delivery.story_pk,
                endpoint_pk=delivery.endpoint_pk,
                delivery_pk=delivery.pk,
                remote_id=held.remote_id,
                url=held.url,
                fingerprint=held.fingerprint,
                held=held_as_data(held),
                withdrawn=withdrawn,
                at=self._clock(),
            )
        )
        session.flush()

    def _tell(self, session: Session, delivery: Delivery, held: Held | None, what: str) -> None:
        """Write the event that the story's history shows."""
        session.add(
            Event(
                story_pk=delivery.story_pk,
                at=self._clock(),
                who=delivery.queued_by,
                what=what,
                data={
                    "endpoint": delivery.endpoint.name,
                    "delivery": str(delivery.id),
                    "version": delivery.version_number,
                    "url": held.url if held else "",
                    "differences": len(delivery.differences or ()),
                },
            )
        )


def _found_words(held: Held, differences: comparison.Sides, notice: str) -> tuple[str, str]:
    """Return the state and the sentence for a copy that was read back."""
    if differences:
        count = len(differences)
        things = "1 thing is" if count == 1 else f"{count} things are"
        return "needs_person", f"It is out, but {things} not as sent. Compare, then decide."
    words = comparison.checked_words(held)
    if not held.public:
        words = f"scheduled at the endpoint; {words}"
    return "verified", f"{words}; {notice}" if notice else words
