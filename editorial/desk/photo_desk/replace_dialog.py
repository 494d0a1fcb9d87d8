"""Find and replace over the chosen photos: what would change is seen before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.field_names import LABELS
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.photo_desk.photo_edits import PhotoEdits
    from editorial.photos.replacing import Hit, Wanted
    from editorial.system.errors import EditorialError

LOOK_AFTER_MS = 250
_SHOWN = 200


class ReplaceDialog(QDialog):
    """Looks while one types; replaces in all of them as one action."""

    def __init__(
        self,
        ctx: DeskContext,
        edits: PhotoEdits,
        ids: Sequence[uuid.UUID],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._edits, self._ids = ctx, edits, tuple(ids)
        self.setWindowTitle("Find and replace in photos")
        self.resize(560, 520)
        self.sought = _line("Find")
        self.written = _line("Replace with")
        self.field = QComboBox()
        self.field.setAccessibleName("In which field")
        self.field.addItem("In all words", "")
        for name, label in LABELS.items():
            self.field.addItem(label, name)
        self.case = QCheckBox("Match case")
        self.words = QCheckBox("Whole words")
        self.pattern = QCheckBox("Pattern")
        self.pattern.setToolTip(r"A regular expression; \1 is its first group")
        self.hits = QListWidget()
        self.hits.setAccessibleName("What would change")
        self.hits.setWordWrap(True)
        self.said = TextLabel("", "soft")
        self.said.setWordWrap(True)
        self.replace = PrimaryButton("Replace")
        self.replace.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._build()
        for line in (self.sought, self.written):
            line.textChanged.connect(self._typed)
        for box in (self.case, self.words, self.pattern):
            box.toggled.connect(self._typed)
        self.field.currentIndexChanged.connect(self._typed)
        self.replace.clicked.connect(self._replace)

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        from editorial.photos.replacing import FIELDS, Wanted

        field = self.field.currentData()
        return Wanted(
            self.sought.text(),
            self.written.text(),
            (field,) if field in FIELDS else (),
            match_case=self.case.isChecked(),
            whole_words=self.words.isChecked(),
            is_pattern=self.pattern.isChecked(),
        )

    @Slot()
    def look(self) -> None:
        """Read what would change."""
        self._timer.stop()
        if not self.sought.text():
            self._show(())
            return
        self._ctx.jobs.read(
            self,
            use_cases.find_hits,
            self._ids,
            self.wanted,
            done=self._show,
            failed=self._failed,
            latest="hits",
        )

    @Slot()
    def _typed(self) -> None:
        self.replace.setEnabled(False)
        self._timer.start()

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.hits.clear()
        for hit in hits[:_SHOWN]:
            self.hits.addItem(
                f"{hit.file_name} · {LABELS.get(hit.field, hit.field)}\n{hit.before}\n→ {hit.after}"
            )
        photos = len({hit.photo_id for hit in hits})
        self.said.setText(
            f"{count_words(len(hits), 'text', 'texts')} on {count_words(photos, 'photo', 'photos')}"
            if hits
            else "Nothing of that is there."
            if self.sought.text()
            else ""
        )
        self.replace.setEnabled(bool(hits))

    def _failed(self, error: EditorialError) -> None:
        self.hits.clear()
        self.said.setText(error.message)
        self.replace.setEnabled(False)

    @Slot()
    def _replace(self) -> None:
        self._edits.run(use_cases.replace_words, self._ids, self.wanted, failed=self._failed)
        self.accept()

    def _build(self) -> None:
        options = QHBoxLayout()
        for widget in (self.field, self.case, self.words, self.pattern):
            options.addWidget(widget)
        options.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        close = QuietButton("Close")
        close.clicked.connect(self.reject)
        buttons.addWidget(close)
        buttons.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.sought)
        column.addWidget(self.written)
        column.addLayout(options)
        column.addWidget(self.hits, 1)
        column.addLayout(buttons)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
