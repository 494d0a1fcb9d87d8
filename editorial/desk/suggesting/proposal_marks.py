"""Underlines on the page what is suggested there, while one suggests."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import use_cases
from editorial.desk.writing.finding.pattern import units
from editorial.desk.writing.notes.passage_marks import PassageMarks
from editorial.desk.writing.notes.story_notes import PASSAGES, NotePlace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.suggesting.suggested_draft import SuggestedDraft
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import Words

AFTER_KEY_MS = 350


class ProposalMarks(QObject):
    """Compares with the story's own words once the keys pause, off the GUI thread."""

    def __init__(self, ctx: DeskContext, page: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._draft: SuggestedDraft | None = None
        fields = {"headline": page.head.headline, "dek": page.head.dek, "body": page.body}
        self.marks = {
            name: PassageMarks(field, ctx.theme, self, ground="", line="scheduled")
            for name, field in fields.items()
        }
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_KEY_MS)
        self._pause.timeout.connect(self._look)

    def begin(self, draft: SuggestedDraft) -> None:
        """Mark what is suggested in ``draft``, which is on the page."""
        self._draft = draft
        draft.edited.connect(self._pause.start)
        self._look()

    def end(self) -> None:
        """Take the marks away: the story's own words are on the page."""
        if self._draft is not None:
            self._draft.edited.disconnect(self._pause.start)
        self._draft = None
        self._pause.stop()
        for mark in self.marks.values():
            mark.show_places(())

    @Slot()
    def _look(self) -> None:
        draft = self._draft
        if draft is not None:
            self._ctx.jobs.run(
                Lane.READ,
                self,
                _places,
                draft.own_words,
                draft.words,
                done=self._came,
                latest="proposal",
            )

    def _came(self, found: tuple[Words, tuple[NotePlace, ...]]) -> None:
        words, places = found
        draft = self._draft
        # Typed meanwhile: the next pause looks again.
        if draft is not None and draft.words == words:
            for name, mark in self.marks.items():
                mark.show_places(place for place in places if place.field == name)


def _places(own: Mapping[str, str], words: Words) -> tuple[Words, tuple[NotePlace, ...]]:
    """Return where the words that are suggested stand in the proposal; with them its words."""
    found: list[NotePlace] = []
    for name in PASSAGES:
        text: str = getattr(words, name)
        shift = 0
        for change in use_cases.changes_between(own[name], text):
            start = change.start + shift
            end = start + len(change.new)
            shift += len(change.new) - (change.end - change.start)
            if change.new.strip():
                first = len(units(text[:start]))
                last = first + len(units(text[start:end]))
                found.append(NotePlace(uuid.UUID(int=len(found) + 1), name, first, last))
    return words, tuple(found)
