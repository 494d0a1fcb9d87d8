"""Asks what is to become of story files that were dropped on a manuscript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 6


class StoryOffer(QDialog):
    """New drafts, words for the open story, or nothing."""

    as_drafts = Signal(object)
    """The files (tuple of paths as text)."""
    here = Signal(object)

    def __init__(self, files: Sequence[str], *, may_insert: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._files = tuple(files)
        self.setWindowTitle("Import")
        self.setAccessibleName("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = [Path(file).name for file in files]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        count = "a new draft" if len(names) == 1 else f"{len(names)} new drafts"
        self.question = TextLabel(f"Import {', '.join(names[:_SHOWN])}{more} as {count}?")
        words = "The story that is open stays as it is."
        if may_insert:
            words += " Or have the words and pictures put in at the cursor."
        about = TextLabel(words, "soft")
        for label in (self.question, about):
            label.setWordWrap(True)
        self.draft_button = PrimaryButton("New draft" if len(names) == 1 else "New drafts")
        self.here_button = QuietButton("Insert here")
        self.cancel_button = QuietButton("Cancel")
        self.draft_button.setDefault(True)
        self.here_button.setVisible(may_insert)
        self.draft_button.clicked.connect(self._as_drafts)
        self.here_button.clicked.connect(self._here)
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel_button, self.here_button, self.draft_button):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.question)
        column.addWidget(about)
        column.addLayout(buttons)
        self.setMinimumWidth(420)
        self.draft_button.setFocus()

    @Slot()
    def _as_drafts(self) -> None:
        self.accept()
        self.as_drafts.emit(self._files)

    @Slot()
    def _here(self) -> None:
        self.accept()
        self.here.emit(self._files)
