"""Draws a story in the list: kicker, time, headline, status. The same for what search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editorial.desk.kit.fonts import caps_font, serif_font, ui_font
from editorial.desk.kit.paged_model import ROW_ROLE
from editorial.desk.kit.widgets import draw_dot
from editorial.desk.shell import story_lines
from editorial.stories.rows import SearchHit, StoryRow
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from editorial.desk.kit.theme import Theme

_SIDE = 14
_LINE = 21
_SNIPPET_LINE = 16
FULL_HEIGHT = 104
"""Two lines of headline; the height of every row where rows are too many to measure."""
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StoryDelegate(QStyledItemDelegate):
    """Draws `StoryRow` and `SearchHit` values found under `ROW_ROLE`."""

    def __init__(self, theme: Theme, me: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._me = me
        self.keyboard = False
        """Whether the keyboard moves through the list, so that the focus must be seen."""
        self.now: Callable[[], dt.datetime] = utc_now
        """The present moment on the newsroom's clock."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the words need at the view's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 306
        row = index.data(ROW_ROLE)
        if row is None:
            return QSize(width, FULL_HEIGHT)
        story = row.story if isinstance(row, SearchHit) else row
        lines = len(story_lines.headline_lines(story.headline, width - 2 * _SIDE))
        height = 62 + lines * _LINE
        if isinstance(row, SearchHit) and row.snippet:
            found = story_lines.snippet_lines(row.snippet, width - 2 * _SIDE)
            height += len(found) * _SNIPPET_LINE + 5
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row; an empty ground while it is being read."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._ground(painter, rect, state)
        row = index.data(ROW_ROLE)
        if row is not None:
            hit = row if isinstance(row, SearchHit) else None
            self._words(painter, rect, row.story if isinstance(row, SearchHit) else row, hit)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        colour = self._theme.colour
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("paper"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
        if self.keyboard and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _words(self, painter: QPainter, rect: QRect, row: StoryRow, hit: SearchHit | None) -> None:
        colour = self._theme.colour
        left, right = rect.left() + _SIDE, rect.right() - _SIDE
        width = right - left + 1
        top = rect.top() + 9
        line = QRect(left, top, width, 14)
        room = width - self._moment(painter, line, row) - 10
        painter.setFont(caps_font(11))
        painter.setPen(colour("accent"))
        # The font sets capitals, which are wider than what the metrics of the words say.
        words = story_lines.kicker(row).upper()
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        top += 19
        painter.setFont(serif_font(story_lines.HEADLINE, 500))
        painter.setPen(colour("ink" if row.headline else "muted"))
        for text in story_lines.headline_lines(row.headline, width):
            painter.drawText(
                QRect(left, top, width, _LINE), Qt.AlignmentFlag.AlignVCenter, text.rstrip()
            )
            top += _LINE
        if hit is not None and hit.snippet:
            top = self._snippet(painter, left, top + 3, width, hit) + 2
        self._status(painter, QRect(left, top + 5, width, 16), row)

    def _moment(self, painter: QPainter, line: QRect, row: StoryRow) -> int:
        """Write the time at the right, what is late on a ground of its own; return its width."""
        now, colour = self.now(), self._theme.colour
        when = story_lines.moment(row, now)
        late = bool(story_lines.lateness(row, now))
        painter.setFont(ui_font(11, 600 if late else 400))
        width = painter.fontMetrics().horizontalAdvance(when)
        if late:
            pill = QRectF(line.right() - width - 11, line.top() - 1, width + 12, 16)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(pill, 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = line.adjusted(0, 0, -6, 0)
            width += 12
        painter.setPen(colour("accent" if late else "muted"))
        painter.drawText(line, _RIGHT, when)
        return width

    def _status(self, painter: QPainter, line: QRect, row: StoryRow) -> None:
        middle = line.center().y() + 1
        draw_dot(painter, QPointF(line.left() + 4, middle), self._theme.status_colour(row.status))
        painter.setPen(self._theme.colour("soft"))
        painter.setFont(ui_font(11, 500))
        word = row.status.label
        painter.drawText(line.adjusted(13, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
        used = 13 + painter.fontMetrics().horizontalAdvance(word) + 8
        painter.setFont(ui_font(12))
        facts = f"· {story_lines.status_facts(row, self._me())}"
        facts = painter.fontMetrics().elidedText(
            facts, Qt.TextElideMode.ElideRight, line.width() - used
        )
        painter.drawText(line.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, facts)

    def _snippet(self, painter: QPainter, left: int, top: int, width: int, hit: SearchHit) -> int:
        """Draw the found passage with its words marked; return where it ends."""
        font = ui_font(12)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        start = 0
        for text in story_lines.snippet_lines(hit.snippet, width):
            for first, last in hit.marks:
                one, two = max(first - start, 0), min(last - start, len(text))
                if one < two:
                    x = left + metrics.horizontalAdvance(text[:one])
                    ground = QRectF(x, top + 1, metrics.horizontalAdvance(text[one:two]), 15)
                    painter.fillRect(ground, self._theme.colour("marked"))
            painter.setPen(self._theme.colour("soft"))
            painter.drawText(
                QRect(left, top, width, _SNIPPET_LINE), Qt.AlignmentFlag.AlignVCenter, text
            )
            start += len(text)
            top += _SNIPPET_LINE
        return top
