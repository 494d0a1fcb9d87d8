"""Takes a story a step further, once its words are on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from editorial.desk.writing import use_cases
from editorial.desk.writing.open_draft import Saving
from editorial.desk.writing.reason import ask_reason
from editorial.stories.workflow import Step
from editorial.system.errors import ChecksFailed, EditorialError, ReasonNeeded, StaleStory

if TYPE_CHECKING:
    import uuid

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.stories.people import Person

_DONE = {
    Step.SUBMIT: "Submitted. An editor will find it under Submitted.",
    Step.TAKE_BACK: "Taken back. It is a draft again.",
    Step.CLAIM: "It is yours to edit now.",
    Step.RELEASE: "Back in the queue.",
    Step.RETURN: "Returned with your note.",
    Step.APPROVE: "Approved. It can be published now.",
    Step.REOPEN: "Open again. Approve it anew when it is done.",
    Step.CORRECT: "Open for a correction. Readers see the old text until you publish.",
    Step.ABANDON_CORRECTION: "The correction is abandoned.",
    Step.SPIKE: "Spiked. Nothing is lost; Restore brings it back.",
    Step.RESTORE: "Restored as a draft.",
}
_PUBLISHING = frozenset({Step.PUBLISH, Step.SCHEDULE, Step.UNSCHEDULE, Step.WITHDRAW})


class StepTaker(QObject):
    """Saves, asks for a note where one is needed, takes the step, and says how it went."""

    publish_wanted = Signal()
    """A step of publishing: its tab asks where to and when."""
    changes_wanted = Signal()
    """What changed since the words on the screen were read."""
    refused = Signal(object)
    """`ChecksFailed`: the story tab shows what is missing."""

    def __init__(self, commands: StoryCommands, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._window = window
        self._waiting: tuple[OpenDraft, Step, str] | None = None
        commands.step_wanted.connect(self.take)

    @Slot(object)
    def take(self, step: Step) -> None:
        """Take a step with the open story."""
        draft = self._commands.draft
        if draft is None:
            return
        if step in _PUBLISHING:
            self.publish_wanted.emit()
            return
        note = ""
        if step is Step.RETURN:
            note, was_given = QInputDialog.getMultiLineText(
                self._window, "Return with notes", "What is to be done?"
            )
            if not was_given:
                return
        if draft.is_clean:
            self._go(draft, step, note)
            return
        self._waiting = (draft, step, note)
        draft.saving_changed.connect(self._look_again)
        draft.save()

    @Slot()
    def _look_again(self) -> None:
        """Go on when the save is over; drop the step when it failed, which says so itself."""
        if self._waiting is None:
            return
        draft, step, note = self._waiting
        if draft.saving in (Saving.FAILED, Saving.STALE):
            self._drop(draft)
            if draft.problem is not None:
                self._commands.refuse(draft.problem)
        elif draft.is_clean:
            self._drop(draft)
            self._go(draft, step, note)
        elif draft.saving is Saving.WAITING:
            draft.save()

    def _drop(self, draft: OpenDraft) -> None:
        self._waiting = None
        draft.saving_changed.disconnect(self._look_again)

    def _go(self, draft: OpenDraft, step: Step, note: str, reason: str = "") -> None:
        def done(_: Any) -> None:
            told = _DONE.get(step, f"{step.label}: done.")
            if step is Step.ABANDON_CORRECTION:
                self._commands.ctx.notices.tell(told)
            else:
                self._commands.undoing.offer_step(draft.id, told)

        def failed(error: EditorialError) -> None:
            if isinstance(error, ReasonNeeded):
                why = ask_reason(error, step.label, self._window)
                if why:
                    self._go(draft, step, note, why)
                return
            self._failed(error)

        self._commands.ctx.jobs.write(
            self,
            _take,
            draft.id,
            step,
            who=self._commands.person,
            text_revision=draft.detail.text_revision,
            note=note,
            reason=reason,
            done=done,
            failed=failed,
        )

    def _failed(self, error: EditorialError) -> None:
        if isinstance(error, StaleStory):
            self._commands.ctx.notices.refuse(
                error, action="Show the changes", then=self.changes_wanted.emit
            )
        else:
            self._commands.refuse(error)
        if isinstance(error, ChecksFailed):
            self.refused.emit(error)


def _take(
    store: Any,
    story_id: uuid.UUID,
    step: Step,
    *,
    who: Person,
    text_revision: int,
    note: str,
    reason: str,
) -> Any:
    """Take the step with the words that the person saw, whatever filing changed since.

    Runs on the only thread that writes here, so nothing comes between the two calls.
    """
    detail = use_cases.open_story(store, story_id)
    if detail.text_revision != text_revision:
        raise StaleStory(
            "The words changed since you read them.",
            safe="Nothing was decided.",
            next_step="Read the changes, then decide again.",
        )
    return use_cases.take_step(
        store, story_id, step, who=who, revision=detail.revision, note=note, reason=reason
    )
