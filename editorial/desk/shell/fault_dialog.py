"""Tells a person about a fault of ours, and lets them copy it for a report."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel, set_kind


class FaultDialog(QDialog):
    """What happened, what is safe, what to do, and the details."""

    def __init__(
        self, details: str, *, earlier: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("A fault in Editorial")
        self.setMinimumWidth(560)
        self._details = details
        head = TextLabel(
            "Editorial had a fault last time"
            if earlier
            else "Something went wrong inside Editorial"
        )
        head.setFont(serif_font(20, 500))
        words = TextLabel(
            "It is a mistake of the program, not yours. Your text was saved as it stood, and you "
            "can go on working. If it happens again, copy the details and send them to whoever "
            "looks after Editorial in your house.",
            "soft",
        )
        words.setWordWrap(True)
        text = QPlainTextEdit(details)
        set_kind(text, "field")
        text.setReadOnly(True)
        text.setAccessibleName("Details of the fault")
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setMinimumHeight(160)
        copy = QuietButton("Copy the details", "copy")
        copy.clicked.connect(self._copy)
        go_on = PrimaryButton("Go on")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(words)
        column.addWidget(text, 1)
        column.addLayout(buttons)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
