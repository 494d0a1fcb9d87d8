"""Marks passages in one field of the page, those of open notes on amber ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTextCursor

from editorial.desk.writing.word_places import word_rects

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QTextEdit

    from editorial.desk.kit.theme import Theme
    from editorial.desk.writing.notes.story_notes import NotePlace

_KEEP = QTextCursor.MoveMode.KeepAnchor


class PassageMarks(QObject):
    """Paints beneath the words, whose field has no ground of its own.

    Marks are cursors, so they move with every key until the notes are read again.
    """

    pressed = Signal(object)
    """The id of the note whose passage was clicked."""

    def __init__(
        self,
        field: QTextEdit,
        theme: Theme,
        parent: QObject,
        *,
        ground: str = "marked",
        line: str = "submitted",
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._theme = theme
        self._ground, self._line = ground, line
        self._marks: dict[uuid.UUID, QTextCursor] = {}
        field.viewport().installEventFilter(self)
        theme.changed.connect(field.viewport().update)

    def show_places(self, places: Iterable[NotePlace]) -> None:
        """Mark these passages and no others."""
        self._marks = {}
        document = self._field.document()
        last = document.characterCount() - 1
        for place in places:
            cursor = QTextCursor(document)
            cursor.setPosition(min(place.start, last))
            cursor.setPosition(min(place.end, last), _KEEP)
            self._marks[place.note_id] = cursor
        self._field.viewport().update()

    def keep_only(self, ids: Iterable[uuid.UUID]) -> None:
        """Take away the marks of notes that are settled; the others stay where they moved."""
        kept = set(ids)
        if not kept.issuperset(self._marks):
            self._marks = {key: mark for key, mark in self._marks.items() if key in kept}
            self._field.viewport().update()

    def place(self, note_id: uuid.UUID) -> tuple[int, int] | None:
        """Return where a passage stands now; None where it is not marked, or was deleted."""
        mark = self._marks.get(note_id)
        if mark is None or not mark.hasSelection():
            return None
        return mark.selectionStart(), mark.selectionEnd()

    def at(self, position: int) -> uuid.UUID | None:
        """Return the note of the narrowest passage that a position is in."""
        found = [
            (end - start, note_id)
            for note_id in self._marks
            if (place := self.place(note_id)) is not None
            for start, end in (place,)
            if start <= position <= end
        ]
        return min(found, key=lambda each: each[0])[1] if found else None

    def select(self, note_id: uuid.UUID) -> bool:
        """Select a passage and put the keyboard there; False where it is not marked here."""
        place = self.place(note_id)
        if place is None:
            return False
        cursor = self._field.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], _KEEP)
        self._field.setTextCursor(cursor)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.ensureCursorVisible()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint beneath; notice a click on a passage."""
        if not self._marks:
            return False
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self._paint(event.rect())
        elif (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and not self._field.textCursor().hasSelection()
        ):
            point = event.position()
            if any(rect.contains(point) for _, rect in self._rects(self._field.viewport().rect())):
                place = self._field.cursorForPosition(point.toPoint()).position()
                note = self.at(place)
                if note is not None:
                    self.pressed.emit(note)
        return False

    def _paint(self, area: QRect) -> None:
        painter = QPainter(self._field.viewport())
        line = QPen(self._theme.colour(self._line), 2)
        for _, rect in self._rects(area):
            if self._ground:
                painter.fillRect(rect, self._theme.colour(self._ground))
            painter.setPen(line)
            painter.drawLine(
                QPointF(rect.left(), rect.bottom()), QPointF(rect.right(), rect.bottom())
            )
        painter.end()

    def _rects(self, area: QRect) -> Iterator[tuple[uuid.UUID, QRectF]]:
        """Yield a rectangle for each line of each passage that touches ``area``."""
        field = self._field
        shift = field.verticalScrollBar().value()
        layout = field.document().documentLayout()
        seen = QRectF(area)
        for note_id in self._marks:
            place = self.place(note_id)
            if place is None:
                continue
            block = field.document().findBlock(place[0])
            while block.isValid() and block.position() < place[1]:
                box = layout.blockBoundingRect(block).translated(0, -shift)
                if box.intersects(seen):
                    start = max(place[0] - block.position(), 0)
                    length = min(place[1] - block.position(), block.length() - 1) - start
                    for part in word_rects(block.layout(), start, length):
                        moved = part.translated(box.left(), box.top())
                        yield note_id, moved.adjusted(0, 1, 0, -1)
                block = block.next()
