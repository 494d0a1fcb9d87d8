"""Asks by when stories are to be done, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton, TextLabel, set_kind
from editorial.system import time_words
from editorial.system.errors import EditorialError
from editorial.system.local_times import TwiceThatTime, exact_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


class DueDialog(QDialog):
    """One line, and below it what is understood; nothing typed takes the date away."""

    given = Signal(object)
    """The moment in UTC, or None."""

    def __init__(
        self, count: int, now: Callable[[], dt.datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Set due")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._now = now
        self._moment: dt.datetime | None = None
        what = "this story" if count == 1 else f"these {count:,} stories"
        self.line = QLineEdit()
        self.line.setAccessibleName("Due")
        self.line.setPlaceholderText("today 17:00, tomorrow, Fri 9:30, in 2 hours")
        self.line.textChanged.connect(self._typed)
        self.understood = TextLabel("", "soft")
        self.understood.setWordWrap(True)
        self.second = LinkButton("The second time", "The clocks go back: that time comes twice")
        self.second.clicked.connect(self._take_second)
        self.second.hide()
        self._choices: tuple[Any, ...] = ()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(TextLabel(f"By when is {what} to be done?", "soft"))
        column.addWidget(self.line)
        column.addWidget(self.understood)
        column.addWidget(self.second)
        column.addWidget(self.buttons)
        self._typed("")

    def accept(self) -> None:
        """Tell the moment, and close."""
        if self.ok.isEnabled():
            self.given.emit(self._moment)
            super().accept()

    @Slot(str)
    def _typed(self, text: str) -> None:
        now = self._now()
        self._choices = ()
        try:
            self._moment = time_words.parse(text, now)
        except TwiceThatTime as error:
            self._choices = error.choices
            self._moment = error.choices[0]
            words = exact_words(error.choices[0], error.zone)
            self._say(f"{words}, the first of the two times.")
        except EditorialError as error:
            self._moment = None
            self._say(f"{error.message} {error.next_step}", wrong=True)
        else:
            words = time_words.say(self._moment, now)
            self._say(words or "Without a date: nothing is due any more.")
        self.ok.setText("Set due" if text.strip() else "Take the date away")

    @Slot()
    def _take_second(self) -> None:
        self._moment = self._choices[1]
        self.second.hide()
        self.understood.setText(f"{time_words.say(self._moment, self._now())}, the second time.")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.understood.setText(words)
        set_kind(self.understood, "problem" if wrong else "soft")
        self.ok.setEnabled(not wrong)
        self.second.setVisible(bool(self._choices))
