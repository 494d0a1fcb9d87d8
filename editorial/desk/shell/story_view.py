"""The list of stories as a view: rows of their own height where they can be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from editorial.desk.kit.paged_model import ROW_ROLE, PagedModel
from editorial.desk.shell import story_lines
from editorial.desk.shell.story_delegate import FULL_HEIGHT, StoryDelegate
from editorial.stories.rows import SearchHit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from editorial.desk.kit.theme import Theme

_EXTENDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
MEASURED = 500
"""Up to so many rows each has the height of its words; beyond, all have the same."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """What a search found, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[SearchHit] = ()

    def set_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show these."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many were found."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the hit (`ROW_ROLE`) or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == ROW_ROLE:
            return hit
        if role in (_DISPLAY, _ACCESSIBLE):
            return f"{story_lines.spoken(hit.story)} {hit.snippet}"
        return None


class StoryView(QTableView):
    """Shows stories; tells which one was chosen, and when the person wants to go into it.

    A table of one column, because a `QListView` asks for every row before it paints the first:
    half a second at 100,000.
    """

    chosen = Signal(object)
    """The id of the story that is current now."""
    entered = Signal()
    """Enter or a double click: the person goes on to the text."""
    counted = Signal(int)
    """How many rows are chosen now."""

    def __init__(
        self, theme: Theme, me: Callable[[], str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.delegate = StoryDelegate(theme, me, self)
        self.setItemDelegate(self.delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(FULL_HEIGHT)
        rows.hide()
        self._is_extending = self._had_several = False
        self.activated.connect(self._activated)
        theme.changed.connect(self.viewport().update)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model whose rows lie under `ROW_ROLE`."""
        super().setModel(model)
        if model is None:
            return
        self.selectionModel().currentChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(self._count)
        model.modelReset.connect(self._measure)
        model.modelReset.connect(self._count)
        if isinstance(model, PagedModel):
            model.page_arrived.connect(self._measure)
        self._measure()

    @property
    def current_story(self) -> Any:
        """The id of the current row's story, or None."""
        return _story_id(self.currentIndex())

    @property
    def chosen_rows(self) -> Sequence[int]:
        """The chosen rows, in order."""
        rows: list[int] = []
        for part in self.selectionModel().selection().toList():
            rows += range(part.top(), part.bottom() + 1)
        return sorted(rows)

    def let_choose_several(self) -> None:
        """Let rows be chosen with Shift and Control, by mouse and by key."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def choose_rows(self, rows: Sequence[int]) -> None:
        """Choose these rows, in order; the current one stays current."""
        chosen = QItemSelection()
        start = 0
        for place in range(1, len(rows) + 1):
            if place == len(rows) or rows[place] != rows[place - 1] + 1:
                first = self.model().index(rows[start], 0)
                chosen.select(first, self.model().index(rows[place - 1], 0))
                start = place
        if rows:
            self.selectionModel().select(chosen, _SELECT)

    @Slot()
    def choose_one(self) -> None:
        """Choose the current row alone."""
        if self.selectionModel().hasSelection():
            self.selectionModel().select(self.currentIndex(), _SELECT)

    def story_at(self, place: QPoint) -> Any:
        """Return the id of the story at a place of the viewport; by the keyboard, the current."""
        index = self.indexAt(place)
        return _story_id(index) if index.isValid() else self.current_story

    def show_row(self, number: int, *, silently: bool = False) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.model().index(number, 0)
        self._have_ready(number, number)
        # A focused list makes its first row current before the row has been read.
        is_current = self.currentIndex() == index
        selection = self.selectionModel()
        selection.blockSignals(silently)
        self.setCurrentIndex(index)
        selection.blockSignals(False)
        self.viewport().update()
        self._count()
        if is_current and not silently and self.current_story is not None:
            self.chosen.emit(self.current_story)

    def scroll_back(self, value: int) -> None:
        """Scroll to where the list was before its rows were read again, in px."""
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the focus from the first key on; Home and End go to the first and last row.

        While several rows are being chosen the story on the page stays; Escape chooses one.
        """
        self.delegate.keyboard = True
        last = self.model().rowCount() - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        row = ends.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and len(self.chosen_rows) > 1:
            self.choose_one()
        elif row is not None and last >= 0 and not event.modifiers() & _EXTENDS:
            self.show_row(row)
        else:
            self._is_extending = bool(event.modifiers() & _EXTENDS)
            super().keyPressEvent(event)
            self._is_extending = False

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: looking through 100,000 rows for a letter would read them all.

        The field above filters by words (`/`).
        """

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the focus be quiet under the mouse."""
        self.delegate.keyboard = False
        self._had_several = len(self.chosen_rows) > 1
        self._is_extending = bool(event.modifiers() & _EXTENDS)
        super().mousePressEvent(event)
        self._is_extending = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the story that is chosen alone again: it may not be the one on the page."""
        super().mouseReleaseEvent(event)
        if self._had_several and len(self.chosen_rows) == 1 and self.current_story is not None:
            self.chosen.emit(self.current_story)
        self._had_several = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rows that are there: what is not read yet is waited for, a moment at most."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        self._have_ready(max(first, 0), last if last >= 0 else self.model().rowCount() - 1)
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew where they are measured."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    @Slot()
    def _measure(self) -> None:
        """Give each row the height of its words, where there are few enough."""
        count = self.model().rowCount()
        if count > MEASURED:
            return
        option = QStyleOptionViewItem()
        for number in range(count):
            height = self.delegate.sizeHint(option, self.model().index(number, 0)).height()
            if height != self.rowHeight(number):
                self.setRowHeight(number, height)

    def _have_ready(self, first: int, last: int) -> None:
        model = self.model()
        if isinstance(model, PagedModel) and first <= last < model.rowCount():
            model.make_ready(first, last)

    @Slot()
    def _count(self) -> None:
        parts = self.selectionModel().selection().toList()
        self.counted.emit(sum(part.height() for part in parts))

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self._is_extending:
            return
        self._have_ready(current.row(), current.row())
        story = _story_id(current)
        if story is not None:
            self.chosen.emit(story)

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.entered.emit()


def _story_id(index: QModelIndex) -> Any:
    row = index.data(ROW_ROLE)
    if row is None:
        return None
    return row.story.id if isinstance(row, SearchHit) else row.id
