"""A list of stories to choose from, found by words as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editorial.desk.kit.fonts import serif_font, ui_font
from editorial.desk.kit.widgets import draw_dot
from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.stories.rows import SearchHit, StoryRow

FOUND = 8
_ROW = 44
_LIST_ROLE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_Index = QModelIndex | QPersistentModelIndex


class StoryModel(QAbstractListModel):
    """Stories that words found, or the ones that were changed last."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rows: Sequence[StoryRow] = ()
        self._without: uuid.UUID | None = None

    def look(self, words: str, without: uuid.UUID | None) -> None:
        """Look for stories in the background; ``without`` is the one that is being written."""
        self._without = without
        if words.strip():
            self._jobs.read(
                self,
                use_cases.search,
                words.lstrip(),
                limit=FOUND + 1,
                done=self._found,
                latest="stories",
            )
        else:
            self._jobs.read(
                self, use_cases.recent_stories, FOUND + 1, done=self._show, latest="stories"
            )

    def row(self, number: int) -> StoryRow | None:
        """Return a story, or None past the end."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many were found."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the row (user role) or its words."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == _LIST_ROLE:
            return row
        if role in (_DISPLAY, int(Qt.ItemDataRole.AccessibleTextRole)):
            return f"{row.headline or 'Untitled'}. {about(row)}"
        return None

    def _found(self, hits: Sequence[SearchHit]) -> None:
        self._show([hit.story for hit in hits])

    def _show(self, rows: Sequence[StoryRow]) -> None:
        self.beginResetModel()
        self._rows = [row for row in rows if row.id != self._without][:FOUND]
        self.endResetModel()
        self.arrived.emit()


class StoryListView(QListView):
    """Shows a `StoryModel`; never takes the focus from the words."""

    def __init__(self, model: StoryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Stories to link")
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def step(self, by: int) -> None:
        """Go up or down, round the ends."""
        count = self.model().rowCount()
        if count:
            self.choose((self.currentIndex().row() + by) % count)

    def choose(self, number: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.model().index(number, 0))

    @property
    def chosen(self) -> StoryRow | None:
        """The story of the current row."""
        found: StoryRow | None = self.currentIndex().data(_LIST_ROLE)
        return found

    @property
    def whole_height(self) -> int:
        """Pixels that all rows take."""
        return self.model().rowCount() * _ROW


def about(row: StoryRow) -> str:
    """Return ``Published · Analysis · Global Crises``."""
    return " · ".join(part for part in (row.status.label, row.type, row.section) if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return two lines."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw dot, headline and what it is."""
        row: StoryRow | None = index.data(_LIST_ROLE)
        if row is None:
            return
        rect: QRect = option.rect
        colour = self._theme.colour
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        draw_dot(
            painter,
            QPointF(rect.left() + 16, rect.top() + 15),
            self._theme.status_colour(row.status),
        )
        room = rect.width() - 44
        for font, token, text, top in (
            (serif_font(15, 500), "ink", row.headline or "Untitled", 4),
            (ui_font(11), "muted", about(row), 23),
        ):
            painter.setFont(font)
            painter.setPen(colour(token))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            area = QRect(rect.left() + 30, rect.top() + top, room, 20)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
