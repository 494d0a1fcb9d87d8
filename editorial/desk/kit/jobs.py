"""Work off the GUI thread: one thread that writes, four that read, one for the network.

Results come back by one queued signal to a bound slot of `Jobs` on the GUI thread, which calls
the asker's slots there. The worker's side holds no QObject of the asker, so that none is ever
destroyed on a worker thread; a result whose owner is gone is dropped.

An `EditorialError` goes to the asker's ``failed`` slot, or, without one, to `Jobs.refused` (the
shell's notice bar). Any other exception is our bug: `Jobs.crashed`.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot

from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Which threads a job runs on."""

    WRITE = "write"
    READ = "read"
    NETWORK = "network"


_THREADS = {Lane.WRITE: 1, Lane.READ: 4, Lane.NETWORK: 1}


class JobCancelled(Exception):
    """Raised inside the worker, from its progress callable, after the person cancelled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: steps done, steps in all (0: unknown), and what is being done.

    ``about`` is what the step is about, such as a delivery's id, where a job has several.
    """

    done: int
    total: int
    what: str = ""
    about: object = None


@runtime_checkable
class _ChangesLike(Protocol):
    """The shape of `editorial.storage.changes.Changes`, which the desk does not import."""

    stories: Any
    photos: Any
    outbox: Any
    vocabulary: Any
    endpoints: Any


