"""What the desk says: an empty place that tells how to fill it, and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.widgets import (
    IconButton,
    LinkButton,
    QuietButton,
    TextLabel,
    announce,
    set_kind,
    set_state,
)

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme
    from editorial.system.errors import EditorialError


class EmptyState(QWidget):
    """Says what belongs here and how to fill it."""

    chosen = Signal()
    """The button was pressed."""

    def __init__(
        self, title: str = "", text: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = TextLabel()
        self._title.setFont(serif_font(18, 500))
        self._title.setWordWrap(True)
        self._text = TextLabel(kind="soft")
        self._text.setWordWrap(True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = QuietButton("")
        self._button.clicked.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(title, text, action)

    def say(self, title: str, text: str, action: str = "") -> None:
        """Show these words; without ``action`` there is no button."""
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


class Notice(QFrame):
    """A message in place: what happened, what is safe, what to do. Hidden until it speaks."""

    acted = Signal()
    """The action beside the message was pressed."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name, self._icon_colour = "info", "soft"
        set_kind(self, "notice")
        self._icon = QLabel()
        self._head = TextLabel()
        self._head.setWordWrap(True)
        self._rest = TextLabel(kind="soft")
        self._rest.setWordWrap(True)
        self._action = LinkButton("")
        self._action.clicked.connect(self.acted)
        self._close = IconButton("x", "Close this message")
        self._close.clicked.connect(self.close_notice)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._head)
        words.addWidget(self._rest)
        words.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._draw_icon)
        self.hide()

    @property
    def text(self) -> str:
        """Everything the notice says, in one line."""
        return " ".join(part for part in (self._head.text(), self._rest.text()) if part)

    def tell(self, text: str, *, action: str = "", tone: str = "good") -> None:
        """Say one sentence. ``tone``: good, plain or problem."""
        self._say(text, "", action, tone)

    def refuse(self, error: EditorialError, *, action: str = "") -> None:
        """Say what happened, what is safe and what to do."""
        rest = " ".join(part for part in (error.safe, error.next_step) if part)
        self._say(error.message, rest, action, "problem")

    @Slot()
    def close_notice(self) -> None:
        """Take the message away."""
        self.hide()
        self.closed.emit()

    def _say(self, head: str, rest: str, action: str, tone: str) -> None:
        self._icon_name, self._icon_colour = {
            "good": ("circle-check", "good"),
            "problem": ("triangle-alert", "accent"),
        }.get(tone, ("info", "soft"))
        set_state(self, "tone", tone)
        self._head.setText(head)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._draw_icon()
        self.setAccessibleName(self.text)
        self.show()
        announce(self, self.text)

    @Slot()
    def _draw_icon(self) -> None:
        scale = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(self._icon_name, self._icon_colour, 16, scale))
