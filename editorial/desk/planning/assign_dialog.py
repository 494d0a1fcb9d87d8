"""Asks what a writer is to be assigned: a headline to work with, when, how long, and the brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import TextLabel, set_kind
from editorial.desk.shell.form import Form
from editorial.system.errors import EditorialError
from editorial.system.time_words import parse, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """What was asked for, as `review.assignments.assign_story` takes it."""

    headline: str
    to: str
    section: str
    type: str
    due_at: dt.datetime | None
    word_target: int | None
    brief: str


class AssignDialog(QDialog):
    """`given` carries an `Assignment`; the dialog stays open until it could be made."""

    given = Signal(object)

    def __init__(
        self,
        now: Callable[[], dt.datetime],
        word_target: int,
        section: str = "",
        due_at: dt.datetime | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self.setWindowTitle("New assignment")
        self.setMinimumWidth(520)
        self.headline = QLineEdit()
        self.headline.setPlaceholderText("A few words to work with")
        self.to = QLineEdit()
        self.to.setPlaceholderText("Name of the writer")
        self.section, self.type = QComboBox(), QComboBox()
        self.section.addItem(section or "No section", section)
        self.type.addItem("No type", "")
        self.due = QLineEdit(say(due_at, now()))
        self.due.setPlaceholderText("Fri 18:00")
        self.words = QSpinBox()
        self.words.setRange(0, LONGEST)
        self.words.setSingleStep(50)
        self.words.setValue(word_target)
        self.words.setSpecialValueText("No target")
        self.words.lineEdit().setTextMargins(7, 0, 7, 0)
        self.brief = QPlainTextEdit()
        set_kind(self.brief, "field")
        self.brief.setTabChangesFocus(True)
        self.brief.setFixedHeight(132)
        self.brief.setPlaceholderText("What is asked for, whom to call, what to leave out")
        form = Form()
        form.add("Working headline", self.headline)
        form.add("Writer", self.to)
        form.add("Section", self.section)
        form.add("Type", self.type)
        form.add("Due", self.due, "On the newsroom’s clock. A day alone means 18:00.")
        form.add("Words", self.words)
        form.add("Brief", self.brief, "Stands beside the text, for the writer alone.")
        self.problem = TextLabel("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Assign")
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(form.grid)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.headline.textChanged.connect(self._typed)
        self.to.textChanged.connect(self._typed)
        self._typed()

    def offer(self, sections: Sequence[str], types: Sequence[str], people: Sequence[str]) -> None:
        """Fill in what there is to choose from, once it is read."""
        chosen = self.section.currentData()
        self.section.clear()
        self.section.addItem("No section", "")
        for name in sections:
            self.section.addItem(name, name)
        self.section.setCurrentIndex(max(0, self.section.findData(chosen)))
        for name in types:
            self.type.addItem(name, name)
        completer = QCompleter(list(people), self.to)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.to.setCompleter(completer)

    def refuse(self, error: EditorialError) -> None:
        """Say why it could not be made; what was typed stays."""
        self.problem.setText(f"{error.message} {error.next_step}".strip())
        self.problem.show()

    @Slot()
    def _typed(self) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.headline.text().strip() and self.to.text().strip()))

    @Slot()
    def _take(self) -> None:
        try:
            due_at = parse(self.due.text(), self._now())
        except EditorialError as error:
            self.refuse(error)
            self.due.setFocus()
            return
        self.given.emit(
            Assignment(
                self.headline.text(),
                self.to.text(),
                self.section.currentData() or "",
                self.type.currentData() or "",
                due_at,
                self.words.value(),
                self.brief.toPlainText(),
            )
        )
