"""Our own bugs: logged with their traceback, the open text saved, the person told; we go on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from editorial.system.paths import Home

_log = logging.getLogger(__name__)


class FaultWatch(QObject):
    """Catches what nobody caught, on every thread, and keeps it for the next start.

    ``happened`` is sent on the GUI thread with the traceback's text.
    """

    happened = Signal(str)
    _caught = Signal(object)

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = home.log.parent / "last-fault.txt"
        self._native = home.log.parent / "last-crash.txt"
        self._stream: TextIO | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._save: Callable[[], object] | None = None
        self._caught.connect(self.report, Qt.ConnectionType.QueuedConnection)

    def start(self) -> str:
        """Watch from now on; return the report of the last run, empty when there is none."""
        last = self._last_report()
        self._native.parent.mkdir(parents=True, exist_ok=True)
        # A crash below Python writes its stack here: nothing else could run then.
        self._stream = self._native.open("w", encoding="utf-8")
        faulthandler.enable(self._stream)
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        return last

    def stop(self) -> None:
        """Watch no longer: the program ends as it should."""
        sys.excepthook, threading.excepthook = self._before
        faulthandler.disable()
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        self._native.unlink(missing_ok=True)

    def save_with(self, save: Callable[[], object]) -> None:
        """Call ``save`` first when something happened: it sends the open text to the writer."""
        self._save = save

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Log, save, keep and tell, on the GUI thread."""
        text = "".join(traceback.format_exception(error))
        _log.error("A fault of our own\n%s", text)
        if self._save is not None:
            try:
                self._save()
            except Exception as second:  # noqa: BLE001  (both faults are shown)
                text += "\nWhile saving the open text:\n"
                text += "".join(traceback.format_exception(second))
                _log.exception("The open text could not be saved after a fault")
        self._report.parent.mkdir(parents=True, exist_ok=True)
        self._report.write_text(text, "utf-8")
        self.happened.emit(text)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        # Queued: an exception in the middle of a paint must not open a dialog there.
        self._caught.emit(error)

    def _thread_hook(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self._caught.emit(what.exc_value)

    def _last_report(self) -> str:
        found = []
        for path in (self._report, self._native):
            if path.is_file():
                found.append(path.read_text("utf-8", errors="replace").strip())
                path.unlink()
        return "\n\n".join(text for text in found if text)
