"""What is said of the open story: notes, and suggestions of other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editorial.desk.suggesting.suggest_mode import SuggestMode
from editorial.desk.suggesting.suggestions_on_page import SuggestionsOnPage
from editorial.desk.writing.notes.notes_on_page import NotesOnPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction

    from editorial.desk.reviewing.review_mode import ReviewMode
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.inspector.inspector import Inspector
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.desk.writing.open_drafts import OpenDrafts


class Remarks(QObject):
    """Owned by the room, which says when another story is shown and when this one changed."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        review: ReviewMode,
        inspector: Inspector,
        drafts: OpenDrafts,
        actions: Mapping[str, QAction],
        show: Callable[[OpenDraft], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._inspector = inspector
        self.notes = NotesOnPage(commands, page, review, inspector, actions, self)
        self.suggestions = SuggestionsOnPage(commands, review, inspector, actions, self)
        self.suggesting = SuggestMode(
            commands, page, review, drafts, actions["suggest_edits"], show, self
        )
        inspector.review.note_wanted.connect(self.notes.add)

    def show_story(self) -> None:
        """Show what is said of another story."""
        self.suggesting.story_shown()
        self.notes.show_story()
        self._inspector.review.suggestions.show_story()

    @Slot()
    def refresh(self) -> None:
        """Read anew what is said: the story changed."""
        self.notes.source.refresh()
        self._inspector.review.suggestions.refresh()
