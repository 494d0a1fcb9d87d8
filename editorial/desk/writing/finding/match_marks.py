"""Paints the ground of what was found beneath the words of one field.

Only what is in sight is searched and painted, so that ten thousand matches cost a key nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from editorial.desk.writing.word_places import word_rects
from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextCursor
    from PySide6.QtWidgets import QTextEdit

    from editorial.desk.kit.theme import Theme
    from editorial.desk.writing.finding.pattern import Pattern


class MatchMarks(QObject):
    """Draws before the field itself paints: its ground is transparent."""

    def __init__(self, field: QTextEdit, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._field = field
        self._theme = theme
        self._pattern: Pattern | None = None
        self._range: QTextCursor | None = None
        field.viewport().installEventFilter(self)

    def show_pattern(self, pattern: Pattern | None, within: QTextCursor | None = None) -> None:
        """Mark what matches, inside ``within`` where there is one; None takes the marks away."""
        if pattern is None and self._pattern is None:
            return
        self._pattern = pattern
        self._range = within
        self._field.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint beneath."""
        if (
            self._pattern is not None
            and event.type() == QEvent.Type.Paint
            and isinstance(event, QPaintEvent)
        ):
            self._paint(self._pattern, event)
        return False

    def _paint(self, pattern: Pattern, event: QPaintEvent) -> None:
        field = self._field
        painter = QPainter(field.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge = self._theme.colour("marked"), self._theme.colour("accent")
        cursor = field.textCursor()
        present = (cursor.selectionStart(), cursor.selectionEnd())
        shift = field.verticalScrollBar().value()
        layout = field.document().documentLayout()
        block = field.cursorForPosition(QPoint(0, event.rect().top())).block()
        while block.isValid():
            area = layout.blockBoundingRect(block)
            if area.top() - shift > event.rect().bottom():
                break
            for start, length in self._spans(pattern, block):
                place = block.position() + start
                is_present = (place, place + length) == present
                painter.setPen(QPen(edge, 1.2) if is_present else Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                # Round the selection, which the field paints over it.
                grown = 1.5 if is_present else 0.5
                for part in word_rects(block.layout(), start, length):
                    part = part.adjusted(-grown, -grown, grown, grown)
                    painter.drawRoundedRect(part.translated(area.left(), area.top() - shift), 3, 3)
            block = block.next()
        painter.end()

    def _spans(self, pattern: Pattern, block: QTextBlock) -> Iterator[tuple[int, int]]:
        try:
            found = pattern.spans(block.text())
        except EditorialError:
            # The bar has said it; there is nothing to mark.
            return
        for start, length in found:
            place = block.position() + start
            if self._range is None or (
                self._range.selectionStart() <= place
                and place + length <= self._range.selectionEnd()
            ):
                yield start, length
