"""Ctrl+K on selected words: an address, or one of our stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel
from editorial.desk.writing.linking.story_choices import StoryListView, StoryModel
from editorial.desk.writing.text_edits import is_address

if TYPE_CHECKING:
    import uuid

    from editorial.desk.kit.context import DeskContext


class LinkDialog(QDialog):
    """One field: what begins like an address is one, anything else finds stories."""

    given = Signal(str)
    """The address: ``https://…``, ``mailto:…`` or ``story:UUID``."""

    def __init__(
        self, ctx: DeskContext, without: uuid.UUID | None, address: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._without = without
        self.setWindowTitle("Link")
        self.resize(460, 470)
        self.field = QLineEdit()
        self.field.setAccessibleName("Address, or words of a story")
        self.field.setPlaceholderText("https://… or words of a story")
        self.model = StoryModel(ctx.jobs, self)
        self.list = StoryListView(self.model, ctx.theme)
        self._hint = TextLabel("", "muted")
        self.button = PrimaryButton("Link")
        self.button.clicked.connect(self._give)
        cancel = QuietButton("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._hint, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.model.arrived.connect(self._came)
        self.list.doubleClicked.connect(self._give)
        self.list.clicked.connect(self._show_button)
        self.field.setText(address)
        self.field.selectAll()
        if not address:
            self._typed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move through the list, and Enter take."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._give()
                return True
        return False

    @property
    def address(self) -> str:
        """What the link would lead to; ``""`` where nothing is chosen yet."""
        typed = self.field.text().strip()
        if _looks_like_address(typed):
            return typed if is_address(typed) or typed.startswith("story:") else f"https://{typed}"
        row = self.list.chosen
        return f"story:{row.id}" if row else ""

    @Slot(str)
    def _typed(self, text: str) -> None:
        typed = _looks_like_address(text.strip())
        self.list.setEnabled(not typed)
        if not typed:
            self.model.look(text, self._without)
        self._show_button()

    @Slot()
    def _came(self) -> None:
        if self.field.text().strip():
            self.list.choose(0)
        self._show_button()

    @Slot()
    def _show_button(self) -> None:
        address = self.address
        self.button.setEnabled(bool(address))
        is_story = address.startswith("story:")
        self.button.setText("Link the story" if is_story else "Link the address")
        self._hint.setText("↑ ↓ choose a story" if self.list.isEnabled() else "")

    @Slot()
    def _give(self) -> None:
        address = self.address
        if address:
            self.accept()
            self.given.emit(address)


def _looks_like_address(text: str) -> bool:
    if is_address(text) or text.startswith("story:"):
        return True
    return " " not in text and text.lower().startswith(("http:", "https:", "mailto:", "www."))