class Job(QObject):
    """A handle on work under way. Lives on the GUI thread; owned by `Jobs`."""

    progress = Signal(object)
    """A `Progress`."""
    ended = Signal()
    """It is over: done, failed, cancelled or crashed. Not sent when the owner is gone."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], object] | None,
        failed: Callable[[EditorialError], object] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.owner = owner
        self.done = done
        self.failed = failed
        self.emits_changes = True
        self.stop = threading.Event()
        self.future: Future[None] | None = None

    def cancel(self) -> None:
        """Drop the result; stop the work where it has not begun or reports progress."""
        self.stop.set()
        if self.future is not None:
            self.future.cancel()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self.stop.is_set()


@dataclass(frozen=True, slots=True)
class _Message:
    """What a worker sends home."""

    number: int
    kind: str
    value: Any = None


class Jobs(QObject):
    """Runs use cases for the desk. Its methods are called on the GUI thread only."""

    changed = Signal(object)
    """The `Changes` of each write, after the asker's own ``done``."""
    refused = Signal(object)
    """An `EditorialError` that nobody asked to be told."""
    crashed = Signal(object)
    """An exception that is our bug."""
    idle = Signal()
    """The last job under way is over."""
    _arrived = Signal(object)

    def __init__(self, store: object = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        """What every use case gets first. Set once the newsroom is open."""
        self._pools = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=f"editorial-{lane}")
            for lane, count in _THREADS.items()
        }
        self._running: dict[int, tuple[Lane, Job]] = {}
        self._latest: dict[tuple[int, str], Job] = {}
        self._next = 0
        self._closed = False
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def write(self, owner: QObject, use_case: Callable[..., T], *args: Any, **words: Any) -> Job:
        """Run ``use_case(store, *args, **words)`` on the writer thread; writes keep their order.

        ``done=slot`` gets the result, ``failed=slot`` the `EditorialError`. With
        ``progress=slot`` the use case is given ``progress=``, a callable
        ``(done, total, what)`` that raises `JobCancelled` once the job is cancelled, and the
        slot gets `Progress` values.
        """
        return self._with_store(Lane.WRITE, owner, use_case, args, words)

    def read(self, owner: QObject, use_case: Callable[..., T], *args: Any, **words: Any) -> Job:
        """Run ``use_case(store, …)`` on one of four threads; order is not kept.

        With ``latest="name"`` the owner's earlier job of that name is cancelled, so that only
        the newest answer arrives. Other words as for `write`.
        """
        return self._with_store(Lane.READ, owner, use_case, args, words)

    def network(self, owner: QObject, use_case: Callable[..., T], *args: Any, **words: Any) -> Job:
        """Run ``use_case(store, …)`` on the network thread. Words as for `write`."""
        return self._with_store(Lane.NETWORK, owner, use_case, args, words)

    def run(
        self,
        lane: Lane,
        owner: QObject,
        call: Callable[..., T],
        *args: Any,
        done: Callable[[T], object] | None = None,
        failed: Callable[[EditorialError], object] | None = None,
        progress: Callable[[Progress], object] | None = None,
        latest: str = "",
        **words: Any,
    ) -> Job:
        """Run ``call(*args, **words)``, without the store, in a lane."""
        job = Job(owner, done, failed, self)
        if self._closed:
            job.cancel()
            return job
        job.emits_changes = lane is not Lane.READ
        self._next += 1
        number = self._next
        if latest:
            self._replace(owner, latest, job)
        if progress is not None:
            job.progress.connect(progress)
            words["progress"] = partial(_report, self._arrived, number, job.stop)
        self._running[number] = (lane, job)
        work = partial(call, *args, **words)
        job.future = self._pools[lane].submit(_work, self._arrived, number, work)
        job.future.add_done_callback(partial(_never_began, self._arrived, number))
        return job

    def is_busy(self, lane: Lane | None = None) -> bool:
        """Return whether work is under way, in one lane or in any."""
        return any(lane in (None, each) for each, _ in self._running.values())

    def wait_idle(self, timeout_ms: int = 30_000, lane: Lane | None = None) -> bool:
        """Keep the desk alive until the work is over; False when the time was not enough."""
        loop = QEventLoop()
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        limit.start(timeout_ms)
        while self.is_busy(lane) and limit.isActive():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return not self.is_busy(lane)

    def cancel_all(self, lane: Lane) -> None:
        """Cancel every job of a lane; what reports progress stops at its next step."""
        for each, job in list(self._running.values()):
            if each is lane:
                job.cancel()

    def close(self) -> None:
        """Take no more work, drop what has not begun, and wait for what has.

        Writes that were asked for are carried out all the same: they are somebody's words.
        """
        self._closed = True
        self.cancel_all(Lane.READ)
        self.cancel_all(Lane.NETWORK)
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        self._running.clear()
        self._latest.clear()

    def _with_store(
        self,
        lane: Lane,
        owner: QObject,
        use_case: Callable[..., T],
        args: tuple[Any, ...],
        words: dict[str, Any],
    ) -> Job:
        return self.run(lane, owner, use_case, self.store, *args, **words)

    def _replace(self, owner: QObject, name: str, job: Job) -> None:
        key = (id(owner), name)
        earlier = self._latest.get(key)
        if earlier is not None and shiboken6.isValid(earlier):
            earlier.cancel()
        self._latest[key] = job

    @Slot(object)
    def _receive(self, message: _Message) -> None:
        entry = self._running.get(message.number)
        if entry is None:
            return
        job = entry[1]
        alive = shiboken6.isValid(job.owner)
        if message.kind == "progress":
            if alive and not job.is_cancelled:
                job.progress.emit(message.value)
            return
        del self._running[message.number]
        try:
            self._settle(job, message, alive)
        finally:
            if alive and shiboken6.isValid(job.owner):
                job.ended.emit()
            self._forget(job)
            if not self._running:
                self.idle.emit()

    def _settle(self, job: Job, message: _Message, alive: bool) -> None:
        wanted = alive and not job.is_cancelled
        if message.kind == "done":
            try:
                if wanted and job.done is not None:
                    job.done(message.value)
            finally:
                # What was written is written, whoever asked for it and whatever became of them.
                if job.emits_changes:
                    self._tell_changes(message.value)
        elif message.kind == "refused":
            if wanted and job.failed is not None:
                job.failed(message.value)
            elif job.emits_changes or wanted:
                # A write that was refused is told even where nobody is left who asked for it.
                self.refused.emit(message.value)
        elif message.kind == "crashed":
            _log.error("A job failed", exc_info=message.value)
            self.crashed.emit(message.value)

    def _tell_changes(self, result: object) -> None:
        changes = getattr(result, "changes", result)
        if isinstance(changes, _ChangesLike):
            self.changed.emit(changes)

    def _forget(self, job: Job) -> None:
        for key, latest in list(self._latest.items()):
            if latest is job:
                del self._latest[key]
        job.done = job.failed = None
        job.deleteLater()


def _work(arrived: Any, number: int, work: Callable[[], object]) -> None:
    """Run on the worker; ``arrived`` is the bound signal of `Jobs`, queued to its thread."""
    try:
        message = _Message(number, "done", work())
    except JobCancelled:
        message = _Message(number, "cancelled")
    except EditorialError as error:
        message = _Message(number, "refused", error)
    except Exception as error:  # noqa: BLE001  (carried home whole: `Jobs.crashed`)
        message = _Message(number, "crashed", error)
    arrived.emit(message)


def _never_began(arrived: Any, number: int, future: Future[None]) -> None:
    if future.cancelled():
        arrived.emit(_Message(number, "cancelled"))


def _report(
    arrived: Any,
    number: int,
    stop: threading.Event,
    done: int,
    total: int,
    what: str = "",
    about: object = None,
) -> None:
    if stop.is_set():
        raise JobCancelled
    arrived.emit(_Message(number, "progress", Progress(done, total, what, about)))
