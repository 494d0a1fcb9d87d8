"""Preferences of writing: what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import SectionLabel, TextLabel

if TYPE_CHECKING:
    from editorial.system.settings import PersonSettings


class WritingPage(QWidget):
    """How the manuscript answers to this person."""

    def __init__(self, person: PersonSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.autopair = _box("Close quotes, brackets and marks as they are opened", person.autopair)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        column.addWidget(SectionLabel("Typing"))
        column.addWidget(self.autopair)
        hint = TextLabel(
            "Typed over a selection, a mark goes round it. The closing mark steps over the one "
            "that is there; Backspace takes an empty pair.",
            "muted",
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Return the fields as `PersonSettings` takes them."""
        return {"autopair": self.autopair.isChecked()}


def _box(words: str, checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(words)
    box.setChecked(checked)
    return box
