"""A headline or a dek: one paragraph that grows with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QResizeEvent


class LineEdit(QTextEdit):
    """Plain words on as many lines as they need. Enter and the arrow keys leave it."""

    left_downwards = Signal()
    left_upwards = Signal()
    height_changed = Signal()

    def __init__(
        self, name: str, hint: str, font: QFont, line: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("manuscript", True)
        self._watch(self.document())

    def set_document(self, document: QTextDocument) -> None:
        """Show another story's words; their undo history comes with them."""
        self.document().documentLayout().documentSizeChanged.disconnect(self._fit)
        self.setDocument(document)
        self._watch(document)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the words as they are wrapped now."""
        document = self.document()
        width = self.viewport().width()
        if width > 0 and document.textWidth() != width:
            document.setTextWidth(width)
        height = max(document.size().height(), self._line)
        return QSize(200, round(height) + 2)

    def minimumSizeHint(self) -> QSize:
        """Never less than one line."""
        return QSize(80, round(self._line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows at the edges go to the field above or below."""
        key = event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if plain:
                self.left_downwards.emit()
            else:
                event.ignore()
            return
        if plain and key == Qt.Key.Key_Down and not self._can_move(QTextCursor.MoveOperation.Down):
            self.left_downwards.emit()
            return
        if plain and key == Qt.Key.Key_Up and not self._can_move(QTextCursor.MoveOperation.Up):
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words on one line, whatever they were."""
        self.textCursor().insertText(" ".join(source.text().split()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words only; files are for the page to take."""
        return source.hasText() and not source.hasUrls()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again: a stylesheet may have set the font of the document anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _can_move(self, operation: QTextCursor.MoveOperation) -> bool:
        return QTextCursor(self.textCursor()).movePosition(operation)

    def _watch(self, document: QTextDocument) -> None:
        document.documentLayout().documentSizeChanged.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.height_changed.emit()
