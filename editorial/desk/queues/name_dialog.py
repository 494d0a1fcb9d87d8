"""Asks for a person by name, with those who are known as completions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence


class NameDialog(QDialog):
    """One line for a name; `column` has room for more below it."""

    named = Signal(str)

    def __init__(
        self,
        title: str,
        words: str,
        people: Sequence[str],
        deed: str,
        parent: QWidget | None = None,
        *,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._may_be_empty = may_be_empty
        said = TextLabel(words, "soft")
        said.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName("Name")
        self.line.setPlaceholderText("A name")
        completer = QCompleter(list(people), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.line.setCompleter(completer)
        self.line.textChanged.connect(self._typed)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(deed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(10)
        self.column.addWidget(said)
        self.column.addWidget(self.line)
        self.column.addWidget(self.buttons)
        self._typed("")

    @property
    def name(self) -> str:
        """The name that was typed."""
        return " ".join(self.line.text().split())

    def accept(self) -> None:
        """Tell the name, and close."""
        if self.name or self._may_be_empty:
            self.named.emit(self.name)
            super().accept()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.ok.setEnabled(bool(text.strip()) or self._may_be_empty)
