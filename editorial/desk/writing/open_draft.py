"""One open story: its documents, and the saving of its words.

The documents live as long as the story is open, so what can be undone outlasts every save and a
look at another story. Saving is driven by the documents' own changes: 800 ms after the last key
and every 2 s while keys keep coming, one save at a time.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor

from editorial.desk.kit.fonts import serif_font
from editorial.desk.writing import rescue, use_cases
from editorial.desk.writing.highlighter import MarkdownHighlighter
from editorial.desk.writing.page import BOTTOM
from editorial.desk.writing.paragraphs import prepare_body, prepare_line
from editorial.desk.writing.text_edits import one_step, plain_text
from editorial.stories.workflow import is_editable
from editorial.system.clock import utc_now
from editorial.system.errors import EditorialError, StaleStory, WrongState

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from PySide6.QtGui import QTextDocument

    from editorial.desk.kit.jobs import Job, Jobs
    from editorial.desk.writing.highlighter import Palette
    from editorial.stories.drafts import Saved
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail
    from editorial.system.paths import Home

AFTER_LAST_KEY_MS = 800
AT_MOST_MS = 2000
TRY_AGAIN_MS = 10_000
HEADLINE = (32, 500, 37.8)
"""Pixels, weight, line height in pixels (1.18)."""
DEK = (19, 400, 26.6)


class Saving(StrEnum):
    """How far the words are on their way to the disk."""

    SAVED = "saved"
    WAITING = "waiting"
    UNDER_WAY = "under_way"
    FAILED = "failed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Words:
    """The three texts that one save holds."""

    headline: str
    dek: str
    body: str


class OpenDraft(QObject):
    """A story that is open at the desk. Owned by the room."""

    saving_changed = Signal()
    """`saving`, `saved_at` or `problem` are others now."""
    edited = Signal()
    """A word changed."""
    saved = Signal()
    """Words that differ from the last ones are on the disk."""
    detail_changed = Signal()
    stale = Signal(object)
    """A `StaleStory` (or `WrongState`): both texts are kept, the person chooses."""

    def __init__(
        self,
        jobs: Jobs,
        home: Home,
        person: Person,
        detail: StoryDetail,
        palette: Palette,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._home = home
        self._person = person
        self._detail = detail
        self._base = detail.text_revision
        self._written = Words(detail.headline, detail.dek, detail.body)
        self._sent: Words | None = None
        self._again = False
        self.saving = Saving.SAVED
        self.saved_at: dt.datetime = detail.updated_at
        self.problem: EditorialError | None = None
        self.scroll = 0
        self.cursor = 0
        self.headline = prepare_line(
            detail.headline, serif_font(HEADLINE[0], HEADLINE[1]), HEADLINE[2]
        )
        self.dek = prepare_line(detail.dek, serif_font(DEK[0], DEK[1]), DEK[2])
        self.body = prepare_body(detail.body, serif_font(18), BOTTOM)
        self.highlighter = MarkdownHighlighter(self.body, palette)
        for document in (self.headline, self.dek, self.body):
            document.setParent(self)
            document.contentsChange.connect(self._touched)
        self._seen_edits = self._edits
        self._quiet = self._timer(AFTER_LAST_KEY_MS)
        self._at_most = self._timer(AT_MOST_MS)
        self._retry = self._timer(TRY_AGAIN_MS)

    @property
    def detail(self) -> StoryDetail:
        """The story as it was last read from the database."""
        return self._detail

    @property
    def id(self) -> uuid.UUID:
        """The story's id."""
        return self._detail.id

    @property
    def words(self) -> Words:
        """The words as they stand on the screen."""
        return Words(
            plain_text(self.headline).replace("\n", " "),
            plain_text(self.dek).replace("\n", " "),
            plain_text(self.body),
        )

    @property
    def is_editable(self) -> bool:
        """Whether the words may change where the story stands."""
        return is_editable(self._detail.status)

    @property
    def is_clean(self) -> bool:
        """Whether everything on the screen is on the disk."""
        return self._sent is None and self.words == self._written

    @Slot()
    def save(self) -> None:
        """Send the words to the writer now, if they differ from what is written."""
        self._stop_timers()
        if self._sent is not None:
            self._again = True
            return
        if self.saving is Saving.STALE:
            self._keep_beside()
            return
        words = self.words
        if words == self._written:
            if self.saving is Saving.WAITING:
                self._set(Saving.SAVED)
            return
        self._sent = words
        self._set(Saving.UNDER_WAY, self.problem)
        self._send(words).ended.connect(self._save_ended)

    def update_detail(self, detail: StoryDetail) -> None:
        """Take what was read anew; words that came from elsewhere replace untouched ones."""
        if detail.revision < self._detail.revision:
            return
        self._detail = detail
        # While a save is under way the read may already show its words: they are ours.
        if detail.text_revision > self._base and self._sent is None and self.is_clean:
            self.take_text(detail)
        self.detail_changed.emit()

    def take_text(self, detail: StoryDetail) -> None:
        """Show another text and go on from it; Undo brings the present one back."""
        self._detail = detail
        self._base = detail.text_revision
        self._written = Words(detail.headline, detail.dek, detail.body)
        self.saved_at = detail.updated_at
        self.put_words(self._written)
        self._set(Saving.SAVED)

    def put_words(self, words: Words) -> None:
        """Replace the words on the screen, one step to undo in each field."""
        for document, text in (
            (self.headline, words.headline),
            (self.dek, words.dek),
            (self.body, words.body),
        ):
            if plain_text(document) != text:
                _replace_all(document, text)

    def forget_rescued(self) -> None:
        """Drop the rescue file: the person has seen its words."""
        rescue.drop(self._home, self.id)

    def keep_in_file(self) -> None:
        """Write the words on the screen to the rescue file. Raises `DiskFull`, `HomeUnusable`."""
        words = self.words
        rescue.keep(
            self._home,
            rescue.Rescued(
                story_id=self.id,
                base=self._base,
                headline=words.headline,
                dek=words.dek,
                body=words.body,
                at=utc_now(),
                why=self.problem.message if self.problem else "",
            ),
        )

    def _send(self, words: Words) -> Job:
        return self._jobs.write(
            self,
            use_cases.save_text,
            self.id,
            who=self._person,
            base=self._base,
            headline=words.headline,
            dek=words.dek,
            body=words.body,
            done=self._save_done,
            failed=self._save_failed,
        )

    @property
    def _edits(self) -> int:
        return sum(document.revision() for document in (self.headline, self.dek, self.body))

    @Slot(int, int, int)
    def _touched(self, _position: int, removed: int, added: int) -> None:
        # Formats and a document's new editor also report a change; only edits count revisions.
        revision = self._edits
        if revision == self._seen_edits or not (removed or added):
            return
        self._seen_edits = revision
        self._quiet.start()
        if not self._at_most.isActive():
            self._at_most.start()
        if self.saving is Saving.SAVED:
            self._set(Saving.WAITING)
        self.edited.emit()

    def _save_done(self, result: Saved) -> None:
        sent, self._sent = self._sent, None
        if sent is None:
            return
        had_problem = self.problem is not None
        self._written = sent
        self._base = result.text_revision
        self.saved_at = result.at
        self._detail = dataclasses.replace(
            self._detail,
            headline=sent.headline,
            dek=sent.dek,
            body=sent.body,
            text_revision=result.text_revision,
            word_count=result.word_count,
        )
        if had_problem:
            self.forget_rescued()
        clean = self.words == sent
        self._set(Saving.SAVED if clean else Saving.WAITING)
        self.saved.emit()
        self._go_on(clean)

    def _save_failed(self, error: EditorialError) -> None:
        self._sent = None
        if isinstance(error, StaleStory | WrongState):
            # The use case has kept these words as a version.
            self._set(Saving.STALE, error)
            self._stop_timers()
            self.stale.emit(error)
            return
        self._keep_after(error)
        self._retry.start()

    @Slot()
    def _save_ended(self) -> None:
        """Notice a save that neither succeeded nor was refused: a fault of ours."""
        if self._sent is None:
            return
        self._sent = None
        self._keep_after(
            EditorialError(
                "Saving ran into a fault in Editorial itself.",
                safe="The text is kept in a file of its own.",
                next_step="Go on writing; saving is tried again by itself.",
            )
        )
        self._retry.start()

    def _keep_after(self, error: EditorialError) -> None:
        self.problem = error
        try:
            self.keep_in_file()
        except (EditorialError, OSError):
            error = type(error)(
                error.message,
                safe="The text is only on the screen.",
                next_step="Copy it somewhere safe (Ctrl+A, Ctrl+C), then make room on the disk.",
            )
        self._set(Saving.FAILED, error)

    def _keep_beside(self) -> None:
        """Keep what is typed on after another text was saved, until the person has chosen."""
        try:
            self.keep_in_file()
        except EditorialError as error:
            self._set(Saving.STALE, error)
        except OSError as error:
            self._set(
                Saving.STALE,
                EditorialError(
                    f"The text could not be kept in a file either ({error}).",
                    next_step="Copy it somewhere safe (Ctrl+A, Ctrl+C).",
                ),
            )

    def _go_on(self, clean: bool) -> None:
        again, self._again = self._again, False
        if not clean:
            if again:
                self.save()
            elif not self._quiet.isActive():
                self._quiet.start()

    def _set(self, saving: Saving, problem: EditorialError | None = None) -> None:
        self.saving = saving
        self.problem = problem
        self.saving_changed.emit()

    def _stop_timers(self) -> None:
        self._quiet.stop()
        self._at_most.stop()
        self._retry.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save)
        return timer


def _replace_all(document: QTextDocument, text: str) -> None:
    cursor = QTextCursor(document)
    with one_step(cursor):
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
