"""Notes on the story: threads in cards, a form for a new one, what was typed and not sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import QuietCombo, Section
from editorial.desk.writing.manuscript import local_now
from editorial.desk.writing.notes.about import FIELDS, About
from editorial.desk.writing.notes.note_form import NoteForm
from editorial.desk.writing.notes.thread_card import ThreadCard

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.notes.story_notes import StoryNotes
    from editorial.review.notes import NoteRow
    from editorial.review.unsent_notes import Unsent
    from editorial.system.errors import EditorialError

NOTHING = "No notes. Select a passage and add one (Ctrl+Alt+M)."
NOTHING_OPEN = "Every note is resolved."


class NotesSection(QObject):
    """Fills the section of notes of the review tab."""

    passage_wanted = Signal(object)
    """The id of a note whose passage is to be shown."""
    left = Signal()
    """The form of a new note was closed: the keyboard belongs to the words again."""

    def __init__(self, commands: StoryCommands, section: Section, owner: QWidget) -> None:
        super().__init__(owner)
        self._commands = commands
        self._section = section
        self._source: StoryNotes | None = None
        self._people: tuple[str, ...] = ()
        self._cards: dict[uuid.UUID, ThreadCard] = {}
        self._current: uuid.UUID | None = None
        self._only_open = False
        self._begun = About()
        self._unsent: dict[uuid.UUID | None, Unsent] = {}
        self.about = QuietCombo("What the note is on")
        self.about.hide()
        self.form = NoteForm("New note", "What should the other one know? @ names somebody", "Add")
        self.form.button.setAccessibleName("Add the note")
        self.filter = LinkButton("")
        self.filter.clicked.connect(self._turn_filter)
        self._nothing = TextLabel(NOTHING, "muted")
        self._nothing.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(9)
        for widget in (self.about, self.form, self._nothing):
            section.rows.addWidget(widget)
        section.rows.addLayout(self._list)
        section.rows.addWidget(self.filter)
        self.form.sent.connect(self._add)
        self.form.typed.connect(self._keep)
        self.form.closed.connect(self._form_closed)
        self.form.people_wanted.connect(self._ask_people)

    @property
    def notes(self) -> tuple[NoteRow, ...]:
        """The notes that were read."""
        return self._source.rows if self._source is not None else ()

    @property
    def cards(self) -> tuple[ThreadCard, ...]:
        """The cards in sight, in their order."""
        shown = [card for card in self._cards.values() if not card.isHidden()]
        return tuple(sorted(shown, key=self._list.indexOf))

    @property
    def current(self) -> uuid.UUID | None:
        """The note whose thread is marked."""
        return self._current

    def card(self, note_id: uuid.UUID) -> ThreadCard | None:
        """Return the card of a thread."""
        return self._cards.get(note_id)

    def use_source(self, source: StoryNotes) -> None:
        """Show what ``source`` reads."""
        self._source = source
        source.changed.connect(self._show)

    def refresh(self) -> None:
        """Show anew what depends on the time, or on photos that were read meanwhile."""
        self._show()

    def show_story(self) -> None:
        """Forget what belongs to the last story, and bring back what was typed for this one."""
        self.form.forget()
        self.about.hide()
        self._begun, self._current = About(), None
        self._unsent = {}
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards = {}
        self._show()
        self._commands.read(
            _read_unsent,
            self._commands.person.name,
            done=self._unsent_came,
            latest="unsent notes",
            owner=self,
        )

    def begin(self, about: About) -> None:
        """Open the form for a note; words that are typed already stay on what they were on."""
        choices = [about, About(), *(About(field=name) for name in FIELDS)]
        if self.form.has_words and self._begun != about:
            choices.insert(0, self._begun)
        self._offer_places(list(dict.fromkeys(choices)))
        self.about.show()
        self.form.open_form()

    def show_thread(self, note_id: uuid.UUID) -> bool:
        """Mark a thread's card; False where there is none."""
        card = self._cards.get(note_id)
        if card is None:
            return False
        if card.is_settled and self._only_open:
            self._turn_filter()
        self._current = note_id
        for key, each in self._cards.items():
            each.set_current(key == note_id)
        return True

    # A new note.

    def _offer_places(self, places: Sequence[About]) -> None:
        self.about.clear()
        for about in places:
            words = about.words(self._photo_name(about.photo))
            self.about.addItem(words[0].upper() + words[1:], about)
        self.about.setCurrentIndex(0)
        self._begun = places[0]

    @Slot(str)
    def _keep(self, words: str) -> None:
        """Keep what is typed of a new note; it belongs to the story on show."""
        self._begun = self.about.currentData() or self._begun
        self._commands.write(use_cases.keep_unsent, text=words, about=self._begun.as_dict())

    @Slot(str)
    def _add(self, words: str) -> None:
        self._begun = self.about.currentData() or self._begun
        about = self._begun
        self._commands.write(
            use_cases.add_note,
            text=words,
            quote=about.quote,
            before=about.before,
            after=about.after,
            field=about.field,
            photo_id=about.photo,
            done=partial(self._added, self._story),
            failed=partial(self._refused, self.form),
        )

    def _added(self, story_id: object, changes: Any) -> None:
        if story_id != self._story:
            return
        self.form.forget()
        self.about.hide()
        self._current = changes.created
        self.left.emit()

    def _refused(self, form: NoteForm, error: EditorialError) -> None:
        form.set_busy(False)
        self._commands.refuse(error)

    @Slot()
    def _form_closed(self) -> None:
        self.about.hide()
        self.left.emit()

    # Threads.

    def _answer(self, note_id: uuid.UUID, words: str) -> None:
        card = self._cards[note_id]
        self._commands.write(
            use_cases.add_note,
            text=words,
            parent=note_id,
            done=partial(self._answered, card),
            failed=partial(self._refused, card.form),
        )

    def _answered(self, card: ThreadCard, _changes: object) -> None:
        if self._cards.get(card.note_id) is card:
            card.form.forget()
            card.form.closed.emit()

    def _keep_answer(self, note_id: uuid.UUID, words: str) -> None:
        self._commands.write(use_cases.keep_unsent, text=words, parent=note_id)

    def _settle(self, note_id: uuid.UUID, settled: bool) -> None:
        use_case = use_cases.resolve_note if settled else use_cases.reopen_note
        self._commands.ctx.jobs.write(
            self._commands,
            use_case,
            note_id,
            who=self._commands.person,
            failed=self._commands.refuse,
        )

    @Slot()
    def _show(self) -> None:
        source = self._source
        if source is None:
            return
        threads = sorted(source.threads, key=lambda row: row.resolved_at is not None)
        wanted = {row.id for row in threads}
        for gone in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        now = local_now()
        for place, row in enumerate(threads):
            card = self._cards.get(row.id) or self._make_card(row.id)
            if self._list.indexOf(card) != place:
                self._list.insertWidget(place, card)
            card.show_thread(
                row,
                source.answers(row.id),
                now=now,
                person=self._commands.person.name,
                photo_name=self._photo_name(row.photo_id),
            )
            card.setVisible(not (self._only_open and card.is_settled))
            card.set_current(row.id == self._current)
            kept = self._unsent.pop(row.id, None)
            if kept is not None:
                card.bring_back(kept.text)
        self._say_how_many(threads)

    def _say_how_many(self, threads: Sequence[NoteRow]) -> None:
        settled = sum(row.resolved_at is not None for row in threads)
        self.filter.setVisible(bool(settled))
        noun = "note" if settled == 1 else "notes"
        self.filter.setText(
            f"Show {settled} resolved {noun}" if self._only_open else "Show only open notes"
        )
        self.filter.setAccessibleName(self.filter.text())
        nothing = not threads or (self._only_open and settled == len(threads))
        self._nothing.setText(NOTHING_OPEN if threads else NOTHING)
        self._nothing.setVisible(nothing)

    def _make_card(self, note_id: uuid.UUID) -> ThreadCard:
        card = self._cards[note_id] = ThreadCard(note_id)
        card.passage_wanted.connect(self._passage_wanted)
        card.answered.connect(self._answer)
        card.typed.connect(self._keep_answer)
        card.settled.connect(self._settle)
        card.form.people_wanted.connect(self._ask_people)
        if self._people:
            card.form.set_people(self._people)
        return card

    def _passage_wanted(self, note_id: uuid.UUID) -> None:
        self.show_thread(note_id)
        self.passage_wanted.emit(note_id)

    @Slot()
    def _turn_filter(self) -> None:
        self._only_open = not self._only_open
        self._show()

    # What was typed and not sent; whom an @ can name.

    def _unsent_came(self, answer: tuple[uuid.UUID, tuple[Unsent, ...]]) -> None:
        story_id, kept = answer
        if story_id != self._story:
            return
        self._unsent = {each.parent: each for each in kept}
        new = self._unsent.pop(None, None)
        if new is not None and not self.form.has_words:
            about = About.from_dict(new.about)
            self._offer_places([about, *([About()] if about != About() else [])])
            self.about.show()
            self.form.bring_back(new.text)
        self._show()

    @Slot()
    def _ask_people(self) -> None:
        jobs = self._commands.ctx.jobs
        jobs.read(self, use_cases.people, done=self._people_came, latest="people")

    def _people_came(self, names: tuple[str, ...]) -> None:
        self._people = tuple(name for name in names if name != self._commands.person.name)
        for form in (self.form, *(card.form for card in self._cards.values())):
            form.set_people(self._people)

    @property
    def _story(self) -> object:
        draft = self._commands.draft
        return draft.id if draft is not None else None

    def _photo_name(self, photo: uuid.UUID | None) -> str:
        row = self._commands.photos.row(photo) if photo is not None else None
        return row.file_name if row is not None else ""


def _read_unsent(store: Any, story_id: uuid.UUID, who: str) -> tuple[uuid.UUID, tuple[Unsent, ...]]:
    return story_id, use_cases.unsent_notes(store, story_id, who)
