"""File ▸ Export: the open story as a file to send or keep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from editorial.desk.kit.jobs import Lane, Progress
from editorial.desk.writing import use_cases
from editorial.desk.writing.exporting.pdf import PdfPrinter

if TYPE_CHECKING:
    import uuid

    from PySide6.QtWidgets import QWidget

    from editorial.desk.writing.commands import StoryCommands
    from editorial.system.errors import EditorialError


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that a story can become; ``ending`` is its name's, without the dot."""

    ending: str
    title: str
    icon: str


PDF = Kind("pdf", "PDF", "file-text")
KINDS = (
    PDF,
    Kind("docx", "Word", "file-text"),
    Kind("md", "Markdown", "file-text"),
    Kind("html", "HTML", "globe"),
)


class StoryExport(QObject):
    """Adds the actions ``export.…``, asks for a file's name, and writes it."""

    progressed = Signal(object)
    """A `Progress`."""
    ended = Signal()

    def __init__(self, commands: StoryCommands, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._widget = commands, widget
        self._folder = ""
        for kind in KINDS:
            commands.ctx.actions.add(
                f"export.{kind.ending}",
                f"Export as {kind.title} …",
                partial(self._wanted, kind),
                icon=kind.icon,
            )

    def export(self, kind: Kind, out: Path) -> None:
        """Write the open story, as it is on the screen, to ``out``."""
        draft, ctx = self._commands.draft, self._commands.ctx
        if draft is None:
            return
        draft.save()
        self.progressed.emit(Progress(0, 0, kind.title))
        story_id, headline = draft.id, draft.words.headline or "The story"
        begin = self._print if kind is PDF else self._write
        # Behind the save on the writer thread, so that its words are in the file.
        ctx.jobs.run(Lane.WRITE, self, _nothing, done=lambda _: begin(story_id, out, headline))

    def _wanted(self, kind: Kind, _checked: bool = False) -> None:
        draft = self._commands.draft
        if draft is None:
            self._commands.ctx.notices.tell("Open a story first: the open one is exported.")
            return
        folder = self._folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        suggested = Path(folder) / f"{draft.detail.slug or 'story'}.{kind.ending}"
        out = ask_file(self._widget, kind, suggested)
        if out is not None:
            self._folder = str(out.parent)
            self.export(kind, out)

    def _write(self, story_id: uuid.UUID, out: Path, headline: str) -> None:
        ctx = self._commands.ctx
        ctx.jobs.read(
            self,
            use_cases.export_story,
            story_id,
            out,
            workbench=ctx.newsroom.workbench,
            newsroom=ctx.newsroom.settings.newsroom,
            done=partial(self._done, headline),
            failed=self._failed,
        ).ended.connect(self.ended)

    def _print(self, story_id: uuid.UUID, out: Path, headline: str) -> None:
        printer = PdfPrinter(self._commands.ctx, self)
        printer.progressed.connect(self.progressed)
        printer.over.connect(self.ended)
        printer.over.connect(printer.deleteLater)
        printer.done.connect(partial(self._done, headline))
        printer.failed.connect(self._failed)
        printer.start(story_id, out)

    def _done(self, headline: str, out: Path) -> None:
        self._commands.ctx.notices.tell(
            f"“{headline}” is in {out}",
            action="Open folder",
            then=partial(_open_folder, out.parent),
        )

    def _failed(self, error: EditorialError) -> None:
        self._commands.refuse(error)


def ask_file(parent: QWidget, kind: Kind, suggested: Path) -> Path | None:
    """Ask where to write; None when the person thought better of it."""
    dialog = QFileDialog(parent, f"Export as {kind.title}", str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{kind.title} (*.{kind.ending})")
    # The dialog itself then asks before it replaces a file, under its whole name.
    dialog.setDefaultSuffix(kind.ending)
    dialog.selectFile(suggested.name)
    if not dialog.exec():
        return None
    out = Path(dialog.selectedFiles()[0])
    known = out.suffix.lower() == f".{kind.ending}"
    return out if known else out.with_name(f"{out.name}.{kind.ending}")


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _nothing() -> None:
    """Do nothing, in its turn."""
