"""Asks once for the password of an endpoint that did not accept the sign-in."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import TextLabel


class PasswordDialog(QDialog):
    """One field; what is typed goes to the keyring and nowhere else."""

    given = Signal(str, str)
    """The endpoint's name, and what was typed."""

    def __init__(self, endpoint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._endpoint = endpoint
        self.setWindowTitle(f"Sign in to “{endpoint}”")
        self.setMinimumWidth(420)
        words = TextLabel(
            f"“{endpoint}” did not accept the sign-in. Enter its password or key again; it is kept "
            "in the system keyring. Everything that waits for it then goes on.",
            "muted",
        )
        words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Password or key")
        self.field.textChanged.connect(self._typed)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Keep and go on")
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.field)
        column.addWidget(self.buttons)
        self._typed("")

    @Slot(str)
    def _typed(self, text: str) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(text.strip()))

    @Slot()
    def _take(self) -> None:
        secret = self.field.text().strip()
        self.field.clear()
        self.given.emit(self._endpoint, secret)
        self.accept()
