"""Versions that a writer asks for: kept under a name, and held side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog

from editorial.desk.writing import use_cases
from editorial.desk.writing.versions_dialog import VersionsDialog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.stories.rows import VersionRow


class KeptVersions(QObject):
    """Answers Ctrl+Shift+S and “Compare versions”."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands, self._page = commands, page
        actions["checkpoint"].triggered.connect(self.keep)
        actions["versions"].triggered.connect(self.compare)
        commands.compare_any_wanted.connect(self.compare)

    @Slot()
    def keep(self) -> None:
        """Ask for a name, and keep the words as they are under it."""
        draft = self._commands.draft
        if draft is None:
            return
        name, was_given = QInputDialog.getText(
            self._page,
            "Keep this version",
            "A name to find it by, such as “before the lawyers”:",
        )
        if was_given and name.strip():
            # The writer thread keeps the order: first these words, then the version of them.
            draft.save()
            self._commands.write(
                use_cases.checkpoint, name.strip(), done=partial(self._kept, name.strip())
            )

    @Slot()
    def compare(self) -> None:
        """Open two versions side by side."""
        draft = self._commands.draft
        if draft is not None:
            self._commands.read(
                use_cases.versions, done=partial(self._show, draft), latest="any two", owner=self
            )

    def _kept(self, name: str, _changes: object) -> None:
        self._commands.ctx.notices.tell(f"Kept as “{name}”. It stands in the history.")

    def _show(self, draft: OpenDraft, rows: Sequence[VersionRow]) -> None:
        if draft is self._commands.draft:
            dialog = VersionsDialog(self._commands, rows, self._page)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
