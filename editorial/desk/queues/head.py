"""The line above a list of stories: which queue, how many, in which order, narrowed by what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from editorial.desk.kit.widgets import ElidedLabel, IconButton, TextLabel
from editorial.desk.queues.filter_menu import FilterMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "due": "Due first",
    "headline": "By headline",
}


class QueueHead(QWidget):
    """Title and count; buttons that narrow, sort, and start a story."""

    sort_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "title")
        self.count = TextLabel("", "muted")
        self.narrow_button = IconButton("filter", "Narrow this queue", "Ctrl+/")
        self.menu = FilterMenu(self.narrow_button)
        self.narrow_button.setMenu(self.menu)
        self.narrow_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.new_button = IconButton("square-pen", "New story", "Ctrl+N")
        self.sort_button = self._sort_button()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 9, 0)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        row.addWidget(self.count)
        for button in (self.narrow_button, self.sort_button, self.new_button):
            row.addWidget(button)
        self.setFixedHeight(47)

    def show_sort(self, sort: str) -> None:
        """Mark the order in use."""
        for action in self._sorts.actions():
            action.setChecked(action.data() == sort)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu that narrows the queue, for the keyboard."""
        button = self.narrow_button
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _sort_button(self) -> QToolButton:
        button = IconButton("arrow-down-wide-narrow", "Sort this queue")
        menu = QMenu(button)
        self._sorts = QActionGroup(menu)
        for sort, words in SORTS.items():
            action = menu.addAction(words)
            action.setData(sort)
            action.setCheckable(True)
            self._sorts.addAction(action)
        self._sorts.triggered.connect(self._sort_picked)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    @Slot(object)
    def _sort_picked(self, action: QAction | Any) -> None:
        self.sort_chosen.emit(action.data())
