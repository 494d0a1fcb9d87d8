"""The command palette: every command and every story, a few letters away (Ctrl+K)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.fonts import serif_font, ui_font
from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.widgets import Hairline, TextLabel, draw_dot, set_kind
from editorial.desk.shell.palette_model import (
    ITEM_ROLE,
    PaletteModel,
    found_stories,
    matching_commands,
    story_items,
)
from editorial.stories.linked import recent_stories
from editorial.stories.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.stories.rows import SearchHit, StoryRow

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTH, _ROW, _ROWS = 600, 38, 11
_RECENT = 5


class Palette(QDialog):
    """One field and what matches it. Enter runs a command or opens a story."""

    story_chosen = Signal(object)

    def __init__(
        self,
        actions: Callable[[], Iterable[QAction]],
        jobs: Jobs,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName("Command palette")
        self.setWindowTitle("Command palette")
        self._actions, self._jobs = actions, jobs
        set_kind(self, "palette")
        self.setFixedWidth(_WIDTH)
        self.line = QLineEdit()
        set_kind(self.line, "bare")
        self.line.setFont(ui_font(16))
        self.line.setPlaceholderText("Find a story or a command")
        self.line.setAccessibleName("Find a story or a command")
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setAccessibleName("Commands and stories")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_ROW * _ROWS)
        self.list.clicked.connect(self._run)
        hint = TextLabel("↑ ↓ to choose · Enter to go · Esc to close", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 12)
        head.addWidget(self.line)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self.list)
        column.addWidget(Hairline())
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 7, 16, 7)
        foot.addWidget(hint)
        column.addLayout(foot)

    def open_over(self, window: QWidget) -> None:
        """Show the palette at the top of the window, empty."""
        self.line.clear()
        self.model.set_stories(())
        self.model.set_recent(())
        self._typed("")
        left = window.mapToGlobal(window.rect().topLeft())
        self.move(left.x() + (window.width() - _WIDTH) // 2, left.y() + 90)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field move through the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.line and pressed and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS - 1,
            Qt.Key.Key_PageUp: 1 - _ROWS,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif (step := steps.get(Qt.Key(key))) is not None:
            last = self.model.rowCount() - 1
            self._choose(max(0, min(last, self.list.currentIndex().row() + step)))
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))

    @Slot(str)
    def _typed(self, text: str) -> None:
        words = text.strip()
        self.model.set_commands(matching_commands(self._actions(), words))
        self.model.set_recent(())
        if words:
            self._jobs.read(self, search, text.lstrip(), 12, done=self._found, latest="palette")
        else:
            self.model.set_stories(())
            self._jobs.read(self, recent_stories, _RECENT, done=self._show_recent, latest="palette")
        self._choose(0)

    @Slot(object)
    def _show_recent(self, rows: tuple[StoryRow, ...]) -> None:
        """Begin with the stories that were changed last, where nothing is typed."""
        if not self.line.text().strip():
            self.model.set_recent(story_items(rows))
            self._choose(0)

    @Slot(object)
    def _found(self, hits: tuple[SearchHit, ...]) -> None:
        row = max(0, self.list.currentIndex().row())
        if self.line.text().strip():
            self.model.set_stories(found_stories(hits))
        self._choose(row)

    @Slot(QModelIndex)
    def _run(self, index: QModelIndex) -> None:
        item = self.model.item(index.row())
        if item is None:
            return
        self.hide()
        if item.action is not None:
            item.action.trigger()
        elif item.story is not None:
            self.story_chosen.emit(item.story)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return one line of 38 px."""
        return QSize(_WIDTH, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw icon or dot, the title, and the shortcut or kicker at the right."""
        item = index.data(ITEM_ROLE)
        if item is None:
            return
        rect: QRect = option.rect
        colour = self._theme.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("selection"))
        middle = rect.center().y() + 1
        if item.status:
            draw_dot(painter, QPointF(24, middle), self._theme.status_colour(item.status))
        else:
            scale = painter.device().devicePixelRatio()
            painter.drawPixmap(QPointF(16, middle - 8), pixmap(item.icon, "soft", 16, scale))
        painter.setFont(ui_font(12))
        painter.setPen(colour("soft"))
        right = rect.adjusted(0, 0, -16, 0)
        painter.drawText(
            right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, item.detail
        )
        room = rect.width() - 44 - 28 - painter.fontMetrics().horizontalAdvance(item.detail)
        painter.setFont(serif_font(16, 500) if item.status else ui_font(13, 500))
        painter.setPen(colour("ink"))
        title = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect.adjusted(44, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()
