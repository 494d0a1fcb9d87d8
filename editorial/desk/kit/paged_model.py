"""Lists of any length: an ordered list of keys, and pages of rows read in the background."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from editorial.desk.kit.jobs import Jobs

Row = TypeVar("Row")
PAGE = 128
PAGES_KEPT = 64
PAINT_WAIT_MS = 90
"""So long a paint waits for rows at most: reading a page takes about 5 ms, more on a busy
computer, and nothing may hold the desk up for 100."""
# Plain numbers: comparing enums in `data` triples its cost.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The frozen row itself, or None while its page is being read."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Reading(Generic[Row]):
    """A page on its way; the worker leaves the rows in ``kept`` for a paint that waits."""

    future: Future[None] | None = None
    kept: list[Sequence[Row]] = field(default_factory=list)


class PagedModel(QAbstractListModel, Generic[Row]):
    """Shows rows for ordered keys; reads pages of 128 in the read pool and keeps 64 of them.

    ``fetch(store, keys)`` returns one row for each key, in order; it runs on a worker.
    ``text(row)`` is what a screen reader says.
    """

    page_arrived = Signal()

    def __init__(
        self,
        jobs: Jobs,
        fetch: Callable[[Any, Sequence[Any]], Sequence[Row]],
        text: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._fetch = fetch
        self._text = text
        self._keys: Sequence[Any] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: dict[int, _Reading[Row]] = {}
        self._looked_at = 0
        self._before: dict[Any, Row] = {}
        self._round = 0

    @property
    def keys(self) -> Sequence[Any]:
        """The keys in order."""
        return self._keys

    def set_keys(
        self, keys: Sequence[Any], pages: Mapping[int, Sequence[Row]] | None = None
    ) -> bool:
        """Show these keys; True when they are others than before (then the model was reset).

        ``pages`` are those that were read with the keys, by their number. Rows that were there
        stay on show until their page has been read again.
        """
        if _same(keys, self._keys):
            self.refresh(pages)
            return False
        self.beginResetModel()
        self._before = dict(self._loaded())
        self._keys = keys
        self._forget()
        self._pages.update(pages or {})
        self.endResetModel()
        return True

    def make_ready(self, first: int, last: int, within_ms: int | None = None) -> bool:
        """Have these rows before they are painted; False where the time was not enough.

        Waits for their pages where they are not there yet, and asks for the neighbours, so that
        a list that is scrolled seldom has to wait. Without ``within_ms``: `PAINT_WAIT_MS`.
        """
        limit = PAINT_WAIT_MS if within_ms is None else within_ms
        pages = range(first // PAGE, last // PAGE + 1)
        missing = [page for page in pages if page not in self._pages]
        for page in missing:
            self._ask(page)
        futures = [self._asked[page].future for page in missing]
        wait([future for future in futures if future is not None], limit / 1000)
        for page in missing:
            reading = self._asked[page]
            if reading.kept:
                self._keep(page, reading.kept[0])
        if abs(pages[0] - self._looked_at) <= 1:
            # Who drags the bar passes pages that nobody will look at.
            for page in (pages[0] - 1, pages[-1] + 1):
                if 0 <= page * PAGE < len(self._keys) and page not in self._pages:
                    self._ask(page)
        self._looked_at = pages[0]
        return all(page in self._pages for page in pages)

    def refresh(self, pages: Mapping[int, Sequence[Row]] | None = None) -> None:
        """Read the rows on show again; they stay until the new ones are there.

        ``pages`` are those that were just read, by their number.
        """
        self._round += 1
        self._asked.clear()
        self._pages.update(pages or {})
        self._stale = set(self._pages) - set(pages or {})
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def row(self, number: int) -> Row | None:
        """Return a row if it is loaded; asks for its page otherwise."""
        page, place = divmod(number, PAGE)
        if page not in self._pages or page in self._stale:
            self._ask(page)
        rows = self._pages.get(page)
        if rows is None:
            return self._before.get(self._keys[number])
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def find(self, key: Any) -> int:
        """Return the row number of a key, or -1."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many keys there are."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the row (`ROW_ROLE`) or its words; None while it is being read."""
        if role not in (ROW_ROLE, _DISPLAY, _ACCESSIBLE):
            return None
        number = index.row()
        if not 0 <= number < len(self._keys):
            return None
        row = self.row(number)
        if row is None or role == ROW_ROLE:
            return row
        return self._text(row)

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        keys = self._keys[page * PAGE : (page + 1) * PAGE]
        reading = self._asked[page] = _Reading[Row]()
        job = self._jobs.read(
            self,
            _read_page,
            self._fetch,
            self._round,
            page,
            keys,
            reading.kept,
            done=self._arrived,
        )
        reading.future = job.future

    @Slot(object)
    def _arrived(self, answer: tuple[int, int, Sequence[Row]]) -> None:
        number, page, rows = answer
        if number != self._round:
            return
        self._keep(page, rows)
        first = page * PAGE
        last = min(first + PAGE, len(self._keys)) - 1
        self.dataChanged.emit(self.index(first), self.index(last))
        self.page_arrived.emit()

    def _keep(self, page: int, rows: Sequence[Row]) -> None:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > PAGES_KEPT:
            dropped, _ = self._pages.popitem(last=False)
            self._asked.pop(dropped, None)
            self._stale.discard(dropped)

    def _forget(self) -> None:
        self._round += 1
        self._pages.clear()
        self._stale.clear()
        self._asked.clear()

    def _loaded(self) -> Iterator[tuple[Any, Row]]:
        for page, rows in self._pages.items():
            yield from zip(self._keys[page * PAGE : (page + 1) * PAGE], rows, strict=False)


def _read_page(
    store: Any,
    fetch: Callable[[Any, Sequence[Any]], Sequence[Row]],
    number: int,
    page: int,
    keys: Sequence[Any],
    kept: list[Sequence[Row]],
) -> tuple[int, int, Sequence[Row]]:
    rows = fetch(store, keys)
    kept.append(rows)
    return number, page, rows


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    if type(one) is type(other):
        return one == other
    return list(one) == list(other)
