"""What stands in the room's place when the database is damaged: two ways out."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.widgets import (
    LinkButton,
    PrimaryButton,
    ProgressLine,
    QuietButton,
    TextLabel,
    announce,
    set_kind,
    set_state,
)
from editorial.system.errors import DatabaseDamaged

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.desk.kit.jobs import Jobs, Progress
    from editorial.system.errors import EditorialError
    from editorial.system.paths import Home

_COLUMN = 520


class Restore(Protocol):
    """`editorial.storage.backup.restore`, which the desk is given."""

    def __call__(
        self, home: Home, file: Path, *, progress: Callable[[int, int, str], None] | None = None
    ) -> Path | None:
        """Bring back a backup; return the folder that keeps what was there before."""


class DamagePane(QWidget):
    """Offers to restore a backup, or to save every story that can still be read."""

    restored = Signal(str)
    """A backup was brought back; what to say about it once the newsroom is open."""
    retry_wanted = Signal()

    def __init__(
        self, home: Home, jobs: Jobs, restore: Restore | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._home, self._jobs, self._restore = home, jobs, restore
        self._saved_in: Path | None = None
        self.title = TextLabel()
        self.title.setFont(serif_font(22, 500))
        self.text = TextLabel(kind="soft")
        self.result = TextLabel()
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for label in (self.title, self.text, self.result):
            label.setWordWrap(True)
        self.restore = PrimaryButton("Restore a backup…", hint="Choose a file to bring back")
        self.salvage = QuietButton("Save what can be read…", hint="Each story as a file of its own")
        self.again = LinkButton("Try to open it again")
        self.folder = LinkButton("Open the folder")
        self.progress = ProgressLine("Restoring the backup")
        self.restore.clicked.connect(self._ask_backup)
        self.salvage.clicked.connect(self._ask_folder)
        self.again.clicked.connect(self.retry_wanted)
        self.folder.clicked.connect(self._open_folder)
        self.restore.setVisible(restore is not None)
        self._lay_out()
        self._rest()
        self.result.hide()

    def show_error(self, error: EditorialError) -> None:
        """Say what is damaged, and what is not."""
        self.title.setText("The newsroom’s database is damaged")
        self.text.setText(
            f"{error.message} {error.safe} Bring back a backup, or save every story that can "
            "still be read as a file of its own; the damaged file is kept either way."
        )
        self.setAccessibleName(error.message)
        self.setAccessibleDescription(self.text.text())
        announce(self, error.message)

    def restore_backup(self, file: Path) -> None:
        """Bring back a backup, then let the newsroom open."""
        if self._restore is None:
            return
        self._begin("Restoring the backup")
        job = self._jobs.run(
            Lane.WRITE,
            self,
            self._restore,
            self._home,
            file,
            progress=self._show_progress,
            done=partial(self._restored, file),
            failed=self._failed,
        )
        job.ended.connect(self._rest)

    def save_readable(self, folder: Path) -> None:
        """Write every readable story into a new folder inside ``folder``."""
        target = folder / f"editorial-saved-{dt.datetime.now().astimezone():%Y%m%d-%H%M%S}"
        self._begin("Saving what can be read")
        job = self._jobs.run(
            Lane.WRITE,
            self,
            _export_readable,
            self._home,
            target,
            done=partial(self._saved, target),
            failed=self._failed,
        )
        job.ended.connect(self._rest)

    @Slot()
    def _ask_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            "Restore a backup",
            str(self._home.backups),
            "Backups of Editorial (*.zip *.editorial);;All files (*)",
        )
        if name:
            self.restore_backup(Path(name))

    @Slot()
    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Save what can be read into a folder")
        if name:
            self.save_readable(Path(name))

    def _begin(self, what: str) -> None:
        for button in (self.restore, self.salvage, self.again):
            button.setEnabled(False)
        self.folder.hide()
        self._say(f"{what}…", "soft")
        self.progress.setAccessibleName(what)
        self.progress.set_progress(0, 0)
        self.progress.show()

    @Slot()
    def _rest(self) -> None:
        for button in (self.restore, self.salvage, self.again):
            button.setEnabled(True)
        self.progress.hide()
        self.folder.setVisible(self._saved_in is not None)

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        self.progress.set_progress(progress.done, progress.total)

    def _restored(self, file: Path, aside: Path | None) -> None:
        words = f"{file.name} was restored."
        if aside is not None:
            words += f" What was here before is kept in {aside}."
        self._say(words, "good")
        self.restored.emit(words)

    def _saved(self, target: Path, counts: tuple[int, int]) -> None:
        saved, lost = counts
        words = f"{_stories(saved)} saved in {target}."
        if lost:
            words += f" The text of {lost:,} could not be read."
        self._saved_in = target
        self._say(words, "warn" if lost else "good")

    def _failed(self, error: EditorialError) -> None:
        # The command line's next step is a button here.
        step = "Restore a backup." if isinstance(error, DatabaseDamaged) else error.next_step
        words = " ".join(part for part in (error.message, error.safe, step) if part)
        self._say(words, "problem")

    def _say(self, words: str, kind: str) -> None:
        set_state(self.result, "kind", kind)
        self.result.setText(words)
        self.result.show()
        announce(self, words)

    @Slot()
    def _open_folder(self) -> None:
        if self._saved_in is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_in)))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.restore, self.salvage, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle = QWidget()
        middle.setFixedWidth(_COLUMN)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(6)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addWidget(self.result)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)


def _export_readable(home: Home, folder: Path) -> tuple[int, int]:
    from editorial.stories.salvage import export_readable

    return export_readable(home, folder)


def _stories(count: int) -> str:
    return "1 story was" if count == 1 else f"{count:,} stories were"
