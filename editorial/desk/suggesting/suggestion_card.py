"""One suggestion in the inspector: whose, what is to become what, and the decision."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from editorial.desk.kit.widgets import LinkButton, TextLabel, set_kind, set_state
from editorial.desk.writing.inspector.pane import Card
from editorial.desk.writing.notes.about import FIELDS, short
from editorial.system import time_words

if TYPE_CHECKING:
    import datetime as dt

    from editorial.review.suggestions import SuggestionRow

GONE = "The words that it would change are gone."
_SHOWN = 160
"""Characters of each side that a card shows; the rest stands in the tooltip."""
_STATES = {"accepted": "accepted", "rejected": "rejected"}


class SuggestionCard(Card):
    """Shows one `SuggestionRow`; what is decided is dimmed."""

    accept_wanted = Signal(object)
    """The id of the suggestion; likewise the others."""
    reject_wanted = Signal(object)
    copy_wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(
        self,
        row: SuggestionRow,
        *,
        now: dt.datetime,
        rivals: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row = row
        head = QHBoxLayout()
        head.setSpacing(6)
        name = TextLabel(row.author or "Somebody", "" if row.is_open else "soft")
        name.setStyleSheet("font-weight: 600;")
        head.addWidget(name)
        head.addWidget(TextLabel(_state(row, now), "muted"))
        head.addStretch(1)
        self.column.addLayout(head)
        if row.field != "body":
            self.add_words(f"in {FIELDS[row.field]}", "muted")
        self.words = QLabel(_shown(row))
        set_kind(self.words, "" if row.is_open else "muted")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(spoken(row))
        self.words.setToolTip(spoken(row))
        self.column.addWidget(self.words)
        if row.is_gone:
            self.add_words(GONE, "warn")
        elif rivals:
            self.add_words(f"{' and '.join(rivals)} would change the same words.", "warn")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        self.accept = LinkButton("Accept", "Change the words (Alt+Shift+Y)")
        self.reject = LinkButton("Reject", "Leave the words as they are (Alt+Shift+X)")
        self.copy = LinkButton("Copy", "Copy what was suggested")
        for button, slot in (
            (self.accept, self._accept),
            (self.reject, self._reject),
            (self.copy, self._copy),
        ):
            button.setAccessibleName(f"{button.text()}: {spoken(row)}")
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.accept.setVisible(row.is_open and not row.is_gone)
        self.reject.setVisible(row.is_open)
        self.copy.setVisible(bool(row.new.strip()) and (row.is_gone or not row.is_open))
        self.setAccessibleName(spoken(row))
        self.pressed.connect(self._pressed)

    def set_current(self, current: bool) -> None:
        """Mark the suggestion that is spoken of."""
        set_state(self, "current", current)

    @Slot()
    def _accept(self) -> None:
        self.accept_wanted.emit(self.row.id)

    @Slot()
    def _reject(self) -> None:
        self.reject_wanted.emit(self.row.id)

    @Slot()
    def _copy(self) -> None:
        self.copy_wanted.emit(self.row.id)

    @Slot()
    def _pressed(self) -> None:
        self.place_wanted.emit(self.row.id)


def spoken(row: SuggestionRow) -> str:
    """Return a suggestion in one sentence."""
    who = row.author or "Somebody"
    old, new = short(_visible(row.old)), short(_visible(row.new))
    if not row.old:
        return f"{who} suggests to put in “{new}”"
    if not row.new:
        return f"{who} suggests to take out “{old}”"
    return f"{who} suggests “{new}” for “{old}”"


def _state(row: SuggestionRow, now: dt.datetime) -> str:
    if row.is_open:
        return time_words.say_past(row.at, now)
    if row.is_overtaken:
        return "another was accepted"
    by = f" by {row.decided_by}" if row.decided_by else ""
    return f"{_STATES[row.state]}{by}"


def _shown(row: SuggestionRow) -> str:
    """Return old words struck and new ones underlined."""
    old, new = (html.escape(short(_visible(text), _SHOWN)) for text in (row.old, row.new))
    parts = [f"<s>{old}</s>"] if old else []
    parts += [f"<u>{new}</u>"] if new else []
    return " ".join(parts)


def _visible(text: str) -> str:
    """Return words with a sign for each line break; spaces alone are said in words."""
    if text and not text.strip(" "):
        return "space" if len(text) == 1 else f"{len(text)} spaces"
    return text.replace("\n\n", " ¶ ").replace("\n", " ↵ ").strip(" ")
