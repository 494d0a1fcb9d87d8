"""The durable diary of one delivery; see `editorial.publishing.endpoints.protocol.Journal`.

It also knows the diaries of earlier deliveries of the same story to the same endpoint that
never came to a receipt: what they began may have arrived.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.publishing.endpoints.protocol import Cancelled, Held
from editorial.publishing.lease import LENGTH, held_delivery
from editorial.publishing.models import Delivery, DeliveryStep, Receipt
from editorial.publishing.outbox import OVERWRITE
from editorial.publishing.outbox_rows import CANCEL, PROGRESS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.system.clock import Clock

CHANGED = "changed"
"""Name of the notes with a live copy that a person must see; an empty fingerprint: it is gone."""
_WITHOUT_EFFECT = ("media:", "media-words:", "term:", "pictures", "create", "version")
"""Beginnings of the names of steps that leave what readers see untouched."""


def held_as_data(held: Held) -> dict[str, Any]:
    """Return what an endpoint holds as a JSON value for the receipt."""
    return {**dataclasses.asdict(held), "extra": dict(held.extra)}


def held_from_data(data: Mapping[str, Any]) -> Held:
    """Return the `Held` of a receipt."""
    lists = ("credits", "links", "sections", "tags")
    return Held(**{**data, **{name: tuple(data[name]) for name in lists}})


class DeliveryJournal:
    """The journal of one attempt. Read once at the start, then kept in step with the disk."""

    def __init__(
        self, store: Store, clock: Clock, session: Session, delivery: Delivery, holder: str
    ) -> None:
        self._store, self._clock = store, clock
        self._pk, self._holder = delivery.pk, holder
        self.attempt = delivery.attempts
        # One story is one piece at an endpoint for ever: a key of the story's own finds it
        # again after a cancelled delivery, and after a backup was restored.
        self.key = delivery.story.id.hex
        self.public_note = delivery.story.withdrawal_note
        self.asked_at = delivery.created_at
        receipt = session.scalar(
            select(Receipt)
            .where(
                Receipt.story_pk == delivery.story_pk,
                Receipt.endpoint_pk == delivery.endpoint_pk,
            )
            .order_by(Receipt.pk.desc())
            .limit(1)
        )
        self.previous = held_from_data(receipt.held) if receipt else None
        self.previous_withdrawn = receipt.withdrawn if receipt else False
        self._results: dict[str, dict[str, Any]] = {}
        self._unknown: set[str] = set()
        self._begun_now: list[str] = []
        self._progress: dict[str, Any] | None = None
        self._touched = False
        self.known_fingerprints = {receipt.fingerprint} if receipt else set()
        self.blind = False
        """A step that may have changed the live copy ended without telling its fingerprint."""
        self.remote_id = receipt.remote_id if receipt else ""
        self._read(session, delivery, receipt)

    def begin(self, step: str, **data: Any) -> None:
        """Write down that ``step`` is about to be called. Raises `LeaseLost`."""
        self._write(step, "begun", data)
        self._touched = self._touched or not step.startswith(_WITHOUT_EFFECT)
        self._begun_now.append(step)

    def done(self, step: str, **data: Any) -> None:
        """Write down that ``step`` is over. Raises `LeaseLost`."""
        self._write(step, "done", data)
        self._results[step] = data
        self._unknown.discard(step)
        if step in self._begun_now:
            self._begun_now.remove(step)
        if remote_id := data.get("remote_id"):
            self.remote_id = str(remote_id)

    def refused(self, reason: str) -> None:
        """Write down that the steps under way were refused: nothing of them happened."""
        for step in self._begun_now:
            self._write(step, "failed", {"reason": reason})
        self._begun_now.clear()

    def result(self, step: str) -> Mapping[str, Any] | None:
        """Return the data of a finished step of this delivery, from this or an earlier attempt."""
        return self._results.get(step)

    def unknown(self, step: str) -> bool:
        """Return whether ``step`` was begun in an earlier attempt and never finished."""
        return step in self._unknown

    def progress(self, done: int, total: int, what: str) -> None:
        """Note how far the push is; it goes to the disk with the step that begins now.

        Raises `Cancelled` when a person called it off and nothing that readers see was touched.
        """
        self._progress = {"done": done, "total": total, "what": what}
        with self._store.read() as session:
            called_off = session.scalar(
                select(DeliveryStep.pk)
                .where(DeliveryStep.delivery_pk == self._pk, DeliveryStep.name == CANCEL)
                .limit(1)
            )
        if called_off is not None and not self._touched:
            raise Cancelled

    def note(self, name: str, **data: Any) -> None:
        """Write down a fact that is no step."""
        self._write(name, "note", data)

    def _write(self, step: str, phase: str, data: dict[str, Any]) -> None:
        with self._store.write() as session:
            self._add(session, step, phase, data)

    def _add(self, session: Session, step: str, phase: str, data: dict[str, Any]) -> None:
        now: dt.datetime = self._clock()
        delivery = held_delivery(session, self._pk, self._holder)
        delivery.leased_until = now + LENGTH
        if self._progress is not None:
            # A commit of its own for each would be a fifth of all that a push writes.
            session.add(
                DeliveryStep(
                    delivery_pk=self._pk, at=now, name=PROGRESS, phase="note", data=self._progress
                )
            )
            self._progress = None
        session.add(
            DeliveryStep(delivery_pk=self._pk, at=now, name=step, phase=phase, data=dict(data))
        )

    def _read(self, session: Session, delivery: Delivery, receipt: Receipt | None) -> None:
        since = receipt.delivery_pk if receipt else 0
        steps = session.scalars(
            select(DeliveryStep)
            .join(Delivery, Delivery.pk == DeliveryStep.delivery_pk)
            .where(
                Delivery.story_pk == delivery.story_pk,
                Delivery.endpoint_pk == delivery.endpoint_pk,
                Delivery.pk <= delivery.pk,
                # Those that a receipt tells the end of are over.
                Delivery.pk > since,
            )
            .order_by(DeliveryStep.pk)
        ).all()
        for step in steps:
            own = step.delivery_pk == delivery.pk
            if step.phase == "begun":
                self._unknown.add(step.name)
            elif step.phase in ("done", "failed"):
                self._unknown.discard(step.name)
            if step.phase == "done":
                self._learn(step, own)
        self.blind = self.blind or any(
            not name.startswith(_WITHOUT_EFFECT) for name in self._unknown
        )
        self._touched = any(
            step.phase == "begun" and not step.name.startswith(_WITHOUT_EFFECT)
            for step in steps
            if step.delivery_pk == delivery.pk
        )
        self._allow(step for step in steps if step.delivery_pk == delivery.pk)

    def _allow(self, steps: Iterable[DeliveryStep]) -> None:
        """Take in which live copies a person, having seen them, allowed to be replaced."""
        seen: dict[str, Any] = {}
        for step in steps:
            if step.name == CHANGED:
                seen = step.data
            elif step.name == OVERWRITE and seen:
                self.known_fingerprints.add(seen["fingerprint"])
                self.remote_id = seen["remote_id"]

    def _learn(self, step: DeliveryStep, own: bool) -> None:
        if own:
            self._results[step.name] = step.data
        if remote_id := step.data.get("remote_id"):
            self.remote_id = str(remote_id)
        if fingerprint := step.data.get("fingerprint"):
            self.known_fingerprints.add(fingerprint)
        elif not step.name.startswith(_WITHOUT_EFFECT):
            self.blind = True
