"""The tab of a photo's rights: on what terms, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editorial.desk.photo_desk.field_section import FieldSection
from editorial.desk.photo_desk.fields import LineField, TextField

if TYPE_CHECKING:
    from editorial.desk.photo_desk.common_values import Common


class RightsTab(QWidget):
    """RIGHTS: usage terms, their address, instructions, the day on which they end."""

    given = Signal(object)
    """Fields (dict of name to value) to set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        section = FieldSection("Rights")
        section.add_field("usage_terms", "Usage terms", TextField("Usage terms"))
        statement = LineField("Address of the terms", "https://…")
        section.add_field("web_statement", "Web statement", statement)
        instructions = TextField("Instructions", "Such as: mandatory credit, no archive")
        section.add_field("instructions", "Instructions", instructions)
        ends = LineField("End of rights", "2026-12-31")
        ends.setToolTip("After this day the photo may not run any more")
        section.add_field("rights_expire_at", "Ends on", ends)
        section.given.connect(self._gave)
        self.sections = (section,)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Show the photos' values."""
        self.sections[0].show_common(common, anew=anew)

    def focus_field(self, name: str) -> bool:
        """Put the keyboard into a field; False where this tab has none of that name."""
        field = self.sections[0].fields.get(name)
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        self.sections[0].flush()

    @Slot(str, str)
    def _gave(self, name: str, words: str) -> None:
        self.given.emit({name: words})
