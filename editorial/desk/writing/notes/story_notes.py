"""The notes of the open story, read off the GUI thread, and where they stand in its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from editorial.desk.writing import use_cases
from editorial.desk.writing.finding.pattern import units

if TYPE_CHECKING:
    import uuid

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.open_draft import OpenDraft, Words
    from editorial.review.notes import NoteRow

PASSAGES = ("headline", "dek", "body")
"""The fields of the page in which a passage can be marked."""


@dataclass(frozen=True, slots=True)
class NotePlace:
    """An open note's passage: UTF-16 units ``start`` to ``end`` of one of `PASSAGES`."""

    note_id: uuid.UUID
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """What was read: threads in order, and the places of the open ones in certain words."""

    story_id: uuid.UUID
    words: Words
    rows: tuple[NoteRow, ...]
    places: tuple[NotePlace, ...]


class StoryNotes(QObject):
    """Reads anew when told to; everybody who shows notes listens."""

    changed = Signal()
    """`rows` or `places` are others now."""

    def __init__(self, commands: StoryCommands, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._draft: OpenDraft | None = None
        self.rows: tuple[NoteRow, ...] = ()
        self.places: tuple[NotePlace, ...] = ()
        self.is_fresh = True
        """Whether `places` are those of the words on the screen; marks that moved are righter."""

    @property
    def threads(self) -> tuple[NoteRow, ...]:
        """The notes that begin a thread."""
        return tuple(row for row in self.rows if row.parent_id is None)

    def answers(self, note_id: uuid.UUID) -> tuple[NoteRow, ...]:
        """Return the answers of a thread, oldest first."""
        return tuple(row for row in self.rows if row.parent_id == note_id)

    def row(self, note_id: uuid.UUID) -> NoteRow | None:
        """Return a note by its id."""
        return next((row for row in self.rows if row.id == note_id), None)

    def show_story(self) -> None:
        """Read the notes of another story; those of the last one go at once."""
        draft = self._commands.draft
        if draft is not self._draft:
            self._draft = draft
            self.rows = self.places = ()
            self.changed.emit()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the notes anew."""
        draft = self._commands.draft
        if draft is not None:
            self._commands.read(
                _read, draft.words, done=self._came, latest="story notes", owner=self
            )

    def _came(self, read: ReadNotes) -> None:
        draft = self._commands.draft
        if draft is None or draft.id != read.story_id:
            return
        fresh = draft.words == read.words
        if (read.rows, read.places, fresh) != (self.rows, self.places, self.is_fresh):
            self.rows, self.places, self.is_fresh = read.rows, read.places, fresh
            self.changed.emit()


def _read(store: Any, story_id: uuid.UUID, words: Words) -> ReadNotes:
    rows: tuple[NoteRow, ...] = use_cases.notes(store, story_id)
    places = []
    for row in rows:
        field = row.field or "body"
        if row.parent_id is not None or row.resolved_at is not None or field not in PASSAGES:
            continue
        text: str = getattr(words, field)
        found = use_cases.place_of(row, text)
        if found is not None:
            start = len(units(text[: found[0]]))
            places.append(NotePlace(row.id, field, start, start + len(units(text[slice(*found)]))))
    return ReadNotes(story_id, words, rows, tuple(places))
