"""Story files that are dropped on the manuscript: offered as drafts, or as words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from editorial.desk.writing.bringing.offer import StoryOffer
from editorial.desk.writing.bringing.story_import import StoryImport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editorial.desk.writing.commands import StoryCommands


class StoryFiles(QObject):
    """Asks, then has each file imported with its pictures."""

    insert_wanted = Signal(object)
    """Files (tuple of paths as text) whose words are to stand at the cursor."""

    def __init__(self, commands: StoryCommands, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._window = window
        self.importing = StoryImport(commands.ctx, window, self)
        self.offered: StoryOffer | None = None

    @Slot(object)
    def offer(self, files: Sequence[str]) -> None:
        """Ask what the files are for; the open story stays as it is until then."""
        dialog = StoryOffer(files, may_insert=self._commands.is_editable, parent=self._window)
        dialog.as_drafts.connect(self.importing.take)
        dialog.here.connect(self.insert_wanted)
        dialog.destroyed.connect(self._answered)
        self.offered = dialog
        dialog.open()

    @Slot()
    def _answered(self) -> None:
        self.offered = None
