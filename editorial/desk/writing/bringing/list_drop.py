"""Story files dropped on the list of stories become new drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from editorial.desk.writing.body_editor import local_files

if TYPE_CHECKING:
    from collections.abc import Iterable

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class ListDrop(QObject):
    """Watches the list's widgets for files."""

    dropped = Signal(object)
    """The files (tuple of paths as text)."""

    def __init__(self, widgets: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        for widget in widgets:
            target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
            for each in {widget, target}:
                each.setAcceptDrops(True)
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; whatever else is dragged is not for the list."""
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        files = tuple(file for file in local_files(event.mimeData()) if Path(file).is_file())
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            # Not from inside the drop, which holds up the program the files come from.
            QTimer.singleShot(0, self, lambda: self.dropped.emit(files))
        return True
