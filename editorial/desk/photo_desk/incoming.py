"""Photos that come in without being asked for each: a watched folder, an import cut short."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.photo_desk.importer import Importer
    from editorial.photos.imports import Unfinished

LOOK_EVERY_MS = 5_000


class Incoming(QObject):
    """Looks into the watched folder every five seconds, and offers what was left undone."""

    def __init__(self, ctx: DeskContext, importer: Importer, window: QWidget) -> None:
        super().__init__(window)
        self._ctx, self._importer, self._window = ctx, importer, window
        self._seen: dict[Path, tuple[int, int]] = {}
        self._folder = ""
        self._left: Unfinished | None = None
        self._looking = False
        self.watch = ctx.actions.add(
            "photos.watch", "Watch a folder for photos…", self.choose_folder, checkable=True,
            hint="Pictures that are put there come in by themselves",
        )  # fmt: skip
        self.forget = ctx.actions.add(
            "photos.forget_import", "Forget the unfinished import", self.forget_import,
            hint="The files that are left can be imported anew",
        )  # fmt: skip
        self.forget.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._follow()

    @property
    def actions(self) -> tuple[QAction, ...]:
        """For menus and palette."""
        return (self.watch, self.forget)

    @Slot()
    def offer(self) -> None:
        """Ask whether an import was cut short, and offer to go on."""
        if not self._importer.is_running:
            self._ctx.jobs.read(
                self, use_cases.unfinished_imports, done=self._offer, latest="unfinished"
            )

    @Slot()
    def look(self) -> None:
        """See what is new in the watched folder."""
        if self._folder and not self._looking and not self._importer.is_running:
            self._looking = True
            job = self._ctx.jobs.read(
                self,
                use_cases.look_at_folder,
                Path(self._folder),
                dict(self._seen),
                done=self._looked,
            )
            job.ended.connect(self._look_ended)

    @Slot()
    def choose_folder(self) -> None:
        """Choose the folder to watch, or stop watching."""
        folder = ""
        if not self._folder:
            folder = QFileDialog.getExistingDirectory(self._window, "Watch a folder for photos")
        self.set_folder(folder)

    def set_folder(self, folder: str) -> None:
        """Watch a folder from now on; empty for none."""
        before = self._folder
        newsroom = self._ctx.newsroom
        self._ctx.jobs.run(
            Lane.WRITE,
            self,
            newsroom.change_settings,
            newsroom.settings.with_person(watched_folder=folder),
            done=self._settings_kept,
            failed=self._ctx.notices.refuse,
        )
        if folder:
            self._ctx.notices.tell(f"Photos that are put into {folder} come in by themselves.")
        elif before:
            self._ctx.notices.tell(f"{before} is not watched any more.")

    @Slot()
    def forget_import(self) -> None:
        """Call the unfinished import over."""
        if self._left is not None:
            self._ctx.jobs.write(self, use_cases.forget_import, self._left.id)
            self._left = None
            self.forget.setEnabled(False)

    def _settings_kept(self, _nothing: object) -> None:
        self._follow()

    def _follow(self) -> None:
        self._folder = self._ctx.newsroom.settings.person.watched_folder
        self._seen = {}
        self.watch.setChecked(bool(self._folder))
        if self._folder:
            self._timer.start()
        else:
            self._timer.stop()

    def _looked(self, found: tuple[dict[Path, tuple[int, int]], list[Path]]) -> None:
        self._seen, ready = found
        if ready:
            self._importer.take(ready, origin="watched")

    @Slot()
    def _look_ended(self) -> None:
        self._looking = False

    def _offer(self, unfinished: tuple[Unfinished, ...]) -> None:
        self._left = unfinished[0] if unfinished else None
        self.forget.setEnabled(self._left is not None)
        if self._left is None or self._importer.is_running:
            return
        left, total = self._left.left, count_words(self._left.total, "photo", "photos")
        self._ctx.notices.tell(
            f"{left:,} of {total} are still to be imported.", action="Go on", then=self._go_on
        )

    def _go_on(self) -> None:
        if self._left is not None:
            self._importer.go_on(self._left.id)
            self._left = None
            self.forget.setEnabled(False)
