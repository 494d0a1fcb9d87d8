"""Fields under each other with their names at the left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from editorial.desk.kit.widgets import TextLabel


class Form:
    """A grid of names and fields; each field gets its name for the screen reader, too."""

    def __init__(self) -> None:
        self.grid = QGridLayout()
        self.grid.setColumnMinimumWidth(0, 120)
        self.grid.setColumnStretch(1, 1)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)

    def add(self, name: str, field: QWidget, hint: str = "") -> None:
        """Add a field below the last one, with a line of explanation where it helps."""
        row = self.grid.rowCount()
        label = TextLabel(name, "soft")
        label.setBuddy(field)
        field.setAccessibleName(name)
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 6, 0, 0)
        self.grid.addWidget(field, row, 1)
        if hint:
            words = TextLabel(hint, "muted")
            words.setWordWrap(True)
            field.setAccessibleDescription(hint)
            self.grid.addWidget(words, row + 1, 1)
