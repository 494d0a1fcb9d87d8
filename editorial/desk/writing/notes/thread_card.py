"""One thread of notes: who says what on which passage, the answers, what can be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import Hairline, LinkButton, TextLabel, set_state
from editorial.desk.writing.inspector.pane import Card, empty
from editorial.desk.writing.notes.about import about_of, short
from editorial.desk.writing.notes.note_form import NoteForm
from editorial.system import time_words

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from editorial.review.notes import NoteRow

GONE = "The passage is gone; it was: “{}”"


class ThreadCard(Card):
    """Keeps its form, and what is typed there, while the thread is shown anew."""

    passage_wanted = Signal(object)
    """The id of the note whose passage, field or photo is to be shown."""
    answered = Signal(object, str)
    """The note's id and the words."""
    typed = Signal(object, str)
    """The note's id and what is typed of an answer so far."""
    settled = Signal(object, bool)
    """The note's id, and whether it is to be resolved (True) or opened again."""

    def __init__(self, note_id: uuid.UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_id = note_id
        self._is_settled = False
        self._shown: tuple[object, ...] = ()
        self._told = QVBoxLayout()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(3)
        self.form = NoteForm("Answer", "Answer, or @ somebody", "Answer")
        self.pressed.connect(self._passage_pressed)
        self.form.sent.connect(self._sent)
        self.form.typed.connect(self._typed)
        self.form.closed.connect(self._form_closed)
        self.answer = LinkButton("Answer")
        self.answer.clicked.connect(self.begin_answer)
        self.settle = LinkButton("Resolve")
        self.settle.clicked.connect(self._settle)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.answer)
        row.addWidget(self.settle)
        row.addStretch(1)
        self.column.addLayout(self._told)
        self.column.addWidget(self.form)
        self.column.addLayout(row)

    @property
    def is_settled(self) -> bool:
        """Whether the thread is resolved."""
        return self._is_settled

    def show_thread(
        self,
        note: NoteRow,
        answers: Sequence[NoteRow],
        *,
        now: dt.datetime,
        person: str,
        photo_name: str = "",
    ) -> None:
        """Show a thread as it was read."""
        shown = (
            *((replace(row, place=None), row.is_gone) for row in (note, *answers)),
            *(time_words.say_past(row.at, now) for row in (note, *answers)),
            *(person, photo_name),
        )
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._told)
        self._is_settled = note.resolved_at is not None
        tone = "muted" if self._is_settled else ""
        self._say_head(note, now, person)
        self._say_place(note, photo_name)
        self._say(note.text, tone)
        for answer in answers:
            self._told.addSpacing(3)
            self._told.addWidget(Hairline())
            self._told.addSpacing(2)
            self._say_head(answer, now, person)
            self._say(answer.text, tone)
        words = short(note.text, 60)
        self.setAccessibleName(f"Note by {note.author}: {words}")
        self.settle.setText("Open again" if self._is_settled else "Resolve")
        self.settle.setAccessibleName(f"{self.settle.text()}: {words}")
        self.answer.setAccessibleName(f"Answer: {words}")
        self.form.words.setAccessibleName(f"Answer to {note.author}: {words}")
        self._offer()

    def set_current(self, current: bool) -> None:
        """Mark the thread that is spoken of."""
        set_state(self, "current", current)

    @Slot()
    def begin_answer(self) -> None:
        """Open the form for an answer."""
        self.form.open_form()
        self._offer()

    def bring_back(self, words: str) -> None:
        """Show an answer that was typed and not sent."""
        self.form.bring_back(words)
        self._offer()

    def _say_head(self, note: NoteRow, now: dt.datetime, person: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        name = TextLabel(note.author or "Somebody", "soft" if self._is_settled else "")
        name.setStyleSheet("font-weight: 600;")
        when = time_words.say_past(note.at, now)
        if note.resolved_at is not None:
            by = f" by {note.resolved_by}" if note.resolved_by else ""
            when = "resolved"
            name.setToolTip(f"Resolved{by} {time_words.say_past(note.resolved_at, now)}")
        row.addWidget(name)
        row.addWidget(TextLabel(when, "muted"))
        row.addStretch(1)
        if person in note.mentions and not self._is_settled:
            row.addWidget(TextLabel("mentions you", "warn"))
        self._told.addLayout(row)

    def _say_place(self, note: NoteRow, photo_name: str) -> None:
        if note.photo_gone:
            self._say("The photo has left the story.", "warn")
        elif note.is_gone:
            self._say(GONE.format(short(note.quote)), "warn")
        elif note.quote or note.field or note.photo_id:
            link = PassageLink(about_of(note).words(photo_name))
            link.pressed.connect(self._passage_pressed)
            self._told.addWidget(link)
            if note.has_changed:
                self._say(f"It was: “{short(note.quote)}”", "muted")

    def _say(self, text: str, kind: str) -> None:
        label = TextLabel(text, kind)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.addWidget(label)

    def _offer(self) -> None:
        self.answer.setText("Go on with your answer" if self.form.has_words else "Answer")
        self.answer.setVisible(not self._is_settled and self.form.isHidden())

    @Slot()
    def _form_closed(self) -> None:
        self._offer()
        if self.answer.isVisible():
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _sent(self, words: str) -> None:
        self.answered.emit(self.note_id, words)

    @Slot(str)
    def _typed(self, words: str) -> None:
        self.typed.emit(self.note_id, words)

    @Slot()
    def _settle(self) -> None:
        self.settled.emit(self.note_id, not self._is_settled)

    @Slot()
    def _passage_pressed(self) -> None:
        self.passage_wanted.emit(self.note_id)


class PassageLink(TextLabel):
    """Words that wrap and can be pressed, by mouse, Enter or the space bar."""

    pressed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "passage", parent)
        self.setWordWrap(True)
        # Flush with the words below: Qt would indent a label with a border.
        self.setIndent(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Show the passage: {text}")
        self.setToolTip("Show it in the story")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar press it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click as a press."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
