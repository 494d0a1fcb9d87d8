"""The papers of the chosen photos: licences, releases, source papers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QMenu, QVBoxLayout, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.widgets import (
    ElidedLabel,
    Hairline,
    IconButton,
    QuietButton,
    SectionLabel,
    TextLabel,
)
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.field_section import SIDE
from editorial.desk.photo_desk.photo_words import count_words, date_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.photo_desk.common_values import Common
    from editorial.photos.document_rows import DocumentRow
    from editorial.system.errors import EditorialError

KINDS = {
    "licence": "A licence…",
    "model_release": "A model release…",
    "property_release": "A property release…",
    "source": "A source paper…",
}
_FILTER = (
    "Papers (*.pdf *.doc *.docx *.odt *.rtf *.txt *.md *.pages *.xls *.xlsx *.ods *.csv "
    "*.eml *.msg *.jpg *.jpeg *.png *.tif *.tiff *.webp *.gif *.heic)"
)


class DocumentsSection(QWidget):
    """DOCUMENTS: open one, take one off, add some. Several photos show what all of them have."""

    added = Signal(object, str)
    """Paths (list), and the kind of paper that they are."""
    removed = Signal(object)
    """The id of a paper."""
    refused = Signal(object)
    """An `EditorialError`: a paper cannot be opened."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ids: tuple[uuid.UUID, ...] = ()
        self.rows: tuple[DocumentRow, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.note = TextLabel("", "soft")
        self.note.setWordWrap(True)
        self.add_button = QuietButton(
            "Add papers…", "file-plus", "Keep copies of licences and releases with the photo"
        )
        self._menu = QMenu(self)
        for kind, words in KINDS.items():
            self._menu.addAction(words).triggered.connect(partial(self._choose, kind))
        self.add_button.clicked.connect(self._open_menu)
        column = QVBoxLayout()
        column.setContentsMargins(SIDE, 12, SIDE, 15)
        column.setSpacing(8)
        column.addWidget(SectionLabel("Documents"))
        column.addLayout(self._grid)
        column.addWidget(self.note)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(Hairline())

    def show_common(self, common: Common) -> None:
        """Read the papers that all of the photos have."""
        self._ids = common.ids
        self._jobs.read(
            self, use_cases.documents_of, common.ids, done=self._came, latest="documents"
        )

    def open(self, row: DocumentRow) -> None:
        """Show a paper with the system's viewer, once its copy has been found whole."""
        self._jobs.run(
            Lane.READ,
            self,
            use_cases.checked_path,
            row,
            done=_show,
            failed=self._refuse,
            latest="open",
        )

    def _came(self, rows: Sequence[DocumentRow]) -> None:
        self.rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, row in enumerate(self.rows):
            self._add_row(place, row)
        several = len(self._ids) > 1
        if not self.rows:
            self.note.setText(
                "No paper that all of them have."
                if several
                else "No papers yet: the licence, releases, or where the photo is from."
            )
        else:
            photos = count_words(len(self._ids), "photo", "photos")
            self.note.setText(f"All {photos} have these." if several else "")
        self.note.setVisible(bool(self.note.text()))

    def _add_row(self, place: int, row: DocumentRow) -> None:
        show = IconButton("external-link", f"Open {row.file_name}")
        show.clicked.connect(partial(self.open, row))
        words = ElidedLabel(row.file_name)
        day = date_words(f"{row.added_at.astimezone():%Y-%m-%d}")
        about = TextLabel(f"{row.kind_words} · {_size(row.size_bytes)}", "muted")
        words.setToolTip(f"{row.file_name}, added by {row.added_by}, {day}")
        off = IconButton("x", f"Take {row.file_name} off")
        off.clicked.connect(partial(self.removed.emit, row.id))
        self._grid.addWidget(words, 2 * place, 0)
        self._grid.addWidget(show, 2 * place, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(off, 2 * place, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(about, 2 * place + 1, 0)

    def _choose(self, kind: str) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, "Add papers", "", _FILTER)
        if files:
            self.added.emit([Path(file) for file in files], kind)

    def _refuse(self, error: EditorialError) -> None:
        self.refused.emit(error)

    @Slot()
    def _open_menu(self) -> None:
        below = QPoint(0, self.add_button.height() + 4)
        self._menu.popup(self.add_button.mapToGlobal(below))


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} kB"
