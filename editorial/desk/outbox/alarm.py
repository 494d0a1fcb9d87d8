"""Raises the alarm of a missed slot: on the desk, and as a notification of the system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from editorial.desk.kit.room import Target
from editorial.publishing import missed
from editorial.system.clock import utc_now
from editorial.system.errors import RuleRefused

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.desk.kit.context import DeskContext
    from editorial.publishing.missed import MissedSlot

SOONEST_MS = 5_000
LATEST_MS = 3600 * 1000
"""Also how long a computer that slept may be behind."""
_SHOWN_MS = 30_000


class SlotAlarm(QObject):
    """Looks when the next slot will have been missed; nothing is polled."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._tray: QSystemTrayIcon | None = None
        self._story: uuid.UUID | None = None
        ctx.jobs.changed.connect(self._changed)

    @Slot()
    def look(self) -> None:
        """Raise what is to be raised, and plan the next look."""
        self._timer.stop()
        self._ctx.jobs.write(self, _look, done=self._looked)

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.outbox:
            self.look()

    def _looked(self, found: tuple[tuple[MissedSlot, ...], dt.datetime | None]) -> None:
        alarms, again = found
        if again is not None:
            ms = int((again - utc_now()).total_seconds() * 1000)
            self._timer.start(max(SOONEST_MS, min(ms, LATEST_MS)))
        if not alarms:
            return
        first, more = alarms[0], len(alarms) - 1
        others = f" {more} more missed theirs; they stand under Late." if more else ""
        self._ctx.notices.refuse(
            RuleRefused(first.message, safe=f"{first.why}{others}", next_step=missed.NEXT_STEP)
        )
        self._story = first.story_id
        self.notify("A story missed its publish time", f"{first.message}{others}")

    def notify(self, title: str, text: str) -> None:
        """Show a notification of the system, where it has a place for them."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.setToolTip("Editorial")
            self._tray.messageClicked.connect(self._clicked)
        self._tray.show()
        self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.Warning, _SHOWN_MS)

    @Slot()
    def _clicked(self) -> None:
        if self._story is not None:
            self._ctx.guide.go_to(Target(story=self._story))


def _look(store: Any) -> tuple[tuple[MissedSlot, ...], dt.datetime | None]:
    return missed.raise_alarms(store), missed.next_alarm(store)
