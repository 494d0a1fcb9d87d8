"""Delivers: takes what is due out of the outbox, pushes it, reads it back, says what is true.

No transaction is open while the network talks. Everything that an endpoint need not know is
here, once: leases, journal, retries, comparison before an update and after a push.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import case, select

from editorial.publishing import accepted, comparison
from editorial.publishing.addresses import EndpointRow, endpoint_row
from editorial.publishing.clock_watch import Counter, Watch, slot_of
from editorial.publishing.embargo import see_embargo
from editorial.publishing.endpoints.mapping import under_their_names
from editorial.publishing.endpoints.protocol import (
    AlreadyThere,
    Cancelled,
    CannotBeRead,
    EndpointClient,
    Interrupted,
)
from editorial.publishing.holding import may_leave
from editorial.publishing.journal import CHANGED, DeliveryJournal
from editorial.publishing.lease import (
    Heartbeat,
    LeaseLost,
    is_free,
    new_holder,
    take,
    take_next,
)
from editorial.publishing.models import Delivery
from editorial.publishing.outbox import delivery as row_of
from editorial.publishing.outbox import public_address
from editorial.publishing.outcomes import Outcomes, Published
from editorial.publishing.photo_rights import see_photo_rights
from editorial.system.clock import Clock, boot_seconds, utc_now
from editorial.system.errors import (
    EditorialError,
    EnvironmentProblem,
    KeyringUnavailable,
    NetworkDown,
    NotFound,
    PushRefused,
    SignInFailed,
    WrongState,
)
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store

Clients = Callable[[EndpointRow], EndpointClient]
Assemble = Callable[..., "Piece"]
"""Called with story id, version number and ``address_of=`` a function from a story's id to its
public address at this endpoint, or None."""
Watcher = Callable[["uuid.UUID", int, int, str], None]
"""Called with the delivery's id, steps done, steps in all, and what is being done."""
_log = logging.getLogger(__name__)


