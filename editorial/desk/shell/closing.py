"""Closing: the last words go to the writer, and the window waits until they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.widgets import ProgressLine, QuietButton, TextLabel

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs

PATIENCE_MS = 300
"""Quicker than this nobody needs to be told."""


class ClosingDialog(QDialog):
    """Shown while the last work is finished; a push under way can be left for the next start."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setWindowTitle("Closing Editorial")
        self.setModal(True)
        self.setMinimumWidth(420)
        self._words = TextLabel("Keeping your last words …")
        self._words.setWordWrap(True)
        line = ProgressLine("Finishing")
        line.set_progress(0, 0)
        self.leave = QuietButton("Close now")
        self.leave.clicked.connect(self._leave)
        self.leave.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(line)
        column.addLayout(row)

    def wait(self, timeout_ms: int = 120_000) -> None:
        """Keep the desk alive until writes and pushes are over, or the person will not wait."""
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(self.show)
        patience.start(PATIENCE_MS)
        self._jobs.wait_idle(timeout_ms, Lane.WRITE)
        if self._jobs.is_busy(Lane.NETWORK):
            self._words.setText(
                "A piece is just going out. It is finished first; or close now, and it goes on "
                "from there at the next start."
            )
            self.leave.show()
            self._jobs.wait_idle(timeout_ms, Lane.NETWORK)
        patience.stop()
        self.hide()

    @Slot()
    def _leave(self) -> None:
        self._words.setText("Stopping after the step under way …")
        self.leave.setEnabled(False)
        self._jobs.cancel_all(Lane.NETWORK)


def destroy(thing: QObject) -> None:
    """Delete a QObject now.

    Left to Python's counting, a window goes while its dialogs still have events, and Qt falls.
    """
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def let_go_of_clipboard() -> None:
    """Empty the clipboard where it ends with this process: on platforms without a screen.

    There Qt deletes what is on it after Python has ended, and falls over what Python made. On a
    real screen the system takes it over, and the words stay there to be pasted elsewhere.
    """
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        QGuiApplication.clipboard().clear()
