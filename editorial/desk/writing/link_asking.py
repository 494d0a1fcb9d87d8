"""Asks in the background whether the links of the open story answer, as checks want to know."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    import uuid

    from editorial.desk.kit.jobs import Progress
    from editorial.desk.writing.commands import StoryCommands
    from editorial.system.errors import EditorialError

PAUSE_SECONDS = 60.0
"""Between two tries for one story: nobody answered the last one."""


class LinkAsking(QObject):
    """One try at a time; another story's stops the one under way."""

    answered = Signal()
    """There are new answers: checks are to be read anew."""

    def __init__(self, commands: StoryCommands, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._tried: dict[uuid.UUID, float] = {}

    @Slot()
    def ask(self) -> None:
        """Ask for the open story, unless that was tried a moment ago."""
        detail = self._commands.detail
        if detail is None:
            return
        now = time.monotonic()
        if now - self._tried.get(detail.id, -PAUSE_SECONDS) < PAUSE_SECONDS:
            return
        self._tried[detail.id] = now
        self._commands.ctx.jobs.read(
            self,
            use_cases.ask_links,
            detail.id,
            # It can be stopped between two answers.
            progress=self._go_on,
            done=self._done,
            failed=self._not_asked,
            latest="links",
        )

    def _done(self, changes: Any) -> None:
        if changes:
            self.answered.emit()

    def _go_on(self, _progress: Progress) -> None:
        """Show nothing: nobody waits for it."""

    def _not_asked(self, _error: EditorialError) -> None:
        """Say nothing: the check says that they are not checked."""
