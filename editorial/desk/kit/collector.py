"""Collects Python's reference cycles on the GUI thread only.

The collector runs on whichever thread makes the next object; on a worker it would destroy
QObjects away from their own thread. So it is switched off and asked by a timer instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot


class GuiCollector(QObject):
    """Looks every second whether there is something to collect, as Python itself would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Take over from Python's own collector."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] <= limits[0]:
            return
        # The oldest generation is looked at seldom: with an open newsroom that takes 50 ms.
        generation = 0 if counts[1] <= limits[1] else (1 if counts[2] <= 4 * limits[2] else 2)
        gc.collect(generation)
