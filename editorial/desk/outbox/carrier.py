"""Sends the courier out in the background, whenever something is due.

Woken by `Changes.outbox` and by one single-shot timer for the next due time; nothing is polled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editorial.desk.kit.jobs import JobCancelled
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.desk.kit.jobs import Jobs, Progress
    from editorial.system.errors import EditorialError

SOONEST_MS = 5_000
"""After a turn that left something due, such as one that another Editorial is sending."""
LATEST_MS = 24 * 3600 * 1000
TROUBLE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a turn of the courier changed: the shape of `editorial.storage.changes.Changes`."""

    stories: frozenset[uuid.UUID]
    photos: frozenset[uuid.UUID] = frozenset()
    vocabulary: bool = False
    outbox: bool = True
    endpoints: bool = False
    created: uuid.UUID | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """How a turn ended: what it changed (None for nothing), and when the next is due."""

    changes: Delivered | None
    next_due: dt.datetime | None


class Carrier(QObject):
    """Keeps the courier going, one turn at a time, on the network thread."""

    sending = Signal(object)
    """A `Progress` whose ``about`` is the delivery's id."""
    state_changed = Signal(bool)
    """A turn began, or is over."""
    refused = Signal(object)
    """The courier could not even begin: an `EditorialError`."""

    def __init__(self, courier: Any, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier, self._jobs = courier, jobs
        self._out = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go)
        jobs.changed.connect(self._changed)

    @property
    def is_out(self) -> bool:
        """Whether a turn is under way."""
        return self._out

    @property
    def is_waiting(self) -> bool:
        """Whether the next turn is planned."""
        return self._timer.isActive()

    @Slot()
    def go(self) -> None:
        """Send what is due now; while a turn is under way, take another one after it."""
        self._timer.stop()
        if self._out:
            self._again = True
            return
        self._out = True
        job = self._jobs.network(
            self,
            carry,
            self._courier,
            done=self._back,
            failed=self._failed,
            progress=self._progressed,
        )
        job.ended.connect(self._ended)
        self.state_changed.emit(True)

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.outbox:
            self.go()

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        self.sending.emit(progress)

    @Slot(object)
    def _back(self, errand: Errand) -> None:
        if errand.next_due is not None:
            self._timer.start(wait_ms(errand.next_due, utc_now()))

    @Slot(object)
    def _failed(self, error: EditorialError) -> None:
        self._timer.start(TROUBLE_MS)
        self.refused.emit(error)

    @Slot()
    def _ended(self) -> None:
        self._out = False
        self.state_changed.emit(False)
        if self._again:
            self._again = False
            self.go()


def wait_ms(due: dt.datetime, now: dt.datetime) -> int:
    """Return how long to wait for what is due, in ms: never at once, a day at most."""
    return max(SOONEST_MS, min(int((due - now).total_seconds() * 1000), LATEST_MS))


def carry(store: Any, courier: Any, progress: Any) -> Errand:
    """Take one turn, on the network thread. Raises `JobCancelled` when the desk is closed."""
    from editorial.publishing.endpoints.protocol import Interrupted

    def watch(delivery: uuid.UUID, done: int, total: int, what: str) -> None:
        try:
            progress(done, total, what, delivery)
        except JobCancelled as error:
            raise Interrupted from error

    try:
        rows = courier.run_once(progress=watch)
    except Interrupted as error:
        raise JobCancelled from error
    stories = frozenset(row.story_id for row in rows)
    return Errand(Delivered(stories) if rows else None, courier.next_due())
