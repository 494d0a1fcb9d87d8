"""Draws one card of the grid: picture, name, and where the photo stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editorial.desk.kit.fonts import ui_font
from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.paged_model import ROW_ROLE
from editorial.desk.kit.widgets import draw_dot
from editorial.desk.photo_desk.photo_words import standing, title_of
from editorial.desk.photo_desk.pictures import RATIO
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.pictures import Thumbnails
    from editorial.photos.rows import PhotoRow

PAD = 7
"""Half of the gap between two cards, in px."""
WORDS = 54
"""Height of the two lines under the picture, in px."""
_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Cards of one size (`set_cell`); a photo that is still being read is an empty card."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._cell = QSize(224, 200)
        self._title = ui_font(13)
        self._word = ui_font(12, 500)
        self._rest = ui_font(12)

    def set_cell(self, width: int) -> QSize:
        """Make the cells ``width`` px wide; return their size."""
        self._cell = QSize(width, round((width - 2 * PAD) * RATIO) + WORDS + 2 * PAD)
        return self._cell

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of every cell."""
        return self._cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the card."""
        photo: PhotoRow | None = index.data(ROW_ROLE)
        area = QRectF(option.rect).adjusted(PAD, PAD, -PAD, -PAD)
        state = option.state
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(tokens.faint if hovered and not chosen else tokens.line), 1))
        painter.setBrush(QColor(tokens.paper))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        top = QRectF(area.left() + 1, area.top() + 1, area.width() - 2, 0)
        # Exactly the size of the decoded picture, so that it need not be scaled at each paint.
        top.setHeight(round(top.width() * RATIO))
        if photo is not None:
            self._draw_picture(painter, top, photo)
            words = QRectF(area.left() + 11, top.bottom(), area.width() - 22, WORDS)
            self._draw_words(painter, words, photo)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 10, 10)
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.ink), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), 10, 10)
        painter.restore()

    def _draw_picture(self, painter: QPainter, top: QRectF, photo: PhotoRow) -> None:
        device = painter.device()
        scale = device.devicePixelRatioF() if device is not None else 1.0
        picture = self._thumbnails.picture(photo, round(top.width()), scale)
        if picture is not None:
            painter.drawPixmap(top, picture, QRectF(picture.rect()))
            return
        tokens = self._theme.tokens
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.desk))
        painter.setClipRect(top)
        painter.drawRoundedRect(top.adjusted(0, 0, 0, 8), 7.5, 7.5)
        painter.restore()
        if self._thumbnails.is_unreadable(photo):
            mark = pixmap("image-off", "muted", 20, scale)
            painter.drawPixmap(top.center() - QPointF(10, 10), mark)

    def _draw_words(self, painter: QPainter, words: QRectF, photo: PhotoRow) -> None:
        tokens = self._theme.tokens
        left, width = words.left(), words.width()
        metrics = QFontMetricsF(self._title)
        painter.setFont(self._title)
        painter.setPen(QColor(tokens.ink))
        title = metrics.elidedText(title_of(photo), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(left, words.top() + 22), title)
        state = standing(photo, utc_now())
        base = words.top() + 40
        draw_dot(painter, QPointF(left + 4, base - 4), self._theme.status_colour(state.colour))
        painter.setFont(self._word)
        painter.setPen(QColor(tokens.soft))
        left += 13
        painter.drawText(QPointF(left, base), state.word)
        if state.rest:
            left += QFontMetricsF(self._word).horizontalAdvance(state.word) + 7
            room = words.right() - left
            rest = QFontMetricsF(self._rest).elidedText(
                state.rest, Qt.TextElideMode.ElideRight, room
            )
            painter.setFont(self._rest)
            painter.drawText(QPointF(left, base), rest if room > 20 else "")
