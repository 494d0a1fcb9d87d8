"""The lines of “Ready to submit?”: what is well, what is worth a look, what is in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import IconLine, Section, empty
from editorial.stories.workflow import Gate, Status

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editorial.desk.writing.commands import StoryCommands
    from editorial.review.checks.results import CheckResult

_LOOKS = {
    "pass": ("circle-check", "good"),
    "note": ("circle-dashed", "muted"),
    "warn": ("circle-dashed", "warn"),
    "block": ("circle-alert", "accent"),
}
_WRITING = frozenset({Status.DRAFT, Status.RETURNED})
_DECIDED = frozenset({Status.SUBMITTED, Status.IN_EDIT})


def gate_before(status: Status) -> Gate:
    """Return the gate that a story has before it."""
    if status in _WRITING:
        return Gate.SUBMIT
    return Gate.APPROVE if status in _DECIDED else Gate.PUBLISH


class CheckList:
    """Fills a section with the results for the gate that the story has before it."""

    def __init__(
        self, commands: StoryCommands, section: Section, owner: QWidget, *, titled: bool = False
    ) -> None:
        self._commands = commands
        self._section = section
        self._owner = owner
        self._titled = titled
        self.results: tuple[CheckResult, ...] = ()

    def refresh(self) -> None:
        """Run the checks anew, in the background."""
        detail = self._commands.detail
        if detail is None:
            return
        gate = gate_before(detail.status)
        title = f"Ready to {gate.value}?"
        if not self._titled:
            self._section.heading.setText(title)
        self._commands.read(
            use_cases.check_story, gate, done=self._show, latest="checks", owner=self._owner
        )

    def _show(self, results: tuple[CheckResult, ...]) -> None:
        if results == self.results and self._section.rows.count():
            return
        self.results = results
        if any(result.code == "link_unchecked" for result in results):
            self._commands.links_unasked.emit()
        empty(self._section.rows)
        for result in results:
            icon, colour = _LOOKS[result.level]
            jump = result.fix if result.level != "pass" else ""
            line = IconLine(icon, colour, result.message, jump)
            if result.mends and self._commands.is_editable:
                line.jumped.connect(partial(self._commands.mend_wanted.emit, result))
            else:
                line.jumped.connect(
                    partial(self._commands.jump_wanted.emit, result.field, result.quote)
                )
            self._section.rows.addWidget(line)
