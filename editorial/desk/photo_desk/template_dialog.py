"""Words for many photos at once: a tick, a way and a text for each field, kept under a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel, set_kind
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.field_names import LABELS
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.photo_desk.photo_edits import PhotoEdits
    from editorial.photos.codes import Codes
    from editorial.photos.templates import Entry, TemplateRow
    from editorial.system.errors import EditorialError
    from editorial.system.paths import Home

_WAYS = (("replace", "Replace"), ("append", "Append"), ("keep", "Only if empty"))
_ABOUT = (
    "Only ticked fields are changed. {city}, {creator}, {date} or {seq} stand for each photo's "
    "own words, =code= for those of your code files."
)


class TemplateDialog(QDialog):
    """Offers the template that was used last; applies it to the chosen photos as one action."""

    applied = Signal()
    collected = Signal(object)
    """The ticked entries, where they are for photos that are still to come in."""

    def __init__(
        self,
        ctx: DeskContext,
        edits: PhotoEdits,
        ids: Sequence[uuid.UUID],
        parent: QWidget | None = None,
        *,
        for_import: bool = False,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._edits, self._ids = ctx, edits, tuple(ids)
        self._for_import = for_import
        self._templates: tuple[TemplateRow, ...] = ()
        self._codes: Codes | None = None
        self.setWindowTitle("Apply a template")
        self.resize(620, 640)
        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.setAccessibleName("Template")
        line = self.names.lineEdit()
        if line is not None:
            line.setPlaceholderText("Name, to keep it")
        self.save = QuietButton("Keep it")
        self.ticks: dict[str, QCheckBox] = {}
        self.ways: dict[str, QComboBox] = {}
        self.texts: dict[str, QLineEdit] = {}
        self.problem = TextLabel("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        count = count_words(len(self._ids), "photo", "photos")
        self.apply = PrimaryButton("Import with these words" if for_import else f"Apply to {count}")
        self.apply.setEnabled(for_import or bool(self._ids))
        self._build()
        self.names.activated.connect(self._chosen)
        self.save.clicked.connect(self._save)
        self.apply.clicked.connect(self._apply)
        ctx.jobs.read(self, use_cases.templates, done=self._came, failed=ctx.notices.refuse)
        ctx.jobs.read(
            self, _codes, ctx.newsroom.home, done=self._codes_came, failed=ctx.notices.refuse
        )

    @property
    def entries(self) -> dict[str, Entry]:
        """What is written, by field; empty fields that are not ticked are left out."""
        from editorial.photos.templates import Entry

        return {
            name: Entry(text.text(), self.ways[name].currentData(), self.ticks[name].isChecked())
            for name, text in self.texts.items()
            if text.text() or self.ticks[name].isChecked()
        }

    def show_template(self, row: TemplateRow) -> None:
        """Fill the fields from a template."""
        self.names.setCurrentText(row.name)
        for name, text in self.texts.items():
            entry = row.entries.get(name)
            text.setText(entry.value if entry else "")
            self.ways[name].setCurrentIndex(
                self.ways[name].findData(entry.mode if entry else "replace")
            )
            self.ticks[name].setChecked(entry.on if entry else False)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.names, 1)
        top.addWidget(self.save)
        about = TextLabel(_ABOUT, "soft")
        about.setWordWrap(True)
        inner = QWidget()
        set_kind(inner, "scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        for row, (name, label) in enumerate(LABELS.items()):
            tick = QCheckBox(label)
            way = QComboBox()
            way.setAccessibleName(f"How to apply {label.lower()}")
            for value, words in _WAYS:
                way.addItem(words, value)
            text = QLineEdit()
            text.setAccessibleName(label)
            text.textEdited.connect(partial(_tick, tick))
            self.ticks[name], self.ways[name], self.texts[name] = tick, way, text
            for column, widget in enumerate((tick, way, text)):
                grid.addWidget(widget, row, column)
        scroll = QScrollArea()
        scroll.setAccessibleName("Fields of the template")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = QuietButton("Close")
        close.clicked.connect(self.reject)
        buttons.addWidget(close)
        buttons.addWidget(self.apply)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(20, 18, 20, 16)
        column_layout.setSpacing(12)
        column_layout.addLayout(top)
        column_layout.addWidget(about)
        column_layout.addWidget(scroll, 1)
        column_layout.addWidget(self.problem)
        column_layout.addLayout(buttons)

    def _came(self, rows: tuple[TemplateRow, ...]) -> None:
        self._templates = rows
        typed = self.names.currentText()
        self.names.clear()
        self.names.addItems([row.name for row in rows])
        if rows and not self.entries:
            self.show_template(rows[0])
        else:
            self.names.setCurrentText(typed)

    def _codes_came(self, codes: Codes) -> None:
        self._codes = codes
        if codes.problems:
            self._say(" ".join(codes.problems[:3]))

    @Slot(int)
    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._templates):
            self.show_template(self._templates[number])

    @Slot()
    def _save(self) -> None:
        self._ctx.jobs.write(
            self,
            use_cases.save_template,
            self.names.currentText(),
            self.entries,
            done=self._saved,
            failed=self._failed,
        )

    def _saved(self, _changes: object) -> None:
        name = self.names.currentText().strip()
        self._ctx.notices.tell(f"The template “{name}” is kept.")
        self._ctx.jobs.read(self, use_cases.templates, done=self._came)

    @Slot()
    def _apply(self) -> None:
        if not any(entry.on for entry in self.entries.values()):
            self._say("No field is ticked: nothing would change.")
            return
        self.problem.hide()
        if self._for_import:
            self.collected.emit({name: one for name, one in self.entries.items() if one.on})
            self.accept()
            return
        self._edits.run(
            use_cases.apply_entries,
            self._ids,
            self.entries,
            codes=self._codes,
            failed=self._failed,
        )
        self._edits.settled.connect(self._settled)

    @Slot()
    def _settled(self) -> None:
        self._edits.settled.disconnect(self._settled)
        if self.problem.isHidden():
            self.applied.emit()
            self.accept()

    def _failed(self, error: EditorialError) -> None:
        self._say(error.message)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()


def _tick(box: QCheckBox, _words: str) -> None:
    """Tick a field whose words are typed."""
    box.setChecked(True)


def _codes(_store: object, home: Home) -> Codes:
    from editorial.photos.codes import FOLDER, load_codes

    return load_codes(home.root / FOLDER)
