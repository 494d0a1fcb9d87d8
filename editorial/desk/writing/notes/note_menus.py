"""The context menus of headline, dek, byline, body and hero photo, with “Add a note” in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QTextEdit, QWidget

from editorial.desk.writing.notes.about import About, about_focus

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoteMenus(QObject):
    """Adds to each field's own menu; underlined words keep theirs, which is asked first."""

    wanted = Signal(object)
    """An `About`."""

    def __init__(self, fields: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self.menu: QMenu | None = None
        """The menu that is open, if one is."""
        for field in fields:
            watched = field.viewport() if isinstance(field, QTextEdit) else field
            watched.installEventFilter(self)
            if watched is not field:
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the field's own menu with one entry more."""
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        if not isinstance(watched, QWidget):
            return False
        parent = watched.parentWidget()
        field = parent if isinstance(parent, QTextEdit) else watched
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and isinstance(field, QTextEdit):
            place = field.viewport().mapToGlobal(field.cursorRect().bottomLeft())
        about = about_focus(field)
        if about is None:
            return False
        if isinstance(field, QTextEdit | QLineEdit):
            menu = field.createStandardContextMenu()
            menu.addSeparator()
        else:
            menu = QMenu(field)
        entry = QAction(f"Add a note {about.words()}".replace("&", "&&"), menu)
        entry.triggered.connect(partial(self._chosen, about))
        menu.addAction(entry)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu = menu
        menu.popup(place)
        return True

    def _chosen(self, about: About, _checked: bool = False) -> None:
        self.wanted.emit(about)
