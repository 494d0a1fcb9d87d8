"""Asks why a story goes on although something in it is worth a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import TextLabel
from editorial.desk.writing.inspector.pane import IconLine

if TYPE_CHECKING:
    from editorial.system.errors import ReasonNeeded


class ReasonDialog(QDialog):
    """The warnings, and one line for the reason, which the record keeps."""

    def __init__(self, error: ReasonNeeded, deed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Worth a second look")
        self.setMinimumWidth(460)
        words = TextLabel(
            "Nothing stands in the way, but each of these asks for a reason. The record keeps it.",
            "muted",
        )
        words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setAccessibleName("Reason")
        self.field.setPlaceholderText("Why it goes on all the same")
        self.field.textChanged.connect(self._typed)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(f"{deed} all the same")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(words)
        for finding in error.findings:
            if getattr(finding, "level", "") == "warn":
                column.addWidget(IconLine("circle-dashed", "warn", finding.message, ""))  # type: ignore[attr-defined]
        column.addWidget(self.field)
        column.addWidget(self.buttons)
        self._typed("")
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """What was typed."""
        return " ".join(self.field.text().split())

    @Slot(str)
    def _typed(self, text: str) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(text.strip()))


def ask_reason(error: ReasonNeeded, deed: str, parent: QWidget | None) -> str:
    """Return the reason that the person gives; empty where there is none."""
    dialog = ReasonDialog(error, deed, parent)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else ""
