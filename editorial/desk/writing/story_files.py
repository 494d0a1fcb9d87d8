"""Text files that are dropped on the desk become new drafts, if the person wants that."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.writing.commands import StoryCommands


class StoryFiles(QObject):
    """Asks, then imports each file with its pictures."""

    def __init__(self, commands: StoryCommands, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._window = window

    @Slot(object)
    def offer(self, files: Sequence[str]) -> None:
        """Ask, then import text files as new drafts; the open story stays as it is."""
        names = ", ".join(Path(file).name for file in files)
        answer = QMessageBox.question(
            self._window,
            "Import",
            f"Import {names} as a new draft?\n\nThe story that is open stays as it is.",
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        )
        if answer != QMessageBox.StandardButton.Ok:
            return
        ctx = self._commands.ctx
        for file in files:
            ctx.jobs.write(
                self,
                use_cases.import_story,
                Path(file),
                who=ctx.newsroom.person,
                workbench=ctx.newsroom.workbench,
                done=partial(self._imported, Path(file).name),
                failed=self._commands.refuse,
            )

    def _imported(self, name: str, imported: Any) -> None:
        words = " ".join(imported.warnings)
        self._commands.ctx.notices.tell(f"{name} is a new draft. {words}".strip())
        self._commands.open_story(imported.story.id)
