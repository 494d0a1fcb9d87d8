"""Choose a photo from the library: search, thumbnails, credit beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel, set_kind
from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.story_photos import StoryPhotos
    from editorial.photos.rows import PhotoRow

SEARCH_AFTER_MS = 180
PAGE = 60
THUMBNAIL = QSize(168, 112)
_Index = QModelIndex | QPersistentModelIndex


class PhotoModel(QAbstractListModel):
    """Photos of a search, a page at a time; pictures come from `StoryPhotos`."""

    def __init__(self, ctx: DeskContext, photos: StoryPhotos, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._photos = photos
        self._ids: tuple[uuid.UUID, ...] = ()
        self._rows: list[PhotoRow] = []
        self._reading = False
        photos.changed.connect(self._pictures_came)

    def search(self, words: str) -> None:
        """Show the photos that have all the words."""
        self._ctx.jobs.read(
            self, use_cases.photo_ids, words=words, done=self._found, latest="search"
        )

    def photo(self, index: _Index) -> PhotoRow | None:
        """Return the photo at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    @property
    def total(self) -> int:
        """How many photos were found."""
        return len(self._ids)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name
        """Return how many are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, picture and words of a photo."""
        row = self.photo(index) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.file_name}\n{row.credit or 'No credit yet'}"
        if role == Qt.ItemDataRole.DecorationRole:
            return _framed(self._photos.thumbnail(row.id))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (row.file_name, row.caption, row.credit or "No credit yet")
            return "\n".join(part for part in parts if part)
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        """Return whether there are photos past the last page."""
        return not parent.isValid() and len(self._rows) < len(self._ids) and not self._reading

    def fetchMore(self, parent: _Index) -> None:
        """Read the next page."""
        start = len(self._rows)
        self._reading = True
        self._ctx.jobs.read(
            self,
            use_cases.photos_by_id,
            self._ids[start : start + PAGE],
            done=self._page_came,
            latest="page",
        )

    def _found(self, ids: Sequence[uuid.UUID]) -> None:
        self.beginResetModel()
        self._ids, self._rows = tuple(ids), []
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def _page_came(self, rows: tuple[PhotoRow, ...]) -> None:
        self._reading = False
        if not rows:
            self._ids = self._ids[: len(self._rows)]
            return
        self._photos.keep(rows)
        start = len(self._rows)
        self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()

    @Slot()
    def _pictures_came(self) -> None:
        if self._rows:
            self.dataChanged.emit(
                self.index(0), self.index(len(self._rows) - 1), [Qt.ItemDataRole.DecorationRole]
            )


class LibraryDialog(QDialog):
    """Lets the person choose one photo (hero) or several (for the text)."""

    photos_chosen = Signal(object)
    """A tuple of photo rows."""

    def __init__(
        self, ctx: DeskContext, photos: StoryPhotos, *, several: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose photos" if several else "Choose a photo")
        self.resize(780, 600)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the photo library")
        self.search.setPlaceholderText("Search captions, credits, names, places")
        self.search.setClearButtonEnabled(True)
        self.model = PhotoModel(ctx, photos, self)
        self.view = QListView()
        set_kind(self.view, "paper")
        self.view.setAccessibleName("Photos")
        self.view.setModel(self.model)
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setUniformItemSizes(True)
        self.view.setIconSize(THUMBNAIL)
        self.view.setGridSize(QSize(THUMBNAIL.width() + 14, THUMBNAIL.height() + 52))
        self.view.setWordWrap(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        mode = QAbstractItemView.SelectionMode
        self.view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.hint = TextLabel("", "muted")
        self.choose = PrimaryButton("Insert" if several else "Use as hero")
        self.choose.setEnabled(False)
        cancel = QuietButton("Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(cancel)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self.search.textChanged.connect(self._timer.start)
        self.choose.clicked.connect(self._give)
        self.view.doubleClicked.connect(self._give)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.model.modelReset.connect(self._say)
        self._look()

    @Slot()
    def _look(self) -> None:
        self.model.search(self.search.text().strip())

    @Slot()
    def _say(self) -> None:
        total = self.model.total
        if total:
            self.hint.setText("1 photo" if total == 1 else f"{total:,} photos")
        elif self.search.text().strip():
            self.hint.setText("No photo has these words.")
        else:
            self.hint.setText("The library is empty. Drop photos into a story or the photo desk.")

    @Slot()
    def _selected(self) -> None:
        self.choose.setEnabled(bool(self.view.selectionModel().selectedIndexes()))

    @Slot()
    def _give(self) -> None:
        indexes = sorted(self.view.selectionModel().selectedIndexes(), key=lambda i: i.row())
        rows = tuple(row for row in map(self.model.photo, indexes) if row is not None)
        if rows:
            self.photos_chosen.emit(rows)
            self.accept()


def _framed(picture: QPixmap | None) -> QIcon:
    if picture is None:
        blank = QPixmap(THUMBNAIL)
        blank.fill(Qt.GlobalColor.transparent)
        return QIcon(blank)
    return QIcon(picture)
