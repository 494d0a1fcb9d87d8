"""Takes a section budget out of the desk: as a CSV or text file, or onto paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.review.budget import as_csv, as_text
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from editorial.desk.kit.context import DeskContext
    from editorial.review.budget import Budget

_CSV = "Table for spreadsheets (*.csv)"
_TEXT = "Text (*.txt)"


class BudgetKeeping(QObject):
    """Asks where to, then writes off the GUI thread."""

    def __init__(self, ctx: DeskContext, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._window = ctx, window
        self.found: Budget | None = None

    @Slot()
    def save(self) -> None:
        """Ask for a file; its ending says how it is written."""
        if self.found is None:
            return
        name = f"budget-{self.found.day.isoformat()}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Save the section budget", str(Path.home() / name), f"{_CSV};;{_TEXT}"
        )
        if chosen:
            self._ctx.jobs.run(
                Lane.READ, self, write_budget, self.found, Path(chosen), done=self._saved
            )

    @Slot()
    def print(self) -> None:
        """Ask for a printer and print."""
        if self.found is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document_of(self.found).print_(printer)

    def _saved(self, path: Path) -> None:
        self._ctx.notices.tell(f"Saved as {path.name}.")


def write_budget(found: Budget, path: Path) -> Path:
    """Write a budget as text where the name ends so, else as CSV; return where it is.

    Raises `DiskFull` or `HomeUnusable`.
    """
    if path.suffix.lower() == ".txt":
        write_atomically(path, as_text(found).encode("utf-8"))
    else:
        path = path if path.suffix else path.with_suffix(".csv")
        # The mark tells spreadsheets that it is UTF-8.
        write_atomically(path, as_csv(found).encode("utf-8-sig"))
    return path


def document_of(found: Budget) -> QTextDocument:
    """Return a budget as a document to print."""
    document = QTextDocument()
    document.setDefaultFont(QFont("Inter", 10))
    document.setPlainText(as_text(found))
    return document
