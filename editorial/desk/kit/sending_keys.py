"""Lets Ctrl+Return send what a field of several lines holds, and Escape leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SendingKeys(QObject):
    """Watches a field, and keeps the two keys from the room's and the shell's shortcuts."""

    sent = Signal()
    left = Signal()

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """Take the keys, and the question that comes before them."""
        if not isinstance(event, QKeyEvent) or not (_sends(event) or _leaves(event)):
            return super().eventFilter(field, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            (self.sent if _sends(event) else self.left).emit()
        return True


def _sends(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in _RETURNS and bool(control)


def _leaves(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
