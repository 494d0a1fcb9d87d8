"""What the photo inspector's tabs are made of: sections of labelled fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import Hairline, SectionLabel, TextLabel, set_state
from editorial.desk.photo_desk.choice_field import ChoiceField
from editorial.desk.photo_desk.fields import LineField, TextField

if TYPE_CHECKING:
    from editorial.desk.photo_desk.common_values import Common
    from editorial.system.errors import EditorialError

Field = LineField | TextField | ChoiceField
LABELS = 93
SIDE = 16


class FieldSection(QWidget):
    """A heading, fields under it, a hairline at the end. Fields are known by a photo's names."""

    given = Signal(str, str)
    """A field's name, and the words that were given for it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[str, Field] = {}
        self._problems: dict[str, TextLabel] = {}
        column = QVBoxLayout()
        column.setContentsMargins(SIDE, 12, SIDE, 15)
        column.setSpacing(8)
        column.addWidget(SectionLabel(title))
        column.addLayout(self._grid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(Hairline())

    def add_field(self, name: str, label: str, field: Field) -> Field:
        """Add a field with its label at the left, and room for what is wrong beneath."""
        words = TextLabel(label, "soft")
        words.setBuddy(field)
        words.setContentsMargins(0, 5, 0, 0)
        row = self._grid.rowCount()
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)
        self._take(name, field, row + 1, 1)
        return field

    def add_wide_field(self, name: str, field: Field) -> Field:
        """Add a field as wide as the section, named by its heading."""
        row = self._grid.rowCount()
        self._grid.addWidget(field, row, 0, 1, 2)
        self._take(name, field, row + 1, 0)
        return field

    def add_row(self, widget: QWidget, *, under_field: bool = False) -> None:
        """Add any widget, as wide as the section or under the fields."""
        row = self._grid.rowCount()
        self._grid.addWidget(widget, row, 1 if under_field else 0, 1, 1 if under_field else 2)

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Show the photos' values."""
        for name, field in self.fields.items():
            field.show_value(common.texts.get(name), anew=anew)
            if anew:
                self.say_problem(name, "")

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for field in self.fields.values():
            field.give()

    def refuse(self, name: str, stored: str | None, error: EditorialError) -> None:
        """Say at a field why its words were not taken; they stay to be mended."""
        self.fields[name].keep_refused(stored)
        self.say_problem(name, error.message)

    def say_problem(self, name: str, words: str) -> None:
        """Say what is wrong with a field; "" for nothing."""
        label = self._problems[name]
        label.setText(words)
        label.setVisible(bool(words))
        field = self.fields[name]
        if not (isinstance(field, TextField) and field.needed_hint):
            set_state(field, "attention", bool(words))

    def _take(self, name: str, field: Field, row: int, column: int) -> None:
        problem = TextLabel(kind="problem")
        problem.setWordWrap(True)
        problem.hide()
        self._grid.addWidget(problem, row, column, 1, 2 - column)
        self.fields[name] = field
        self._problems[name] = problem
        field.given.connect(partial(self._gave, name))

    def _gave(self, name: str, words: str) -> None:
        self.say_problem(name, "")
        self.given.emit(name, words)
