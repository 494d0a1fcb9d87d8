"""Saves copies of the chosen photos with their words inside."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.jobs import Lane, Progress
from editorial.desk.kit.widgets import PrimaryButton, ProgressLine, QuietButton, TextLabel
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.photos.copies import CopyResult
    from editorial.system.errors import EditorialError

_SIZES = {
    "As it came, full size": None,
    "JPEG, 2400 pixels wide": 2400,
    "JPEG, 1600 pixels wide": 1600,
    "JPEG, 800 pixels wide": 800,
}
_ABOUT = {
    True: "The original with caption, credit and rights written in; no pixel is changed, and "
    "camera and position stay in it.",
    False: "Straightened and cropped freely, in sRGB, with caption, credit and rights.",
}
_SHOWN = 6


class CopiesDialog(QDialog):
    """Asks for a size and a folder, then writes in the background. Nothing is overwritten."""

    def __init__(
        self, ctx: DeskContext, ids: Sequence[uuid.UUID], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ctx, self._ids = ctx, tuple(ids)
        self._stop = threading.Event()
        self._is_running = False
        photos = count_words(len(self._ids), "photo", "photos")
        self.setWindowTitle("Save copies with metadata")
        self.resize(460, 220)
        self.size_box = QComboBox()
        self.size_box.setAccessibleName("Size of the copies")
        for words, width in _SIZES.items():
            self.size_box.addItem(words, width)
        self.about = TextLabel("", "soft")
        self.about.setWordWrap(True)
        self.progress = ProgressLine("Copies written")
        self.progress.hide()
        self.said = TextLabel("")
        self.said.setWordWrap(True)
        self.save = PrimaryButton(f"Save {photos} to a folder…", "download")
        self.leave = QuietButton("Cancel")
        self._build()
        self.size_box.currentIndexChanged.connect(self._explain)
        self.save.clicked.connect(self._choose)
        self.leave.clicked.connect(self._leave)
        self._explain()

    def write_to(self, folder: Path) -> None:
        """Write the copies into a folder."""
        self._is_running = True
        self._stop.clear()
        self.said.setText("")
        self.progress.show()
        self.progress.set_progress(0, len(self._ids))
        self.save.setEnabled(False)
        self.size_box.setEnabled(False)
        self.leave.setText("Stop")
        newsroom = self._ctx.newsroom
        job = self._ctx.jobs.run(
            Lane.READ,
            self,
            _write,
            newsroom.store,
            self._ids,
            folder,
            self._stop,
            workbench=newsroom.workbench,
            width=self.size_box.currentData(),
            private=newsroom.settings.newsroom.private_out,
            done=self._done,
            failed=self._failed,
            progress=self._progressed,
        )
        job.ended.connect(self._ended)

    def reject(self) -> None:
        """Stop what is under way before the dialog goes."""
        self._stop.set()
        super().reject()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.size_box)
        column.addWidget(self.about)
        column.addWidget(self.progress)
        column.addWidget(self.said)
        column.addStretch(1)
        column.addLayout(buttons)

    @Slot()
    def _explain(self) -> None:
        words = _ABOUT[self.size_box.currentData() is None]
        if self.size_box.currentData() is not None:
            private = self._ctx.newsroom.settings.newsroom.private_out
            words += " Place and camera go with it." if private else " Place and camera do not."
        self.about.setText(words)

    @Slot()
    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Save the copies in")
        if folder:
            self.write_to(Path(folder))

    @Slot()
    def _leave(self) -> None:
        if self._is_running:
            self._stop.set()
            self.leave.setEnabled(False)
        else:
            self.reject()

    def _progressed(self, progress: Progress) -> None:
        self.progress.set_progress(progress.done, progress.total)

    def _done(self, results: tuple[CopyResult, ...]) -> None:
        written = sum(result.file is not None for result in results)
        lines = [f"{count_words(written, 'copy is', 'copies are')} written."]
        if len(results) < len(self._ids):
            lines[0] = f"Stopped: {written} of {len(self._ids)} written."
        told = [result.error or result.note for result in results if result.error or result.note]
        lines += told[:_SHOWN]
        if len(told) > _SHOWN:
            lines.append(f"… and {len(told) - _SHOWN} more.")
        self.said.setText("\n".join(lines))

    def _failed(self, error: EditorialError) -> None:
        self.said.setText(str(error))

    @Slot()
    def _ended(self) -> None:
        self._is_running = False
        self.progress.hide()
        self.save.setEnabled(True)
        self.size_box.setEnabled(True)
        self.leave.setEnabled(True)
        self.leave.setText("Close")


def _write(
    store: Any, ids: tuple[uuid.UUID, ...], folder: Path, stop: threading.Event, **words: Any
) -> tuple[CopyResult, ...]:
    found: tuple[CopyResult, ...] = use_cases.save_copies(
        store, ids, folder, cancelled=stop.is_set, **words
    )
    return found
