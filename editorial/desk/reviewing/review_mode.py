"""Joins the review desk to the writing room: who sees it when, and what a decision does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QStackedWidget

from editorial.desk.kit.widgets import QuietButton
from editorial.desk.reviewing import use_cases
from editorial.desk.reviewing.comparing import Comparing
from editorial.desk.reviewing.review_desk import ReviewDesk
from editorial.desk.writing.notes.about import About, passage
from editorial.desk.writing.undoing import UNDO_SECONDS
from editorial.stories.people import Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import ChecksFailed, EditorialError, StaleStory

if TYPE_CHECKING:
    import uuid

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.desk.writing.step_taker import StepTaker
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail

REVIEWED = frozenset({Status.SUBMITTED, Status.IN_EDIT, Status.READY})
_WORD_FIELDS = frozenset({"headline", "dek", "body", "byline"})
_PUBLISHING = frozenset({Step.PUBLISH, Step.SCHEDULE})


class ReviewMode(QObject):
    """Shows the review desk in the manuscript's place; `widget` holds both."""

    story_shown = Signal(bool)
    """Another story is on show; whether it is one to review."""

    def __init__(
        self,
        ctx: DeskContext,
        commands: StoryCommands,
        manuscript: Manuscript,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._commands = commands
        self._manuscript = manuscript
        self._steps: StepTaker | None = None
        self._draft: OpenDraft | None = None
        self._detail: StoryDetail | None = None
        self._edits: set[uuid.UUID] = set()
        self._chosen: tuple[uuid.UUID, ...] = ()
        self.desk = ReviewDesk(ctx.theme)
        self.comparing = Comparing(ctx, commands, self.desk, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(manuscript)
        self._stack.addWidget(self.desk)
        self.switch = QuietButton("Review", "git-compare", "Read the changes and decide")
        self.switch.hide()
        self.switch.clicked.connect(self.to_review)
        self._add_switch()
        self._connect()

    @property
    def widget(self) -> QStackedWidget:
        """Manuscript and review desk, one in the other's place."""
        return self._stack

    @property
    def is_on(self) -> bool:
        """Whether the review desk is on show."""
        return self._stack.currentWidget() is self.desk

    def use_steps(self, steps: StepTaker) -> None:
        """Take steps that are no decision, such as “Start editing”, by the room's own way."""
        self._steps = steps

    @Slot()
    def show_story(self) -> None:
        """Show the room's story as this person is to see it; called for each story opened."""
        other = self._draft is not self._commands.draft
        if other:
            self._change_draft(self._commands.draft)
        self.refresh()
        if other and self._draft is not None:
            self.story_shown.emit(self.is_on)

    def refresh(self) -> None:
        """Show the story anew: it changed, or its place in the workflow did."""
        draft = self._draft
        if draft is None:
            return
        reviewing = may_review(draft.detail, self._ctx.newsroom.person)
        self.switch.setVisible(reviewing)
        self._manuscript.toolbar.fit()
        if not reviewing:
            self._edits.discard(draft.id)
            self._stack.setCurrentWidget(self._manuscript)
            return
        if draft.id in self._edits:
            self._stack.setCurrentWidget(self._manuscript)
            return
        self._stack.setCurrentWidget(self.desk)
        self._gather()

    @Slot()
    def to_review(self) -> None:
        """Turn from writing to reviewing; the words are saved first."""
        if self._draft is not None:
            self._edits.discard(self._draft.id)
            self._draft.save()
            self.refresh()
            self.desk.view.setFocus()

    @Slot()
    def to_words(self) -> None:
        """Turn from reviewing to writing."""
        self._open_words()
        self._manuscript.body.setFocus()

    def jump_to(self, field: str, quote: str = "") -> bool:
        """Show a passage; True when that was all.

        For other fields of the manuscript the words are turned to, and the room jumps there.
        """
        if not self.is_on or field not in _WORD_FIELDS:
            return False
        if field == "body" and quote and self.desk.view.show_words(quote):
            return True
        self._open_words()
        return False

    def take_primary(self) -> bool:
        """Do what the bar's primary button does; False where reviewing is not on show."""
        if not self.is_on:
            return False
        if self.desk.bar.primary.isEnabled():
            self.desk.bar.take_primary()
        return True

    def _open_words(self) -> None:
        if self._draft is not None:
            self._edits.add(self._draft.id)
            self.refresh()

    def _connect(self) -> None:
        bar, desk = self.desk.bar, self.desk
        bar.edit_wanted.connect(self.to_words)
        self.comparing.shown.connect(self._shown)
        self.comparing.wanted.connect(self._gather)
        bar.return_wanted.connect(self._ask_note)
        bar.approve_wanted.connect(self._approve)
        bar.step_wanted.connect(self._take_other)
        desk.give_back.sent.connect(self._return)
        desk.give_back.closed.connect(desk.view.setFocus)
        desk.findings.jump_wanted.connect(self._mend)
        desk.findings.passed.connect(self._approve_for_a_reason)
        desk.notice.acted.connect(self._show_what_changed)
        desk.view.passage_chosen.connect(self._passage_chosen)

    @Slot(str, str)
    def _mend(self, field: str, quote: str) -> None:
        """Go where a finding is put right."""
        if field in _WORD_FIELDS:
            self._open_words()
        self._commands.jump_wanted.emit(field, quote)

    def _add_switch(self) -> None:
        toolbar = self._manuscript.toolbar
        row = toolbar.layout()
        if isinstance(row, QBoxLayout):
            row.insertWidget(row.indexOf(toolbar.primary), self.switch)

    def _change_draft(self, draft: OpenDraft | None) -> None:
        if self._draft is not None and shiboken6.isValid(self._draft):
            self._draft.saving_changed.disconnect(self._saving_changed)
        self.comparing.turn_to(draft.id if draft is not None else None)
        self._draft = draft
        self._detail = None
        self.desk.findings.hide()
        self.desk.notice.hide()
        self.desk.give_back.forget()
        self.desk.show_clean(False)
        self.desk.view.to_top()
        if draft is not None:
            draft.saving_changed.connect(self._saving_changed)

    # What is on show.

    @Slot()
    def _gather(self) -> None:
        if self._draft is not None:
            self.comparing.compare(self._draft)

    @Slot(object)
    def _shown(self, detail: StoryDetail) -> None:
        self._detail = detail
        self._saving_changed()

    @Slot()
    def _saving_changed(self) -> None:
        draft = self._draft
        ready = draft is not None and draft.is_clean and self._detail is not None
        # What is decided about is the words of now.
        self.desk.bar.set_ready(ready and self.comparing.is_of_now)

    @Slot(str, int, int)
    def _passage_chosen(self, field: str, start: int, end: int) -> None:
        """Select the passage in the manuscript too: the cursor stands there in “Edit”."""
        if field == "body":
            cursor = self._manuscript.body.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            self._manuscript.body.setTextCursor(cursor)

    def about_selection(self) -> About:
        """Return the passage that is selected in the review, or the whole story."""
        view = self.desk.view
        chosen = view.selected()
        if chosen is None:
            return About()
        field, start, end = chosen
        wide = view.text(field).encode("utf-16-le")
        first = len(wide[: 2 * start].decode("utf-16-le"))
        last = first + len(wide[2 * start : 2 * end].decode("utf-16-le"))
        return passage(field, wide.decode("utf-16-le"), first, last)

    # Decisions.

    @Slot()
    def _ask_note(self) -> None:
        if self._detail is not None:
            self.desk.findings.hide()
            self.desk.give_back.open_panel(self._detail.author)

    @Slot(str)
    def _return(self, note: str) -> None:
        detail = self._detail
        if detail is not None:
            self._ctx.jobs.write(
                self,
                use_cases.take_step,
                detail.id,
                Step.RETURN,
                who=self._ctx.newsroom.person,
                revision=detail.revision,
                note=note,
                done=partial(self._returned, detail.id, note),
                failed=self._not_returned,
            )

    def _returned(self, story_id: uuid.UUID, note: str, _changes: Any) -> None:
        self.desk.give_back.forget()
        self.comparing.looking.end(decided=True)
        self._commands.undoing.offer_step(
            story_id,
            self._and_next("Returned with your note. The writer finds it under Returned."),
            undone=partial(self._bring_back_note, story_id, note),
        )

    def _bring_back_note(self, story_id: uuid.UUID, note: str) -> None:
        """Put the words of a return that was taken back where they were typed."""
        if self._draft is not None and self._draft.id == story_id:
            self.desk.give_back.bring_back(note)

    def _not_returned(self, error: EditorialError) -> None:
        self.desk.give_back.refuse("" if isinstance(error, StaleStory) else error.message)
        self._refused(error)

    @Slot(str)
    def _approve_for_a_reason(self, reason: str) -> None:
        self._approve(self._chosen, reason)

    @Slot(object)
    def _approve(self, endpoint_ids: tuple[uuid.UUID, ...], reason: str = "") -> None:
        detail, draft = self._detail, self._draft
        self._chosen = endpoint_ids
        if detail is None or draft is None or not draft.is_clean:
            return
        self.desk.findings.hide()
        self.desk.bar.set_ready(False)
        self._ctx.jobs.write(
            self,
            use_cases.approve_and_queue,
            detail.id,
            who=self._ctx.newsroom.person,
            revision=detail.revision,
            endpoint_ids=endpoint_ids,
            reason=reason,
            undo_seconds=UNDO_SECONDS,
            done=partial(self._approved, detail.id, bool(endpoint_ids)),
            failed=self._refused,
        )

    def _approved(self, story_id: uuid.UUID, goes_out: bool, _changes: Any) -> None:
        self.comparing.looking.end(decided=True)
        if goes_out:
            told = (
                f"Approved. It leaves in {UNDO_SECONDS} seconds; the outbox says when it is there."
            )
        else:
            told = "Approved. It stands under Ready until it is published."
        self._commands.undoing.offer_step(story_id, self._and_next(told))

    def _and_next(self, told: str) -> str:
        """Say by which key the next story of the queue is opened."""
        if "story.next" not in self._ctx.actions:
            return told
        keys = self._ctx.actions["story.next"].shortcut()
        return f"{told} {keys.toString(keys.SequenceFormat.NativeText)} opens the next story."

    def _refused(self, error: EditorialError) -> None:
        self._saving_changed()
        if isinstance(error, ChecksFailed):
            self.desk.findings.show_findings(error.findings)  # type: ignore[arg-type]
        elif isinstance(error, StaleStory):
            self.desk.notice.refuse(error, action="Show the changes")
        else:
            self._commands.refuse(error)

    @Slot()
    def _show_what_changed(self) -> None:
        """Read the story anew and compare it with the words that were on the screen."""
        draft = self._draft
        if draft is not None:
            self.desk.notice.hide()
            self.comparing.since_looked()
            self._ctx.jobs.read(
                self, use_cases.open_story, draft.id, done=self._read_again, latest="stale"
            )

    def _read_again(self, detail: StoryDetail) -> None:
        if self._draft is not None and self._draft.id == detail.id:
            self._draft.update_detail(detail)
            self.desk.show_clean(False)
            self._gather()

    @Slot(object)
    def _take_other(self, step: Step) -> None:
        if self._steps is None:
            return
        if step in _PUBLISHING:
            self._steps.publish_wanted.emit()
        else:
            self._steps.take(step)


def may_review(detail: StoryDetail, person: Person) -> bool:
    """Return whether this person reads the story as its editor."""
    return detail.status in REVIEWED and person.holds(Role.EDITOR)
