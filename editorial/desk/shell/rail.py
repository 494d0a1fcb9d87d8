"""The left rail: where everything is, how much waits there, and whether we are online."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.fonts import caps_font, serif_font, ui_font
from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.widgets import (
    Hairline,
    IconButton,
    TextLabel,
    draw_dot,
    set_kind,
)
from editorial.desk.shell.places import Heading, Place
from editorial.desk.shell.rail_model import COUNT_ROLE, ENTRY_ROLE, RailModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.kit.theme import Theme

WIDTH = 216
_Index = QModelIndex | QPersistentModelIndex


class Rail(QWidget):
    """The rail. Arrow keys move, as in any list; headings are passed over."""

    chosen = Signal(object)
    """A `Place`."""
    rename_wanted = Signal(object)
    """The `Place` of a saved filter; likewise the next two."""
    remove_wanted = Signal(object)
    move_wanted = Signal(object, int)
    """With by how many places down."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.model = RailModel(self)
        self.list = _RailList(theme)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.key_pressed.connect(self._key_pressed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.menu_button = IconButton("ellipsis", "Menu", "F10")
        self.state = OfflineState(theme)
        head = QHBoxLayout()
        head.setContentsMargins(18, 11, 8, 10)
        head.setSpacing(8)
        head.addWidget(_Logo(theme))
        name = TextLabel("Editorial", "title")
        head.addWidget(name, 1)
        head.addWidget(self.menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.state)

    @property
    def current(self) -> Place | None:
        """The place that is chosen; None when it is none of the rail's."""
        entry = self.list.currentIndex().data(ENTRY_ROLE)
        return entry if isinstance(entry, Place) else None

    def show_place(self, key: str) -> None:
        """Mark a place as the current one, without telling anybody."""
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        selection.setCurrentIndex(
            self.model.index_of(key), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        selection.blockSignals(False)
        self.list.viewport().update()

    def set_groups(self, filters: Sequence[Place], sections: Sequence[tuple[str, str]]) -> None:
        """Show these saved filters and sections; the place on show stays chosen, silently."""
        here = self.current
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self.model.set_filters(filters)
        self.model.set_sections(sections)
        selection.blockSignals(False)
        if here is not None:
            self.show_place(here.key)

    @Slot(object)
    def _key_pressed(self, keys: str) -> None:
        """F2 renames, Delete removes, Alt with an arrow moves a saved filter."""
        place = self.current
        if place is None or place.wanted is None:
            return
        if keys == "F2":
            self.rename_wanted.emit(place)
        elif keys == "Del":
            self.remove_wanted.emit(place)
        else:
            self.move_wanted.emit(place, 1 if keys == "Alt+Down" else -1)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with a saved filter."""
        place = self.list.indexAt(at).data(ENTRY_ROLE)
        if not isinstance(place, Place) or place.wanted is None:
            return
        menu = QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, slot in (
            ("Rename…\tF2", partial(self.rename_wanted.emit, place)),
            ("Move up\tAlt+Up", partial(self.move_wanted.emit, place, -1)),
            ("Move down\tAlt+Down", partial(self.move_wanted.emit, place, 1)),
            ("Remove\tDel", partial(self.remove_wanted.emit, place)),
        ):
            menu.addAction(words).triggered.connect(slot)
        menu.popup(self.list.viewport().mapToGlobal(at))

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        entry = current.data(ENTRY_ROLE)
        if isinstance(entry, Place):
            self.chosen.emit(entry)


_OWN_KEYS = frozenset({"F2", "Del", "Alt+Up", "Alt+Down"})


class _RailList(QListView):
    key_pressed = Signal(object)
    """One of `_OWN_KEYS`, for a saved filter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Queues and desks")
        self.setItemDelegate(_RailDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of keys that are for saved filters; the others move as in any list."""
        keys = QKeySequence(event.keyCombination()).toString()
        if keys in _OWN_KEYS:
            self.key_pressed.emit(keys)
        else:
            super().keyPressEvent(event)


class _RailDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return 28 px for a place and 30 for a heading."""
        return QSize(WIDTH, 30 if isinstance(index.data(ENTRY_ROLE), Heading) else 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a heading, or a place with its icon or dot and its count."""
        entry = index.data(ENTRY_ROLE)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Heading):
            painter.setFont(caps_font(11))
            painter.setPen(self._theme.colour("muted"))
            place = rect.adjusted(18, 5, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, entry.title)
        else:
            self._place(painter, option, entry, index.data(COUNT_ROLE))
        painter.restore()

    def _place(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Place, count: int
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colour = self._theme.colour
        ground = QRectF(rect.adjusted(10, 0, -10, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        if selected:
            painter.setBrush(colour("selection"))
            painter.drawRoundedRect(ground, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(ground, 6, 6)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        middle = rect.center().y() + 1
        if entry.status:
            draw_dot(painter, QPointF(22, middle), self._theme.status_colour(entry.status))
            left = 34
        else:
            scale = painter.device().devicePixelRatio()
            drawn = pixmap(entry.icon, "ink" if selected else "soft", 16, scale)
            painter.drawPixmap(QPointF(18, middle - 8), drawn)
            left = 42
        right = self._count(painter, rect, entry, count)
        painter.setFont(ui_font(13, 500 if selected else 400))
        painter.setPen(colour("ink" if selected else "soft"))
        room = QRect(left, rect.top(), right - left - 6, rect.height())
        text = painter.fontMetrics().elidedText(
            entry.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _count(self, painter: QPainter, rect: QRect, entry: Place, count: int) -> int:
        """Draw the count; return where it begins, in px from the left."""
        right = rect.right() - 18
        if count <= 0:
            return right
        text = f"{count:,}"
        painter.setFont(ui_font(11, 600 if entry.badge else 500))
        width = painter.fontMetrics().horizontalAdvance(text)
        if not entry.badge:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(rect.adjusted(0, 0, -18, 0), _RIGHT, text)
            return right - width
        pill = QRectF(right - width - 12, rect.center().y() - 7, width + 13, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(pill, 8, 8)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return int(pill.left())


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Logo(QWidget):
    """The house's letter on the accent colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(22, 22)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, 22, 22), 5, 5)
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(serif_font(15, 500))
        painter.drawText(QRectF(0, 0, 22, 22), Qt.AlignmentFlag.AlignCenter, "E")


class OfflineState(QWidget):
    """Says whether there is a network, and what waits for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._online: bool | None = None
        self._waiting = 0
        self._icon = QLabel()
        self._first = TextLabel("", "soft")
        self._second = TextLabel("", "small")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._first)
        words.addWidget(self._second)
        row = QHBoxLayout()
        row.setContentsMargins(8, 11, 0, 13)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)
        theme.changed.connect(self._say)
        self._say()

    @property
    def text(self) -> str:
        """Both lines as one."""
        return f"{self._first.text()}. {self._second.text()}."

    def set_online(self, online: bool | None) -> None:
        """Say that the network is there, is not, or that this system cannot tell."""
        self._online = online
        self._say()

    def set_waiting(self, count: int) -> None:
        """Say how many deliveries are in the outbox."""
        self._waiting = count
        self._say()

    @Slot()
    def _say(self) -> None:
        first = {True: "Online", False: "Offline", None: "No network needed"}[self._online]
        self._first.setText(first)
        waiting = f"{self._waiting:,} waiting in the outbox"
        self._second.setText(waiting if self._waiting else "Everything is on this computer")
        name = "cloud-off" if self._online is False else "cloud" if self._online else "hard-drive"
        self._icon.setPixmap(pixmap(name, "soft", 16, self.devicePixelRatioF()))
        self.setAccessibleName(self.text)
