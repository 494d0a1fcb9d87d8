"""Why the words of a story are closed, in one line, and the step that opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editorial.desk.writing import use_cases
from editorial.stories.workflow import Status, Step, steps_from

if TYPE_CHECKING:
    from editorial.desk.kit.messages import Notice
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.step_taker import StepTaker

# From a closed story, the step that would open its words.
_OPENING = (Step.REOPEN, Step.CORRECT, Step.UNSCHEDULE, Step.RESTORE)
_WHY = {
    Status.READY: ", so that what was approved is what goes out",
    Status.SCHEDULED: ", so that what was approved is what goes out",
    Status.PUBLISHED: "; a correction opens them",
    Status.SPIKED: " while it lies on the spike",
    Status.WITHDRAWN: " while it is withdrawn",
}


class ClosedWords(QObject):
    """Speaks by the manuscript's notice, and takes the step that it offers."""

    def __init__(
        self, commands: StoryCommands, steps: StepTaker, notice: Notice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._commands, self._steps, self._notice = commands, steps, notice
        notice.acted.connect(self._open)

    def show(self) -> None:
        """Say why the open story's words are closed; nothing where they are open."""
        draft = self._commands.draft
        if draft is None:
            return
        if draft.is_editable:
            self._notice.hide()
            return
        step, status = self._step(), draft.detail.status
        text = f"{status.label}: the words are closed{_WHY.get(status, '')}."
        self._notice.tell(text, action=f"{step.label} to edit" if step else "", tone="plain")

    @Slot()
    def _open(self) -> None:
        step = self._step()
        if step is Step.UNSCHEDULE:
            self._commands.write(use_cases.unschedule)
        elif step is not None:
            self._steps.take(step)

    def _step(self) -> Step | None:
        draft = self._commands.draft
        if draft is None:
            return None
        offered = steps_from(draft.detail.status, self._commands.person)
        return next((each for each in _OPENING if each in offered), None)
