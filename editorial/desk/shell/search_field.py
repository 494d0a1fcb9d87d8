"""The field above the list: a search in every story, or a filter of this queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from editorial.desk.kit.icons import set_icon
from editorial.desk.kit.widgets import TextLabel, set_kind

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_WORDS = {
    "search": ("Search every story", "Ctrl K"),
    "filter": ("Filter this queue", "/"),
}


class SearchField(QLineEdit):
    """One line with a magnifying glass and the key that leads here."""

    asked = Signal(str)
    """The words, after each change."""
    left = Signal()
    """The person goes on to the list: Down or Enter."""
    back_wanted = Signal()
    """Backspace in the empty field: to the conditions that narrow the queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = "search"
        set_kind(self, "search")
        glass = QAction("Search", self)
        set_icon(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._key = TextLabel("", "keycap", self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._changed)
        self.set_mode("search")

    @property
    def mode(self) -> str:
        """Either ``search`` or ``filter``."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Look in every story (``search``) or in this queue (``filter``)."""
        changed = mode != self._mode
        self._mode = mode
        words, key = _WORDS[mode]
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})")
        self._key.setText(key)
        self._place()
        if changed and self.text():
            self.asked.emit(self.text())

    def set_text_quietly(self, text: str) -> None:
        """Show these words without asking for anything."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self._key.setVisible(not text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field; Down and Enter go on to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key at the right."""
        super().resizeEvent(event)
        self._place()

    @Slot(str)
    def _changed(self, text: str) -> None:
        self._key.setVisible(not text)
        self.asked.emit(text)

    def _place(self) -> None:
        size = self._key.sizeHint()
        self._key.resize(size)
        self._key.move(
            QPoint(self.width() - size.width() - 9, (self.height() - size.height()) // 2)
        )
