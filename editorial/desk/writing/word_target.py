"""How long a story is to be, set by the writer, and how far this sitting has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QInputDialog

if TYPE_CHECKING:
    import uuid

    from PySide6.QtGui import QAction

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript

LONGEST = 200_000


class WordTargets(QObject):
    """The target is the story's own; without one the newsroom's holds."""

    def __init__(
        self, commands: StoryCommands, page: Manuscript, action: QAction, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._commands, self._page = commands, page
        home = commands.ctx.newsroom.home
        self._kept = QSettings(str(home.root / "writing.ini"), QSettings.Format.IniFormat)
        self._began: dict[uuid.UUID, int] = {}
        page.word_target = self.target
        action.triggered.connect(self.ask)
        page.status.words_pressed.connect(action.trigger)
        page.counted.connect(self._say_sitting)

    def target(self) -> int:
        """Return the target of the open story in words; 0 for none."""
        house = self._commands.ctx.newsroom.settings.newsroom.word_target
        draft = self._commands.draft
        if draft is not None and draft.detail.word_target is not None:
            return draft.detail.word_target
        # Targets of earlier versions of Editorial were kept on this computer alone.
        kept = self._kept.value(f"target/{draft.id}") if draft is not None else None
        return int(str(kept)) if str(kept).isdigit() else house

    @Slot()
    def ask(self) -> None:
        """Ask how long the open story is to be."""
        draft = self._commands.draft
        if draft is None:
            return
        words, was_given = QInputDialog.getInt(
            self._page,
            "Word target",
            "How many words is this story to have? 0 for no target.",
            self.target(),
            0,
            LONGEST,
            50,
        )
        if was_given:
            self._commands.file(word_target=words)

    @Slot()
    def _say_sitting(self) -> None:
        """Say in the tooltip how many words came since the story was opened today."""
        draft = self._commands.draft
        if draft is not None:
            now = self._page.status.word_count
            more = now - self._began.setdefault(draft.id, now)
            self._page.status.show_sitting(more)