class Courier:
    """One deliverer. Several may work on one database; no delivery is sent twice."""

    def __init__(
        self,
        store: Store,
        clients: Clients,
        assemble: Assemble,
        clock: Clock = utc_now,
        random: Random | None = None,
        *,
        on_published: Published | None = None,
        counter: Counter | None = None,
    ) -> None:
        """``on_published`` is called in the transaction that writes the receipt.

        ``counter`` is what the clock is held against; a clock of one's own counts for itself.
        """
        if counter is None:
            counter = boot_seconds if clock is utc_now else lambda: clock().timestamp()
        self._watch = Watch(store, clock, counter)
        self._store, self._clients, self._assemble = store, clients, assemble
        self._clock = clock
        self._outcomes = Outcomes(store, clock, random or Random(), on_published)

    def run_once(
        self, limit: int | None = None, progress: Watcher | None = None
    ) -> tuple[DeliveryRow, ...]:
        """Send what is due, one after the other, at most ``limit``; return how each stands now.

        After an endpoint could not be reached its other deliveries are left for another turn.
        """
        self._watch.look()
        handled: list[DeliveryRow] = []
        unreachable: set[int] = set()
        while limit is None or len(handled) < limit:
            holder = new_holder()
            with self._store.write() as session:
                taken = take_next(session, holder, self._clock(), unreachable)
                if taken is None:
                    break
                pk, delivery_id, endpoint_pk = taken.pk, taken.id, taken.endpoint_pk
            self._send(pk, delivery_id, holder, progress)
            row = row_of(self._store, delivery_id)
            handled.append(row)
            if row.not_before is not None:
                unreachable.add(endpoint_pk)
        return tuple(handled)

    def next_due(self) -> dt.datetime | None:
        """Return when the next delivery is due, so that a caller can sleep; None for never."""
        # One that is under way is due again when its lease runs out: its courier may be gone.
        due = case((Delivery.leased_by != "", Delivery.leased_until), else_=Delivery.not_before)
        with self._store.read() as session:
            query = select(due).where(
                Delivery.state.in_(("queued", "waiting", "sending", "published")), may_leave()
            )
            times = session.scalars(query).all()
        return min((time or self._clock() for time in times), default=None)

    def deliver(self, delivery_id: uuid.UUID, progress: Watcher | None = None) -> DeliveryRow:
        """Send one delivery now, due or not, and return how it stands.

        Raises `NotFound`, and `WrongState` when another courier is sending it, it is over, or
        a person must decide first.
        """
        self._watch.look()
        holder = new_holder()
        with self._store.write() as session:
            found = session.scalar(select(Delivery).where(Delivery.id == delivery_id))
            if found is None:
                raise NotFound("There is no such delivery.")
            if found.state == "needs_person":
                raise WrongState(
                    found.message or "This delivery waits for a person's decision.",
                    next_step="Decide in the outbox, or try again from there.",
                )
            if found.state not in ("queued", "waiting", "sending", "published"):
                raise WrongState("This delivery is over.")
            if found.held or found.endpoint.paused:
                raise WrongState(
                    f"“{found.endpoint.name}” rests, so nothing leaves for it."
                    if found.endpoint.paused
                    else "This delivery is held back.",
                    safe="It keeps its place in the outbox.",
                    next_step="Let it go on in the outbox.",
                )
            if not is_free(found, self._clock()):
                raise WrongState("Another Editorial is sending this delivery right now.")
            take(found, holder, self._clock())
            pk = found.pk
        self._send(pk, delivery_id, holder, progress)
        return row_of(self._store, delivery_id)

    def _send(self, pk: int, delivery_id: uuid.UUID, holder: str, progress: Watcher | None) -> None:
        try:
            with Heartbeat(self._store, self._clock, pk, holder):
                self._attempt(_Attempt(self._store, self._clock, pk, holder, progress))
        except LeaseLost:
            _log.warning("delivery %s was taken over by another courier", delivery_id)

    def _attempt(self, attempt: _Attempt) -> None:
        """Carry out one attempt and write down how it ended, whatever happens."""
        journal, pk, holder = attempt.journal, attempt.pk, attempt.holder
        try:
            with closing(self._clients(attempt.endpoint)) as client:
                if attempt.action == "withdraw":
                    self._withdraw(attempt, client)
                else:
                    self._publish(attempt, client)
        except LeaseLost:
            raise
        except Interrupted:
            self._outcomes.put_back(pk, holder)
            raise
        except NetworkDown as error:
            self._outcomes.wait(pk, holder, error)
        except (SignInFailed, KeyringUnavailable) as error:
            journal.refused(error.message)
            self._outcomes.ask_sign_in(pk, holder, str(error))
        except PushRefused as error:
            journal.refused(error.message)
            self._outcomes.ask(pk, holder, str(error))
        except EnvironmentProblem as error:
            self._outcomes.wait(pk, holder, error)
        except EditorialError as error:
            self._outcomes.fail(pk, holder, str(error))
        except Exception:
            _log.exception("delivery %s", attempt.delivery_id)
            self._outcomes.fail(
                pk,
                holder,
                "Something went wrong inside Editorial; the log has the details. "
                "Your story is safe. Try again, or report it.",
            )
            raise

    def _publish(self, attempt: _Attempt, client: EndpointClient) -> None:
        if attempt.state != "published":
            # It may have been set after the story was queued.
            newsroom = load_settings(self._store.home).newsroom
            see_embargo(attempt.embargo_at, self._clock(), newsroom)
            self._watch.see(attempt.slot, client, attempt.endpoint.name)
            see_photo_rights(self._store, attempt.story_id, self._clock(), attempt.version_number)
        piece = self._assemble(
            attempt.story_id, attempt.version_number, address_of=attempt.address_of
        )
        piece = under_their_names(piece, attempt.endpoint.options)
        if attempt.state != "published" and self._changed_meanwhile(attempt, client, piece):
            return
        remote_id = attempt.remote_id
        if attempt.state != "published":
            try:
                remote_id = client.push(piece, attempt.journal, attempt.progress)
            except Cancelled:
                self._outcomes.cancelled(attempt.pk, attempt.holder)
                return
            except AlreadyThere as error:
                attempt.journal.refused(error.message)
                self._show_copy(attempt, client, piece, error)
                return
            self._outcomes.published(attempt.pk, attempt.holder, remote_id)
        try:
            held = client.look(remote_id)
        except CannotBeRead:
            url = client.address_of(piece.slug) or ""
            taken = accepted.published(piece, remote_id, url, attempt.journal, self._clock())
            self._outcomes.accepted(attempt.pk, attempt.holder, taken)
            return
        self._outcomes.looked(
            attempt.pk,
            attempt.holder,
            held,
            comparison.after(piece, held),
            comparison.other_address(piece, held) if held else "",
        )

    def _withdraw(self, attempt: _Attempt, client: EndpointClient) -> None:
        journal = attempt.journal
        if not journal.remote_id:
            self._outcomes.nothing_there(attempt.pk, attempt.holder)
            return
        if attempt.state != "published":
            try:
                attempt.progress(0, 1, "Withdrawing")
            except Cancelled:
                self._outcomes.cancelled(attempt.pk, attempt.holder)
                return
            client.withdraw(journal.remote_id, journal)
            self._outcomes.published(attempt.pk, attempt.holder, journal.remote_id)
        try:
            held = client.look(journal.remote_id)
        except CannotBeRead:
            self._outcomes.accepted(attempt.pk, attempt.holder, accepted.withdrawn(journal))
            return
        self._outcomes.withdrawn(attempt.pk, attempt.holder, held, accepted.gone(journal))

    def _changed_meanwhile(self, attempt: _Attempt, client: EndpointClient, piece: Piece) -> bool:
        """Compare the live copy with the last receipt; if it was changed, ask a person."""
        journal = attempt.journal
        if journal.previous is None or not journal.remote_id:
            return False
        try:
            live = client.look(journal.remote_id)
        except CannotBeRead:
            return False
        fingerprint = live.fingerprint if live else ""
        if fingerprint in journal.known_fingerprints:
            if live is None:
                # A person knows that it is gone: it is made anew.
                journal.remote_id = ""
            return False
        if live is None and journal.previous_withdrawn:
            journal.remote_id = ""
            return False
        if journal.blind and live is not None and not comparison.after(piece, live):
            # It was ourselves, in an attempt whose answer was lost.
            return False
        journal.note(CHANGED, fingerprint=fingerprint, remote_id=journal.remote_id)
        self._outcomes.ask(
            attempt.pk,
            attempt.holder,
            comparison.changed_words(live, self._clock()),
            comparison.sides(journal.previous, live),
        )
        return True

    def _show_copy(
        self, attempt: _Attempt, client: EndpointClient, piece: Piece, error: AlreadyThere
    ) -> None:
        """Put a copy without a receipt before a person, beside what we have."""
        live = client.look(error.remote_id)
        fingerprint = live.fingerprint if live else ""
        attempt.journal.note(CHANGED, fingerprint=fingerprint, remote_id=error.remote_id)
        found = comparison.after(piece, live) or comparison.same_words()
        self._outcomes.ask(attempt.pk, attempt.holder, str(error), found)


