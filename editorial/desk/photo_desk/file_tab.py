"""The tab of a photo's file: how it was made, the camera, and all that the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import Hairline, SectionLabel, TextLabel
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.common_values import SEVERAL
from editorial.desk.photo_desk.field_section import LABELS, SIDE, FieldSection
from editorial.desk.photo_desk.fields import LineField, TextField
from editorial.desk.photo_desk.file_facts import facts_of, raw_rows
from editorial.desk.photo_desk.raw_metadata import RawMetadata
from editorial.photos.source_types import SOURCE_TYPES, address_of, code_of, words_of

if TYPE_CHECKING:
    import uuid

    from PySide6.QtGui import QShowEvent

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.photo_desk.common_values import Common

LOST = (
    "This file has Content Credentials. Smaller and cropped files cannot carry them on: send the "
    "original where they matter. What is written here goes out all the same."
)


class FileTab(QWidget):
    """HOW IT WAS MADE, THE FILE, and ALL METADATA."""

    given = Signal(object)
    """Fields (dict of name to value) to set."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._common: Common | None = None
        self._read: uuid.UUID | None = None
        self.credentials = TextLabel(LOST, "warn")
        self.credentials.setWordWrap(True)
        self.source_type = QComboBox()
        self.source_type.setAccessibleName("How the picture came about")
        self.source_type.view().setAccessibleName("How the picture came about")
        self.source_type.setToolTip("IPTC Digital Source Type")
        self.source_type.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.source_type.setMinimumContentsLength(12)
        self.sections = (self._build_making(),)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(4)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnMinimumWidth(0, LABELS)
        self._facts.setColumnStretch(1, 1)
        self.raw = RawMetadata()
        self._about_file = QWidget()
        self.several = TextLabel("Choose one photo to see its file.", "soft")
        self._build()
        self.sections[0].given.connect(self._gave)
        self.source_type.activated.connect(self._chosen)

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Show the photos' values, and read what one file says."""
        self._common = common
        self.sections[0].show_common(common, anew=anew)
        self._show_source_type(common.texts.get("digital_source_type"))
        first = common.first
        self.credentials.setVisible(bool(first is not None and first.content_credentials))
        self._about_file.setVisible(common.is_single)
        self.several.setVisible(not common.is_single)
        self._read_file()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the file of what was chosen while the tab was hidden."""
        super().showEvent(event)
        self._read_file()

    def focus_field(self, name: str) -> bool:
        """Put the keyboard into a field; False where this tab has none of that name."""
        field = self.sections[0].fields.get(name)
        target = self.source_type if name == "digital_source_type" else field
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        self.sections[0].flush()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Names and values on show."""
        items = [self._facts.itemAt(number) for number in range(self._facts.count())]
        texts = [
            widget.text()
            for item in items
            if item is not None and isinstance(widget := item.widget(), TextLabel)
        ]
        return tuple(zip(texts[::2], texts[1::2], strict=True))

    def _build_making(self) -> FieldSection:
        section = FieldSection("How it was made")
        section.add_row(self.source_type)
        section.add_field("ai_system", "AI system", LineField("AI system", "Name of the program"))
        section.add_field("ai_system_version", "Its version", LineField("Version of the AI system"))
        section.add_field("ai_prompt", "Prompt", TextField("Prompt", lines=(1, 6)))
        section.add_field("ai_prompt_writer", "Prompt by", LineField("Who wrote the prompt"))
        section.add_row(self.credentials)
        return section

    def _build(self) -> None:
        about = QVBoxLayout(self._about_file)
        about.setContentsMargins(0, 0, 0, 0)
        about.setSpacing(0)
        for part in (self._with_heading("The file"), Hairline(), self._padded(self.raw)):
            about.addWidget(part)
        self.several.setContentsMargins(SIDE, 12, SIDE, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sections[0])
        column.addWidget(self.several)
        column.addWidget(self._about_file)

    def _with_heading(self, title: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(SIDE, 12, SIDE, 15)
        column.setSpacing(8)
        column.addWidget(SectionLabel(title))
        column.addLayout(self._facts)
        return holder

    @staticmethod
    def _padded(widget: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(SIDE, 12, SIDE, 15)
        column.addWidget(widget)
        return holder

    def _show_source_type(self, value: str | None) -> None:
        """Show what the photos say: a term, one that is not offered, nothing, or several."""
        box = self.source_type
        with QSignalBlocker(box):
            box.clear()
            if value is None:
                box.addItem(SEVERAL, None)
            box.addItem("Not said", "")
            for code, words in SOURCE_TYPES.items():
                box.addItem(words, address_of(code))
            if value and code_of(value) not in SOURCE_TYPES:
                box.addItem(words_of(value), value)
                box.setCurrentIndex(box.count() - 1)
            elif value is not None:
                box.setCurrentIndex(box.findData(address_of(code_of(value)) if value else ""))
            else:
                box.setCurrentIndex(0)

    def _read_file(self) -> None:
        common = self._common
        # Hundreds of entries are laid out only where somebody looks at them.
        if common is None or not common.is_single or not self.isVisible():
            return
        if common.ids[0] != self._read:
            self._jobs.read(
                self, use_cases.photo_properties, common.ids[0], done=self._came, latest="file"
            )

    def _came(self, properties: dict[str, Any]) -> None:
        photo = self._common.first if self._common is not None else None
        if photo is None:
            return
        self._read = photo.id
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(facts_of(photo, properties)):
            label, text = TextLabel(name, "soft"), TextLabel(value)
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(text, row, 1)
        self.raw.show_rows(raw_rows(properties))

    @Slot(int)
    def _chosen(self, place: int) -> None:
        value = self.source_type.itemData(place)
        if value is not None:
            self.flush()
            self.given.emit({"digital_source_type": value})

    @Slot(str, str)
    def _gave(self, name: str, words: str) -> None:
        self.given.emit({name: words})
