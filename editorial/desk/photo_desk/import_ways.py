"""The ways in which a person brings photos: dialogs, the clipboard, a drop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from editorial.desk.photo_desk.template_dialog import TemplateDialog

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QUrl
    from PySide6.QtGui import QAction

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.photo_desk.import_report import ImportReportPanel
    from editorial.desk.photo_desk.importer import Importer
    from editorial.desk.photo_desk.photo_edits import PhotoEdits

_FILTER = "Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.gif *.avif);;All files (*)"


class ImportWays(QObject):
    """Adds the import actions; what they bring goes to the importer."""

    def __init__(
        self,
        ctx: DeskContext,
        importer: Importer,
        report: ImportReportPanel,
        edits: PhotoEdits,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._ctx, self._importer, self._report = ctx, importer, report
        self._edits, self._window = edits, window
        add = ctx.actions.add
        self.actions: tuple[QAction, ...] = (
            add(
                "photos.import_files", "Import photos…", self.choose_files,
                shortcut="Ctrl+Shift+I", icon="image-plus", hint="Add photos to the library",
            ),
            add(
                "photos.import_folder", "Import a folder of photos…", self.choose_folder,
                icon="folder-plus", hint="Add all photos of a folder to the library",
            ),
            add(
                "photos.import_with_template", "Import with a template…", self.choose_words,
                icon="stamp", hint="Put the same words on all photos of an import",
            ),
        )  # fmt: skip

    def take(self, paths: list[Path], entries: dict[str, Any] | None = None) -> None:
        """Import files and folders in the background."""
        self._report.hide()
        self._importer.take(paths, entries)

    @Slot()
    def choose_files(self) -> None:
        """Import files that are chosen in a dialog."""
        self.take(self._chosen())

    @Slot()
    def choose_folder(self) -> None:
        """Import the pictures of a folder."""
        folder = QFileDialog.getExistingDirectory(self._window, "Import a folder of photos")
        if folder:
            self.take([Path(folder)])

    @Slot()
    def choose_words(self) -> None:
        """Ask for the words first, then for the files that get them."""
        dialog = TemplateDialog(self._ctx, self._edits, (), self._window, for_import=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.collected.connect(self._import_with)
        dialog.open()

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard: files, or a picture without one."""
        clip = QGuiApplication.clipboard()
        if files := files_of(clip.mimeData()):
            self.take(files)
        elif clip.mimeData().hasImage():
            self._report.hide()
            self._importer.take_image(clip.image())
        else:
            self._ctx.notices.tell("There is no picture on the clipboard.")

    @Slot(object)
    def _import_with(self, entries: dict[str, Any]) -> None:
        self.take(self._chosen(), entries)

    def _chosen(self) -> list[Path]:
        files, _ = QFileDialog.getOpenFileNames(self._window, "Import photos", "", _FILTER)
        return [Path(file) for file in files]


def files_of(source: QMimeData) -> list[Path]:
    """Return the files of a drop or of the clipboard."""
    urls: list[QUrl] = source.urls() if source.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
