"""The field in which a note or an answer is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.sending_keys import SendingKeys
from editorial.desk.kit.widgets import LinkButton, QuietButton, TextLabel
from editorial.desk.writing.inspector.pane import WordsField
from editorial.desk.writing.notes.mention_list import MentionList

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoteForm(QWidget):
    """Ctrl+Return sends. Escape closes and keeps what is typed; only “Discard” throws it away."""

    sent = Signal(str)
    """The words, without air around them."""
    typed = Signal(str)
    """What is typed so far, 800 ms after the last key and when the form is left."""
    closed = Signal()
    """Escape or “Close”, or nothing is left to write."""
    people_wanted = Signal()

    def __init__(self, name: str, hint: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = TextLabel("", "muted")
        self.about.setWordWrap(True)
        self.about.hide()
        self.words = NoteWords(name, hint)
        self.mentions = MentionList(self.words)
        self.mentions.people_wanted.connect(self.people_wanted)
        self.button = QuietButton(button, hint=f"{button} (Ctrl+Return)")
        self.discard = LinkButton("Discard", "Throw away what is typed here")
        self.discard.hide()
        self._close = LinkButton("Close", "Close it; what is typed is kept (Escape)")
        self.button.clicked.connect(self.send)
        self.discard.clicked.connect(self._discard)
        self._close.clicked.connect(self.close_form)
        self.words.keys.sent.connect(self.send)
        self.words.keys.left.connect(self.close_form)
        self.words.given.connect(self.typed)
        self.words.textChanged.connect(self._changed)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.button)
        buttons.addWidget(self._close)
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addWidget(self.words)
        column.addWidget(self.mentions)
        column.addLayout(buttons)
        self.hide()

    @property
    def has_words(self) -> bool:
        """Whether something is typed."""
        return bool(self.words.toPlainText().strip())

    def set_about(self, about: str) -> None:
        """Say what the note is on."""
        self.about.setText(about)
        self.about.setVisible(bool(about))

    def set_people(self, names: Sequence[str]) -> None:
        """Let an ``@`` complete to these."""
        self.mentions.set_people(names)

    def open_form(self) -> None:
        """Show the form and put the keyboard into it."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def bring_back(self, words: str) -> None:
        """Show words that were typed before, unless others are being typed."""
        if not self.has_words and words:
            self.words.reset(words)
            self.show()

    def forget(self) -> None:
        """Be empty and closed: the note was sent, or another story is shown."""
        self.words.reset("")
        self.set_busy(False)
        self.hide()

    def set_busy(self, busy: bool) -> None:
        """Let nothing be typed while the note is on its way."""
        self.words.setReadOnly(busy)
        self.button.setEnabled(not busy)

    @Slot()
    def send(self) -> None:
        """Send the words, if there are any."""
        words = self.words.toPlainText().strip()
        if words and self.button.isEnabled():
            self.set_busy(True)
            self.sent.emit(words)

    @Slot()
    def close_form(self) -> None:
        """Close it; what is typed is kept."""
        self.words.give()
        self.hide()
        self.closed.emit()

    @Slot()
    def _discard(self) -> None:
        self.words.clear()
        self.close_form()

    @Slot()
    def _changed(self) -> None:
        self.discard.setVisible(self.has_words)


class NoteWords(WordsField):
    """Words of a note."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(name, hint, 3)
        self.setAccessibleDescription("Ctrl+Return sends, Escape closes and keeps the words")
        self.keys = SendingKeys(self)
