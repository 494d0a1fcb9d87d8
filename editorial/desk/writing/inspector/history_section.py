"""The history of a story: versions to look at and to bring back, and who did what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QWidget

from editorial.desk.kit.widgets import Dot, ElidedLabel, LinkButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Section, empty
from editorial.desk.writing.manuscript import local_now
from editorial.system import time_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.rows import VersionRow

SHOWN = 12
_WORDS = {
    "autosave": "edited",
    "checkpoint": "kept",
    "rescued": "kept beside another text",
    "restored": "restored",
    "correction": "corrected",
}
_STEPS = {
    "submit": ("submitted", "submitted"),
    "take_back": ("draft", "taken back"),
    "claim": ("in_edit", "claimed from queue"),
    "release": ("submitted", "put back in the queue"),
    "return": ("returned", "returned"),
    "approve": ("ready", "approved"),
    "reopen": ("in_edit", "reopened"),
    "schedule": ("scheduled", "scheduled"),
    "unschedule": ("ready", "taken off the schedule"),
    "publish": ("published", "pushed"),
    "correct": ("in_edit", "correction begun"),
    "abandon_correction": ("published", "correction abandoned"),
    "withdraw": ("withdrawn", "withdrawn"),
    "spike": ("spiked", "spiked"),
    "restore": ("draft", "brought back"),
}


class HistorySection:
    """Fills the section of the review tab that lists versions."""

    def __init__(
        self,
        commands: StoryCommands,
        section: Section,
        owner: QWidget,
        compare: Callable[[int], object],
    ) -> None:
        self._commands = commands
        self._section = section
        self._owner = owner
        self._compare = compare
        self._rows: tuple[VersionRow, ...] = ()
        self._all = False

    def refresh(self) -> None:
        """Read the versions anew."""
        self._commands.read(
            use_cases.versions, done=self._show, latest="versions", owner=self._owner
        )

    def forget(self) -> None:
        """Show few again: another story is shown."""
        self._all = False

    def restore(self, number: int) -> None:
        """Bring back a version, after a word that nothing is lost by it."""
        answer = QMessageBox.question(
            self._owner,
            f"Restore version {number}",
            f"Bring back the words of version {number}?\n\n"
            "Nothing is lost: the present words stay in the history as a version of their own.",
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Ok:
            draft = self._commands.draft
            if draft is not None:
                draft.save()
            self._commands.write(use_cases.restore, number, done=self._restored)

    def _restored(self, _: object) -> None:
        self._commands.ctx.notices.tell("Restored. The words from before are in the history.")

    def _show(self, rows: tuple[VersionRow, ...]) -> None:
        self._rows = rows
        self._draw()

    def _draw(self) -> None:
        empty(self._section.rows)
        rows = self._rows if self._all else self._rows[:SHOWN]
        for row in rows:
            self._section.rows.addWidget(self._line(row))
        if len(self._rows) > len(rows):
            more = LinkButton(f"{len(self._rows) - len(rows)} older")
            more.clicked.connect(self._show_all)
            self._section.rows.addWidget(more)
        if not rows:
            self._section.say("The first version is kept with the first words.")

    def _show_all(self) -> None:
        self._all = True
        self._draw()

    def _line(self, row: VersionRow) -> QWidget:
        status, words = _STEPS.get(row.name, ("draft", "")) if row.kind == "step" else ("draft", "")
        if not words:
            status = {"rescued": "returned", "restored": "in_edit"}.get(row.kind, "draft")
            words = _WORDS.get(row.kind, row.kind)
            if row.name and row.kind != "step":
                words = f"{words}: {row.name}"
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Dot(self._commands.ctx.theme, status))
        # Gives way where the pane is narrow.
        layout.addWidget(ElidedLabel(f"v{row.number} {words}", "status"), 1)
        line.setToolTip(f"{row.author}, {row.word_count:,} words")
        compare = LinkButton("Compare")
        compare.setAccessibleName(f"Compare with version {row.number}")
        compare.clicked.connect(partial(self._compare, row.number))
        layout.addWidget(compare)
        if self._commands.is_editable:
            restore = LinkButton("Restore")
            restore.setAccessibleName(f"Restore version {row.number}")
            restore.clicked.connect(partial(self.restore, row.number))
            layout.addWidget(restore)
        layout.addWidget(TextLabel(time_words.say_past(row.at, local_now()), "muted"))
        return line
