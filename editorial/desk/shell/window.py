"""The window's frame: rail, notice bar, and room for a room.

It is painted before anything heavy is imported; `newsroom_desk` fills it once the newsroom is
open.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.messages import EmptyState
from editorial.desk.kit.widgets import Hairline, set_kind
from editorial.desk.shell.actions import Actions
from editorial.desk.shell.notice_bar import NoticeBar
from editorial.desk.shell.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent

    from editorial.desk.kit.theme import Theme
    from editorial.desk.shell.window_memory import WindowMemory
    from editorial.system.errors import EditorialError

MENUS = {"file": "&File", "story": "&Story", "photo": "&Photos", "view": "&View", "help": "&Help"}
SUBMENUS = {"export": ("file", "Export", "file.preferences")}
"""Each one's menu, its title, and the action that it stands before."""
SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Rail | (notice bar over the current room)."""

    painted = Signal()
    """The first paint is over: now the heavy work may begin."""

    def __init__(self, theme: Theme, memory: WindowMemory) -> None:
        super().__init__()
        self.setWindowTitle("Editorial")
        self.setMinimumSize(860, 560)
        self._memory = memory
        self._was_painted = False
        self._menus: dict[str, QMenu] = {}
        self.before_close: Callable[[], bool] | None = None
        """Asked before the window closes; False keeps it open."""
        self.actions_ = Actions(self)
        self.actions_.added.connect(self._action_added)
        self.rail = Rail(theme)
        self.notices = NoticeBar(theme)
        self.stack = QStackedWidget()
        self.frame = _Frame()
        self.stack.addWidget(self.frame)
        self.problem = EmptyState()
        set_kind(self.problem, "paper")
        self.stack.addWidget(self.problem)
        self._lay_out()
        if not memory.restore_window(self):
            self.resize(SIZE)

    def say_problem(self, error: EditorialError, action: str) -> None:
        """Show in place of the room why the newsroom could not be opened."""
        words = " ".join(part for part in (error.safe, error.next_step) if part)
        self.problem.say(error.message, words, action)
        self.stack.setCurrentWidget(self.problem)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the frame stands."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the rooms save first."""
        if self.before_close is not None and not self.before_close():
            event.ignore()
            return
        self._memory.keep_window(self)
        self._memory.close()
        event.accept()

    def menu(self, name: str) -> QMenu:
        """Return one of the menus of `MENUS`."""
        return self._menus[name]

    @Slot()
    def open_menu(self) -> None:
        """Show all menus at the rail's menu button."""
        button = self.rail.menu_button
        self._all.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices)
        right.addWidget(self.stack, 1)
        self.middle = QWidget()
        row = QHBoxLayout(self.middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self.rail_line = Hairline(vertical=True)
        row.addWidget(self.rail_line)
        row.addLayout(right, 1)
        self.setCentralWidget(self.middle)
        self._all = QMenu(self)
        bar = self.menuBar()
        for name, title in MENUS.items():
            menu = bar.addMenu(title)
            # Until a room brings something for it.
            menu.menuAction().setVisible(False)
            menu.setToolTipsVisible(True)
            self._menus[name] = menu
            self._all.addMenu(menu)
        # Where the system has one menu bar for all windows it is used; elsewhere the menus are
        # behind the rail's button and F10, so that the desk begins at the top.
        bar.setVisible(sys.platform == "darwin" or bar.isNativeMenuBar())
        self.rail.menu_button.clicked.connect(self.open_menu)

    @Slot(object)
    def _action_added(self, action: QAction) -> None:
        self.addAction(action)
        name = action.objectName().split(".")[0]
        if name in SUBMENUS and name not in self._menus:
            self._add_submenu(name)
        menu = self._menus.get(name)
        if menu is not None:
            menu.addAction(action)
            menu.menuAction().setVisible(True)

    def _add_submenu(self, name: str) -> None:
        parent, title, before = SUBMENUS[name]
        menu = QMenu(title, self)
        menu.setToolTipsVisible(True)
        whole = self._menus[parent]
        if before in self.actions_:
            whole.insertMenu(self.actions_[before], menu)
        else:
            whole.addMenu(menu)
        self._menus[name] = menu


class _Frame(QWidget):
    """What stands where the room will be, for the half second until it is there."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        pane = QWidget()
        set_kind(pane, "desk")
        pane.setFixedWidth(306)
        paper = QWidget()
        set_kind(paper, "paper")
        row.addWidget(pane)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(paper, 1)
