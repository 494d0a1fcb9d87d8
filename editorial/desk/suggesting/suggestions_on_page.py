"""Joins the list of suggestions to the words: clicks, keys, and what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from editorial.desk.kit.widgets import announce
from editorial.desk.suggesting.suggestion_card import spoken

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from editorial.desk.reviewing.review_mode import ReviewMode
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.inspector.inspector import Inspector
    from editorial.review.suggestions import SuggestionRow

_NONE = "No suggestion is chosen. F8 goes to the next."


class SuggestionsOnPage(QObject):
    """Owned by the room."""

    def __init__(
        self,
        commands: StoryCommands,
        review: ReviewMode,
        inspector: Inspector,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands, self._review, self._inspector = commands, review, inspector
        self._section = inspector.review.suggestions
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_card)
        self._section.place_wanted.connect(self.show_place)
        review.desk.view.suggestion_pressed.connect(self.show_suggestion)
        for name, slot in (
            ("next_suggestion", self.next),
            ("previous_suggestion", self.previous),
            ("accept_suggestion", self.accept),
            ("reject_suggestion", self.reject),
        ):
            actions[name].triggered.connect(slot)

    @Slot(object)
    def show_suggestion(self, suggestion: uuid.UUID) -> None:
        """Show a suggestion's card, if the inspector has a place on the screen."""
        if self._inspector.isVisible():
            self._inspector.turn_to(self._inspector.review)
            self._section.show_card(suggestion)
            self._later.start()

    @Slot(object)
    def show_place(self, suggestion: uuid.UUID) -> None:
        """Select the words that a suggestion would change."""
        row = next((each for each in self._section.rows if each.id == suggestion), None)
        if row is None or not row.is_open or row.is_gone:
            return
        self._section.show_card(suggestion)
        if not (self._review.is_on and self._review.desk.view.show_suggestion(suggestion)):
            # In the manuscript nothing is drawn: the words that would go are selected.
            self._commands.jump_wanted.emit(row.field, row.old)

    @Slot()
    def next(self) -> None:
        """Go to the next open suggestion; from the last on to the first."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the open suggestion before."""
        self._step(-1)

    @Slot()
    def accept(self) -> None:
        """Accept the suggestion that is marked."""
        row = self._chosen()
        if row is not None:
            self._section.accept([row.id])

    @Slot()
    def reject(self) -> None:
        """Reject the suggestion that is marked."""
        row = self._chosen()
        if row is not None:
            self._section.reject([row.id])

    def _chosen(self) -> SuggestionRow | None:
        current = self._section.current
        row = next((each for each in self._section.open_rows if each.id == current), None)
        if row is None:
            self._commands.ctx.notices.tell(_NONE)
        return row

    def _step(self, by: int) -> None:
        rows = self._section.open_rows
        if not rows:
            self._commands.ctx.notices.tell("Nothing is suggested in this story.")
            return
        ids = [row.id for row in rows]
        current = self._section.current
        at = (ids.index(current) + by) % len(ids) if current in ids else (0 if by > 0 else -1)
        self._inspector.show()
        self._inspector.turn_to(self._inspector.review)
        self._section.show_card(ids[at])
        self.show_place(ids[at])
        self._later.start()
        announce(self._inspector, f"{ids.index(ids[at]) + 1} of {len(ids)}: {spoken(rows[at])}")

    @Slot()
    def _show_card(self) -> None:
        current = self._section.current
        card = next((each for each in self._section.cards if each.row.id == current), None)
        if card is not None:
            self._inspector.review.ensureWidgetVisible(card, 0, 16)
