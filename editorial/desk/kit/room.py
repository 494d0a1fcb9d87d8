"""What the shell asks of a room, and where it can be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Target:
    """What a room is to show.

    ``place`` is the rail's entry that was chosen, such as ``in_edit``; ``field`` is a check's
    field to jump to, such as ``hero.alt``.
    """

    place: str = ""
    story: uuid.UUID | None = None
    photo: uuid.UUID | None = None
    delivery: uuid.UUID | None = None
    field: str = ""


class Room(Protocol):
    """One job's screen. The shell shows one at a time and keeps them all.

    A room that wants to be hidden in focus mode lists its side panes in ``side_panes``.
    """

    @property
    def widget(self) -> QWidget:
        """What stands right of the rail (or right of the story list)."""

    @property
    def title(self) -> str:
        """What the window's title says, such as the story's headline."""

    @property
    def side_panes(self) -> Sequence[QWidget]:
        """The panes that focus mode hides."""

    def activate(self, target: Target) -> None:
        """Show this; called each time the person comes here."""

    def flush(self) -> bool:
        """Send unsaved work to the writer now; False keeps the window from closing."""

    def actions(self) -> Sequence[QAction]:
        """Return the room's own actions for the Story menu and the palette."""
