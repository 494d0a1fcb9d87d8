"""Claim, release, hand over, set due: for the story on the page or for all that are chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.queues.due_dialog import DueDialog
from editorial.desk.queues.hand_over_dialog import HandOverDialog
from editorial.desk.queues.report_dialog import ReportDialog
from editorial.review.due_dates import set_due
from editorial.review.each_story import Handed, put_back
from editorial.review.handing import claim, hand_over, release
from editorial.review.holders import holders, people_at_work
from editorial.review.queues import story_ids
from editorial.system.errors import WrongState

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editorial.desk.kit.context import DeskContext
    from editorial.review.each_story import Moved
    from editorial.stories.people import Person

MOST = 1000
"""Stories at a time: they are one transaction, and other saves wait for it."""


class QueueDeeds(QObject):
    """Asks what has to be asked, does it, and reports; `undo` takes the last deed back."""

    can_undo = Signal(bool)

    def __init__(
        self,
        ctx: DeskContext,
        chosen: Callable[[], tuple[Sequence[int], uuid.UUID | None]],
        save_words: Callable[[], bool],
        window: QWidget,
    ) -> None:
        """``chosen`` returns the keys of several stories, or none and the story on the page.

        ``save_words`` sends what is typed to the writer; False where it could not.
        """
        super().__init__(window)
        self._ctx, self._chosen, self._save_words = ctx, chosen, save_words
        self._window = window
        self._asked: tuple[uuid.UUID, ...] = ()
        self._undo: tuple[Moved, ...] = ()

    @Slot()
    def claim(self) -> None:
        """Take the stories, to edit them."""
        self._do(claim)

    @Slot()
    def release(self) -> None:
        """Put the stories back, so that anybody may take them."""
        self._do(release)

    @Slot()
    def hand_over(self) -> None:
        """Ask who is to have the stories."""
        self._look_up(self._ask_whom)

    @Slot()
    def set_due(self) -> None:
        """Ask by when the stories are to be done."""
        self._look_up(self._ask_when)

    @Slot()
    def undo(self) -> None:
        """Put the stories of the last deed back where they stood."""
        moved, self._undo = self._undo, ()
        self.can_undo.emit(False)
        if moved:
            self._write(_undo, moved)

    def _do(self, use_case: Callable[..., Handed], *args: Any, **words: Any) -> None:
        targets = self._targets()
        if targets is not None:
            self._write(_each, use_case, *targets, *args, **words)

    def _look_up(self, done: Callable[[Any], object]) -> None:
        targets = self._targets()
        if targets is not None:
            self._ctx.jobs.read(self, _look, *targets, done=done, latest="look")

    def _targets(self) -> tuple[Sequence[int], uuid.UUID | None] | None:
        keys, story = self._chosen()
        if not keys and story is None:
            self._refuse("No story is chosen.", "Choose one in the list, or several with Shift.")
            return None
        if len(keys) > MOST:
            self._refuse(
                f"{len(keys):,} stories are more than can be changed at once.",
                f"Choose {MOST:,} or fewer, perhaps after narrowing the queue.",
            )
            return None
        # What is typed is saved before the story goes to another desk.
        return (keys, story) if self._save_words() else None

    def _refuse(self, message: str, next_step: str) -> None:
        self._ctx.notices.refuse(
            WrongState(message, safe="Nothing was changed.", next_step=next_step)
        )

    def _write(self, use_case: Callable[..., Handed], *args: Any, **words: Any) -> None:
        self._ctx.jobs.write(
            self, use_case, *args, who=self._ctx.newsroom.person, done=self._done, **words
        )

    # Questions.

    def _ask_whom(
        self, answer: tuple[tuple[uuid.UUID, ...], tuple[str, ...], Mapping[str, int]]
    ) -> None:
        self._asked, people, having = answer
        me = self._ctx.newsroom.person.name
        dialog = HandOverDialog(len(self._asked), people, having, me, self._window)
        dialog.given.connect(self._given)
        dialog.open()

    @Slot(str, str, bool)
    def _given(self, to: str, note: str, insist: bool) -> None:
        self._write(_quiet, hand_over, self._asked, to, note=note, insist=insist)

    def _ask_when(
        self, answer: tuple[tuple[uuid.UUID, ...], tuple[str, ...], Mapping[str, int]]
    ) -> None:
        self._asked = answer[0]
        dialog = DueDialog(len(self._asked), self._now, self._window)
        dialog.given.connect(self._planned)
        dialog.open()

    @Slot(object)
    def _planned(self, moment: dt.datetime | None) -> None:
        self._write(_quiet, set_due, self._asked, moment)

    def _now(self) -> dt.datetime:
        return planning_now(self._ctx.newsroom)

    # What came of it.

    def _done(self, handed: Handed) -> None:
        is_undo = handed.done_word == "put back"
        self._undo = () if is_undo else handed.moved
        self.can_undo.emit(bool(self._undo))
        self._told = handed
        if handed.refused:
            self._ctx.notices.tell(said(handed), action="What was refused…", then=self._report)
        elif is_undo:
            self._ctx.notices.tell("Taken back. It stands where it stood before.")
        else:
            self._ctx.notices.tell(said(handed), action="Undo", then=self.undo)

    @Slot()
    def _report(self) -> None:
        dialog = ReportDialog(self._told, self._window)
        dialog.undo.setVisible(bool(self._undo))
        dialog.undo_wanted.connect(self.undo)
        dialog.open()


def said(handed: Handed) -> str:
    """Return what was done, in a sentence."""
    count, word = len(handed.moved), handed.done_word
    if handed.refused:
        return f"{count:,} {word}, {len(handed.refused):,} left as they were."
    if count == 1:
        return f"“{handed.moved[0].headline}” is {word}."
    return f"{count:,} stories {word}."


def _each(
    store: Any,
    use_case: Callable[..., Handed],
    keys: Sequence[int],
    story: uuid.UUID | None,
    *args: Any,
    **words: Any,
) -> Handed:
    return _quiet(store, use_case, _ids(store, keys, story), *args, **words)


def _undo(store: Any, moved: tuple[Moved, ...], *, who: Person) -> Handed:
    return _quiet(store, put_back, moved, who=who)


def _quiet(store: Any, use_case: Callable[..., Handed], *args: Any, **words: Any) -> Handed:
    """Leave out the notices: the deed is told here, with its way back beside it."""
    return replace(use_case(store, *args, **words), notices=())


def _look(
    store: Any, keys: Sequence[int], story: uuid.UUID | None
) -> tuple[tuple[uuid.UUID, ...], tuple[str, ...], Mapping[str, int]]:
    ids = _ids(store, keys, story)
    return ids, people_at_work(store), holders(store, ids)


def _ids(store: Any, keys: Sequence[int], story: uuid.UUID | None) -> tuple[uuid.UUID, ...]:
    if keys:
        return story_ids(store, keys)
    return (story,) if story is not None else ()
