"""The tab of review: notes, suggestions, checks, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from editorial.desk.suggesting.suggestions_section import SuggestionsSection
from editorial.desk.writing.inspector.check_list import CheckList
from editorial.desk.writing.inspector.history_section import HistorySection
from editorial.desk.writing.inspector.notes_section import NotesSection
from editorial.desk.writing.inspector.pane import Pane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editorial.desk.writing.commands import StoryCommands


class ReviewPane(Pane):
    """NOTES, SUGGESTIONS, CHECKS and HISTORY."""

    note_wanted = Signal()
    """“Add note” was pressed; the room knows the selected passage."""
    compare_wanted = Signal(int)
    """The number of a version to hold beside the present words."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(commands, "Review", parent)
        notes = self.add_section("Notes", "Add note")
        notes.acted.connect(self.note_wanted)
        self.notes = NotesSection(commands, notes, self)
        self.suggestions = SuggestionsSection(commands, self.add_section("Suggestions"), self)
        self.check_list = CheckList(commands, self.add_section("Checks"), self, titled=True)
        history = self.add_section("History", "Compare…")
        history.acted.connect(commands.compare_any_wanted)
        self.history = HistorySection(commands, history, self, self._compare)

    def refresh(self) -> None:
        """Read notes, checks and history anew."""
        if self.commands.detail is None:
            return
        self.notes.refresh()
        self.check_list.refresh()
        self.history.refresh()

    def show_story(self) -> None:
        """Show another story."""
        self.history.forget()
        super().show_story()

    @Slot(int)
    def _compare(self, number: int) -> None:
        self.compare_wanted.emit(number)
