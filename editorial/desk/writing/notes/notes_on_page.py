"""Joins the notes to the words: marks, clicks, keys, and where a note is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from editorial.desk.kit.widgets import announce
from editorial.desk.writing.notes.about import (
    About,
    about_focus,
    about_of,
    about_selected,
    names_field,
    short,
)
from editorial.desk.writing.notes.note_menus import NoteMenus
from editorial.desk.writing.notes.passage_marks import PassageMarks
from editorial.desk.writing.notes.story_notes import PASSAGES, StoryNotes

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from editorial.desk.reviewing.review_mode import ReviewMode
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.inspector.inspector import Inspector
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.review.notes import NoteRow


class NotesOnPage(QObject):
    """Owned by the room."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        review: ReviewMode,
        inspector: Inspector,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands, self._page = commands, page
        self._review, self._inspector = review, inspector
        self._section = inspector.review.notes
        self.source = StoryNotes(commands, self)
        self._section.use_source(self.source)
        head = page.head
        self._fields = {"headline": head.headline, "dek": head.dek, "body": page.body}
        self._stood: tuple[str, int] | None = None
        theme = commands.ctx.theme
        self.marks = {
            name: PassageMarks(field, theme, self) for name, field in self._fields.items()
        }
        for name, field in (*self._fields.items(), ("byline", head.byline)):
            names_field(field, name)
        self.menus = NoteMenus((*self._fields.values(), head.byline, head.hero.picture), self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_card)
        self._connect(actions)

    def _connect(self, actions: Mapping[str, QAction]) -> None:
        for mark in self.marks.values():
            mark.pressed.connect(self.show_thread)
        self.source.changed.connect(self._mark)
        self.menus.wanted.connect(self.begin)
        self._section.passage_wanted.connect(self.show_passage)
        self._section.left.connect(self.to_words)
        self._review.desk.view.note_pressed.connect(self.show_thread)
        self._commands.note_wanted.connect(self.begin)
        for name, slot in (
            ("note", self.add),
            ("next_note", self.next),
            ("previous_note", self.previous),
            ("answer_note", self.answer),
            ("resolve_note", self.resolve),
        ):
            actions[name].triggered.connect(slot)

    def show_story(self) -> None:
        """Show the notes of another story, and what was typed for them and not sent."""
        self._stood = None
        for mark in self.marks.values():
            mark.show_places(())
        self._section.show_story()
        self.source.show_story()

    @Slot()
    def add(self) -> None:
        """Begin a note on what is selected, or on the field or the photo with the keyboard."""
        if self._review.is_on and self._review.desk.view.hasFocus():
            self.begin(self._review.about_selection())
            return
        about = about_focus(QApplication.focusWidget())
        if about is None:
            about = about_selected("body", self._page.body)
        # Without a selection the cursor stands somewhere in the text: the story is meant.
        self.begin(About() if about == About(field="body") else about)

    @Slot(object)
    def begin(self, about: About) -> None:
        """Begin a note."""
        self._turn()
        self._section.begin(about)

    @Slot(object)
    def show_thread(self, note_id: uuid.UUID) -> None:
        """Show a thread beside its passage, if the inspector has a place on the screen."""
        if self._inspector.isVisible() and self.source.row(note_id) is not None:
            self._inspector.turn_to(self._inspector.review)
            self._section.show_thread(note_id)
            self._later.start()

    @Slot(object)
    def show_passage(self, note_id: uuid.UUID) -> None:
        """Select a note's passage, or go to its field or photo."""
        row = self.source.row(note_id)
        if row is None or row.is_gone or self._select(row):
            return
        about = about_of(row)
        if about.photo is not None:
            self._commands.jump_wanted.emit(f"photo:{about.photo}.caption", "")
        elif about.field or about.quote:
            self._commands.jump_wanted.emit(about.field or "body", about.quote)

    @Slot()
    def next(self) -> None:
        """Go to the next open note; from the last on to the first."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the open note before."""
        self._step(-1)

    @Slot()
    def answer(self) -> None:
        """Answer the note whose passage the cursor stands in, or that is marked."""
        note = self._meant()
        card = self._section.card(note) if note is not None else None
        if card is None or card.is_settled:
            self._commands.ctx.notices.tell("No open note is chosen. Alt+N goes to the next.")
            return
        self._turn()
        self._section.show_thread(card.note_id)
        card.begin_answer()
        self._later.start()

    @Slot()
    def resolve(self) -> None:
        """Resolve the note whose passage the cursor stands in, or that is marked."""
        note = self._meant()
        row = self.source.row(note) if note is not None else None
        if row is None or row.resolved_at is not None:
            self._commands.ctx.notices.tell("No open note is chosen. Alt+N goes to the next.")
            return
        card = self._section.card(row.id)
        if card is not None:
            card.settled.emit(row.id, True)
            self._commands.ctx.notices.tell(f"Resolved: {short(row.text, 60)}")

    @Slot()
    def to_words(self) -> None:
        """Put the keyboard back into the story."""
        words = self._review.desk.view if self._review.is_on else self._page.body
        words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        order = self._order()
        if not order:
            self._commands.ctx.notices.tell("No open notes in this story.")
            return
        ids = [row.id for row in order]
        here = self._meant()
        # The passage that the cursor stands in, and that nobody has turned to, comes first.
        on = 0 if here != self._section.current else by
        at = (ids.index(here) + on) % len(ids) if here in ids else (0 if by > 0 else -1)
        row = order[at]
        self._turn()
        self._section.show_thread(row.id)
        if not row.is_gone:
            self._select(row)
        self._stood = self._caret()
        self._later.start()
        said = f"Note {ids.index(row.id) + 1} of {len(ids)}, {row.author}: {row.text}"
        announce(self._inspector, said)

    def _order(self) -> list[NoteRow]:
        """Return the open threads: as their passages stand, then fields, photos, what is gone."""
        ranks = {name: rank for rank, name in enumerate(PASSAGES)}

        def key(row: NoteRow) -> tuple[int, int]:
            field = row.field or "body"
            if row.is_gone:
                return len(ranks) + 2, 0
            if row.quote and field in ranks:
                place = self.marks[field].place(row.id)
                return ranks[field], place[0] if place else 0
            return ranks.get(row.field, len(ranks) + (row.photo_id is not None)), 0

        return sorted((r for r in self.source.threads if r.resolved_at is None), key=key)

    def _meant(self) -> uuid.UUID | None:
        """Return the note at the cursor; else the one that is marked in the list."""
        current, caret = self._section.current, self._caret()
        # A note on a field moves no cursor, and passages overlap: what was stepped to counts.
        if caret is None or caret == self._stood:
            return current
        field, place = caret
        return self.marks[field].at(place) or current

    def _caret(self) -> tuple[str, int] | None:
        """Return the field of the page that the cursor is in, and where."""
        if self._review.is_on:
            return None
        for name, field in self._fields.items():
            if field.hasFocus():
                return name, field.textCursor().selectionStart()
        return None

    def _select(self, row: NoteRow) -> bool:
        if self._review.is_on:
            return self._review.desk.view.show_note(row.id)
        mark = self.marks.get(row.field or "body")
        if mark is None or not row.quote or not mark.select(row.id):
            return False
        for field in self._fields.values():
            if not field.hasFocus():
                cursor = field.textCursor()
                cursor.clearSelection()
                field.setTextCursor(cursor)
        return True

    def _turn(self) -> None:
        self._inspector.show()
        self._inspector.turn_to(self._inspector.review)

    @Slot()
    def _mark(self) -> None:
        """Mark the passages as they were found; while keys come, only take away."""
        for name, mark in self.marks.items():
            if self.source.is_fresh:
                mark.show_places(p for p in self.source.places if p.field == name)
            else:
                open_ids = {r.id for r in self.source.threads if r.resolved_at is None}
                mark.keep_only(open_ids)

    @Slot()
    def _show_card(self) -> None:
        """Scroll to the marked card, once it has its place."""
        note = self._section.current
        card = self._section.card(note) if note is not None else None
        if card is not None:
            self._inspector.review.ensureWidgetVisible(card, 0, 16)
