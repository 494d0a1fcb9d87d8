"""Notes on the story: anchored to a passage, answered, resolved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton, QuietButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Card, Section, WordsField, empty
from editorial.desk.writing.manuscript import local_now
from editorial.system import time_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from editorial.desk.writing.commands import StoryCommands
    from editorial.review.notes import NoteRow


class NoteForm(QWidget):
    """A field for a note or an answer, with the passage that it is about."""

    def __init__(self, name: str, hint: str, button: str, send: Callable[[str], object]) -> None:
        super().__init__()
        self._send = send
        self.about = TextLabel("", "muted")
        self.about.setWordWrap(True)
        self.about.hide()
        self.words = WordsField(name, hint, 3)
        self._button = QuietButton(button)
        self._cancel = LinkButton("Cancel")
        self._button.clicked.connect(self._give)
        self._cancel.clicked.connect(self._close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._button)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.hide()

    def open_for(self, about: str) -> None:
        """Show the form; ``about`` names the passage."""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.show()
        self.words.setFocus()

    @Slot()
    def _give(self) -> None:
        words = self.words.toPlainText().strip()
        if words:
            self._send(words)

    @Slot()
    def _close(self) -> None:
        self.words.clear()
        self.hide()


class NotesSection:
    """Fills the section of notes of the review tab."""

    def __init__(self, commands: StoryCommands, section: Section, owner: QWidget) -> None:
        self._commands = commands
        self._section = section
        self._owner = owner
        self._passage = ("", "", "")
        self._list = QVBoxLayout()
        self._list.setSpacing(9)
        self.form = NoteForm("New note", "What should the other one know?", "Add note", self._add)
        section.rows.addWidget(self.form)
        section.rows.addLayout(self._list)
        self._notes: tuple[NoteRow, ...] = ()

    @property
    def notes(self) -> tuple[NoteRow, ...]:
        """The notes that are shown."""
        return self._notes

    def refresh(self) -> None:
        """Read the notes anew."""
        self._commands.read(use_cases.notes, done=self._show, latest="notes", owner=self._owner)

    def begin(self, quote: str, before: str, after: str) -> None:
        """Open the form for a note on a passage (none: on the whole story)."""
        self._passage = (quote, before, after)
        self.form.open_for(f"on “{_short(quote)}”" if quote else "on the whole story")

    def forget(self) -> None:
        """Close the form: another story is shown."""
        self.form.hide()
        self._passage = ("", "", "")

    def _add(self, words: str) -> None:
        quote, before, after = self._passage
        self._commands.write(
            use_cases.add_note,
            text=words,
            quote=quote,
            before=before,
            after=after,
            done=self._added,
        )

    def _added(self, _: object) -> None:
        self.form.words.clear()
        self.form.hide()

    def _show(self, notes: tuple[NoteRow, ...]) -> None:
        if notes == self._notes and self._list.count():
            return
        self._notes = notes
        empty(self._list)
        for note in notes:
            if note.parent_id is None:
                answers = [n for n in notes if n.parent_id == note.id]
                self._list.addWidget(self._card(note, answers))
        if not notes:
            label = TextLabel("No notes. Select a passage and add one (Ctrl+Alt+M).", "muted")
            label.setWordWrap(True)
            self._list.addWidget(label)

    def _card(self, note: NoteRow, answers: list[NoteRow]) -> Card:
        settled = note.resolved_at is not None
        card = Card()
        when = time_words.say_past(note.at, local_now())
        head = QHBoxLayout()
        name = TextLabel(note.author or "Somebody")
        name.setStyleSheet("font-weight: 600;")
        head.addWidget(name)
        head.addWidget(TextLabel("resolved" if settled else when, "muted"))
        head.addStretch(1)
        card.column.addLayout(head)
        if note.quote:
            passage = LinkButton(f"on “{_short(note.quote)}”")
            passage.setToolTip("Show the passage")
            passage.clicked.connect(partial(self._commands.jump_wanted.emit, "body", note.quote))
            card.column.addWidget(passage)
        card.add_words(note.text, "soft" if settled else "")
        for answer in answers:
            said = time_words.say_past(answer.at, local_now())
            card.add_words(f"{answer.author} {said}", "muted")
            card.add_words(answer.text, "soft" if settled else "")
        form = NoteForm("Answer", "Answer", "Answer", partial(self._answer, note.id))
        row = QHBoxLayout()
        answer_link = LinkButton("Answer")
        answer_link.clicked.connect(partial(form.open_for, ""))
        settle = LinkButton("Open again" if settled else "Resolve")
        settle.setAccessibleName(f"{settle.text()}: {_short(note.text)}")
        settle.clicked.connect(partial(self._settle, note.id, settled))
        if not settled:
            row.addWidget(answer_link)
        row.addWidget(settle)
        row.addStretch(1)
        card.column.addWidget(form)
        card.column.addLayout(row)
        return card

    def _answer(self, parent: uuid.UUID, words: str) -> None:
        self._commands.write(use_cases.add_note, text=words, parent=parent)

    def _settle(self, note_id: uuid.UUID, settled: bool) -> None:
        use_case = use_cases.reopen_note if settled else use_cases.resolve_note
        self._commands.ctx.jobs.write(
            self._commands,
            use_case,
            note_id,
            who=self._commands.person,
            failed=self._commands.refuse,
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:58].rstrip()}…"
