"""Preferences of writing: what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import SectionLabel, TextLabel
from editorial.desk.shell.form import Form

if TYPE_CHECKING:
    from editorial.system.settings import PersonSettings

_LIT = {
    "paragraph": "The paragraph that is written",
    "sentence": "The sentence that is written",
    "all": "All of the text",
}


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
        self.lit = QComboBox()
        for value, words in _LIT.items():
            self.lit.addItem(words, value)
        self.lit.setCurrentIndex(self.lit.findData(person.lit))
        self.typewriter = _box("Keep the line that is written at one height", person.typewriter)
        form = Form()
        form.add("Focus mode lights", self.lit, "Ctrl+Shift+F leaves nothing but the text.")
        column.addSpacing(10)
        column.addWidget(SectionLabel("Focus"))
        column.addLayout(form.grid)
        column.addWidget(self.typewriter)
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Return the fields as `PersonSettings` takes them."""
        return {
            "autopair": self.autopair.isChecked(),
            "lit": self.lit.currentData(),
            "typewriter": self.typewriter.isChecked(),
        }


def _box(words: str, checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(words)
    box.setChecked(checked)
    return box
