"""What can be chosen for an endpoint, as its kind tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import TextLabel
from editorial.desk.shell.form import Form
from editorial.publishing.endpoints.mapping import choices_of
from editorial.publishing.endpoints.registry import KINDS

if TYPE_CHECKING:
    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.kind import Choice

TALLEST = 640
"""Pixels: what fits on a screen of 768 with its bars."""


class EndpointOptions(QDialog):
    """One field for each choice; `values` are those that are set now."""

    chosen = Signal(str, object)
    """The endpoint's name, and its options (dict)."""

    def __init__(self, row: EndpointRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self.setWindowTitle(f"Options of “{row.name}”")
        self.setMinimumWidth(520)
        self.fields: dict[str, QWidget] = {}
        self._choices = choices_of(KINDS[row.kind]) if row.kind in KINDS else ()
        form = Form()
        for choice in self._choices:
            field = _field(choice, row.options.get(choice.name, choice.default))
            self.fields[choice.name] = field
            form.add(choice.title, field, choice.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        if not self._choices:
            column.addWidget(TextLabel("There is nothing to choose for this kind.", "muted"))
        inside = QWidget()
        inside.setLayout(form.grid)
        form.grid.setContentsMargins(0, 0, 8, 0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.buttons = buttons
        column.addWidget(buttons)
        # As high as its wrapped lines want, within a small screen.
        wanted = form.grid.totalHeightForWidth(620 - 60) + 100
        self.resize(620, min(wanted, TALLEST))

    @property
    def values(self) -> dict[str, Any]:
        """The options; one that is as the kind has it by itself is None."""
        found: dict[str, Any] = {}
        for choice in self._choices:
            value = _value(self.fields[choice.name])
            found[choice.name] = None if value == choice.default else value
        return found

    @Slot()
    def _save(self) -> None:
        self.chosen.emit(self._row.name, self.values)
        self.accept()


def _field(choice: Choice, value: Any) -> QWidget:
    if isinstance(choice.default, bool):
        box = QCheckBox()
        box.setChecked(bool(value))
        return box
    if choice.choices:
        combo = QComboBox()
        for word, title in choice.choices:
            combo.addItem(title, word)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        return combo
    line = QLineEdit(str(value))
    line.setCursorPosition(0)
    return line


def _value(field: QWidget) -> Any:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentData()
    return field.text().strip() if isinstance(field, QLineEdit) else None
