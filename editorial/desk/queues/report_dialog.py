"""What became of each story when something was done with many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import TextLabel

if TYPE_CHECKING:
    from editorial.review.each_story import Handed


class ReportDialog(QDialog):
    """The refused stories with their reasons first, then those that were dealt with."""

    undo_wanted = Signal()
    """Those that were dealt with are to be put back."""

    def __init__(self, handed: Handed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What was done")
        self.resize(560, 380)
        done, refused = len(handed.moved), len(handed.refused)
        head = TextLabel(f"{done:,} {handed.done_word}, {refused:,} left as they were.", "title")
        head.setWordWrap(True)
        self.lines = QListWidget()
        self.lines.setAccessibleName("Stories, and what became of each")
        self.lines.setWordWrap(True)
        for each in handed.refused:
            self.lines.addItem(f"Left as it was: “{each.headline}”. {each.why}")
        for moved in handed.moved:
            self.lines.addItem(f"{handed.done_word.capitalize()}: “{moved.headline}”")
        self.lines.setCurrentRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.undo = buttons.addButton("Undo", QDialogButtonBox.ButtonRole.ActionRole)
        self.undo.setToolTip("Put back what was done")
        self.undo.clicked.connect(self._take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.lines, 1)
        column.addWidget(buttons)

    @Slot()
    def _take_back(self) -> None:
        self.undo_wanted.emit()
        self.accept()
