"""Prints the real page of a story into a PDF, without a window."""

from __future__ import annotations

import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMarginsF, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize

from editorial.desk.kit.jobs import Lane, Progress
from editorial.desk.writing import use_cases
from editorial.desk.writing.preview.unavailable import PreviewUnavailable
from editorial.system.errors import EnvironmentProblem
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    import uuid

    from PySide6.QtCore import QByteArray

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.preview.engine import Engine

ENGINE = "editorial.desk.writing.preview.engine"
_MADE, _LOADED, _PRINTED, _ALL = 30, 70, 90, 100
_LOOK_MS = 50
_NO_ANSWER_MS = 60_000
_MARGINS = QMarginsF(20, 18, 20, 18)
"""Millimetres: the page's own print margins."""
_FONTS = "document.fonts.status"


class PdfPrinter(QObject):
    """Makes one PDF: the page's files, then the engine, then the paper. Used once."""

    progressed = Signal(object)
    """A `Progress` of 100."""
    done = Signal(object)
    """The `Path` of the PDF."""
    failed = Signal(object)
    """An `EditorialError`."""
    over = Signal()
    """Nothing more comes, whatever became of it."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._out = Path()
        self._folder = tempfile.TemporaryDirectory(prefix="editorial-pdf-")
        self.destroyed.connect(self._folder.cleanup)
        self._engine: Engine | None = None
        self._world = 0
        self._look = self._timer(_LOOK_MS, self._ask_fonts)
        self._patience = self._timer(_NO_ANSWER_MS, self._no_answer)

    def start(self, story_id: uuid.UUID, out: Path) -> None:
        """Print a story to ``out``; ends with `done` or `failed`."""
        self._out = out
        self._tell(0, "Making the page")
        newsroom = self._ctx.newsroom
        job = self._ctx.jobs.read(
            self,
            use_cases.render_preview,
            story_id,
            Path(self._folder.name) / "page.html",
            workbench=newsroom.workbench,
            newsroom=newsroom.settings.newsroom,
            done=self._made,
            failed=self.failed.emit,
        )
        job.ended.connect(self._made_or_not)

    def _made(self, page: Path) -> None:
        self._tell(_MADE, "Loading the page")
        try:
            module = import_module(ENGINE)
        except PreviewUnavailable as missing:
            self._fail(missing.message)
            return
        engine: Engine = module.Engine(Path(self._folder.name), self)
        self._engine, self._world = engine, module.OWN_WORLD
        engine.page.loadProgress.connect(self._loading)
        engine.page.loadFinished.connect(self._loaded)
        engine.page.renderProcessTerminated.connect(self._no_answer)
        self._patience.start()
        engine.page.show_file(page)

    @Slot()
    def _made_or_not(self) -> None:
        if self._engine is None:
            self.over.emit()

    @Slot(int)
    def _loading(self, percent: int) -> None:
        self._tell(_MADE + (_LOADED - _MADE) * percent // 100, "Loading the page")

    @Slot(bool)
    def _loaded(self, well: bool) -> None:
        if not well:
            self._fail("The page could not be loaded for printing.")
            return
        self._ask_fonts()

    @Slot()
    def _ask_fonts(self) -> None:
        """Wait for the type: a page printed before would stand in another one."""
        if self._engine is not None:
            self._engine.page.runJavaScript(_FONTS, self._world, self._print)

    def _print(self, fonts: object) -> None:
        if self._engine is None:
            return
        if fonts != "loaded":
            self._look.start()
            return
        self._tell(_LOADED, "Printing")
        self._engine.page.printToPdf(self._printed, _paper())

    def _printed(self, pdf: QByteArray) -> None:
        if self._engine is None:
            return
        content = bytes(pdf.data())
        # Not from inside the engine's own call: it is closed here.
        QTimer.singleShot(0, self, self._close)
        if not content.startswith(b"%PDF"):
            self._fail("The page could not be printed.")
            return
        self._tell(_PRINTED, "Writing the file")
        job = self._ctx.jobs.run(
            Lane.READ,
            self,
            write_atomically,
            self._out,
            content,
            done=self._written,
            failed=self.failed.emit,
        )
        job.ended.connect(self.over)

    def _written(self, _: None) -> None:
        self._tell(_ALL, "")
        self.done.emit(self._out)

    @Slot()
    def _no_answer(self) -> None:
        if self._engine is not None:
            self._fail("The printer of pages does not answer.")

    @Slot()
    def _close(self) -> None:
        self._patience.stop()
        self._look.stop()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _fail(self, why: str) -> None:
        QTimer.singleShot(0, self, self._close)
        self.failed.emit(
            EnvironmentProblem(
                f"No PDF was made: {why}",
                safe="The story is untouched.",
                next_step="Export it as HTML, and print that from your browser.",
            )
        )
        self.over.emit()

    def _tell(self, done: int, what: str) -> None:
        self.progressed.emit(Progress(done, _ALL, what))

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _paper() -> QPageLayout:
    """Return a sheet of the size that people here print on."""
    imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4
    return QPageLayout(
        QPageSize(size), QPageLayout.Orientation.Portrait, _MARGINS, QPageLayout.Unit.Millimeter
    )
