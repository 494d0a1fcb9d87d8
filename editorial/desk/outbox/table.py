"""The outbox's table: two lines a row, a dot and a word for the state, a line while sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from editorial.desk.kit.fonts import serif_font, ui_font
from editorial.desk.kit.widgets import draw_dot, set_kind
from editorial.desk.outbox.model import ENDPOINT, ROW_ROLE, STATE, STORY, WHAT, endpoint_words
from editorial.desk.outbox.offers import Offer, link_of

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme
    from editorial.publishing.outbox_rows import DeliveryRow

_ROW = 64
_WIDTHS = {STORY: 420, ENDPOINT: 188, STATE: 178}
_WHAT_AT_LEAST = 250
"""Pixels for the last column."""
_SIDE = 14
_TOP = Qt.AlignmentFlag.AlignTop
_Index = QModelIndex | QPersistentModelIndex


class OutboxTable(QTableView):
    """Shows deliveries; a link in the last column can be clicked."""

    link_clicked = Signal(object, object)
    """The `DeliveryRow` and the `Offer`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAccessibleName("Deliveries")
        self._given: dict[int, int] = {}
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        columns.setFixedHeight(33)
        theme.changed.connect(self.viewport().update)

    def set_widths(self) -> None:
        """Give the columns their first widths: less where what happened would have no room."""
        full = sum(_WIDTHS.values())
        part = min(max(self.viewport().width() - _WHAT_AT_LEAST, full // 2) / full, 1)
        self._given = {column: round(width * part) for column, width in _WIDTHS.items()}
        for column, width in self._given.items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the window, as long as nobody has drawn them otherwise."""
        if self._given and all(self.columnWidth(c) == w for c, w in self._given.items()):
            self.set_widths()
        super().resizeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link."""
        super().mouseReleaseEvent(event)
        found = self._link_at(event)
        if found is not None:
            self.link_clicked.emit(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        over = self._link_at(event) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _link_at(self, event: QMouseEvent) -> tuple[DeliveryRow, Offer] | None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = index.data(ROW_ROLE)
        if row is None or index.column() != WHAT:
            return None
        offer = link_of(row)
        inside = link_rect(row, self.visualRect(index)).contains(place)
        return (row, offer) if offer is not None and inside else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell on its row's ground."""
        row = index.data(ROW_ROLE)
        if row is None:
            return
        colour = self._theme.colour
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("desk"))
            if index.column() == STORY:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
        cell = rect.adjusted(_SIDE, 11, -8, -8)
        column = index.column()
        if column == STORY:
            self._story(painter, cell, row)
        elif column == STATE:
            self._state(painter, cell, row)
        elif column == ENDPOINT:
            _line(painter, cell, endpoint_words(row), ui_font(13), colour("ink"))
        else:
            self._what(painter, rect, row)
        painter.restore()

    def _story(self, painter: QPainter, cell: QRect, row: DeliveryRow) -> None:
        colour = self._theme.colour
        headline = cell.adjusted(0, -1, 0, 0)
        _line(painter, headline, row.headline, serif_font(16, 500), colour("ink"))
        _line(painter, cell.adjusted(0, 23, 0, 0), row.kicker, ui_font(12), colour("muted"))

    def _state(self, painter: QPainter, cell: QRect, row: DeliveryRow) -> None:
        colour = self._theme.colour
        status = "scheduled" if row.state_words == "Scheduled" else row.state
        if row.held or row.resting:
            status = "draft"
        dot = QPointF(cell.left() + 4, cell.top() + 9)
        draw_dot(painter, dot, self._theme.status_colour(status))
        words = cell.adjusted(13, 1, 0, 0)
        _line(painter, words, row.state_words, ui_font(11, 500), colour("soft"))
        done, total = row.progress
        if row.state == "sending":
            line = QRectF(cell.left(), cell.top() + 25, min(120, cell.width()), 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selection"))
            painter.drawRoundedRect(line, 2, 2)
            painter.setBrush(colour("accent"))
            line.setWidth(line.width() * (done / total if total else 0.05))
            painter.drawRoundedRect(line, 2, 2)

    def _what(self, painter: QPainter, rect: QRect, row: DeliveryRow) -> None:
        colour = self._theme.colour
        painter.setFont(ui_font(13))
        painter.setPen(colour("soft"))
        words = message_rect(row, rect)
        painter.drawText(words, int(_TOP | Qt.TextFlag.TextWordWrap), row.message)
        offer = link_of(row)
        if offer is not None:
            painter.setFont(ui_font(13, 600))
            painter.setPen(colour("accent"))
            painter.drawText(link_rect(row, rect), int(_TOP), offer.label)


def message_rect(row: DeliveryRow, rect: QRect) -> QRect:
    """Return where a row's message stands in its cell: at most two lines."""
    return rect.adjusted(_SIDE, 11, -12, -8)


def link_rect(row: DeliveryRow, rect: QRect) -> QRect:
    """Return where the link stands: behind a short message, else below it."""
    offer = link_of(row)
    if offer is None:
        return QRect()
    cell = message_rect(row, rect)
    metrics = QFontMetrics(ui_font(13))
    width = QFontMetrics(ui_font(13, 600)).horizontalAdvance(offer.label) + 4
    used = metrics.horizontalAdvance(row.message)
    if used + 6 + width <= cell.width():
        return QRect(cell.left() + used + 6, cell.top(), width, 18)
    wraps = metrics.boundingRect(cell, int(Qt.TextFlag.TextWordWrap), row.message)
    below = min(wraps.height(), 34)
    return QRect(cell.left(), cell.top() + below - (0 if below < 30 else 1), width, 18)


def _line(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(_TOP), cut)
