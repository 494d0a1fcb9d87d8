"""Preferences of the person: name, roles, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import SectionLabel, TextLabel
from editorial.desk.shell.form import Form
from editorial.stories.people import Role

if TYPE_CHECKING:
    from editorial.system.settings import PersonSettings

_ROLES = {
    Role.WRITER: "Writer: drafts and submits",
    Role.EDITOR: "Editor: edits, returns, approves",
    Role.PHOTO: "Photo editor: photos, credits and rights",
    Role.PUBLISHER: "Publisher: pushes, schedules, withdraws",
    Role.CHIEF: "Chief: everything",
}
_SCHEMES = {"system": "As the system has it", "light": "Light", "dark": "Dark"}


class PersonPage(QWidget):
    """Who sits at this computer."""

    def __init__(self, person: PersonSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(person.name)
        self.scheme = QComboBox()
        for value, words in _SCHEMES.items():
            self.scheme.addItem(words, value)
        self.scheme.setCurrentIndex(self.scheme.findData(person.scheme))
        form = Form()
        form.add("Name", self.name, "As it stands in bylines and in the history.")
        form.add("Look", self.scheme)
        self.roles: dict[Role, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        column.addLayout(form.grid)
        column.addSpacing(10)
        column.addWidget(SectionLabel("Roles"))
        for role, words in _ROLES.items():
            box = QCheckBox(words)
            box.setChecked(role.value in person.roles)
            box.setAccessibleName(words)
            self.roles[role] = box
            column.addWidget(box)
        hint = TextLabel(
            "On a computer without a shared newsroom one person usually holds them all.", "muted"
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Return the fields as `PersonSettings` takes them."""
        return {
            "name": " ".join(self.name.text().split()),
            "roles": tuple(role.value for role, box in self.roles.items() if box.isChecked()),
            "scheme": self.scheme.currentData(),
        }
