"""The grid of photos: cards that fill the width, smooth through any number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QWidget

from editorial.desk.kit.paged_model import PagedModel
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.card_delegate import CardDelegate
from editorial.desk.photo_desk.photo_words import spoken
from editorial.desk.photo_desk.pictures import Thumbnails
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.photos.rows import PhotoRow

NARROWEST = 196
"""Pixels of the narrowest cell; as many fit a line as there is room for."""
_EDGE = 9
_BAR = 10
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhotoGrid(QListView):
    """Shows photos by their ids; rows and pictures are read when they come into view."""

    chosen = Signal()
    """Other photos are selected."""
    look_wanted = Signal()
    """Space: see the photo large."""
    edit_wanted = Signal()
    """Enter or a double click: to the photo's words."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Photos")
        self.setAccessibleDescription("Arrow keys move, Space shows a photo large, Enter edits it")
        self.thumbnails = Thumbnails(jobs, self)
        self.photos: PagedModel[PhotoRow] = PagedModel(jobs, use_cases.photo_rows, _say, self)
        self._delegate = CardDelegate(theme, self.thumbnails, self)
        self._columns = 1
        self._quiet = False
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)
        self.setMouseTracking(True)
        self.setViewportMargins(_EDGE, _EDGE, 0, 0)
        self.setModel(self.photos)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(40)
        self._settle.timeout.connect(self._skip_hidden)
        self.verticalScrollBar().valueChanged.connect(self._settle.start)
        self.thumbnails.arrived.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        self.doubleClicked.connect(self._double_clicked)

    @property
    def columns(self) -> int:
        """How many cards stand in a line."""
        return self._columns

    @property
    def chosen_ids(self) -> tuple[uuid.UUID, ...]:
        """The selected photos, in the grid's order."""
        keys = self.photos.keys
        return tuple(keys[number] for number in sorted(self._chosen_rows()))

    @property
    def current_id(self) -> uuid.UUID | None:
        """The photo that has the keyboard."""
        index = self.currentIndex()
        return self.photos.keys[index.row()] if index.isValid() else None

    def show_ids(self, ids: Sequence[uuid.UUID]) -> None:
        """Show these photos; what was selected and is still there stays selected."""
        before, current = set(self.chosen_ids), self.current_id
        anchor = self._anchor()
        self._quiet = True
        try:
            if self.photos.set_keys(ids):
                self._choose_again(before, current)
                self._return_to(anchor)
        finally:
            self._quiet = False
        if set(self.chosen_ids) != before:
            self.chosen.emit()

    def choose(self, photo: uuid.UUID) -> bool:
        """Select one photo and show it; False where it is not in the grid."""
        number = self.photos.find(photo)
        if number < 0:
            return False
        # Not setCurrentIndex: Qt makes the first photo the current one, without selecting it, when
        # the grid gets the keyboard; to choose that one would then do nothing.
        self.selectionModel().setCurrentIndex(
            self.photos.index(number), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(self.currentIndex())
        return True

    def choose_nothing(self) -> None:
        """Select nothing, as before another queue is shown from its beginning."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self.verticalScrollBar().setValue(0)

    def step(self, by: int) -> bool:
        """Select the photo ``by`` places further; False at the end."""
        number = self.currentIndex().row() + by
        if not 0 <= number < self.photos.rowCount():
            return False
        self.setCurrentIndex(self.photos.index(number))
        return True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell who listens."""
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space looks, Enter edits; the rest is the list's."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() == Qt.Key.Key_Space and plain and self.currentIndex().isValid():
            self.look_wanted.emit()
        elif event.key() in _RETURN and plain and self.currentIndex().isValid():
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards fill the width."""
        # Qt keeps the bar's room free always, so that its coming and going moves nothing.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        room = max(self.maximumViewportSize().width() - max(bar, _BAR) - 1, NARROWEST)
        self._columns = max(room // NARROWEST, 1)
        cell = self._delegate.set_cell(room // self._columns)
        if self.gridSize() != cell:
            self.setGridSize(cell)
        self.verticalScrollBar().setSingleStep(cell.height() // 4)
        super().resizeEvent(event)
        self._settle.start()

    def visible_ids(self) -> tuple[uuid.UUID, ...]:
        """Return the photos in view, and one line above and below."""
        high = max(self.gridSize().height(), 1)
        top = self.verticalScrollBar().value()
        first = max(top // high - 1, 0) * self._columns
        last = ((top + self.viewport().height()) // high + 2) * self._columns
        return tuple(self.photos.keys[first:last])

    @Slot()
    def _skip_hidden(self) -> None:
        self.thumbnails.keep(set(self.visible_ids()))

    @Slot(QModelIndex)
    def _double_clicked(self, _index: QModelIndex) -> None:
        self.edit_wanted.emit()

    def _chosen_rows(self) -> Iterable[int]:
        selection = self.selectionModel().selection()
        for number in range(selection.count()):
            part = selection.at(number)
            yield from range(part.top(), part.bottom() + 1)

    def _anchor(self) -> tuple[uuid.UUID, int] | None:
        """Return the first photo in view and how far its line is scrolled out; None at the top."""
        top = self.verticalScrollBar().value()
        high = max(self.gridSize().height(), 1)
        first = top // high * self._columns
        if not top or first >= len(self.photos.keys):
            return None
        return self.photos.keys[first], top % high

    def _return_to(self, anchor: tuple[uuid.UUID, int] | None) -> None:
        """Keep in view what was there before photos came in above it."""
        number = self.photos.find(anchor[0]) if anchor is not None else -1
        if anchor is None or number < 0:
            return
        self.executeDelayedItemsLayout()
        line = number // self._columns
        self.verticalScrollBar().setValue(line * self.gridSize().height() + anchor[1])

    def _choose_again(self, chosen: set[uuid.UUID], current: uuid.UUID | None) -> None:
        if not chosen and current is None:
            return
        selection = QItemSelection()
        for number, key in enumerate(self.photos.keys):
            if key in chosen:
                index = self.photos.index(number)
                selection.select(index, index)
        model = self.selectionModel()
        if current is not None and (number := self.photos.find(current)) >= 0:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            model.setCurrentIndex(self.photos.index(number), flag)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _say(photo: PhotoRow) -> str:
    return spoken(photo, utc_now())
