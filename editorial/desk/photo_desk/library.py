"""Which photos the grid shows: the queue, the search, and what changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editorial.desk.photo_desk import use_cases

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.jobs import Jobs

WORK = ("needs_credit", "needs_caption", "needs_alt")
"""Queues of photos that wait for somebody, in the order of their weight."""


class PhotoQueue(QObject):
    """Reads ids in the background and says which are to be shown.

    A photo that was just mended stays where it is until the queue is chosen anew: nothing
    slips away under the hands of the person who works on it.
    """

    ids_read = Signal(object)
    """Ids (tuple) in order."""
    counts_read = Signal(object)
    """Queue name to how many."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.name = "all"
        self.work_first = False
        """Whether “All” begins with what waits for somebody, as on the photo desk."""
        self.words = ""
        self.counts: dict[str, int] = {}
        self._shown: tuple[uuid.UUID, ...] = ()
        self._touched: set[uuid.UUID] = set()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(1000)
        self._again.timeout.connect(self.read)
        self._counts_again = QTimer(self)
        self._counts_again.setSingleShot(True)
        self._counts_again.setInterval(150)
        self._counts_again.timeout.connect(self.read_counts)

    def show(self, name: str, words: str) -> None:
        """Choose a queue and the words to search for in it."""
        self.name, self.words = name, words
        self._touched.clear()
        self.read()

    @Slot()
    def read(self) -> None:
        """Read the ids now."""
        self._again.stop()
        self._jobs.read(
            self,
            _ids,
            self.name,
            self.words,
            self.work_first,
            done=self._ids_came,
            latest="ids",
        )

    @Slot()
    def read_counts(self) -> None:
        """Count the queues now."""
        self._jobs.read(self, use_cases.queue_counts, done=self._counts_came, latest="counts")

    def read_soon(self) -> None:
        """Read the ids within a second, as while an import goes on."""
        if not self._again.isActive():
            self._again.start()

    def note_changes(self, changes: Any) -> bool:
        """Take note of a write; return whether photos were changed that are on show."""
        photos: frozenset[uuid.UUID] = changes.photos
        if not photos:
            return False
        self._counts_again.start()
        known = photos & set(self._shown)
        self._touched |= known
        if known != photos:
            self.read_soon()
        return bool(known)

    def _ids_came(self, ids: Sequence[uuid.UUID]) -> None:
        self._shown = merged(self._shown, tuple(ids), self._touched)
        self.ids_read.emit(self._shown)

    def _counts_came(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self.counts_read.emit(counts)


def merged(
    shown: tuple[uuid.UUID, ...], fresh: tuple[uuid.UUID, ...], kept: set[uuid.UUID]
) -> tuple[uuid.UUID, ...]:
    """Return ``fresh`` with those of ``shown`` that are ``kept`` in the places they had."""
    staying = kept.intersection(shown)
    if not staying:
        return fresh
    others = [photo for photo in fresh if photo not in staying]
    there = set(others)
    follows: dict[uuid.UUID | None, list[uuid.UUID]] = {}
    last: uuid.UUID | None = None
    for photo in shown:
        if photo in staying:
            follows.setdefault(last, []).append(photo)
        elif photo in there:
            last = photo
    result = follows.get(None, [])
    for photo in others:
        result.append(photo)
        result.extend(follows.get(photo, ()))
    return tuple(result)


def _ids(store: Any, name: str, words: str, work_first: bool) -> tuple[uuid.UUID, ...]:
    ids: tuple[uuid.UUID, ...] = use_cases.library_ids(store, name, words)
    if name != "all" or not work_first:
        return ids
    ordered: dict[uuid.UUID, None] = {}
    for queue in (*WORK, "rights_expiring"):
        ordered.update(dict.fromkeys(use_cases.library_ids(store, queue, words)))
    ordered.update(dict.fromkeys(ids))
    return tuple(ordered)
