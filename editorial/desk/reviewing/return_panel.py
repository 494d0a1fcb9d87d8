"""Where an editor says what is to be done before a story goes back to its writer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from editorial.desk.kit.sending_keys import SendingKeys
from editorial.desk.kit.widgets import LinkButton, PrimaryButton, TextLabel, set_kind


class ReturnPanel(QFrame):
    """Stands in the room, not in front of it: the story stays readable while one writes."""

    sent = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        self.note = _NoteField()
        keys = SendingKeys(self.note)
        keys.sent.connect(self.send)
        keys.left.connect(self.close_panel)
        self._problem = TextLabel(kind="problem")
        self._problem.hide()
        self._send = PrimaryButton("Return", hint="Return with this note (Ctrl+Return)")
        self._send.clicked.connect(self.send)
        cancel = LinkButton("Cancel")
        cancel.clicked.connect(self.close_panel)
        head = TextLabel("What is to be done?")
        head.setStyleSheet("font-weight: 600;")
        head.setBuddy(self.note)
        last = QHBoxLayout()
        last.addWidget(self._problem, 1)
        last.addStretch(1)
        last.addWidget(cancel)
        last.addWidget(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.note)
        column.addLayout(last)
        self.hide()

    def open_panel(self, writer: str) -> None:
        """Show the panel, with what was typed before."""
        self.note.setPlaceholderText(
            f"{writer} reads this first." if writer else "The writer reads this first."
        )
        self._problem.hide()
        self._send.setEnabled(True)
        self.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str) -> None:
        """Say why the story was not returned; the note stays."""
        self._send.setEnabled(True)
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def forget(self) -> None:
        """Empty and hide it: the story was returned, or another one is on show."""
        self.note.clear()
        self.hide()

    def bring_back(self, words: str) -> None:
        """Show the panel with the words of a return that was taken back."""
        if not self.note.toPlainText().strip():
            self.note.setPlainText(words)
        self.open_panel("")

    @Slot()
    def send(self) -> None:
        """Send the note."""
        words = self.note.toPlainText().strip()
        if not words:
            self.refuse("A story goes back with a note. Say what is to be done.")
            self.note.setFocus()
            return
        self._problem.hide()
        self._send.setEnabled(False)
        self.sent.emit(words)

    @Slot()
    def close_panel(self) -> None:
        """Hide it; what was typed stays."""
        self.hide()
        self.closed.emit()


class _NoteField(QPlainTextEdit):
    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "field")
        self.setAccessibleName("Note to the writer")
        self.setTabChangesFocus(True)
        self.setFixedHeight(84)
        self.setAcceptDrops(False)
