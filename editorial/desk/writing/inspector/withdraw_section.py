"""Taking a story away from readers: why, and what they are told in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from editorial.desk.kit.widgets import QuietButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Section, WordsField
from editorial.stories.workflow import Step, steps_from

if TYPE_CHECKING:
    from editorial.desk.writing.commands import StoryCommands


class WithdrawSection(QObject):
    """Fills the section of the publish tab for a story that readers have."""

    def __init__(self, commands: StoryCommands, section: Section, owner: QWidget) -> None:
        super().__init__(owner)
        self._commands = commands
        self._section = section
        self._owner = owner
        self.reason = WordsField("Reason for the withdrawal", "Why. Only the record keeps it.", 2)
        self.note = WordsField("Note to readers in its place", "What readers are told; optional", 2)
        self.button = QuietButton(
            "Withdraw everywhere…", hint="Take it out of sight at every endpoint that has it"
        )
        self.button.clicked.connect(self._withdraw)
        self._problem = TextLabel("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        for widget in (self.reason, self.note, self._problem):
            section.rows.addWidget(widget)
        section.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Offer it where the story is public and the person may."""
        detail = self._commands.detail
        self._section.setVisible(
            detail is not None and Step.WITHDRAW in steps_from(detail.status, self._commands.person)
        )

    def forget(self) -> None:
        """Empty the fields: another story is shown."""
        for field in (self.reason, self.note):
            field.show_words("")
            field.clear()
        self._problem.hide()

    @Slot()
    def _withdraw(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self._problem.setText("Say why it is withdrawn; readers do not see the reason.")
            self._problem.show()
            self.reason.setFocus()
            return
        self._problem.hide()
        answer = QMessageBox.question(
            self._owner,
            "Withdraw everywhere",
            "Take this story out of sight at every endpoint that has it?\n\n"
            "The story and its history stay here; it can be brought back.",
            QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Ok:
            self._commands.write(
                use_cases.withdraw,
                reason=reason,
                note=self.note.toPlainText(),
                done=self._withdrawn,
            )

    def _withdrawn(self, _: object) -> None:
        self.forget()
        self._commands.ctx.notices.tell(
            "On its way. It counts as withdrawn when no endpoint shows it any more."
        )
