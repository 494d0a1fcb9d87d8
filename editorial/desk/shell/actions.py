"""Every command of the desk in one place: menus, tooltips and the palette are built from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from editorial.desk.kit.icons import set_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Actions(QObject):
    """The registry. An action is added once, under a name such as ``story.new``.

    The part before the dot is the menu: file, story, view or help; others are reached by the
    palette and their shortcut alone.
    """

    added = Signal(object)
    """A QAction that was just added."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}

    def add(
        self,
        name: str,
        title: str,
        slot: Callable[..., object],
        *,
        shortcut: str | Sequence[str] = "",
        icon: str = "",
        hint: str = "",
        checkable: bool = False,
    ) -> QAction:
        """Make an action; ``slot`` is a bound slot. Raises KeyError for a name that is taken."""
        if name in self._actions:
            raise KeyError(name)
        action = QAction(title, self)
        action.setObjectName(name)
        action.setCheckable(checkable)
        keys = [shortcut] if isinstance(shortcut, str) else list(shortcut)
        action.setShortcuts([QKeySequence(key) for key in keys if key])
        words = hint or title.rstrip("…")
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({shown})" if shown else words)
        action.setStatusTip(words)
        # Only File ▸ Quit and Preferences move to the system's menu on macOS; we say so there.
        action.setMenuRole(QAction.MenuRole.NoRole)
        if icon:
            set_icon(action, icon)
        action.triggered.connect(slot)
        self._actions[name] = action
        self.added.emit(action)
        return action

    def __getitem__(self, name: str) -> QAction:
        """Return an action. Raises KeyError."""
        return self._actions[name]

    def __contains__(self, name: object) -> bool:
        """Return whether there is an action of that name."""
        return name in self._actions

    def __iter__(self) -> Iterator[QAction]:
        """Go through all actions in the order of adding."""
        return iter(self._actions.values())

    def of_menu(self, menu: str) -> tuple[QAction, ...]:
        """Return the actions of one menu."""
        return tuple(a for name, a in self._actions.items() if name.split(".")[0] == menu)
