"""The page as readers will see it, in the person's own browser."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    import uuid

    from editorial.desk.writing.commands import StoryCommands


class Preview(QObject):
    """Renders in the background into a folder that goes when the desk closes."""

    def __init__(self, commands: StoryCommands, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @Slot()
    def open(self) -> None:
        """Save the words, then render the page and open it."""
        draft = self._commands.draft
        if draft is None:
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="editorial-preview-")
            self.destroyed.connect(self._folder.cleanup)
        draft.save()
        self._commands.ctx.notices.tell("Making the page…")
        # Behind the save on the writer thread, so that its words are in the page.
        self._commands.ctx.jobs.run(
            Lane.WRITE, self, _nothing, done=partial(self._render, draft.id)
        )

    def _render(self, story_id: uuid.UUID, _: None) -> None:
        newsroom = self._commands.ctx.newsroom
        assert self._folder is not None
        self._commands.ctx.jobs.read(
            self,
            use_cases.render_preview,
            story_id,
            Path(self._folder.name) / str(story_id) / "page.html",
            workbench=newsroom.workbench,
            newsroom=newsroom.settings.newsroom,
            done=self._show,
            failed=self._commands.refuse,
            latest="preview",
        )

    def _show(self, page: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
            self._commands.ctx.notices.tell("The page is open in your browser.")
        else:
            self._commands.ctx.notices.tell(f"No browser could be opened. The page is at {page}")


def _nothing() -> None:
    """Do nothing, in its turn."""
