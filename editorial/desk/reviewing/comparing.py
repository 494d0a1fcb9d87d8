"""Which two states of the open story are compared, and the jobs that compare them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from editorial.desk.reviewing import use_cases
from editorial.desk.reviewing.looking import Looking
from editorial.desk.reviewing.story_changes import Ends, StoryChanges, gather, who_wrote
from editorial.review.compared_story import ScreenWords, Seen

if TYPE_CHECKING:
    import uuid

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.reviewing.review_desk import ReviewDesk
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.review.authorship import Authorship
    from editorial.stories.rows import StoryDetail


class Comparing(QObject):
    """Compares the story on show, off the GUI thread, and shows it on the review desk."""

    shown = Signal(object)
    """The `StoryDetail` that is on the screen now."""
    wanted = Signal()
    """Another comparison was chosen."""

    def __init__(
        self, ctx: DeskContext, commands: StoryCommands, desk: ReviewDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._commands = commands
        self._desk = desk
        self._story: uuid.UUID | None = None
        self._ends = Ends()
        self._seen: Seen | None = None
        self._changes: StoryChanges | None = None
        self._tinted = False
        self.looking = Looking(ctx, self)
        desk.bar.ends_wanted.connect(self._choose)
        desk.bar.authors_wanted.connect(self._tint)
        desk.view.change_shown.connect(self._stepped)

    @property
    def is_of_now(self) -> bool:
        """Whether what is on the screen is the story of now, which can be decided about."""
        return self._ends.last is None

    def turn_to(self, story_id: uuid.UUID | None) -> None:
        """Turn to another story; the look at the one before is over."""
        self.looking.end()
        self._story = story_id
        self._ends = Ends()
        self._seen = self._changes = None

    def compare(self, draft: OpenDraft) -> None:
        """Compare the story as it is on the screen, and show what comes of it."""
        words = draft.words
        self._ctx.jobs.read(
            self,
            _read,
            draft.detail,
            ScreenWords(words.headline, words.dek, words.body),
            who=self._ctx.newsroom.person.name,
            ends=self._ends,
            seen=self._seen,
            done=self._came,
            failed=self._commands.refuse,
            latest="review",
        )

    def since_looked(self) -> None:
        """Compare with what is on the screen: the story changed under it."""
        if self._changes is not None and not self._changes.compared.last:
            self._seen = Seen(self._changes.compared.new, self._changes.compared.at)
        self._ends = Ends()

    def _came(self, answer: tuple[StoryDetail, StoryChanges, int, int]) -> None:
        detail, changes, count, minutes = answer
        if detail.id != self._story:
            return
        self._changes = changes
        person = self._ctx.newsroom.person
        self._desk.show_story(detail, person, changes, self._ends, count, minutes)
        self.looking.show(changes.compared)
        self.shown.emit(detail)
        self._ask_authors()

    def _ask_authors(self) -> None:
        """Read who made the changes once they are on the screen: that takes more versions."""
        if self._changes is not None:
            self._ctx.jobs.read(
                self,
                who_wrote,
                self._changes.compared,
                whole=self._tinted,
                done=partial(self._authors_came, self._changes, self._tinted),
                failed=self._commands.refuse,
                latest="authors",
            )

    def _authors_came(self, changes: StoryChanges, tinted: bool, people: Authorship) -> None:
        if changes is self._changes:
            self._desk.show_authors(people, tinted=tinted)

    @Slot(object)
    def _choose(self, ends: Ends) -> None:
        self._ends, self._seen = ends, None
        self.wanted.emit()

    @Slot(bool)
    def _tint(self, wanted: bool) -> None:
        self._tinted = wanted
        self._ask_authors()

    @Slot()
    def _stepped(self) -> None:
        self.looking.step()


def _read(
    store: Any, detail: StoryDetail, words: ScreenWords, **ways: Any
) -> tuple[StoryDetail, StoryChanges, int, int]:
    count = use_cases.count_words(words.body)
    changes = gather(store, detail.id, words, **ways)
    return detail, changes, count, use_cases.reading_minutes(count)