class _Attempt:
    """What one attempt needs of its delivery, read in one go."""

    def __init__(
        self, store: Store, clock: Clock, pk: int, holder: str, watch: Watcher | None
    ) -> None:
        self._store, self._watch = store, watch
        self.pk, self.holder = pk, holder
        with store.read() as session:
            delivery = session.get_one(Delivery, pk)
            self.delivery_id = delivery.id
            self.state, self.action = delivery.state, delivery.action
            self.remote_id = delivery.remote_id
            self.story_id = delivery.story.id
            self.embargo_at = delivery.story.embargo_at
            self.slot = slot_of(session, delivery)
            self.version_number = delivery.version_number
            self.endpoint = endpoint_row(delivery.endpoint)
            self._endpoint_pk = delivery.endpoint_pk
            self.journal = DeliveryJournal(store, clock, session, delivery, holder)

    def progress(self, done: int, total: int, what: str) -> None:
        """Note how far the push is and tell whoever watches."""
        self.journal.progress(done, total, what)
        if self._watch is not None:
            self._watch(self.delivery_id, done, total, what)

    def address_of(self, story_id: uuid.UUID) -> str | None:
        """Return the public address of another story at this endpoint."""
        with self._store.read() as session:
            return public_address(session, story_id, self._endpoint_pk)
