"""A field of the photo inspector that holds one of a few codes, shown in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from editorial.desk.photo_desk.common_values import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QWheelEvent


class ChoiceField(QComboBox):
    """Given as soon as it is chosen. A code that is none of the choices is shown as it is."""

    given = Signal(str)
    typed = Signal()
    """Never sent: nothing is typed here."""

    def __init__(
        self, name: str, choices: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = dict(choices)
        self._known: str | None = ""
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        # As wide as the column, not as its longest words.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._fill("")
        self.activated.connect(self.give)

    @property
    def words(self) -> str:
        """The code that is chosen."""
        return self.currentData() or ""

    @property
    def is_pending(self) -> bool:
        """Whether something is chosen that was not given."""
        return self.currentData() not in (None, self._known)

    def show_value(self, value: str | None, *, anew: bool) -> None:
        """Show what was read; None where the photos differ."""
        self._known = value
        self._fill(value)

    def keep_refused(self, stored: str | None) -> None:
        """Go back to what holds: a choice has no words to be mended."""
        self.show_value(stored, anew=True)

    @Slot()
    def give(self) -> None:
        """Give the choice if it is another now."""
        if self.is_pending:
            self._known = self.words
            self.given.emit(self.words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the pane: it must not change a photo in passing."""
        event.ignore()

    def _fill(self, value: str | None) -> None:
        choices = {"": "Not said"} | self._choices
        if value is not None:
            choices.setdefault(value, value)
        with QSignalBlocker(self):
            self.clear()
            if value is None:
                self.addItem(SEVERAL, None)
            for code, words in choices.items():
                self.addItem(words, code)
            self.setCurrentIndex(0 if value is None else self.findData(value))
        self.setToolTip(self.currentText())
