"""The days of a calendar as a table: seven columns, a row for each week."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from editorial.review.calendar import CalendarEntry

DAY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""A `Day`."""
WORDS = {
    "due": "due",
    "scheduled": "goes out",
    "embargo": "embargo ends",
    "published": "out",
}
"""What each kind of entry says."""
_DAYS = 7
_TOLD = 12
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its entries by time; ``is_near`` where it belongs to the month on show."""

    date: dt.date
    entries: tuple[CalendarEntry, ...]
    is_today: bool
    is_near: bool


class CalendarModel(QAbstractTableModel):
    """Holds whole weeks, beginning on a Monday (ISO 8601)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.first = dt.date(2026, 1, 5)
        self.weeks = 1
        self.zone: dt.tzinfo = dt.UTC
        self._today = self.first
        self._month = 0
        self._days: dict[dt.date, tuple[CalendarEntry, ...]] = {}

    def show(
        self, first: dt.date, weeks: int, today: dt.date, zone: dt.tzinfo, month: int = 0
    ) -> None:
        """Show other days, empty until `fill`; ``month`` is the one that is meant, 0 for none."""
        self.beginResetModel()
        self.first, self.weeks, self.zone = first, weeks, zone
        self._today, self._month = today, month
        self._days = {}
        self.endResetModel()

    def fill(self, entries: Sequence[CalendarEntry], today: dt.date) -> None:
        """Show these entries in their days on the newsroom's clock."""
        days: dict[dt.date, list[CalendarEntry]] = defaultdict(list)
        for entry in entries:
            days[entry.at.astimezone(self.zone).date()].append(entry)
        self._days = {day: tuple(found) for day, found in days.items()}
        self._today = today
        last = self.index(self.weeks - 1, _DAYS - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def day(self, date: dt.date) -> Day:
        """Return a day, whether it is on show or not."""
        near = not self._month or date.month == self._month
        return Day(date, self._days.get(date, ()), date == self._today, near)

    def index_of(self, date: dt.date) -> QModelIndex:
        """Return where a day stands; an invalid index for one that is not on show."""
        days = (date - self.first).days
        if not 0 <= days < self.weeks * _DAYS:
            return QModelIndex()
        return self.index(days // _DAYS, days % _DAYS)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of weeks."""
        return 0 if parent.isValid() else self.weeks

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of days in a week."""
        return 0 if parent.isValid() else _DAYS

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return a day, or its words."""
        if not index.isValid():
            return None
        date = self.first + dt.timedelta(days=index.row() * _DAYS + index.column())
        if role == DAY_ROLE:
            return self.day(date)
        if role in (_DISPLAY, _ACCESSIBLE):
            return self._spoken(self.day(date))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the weekdays, and the numbers of the weeks."""
        if role != _DISPLAY:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return f"{self.first + dt.timedelta(days=section):%a}"
        return str((self.first + dt.timedelta(weeks=section)).isocalendar().week)

    def _spoken(self, day: Day) -> str:
        words = f"{day.date:%A} {day.date.day} {day.date:%B}"
        if not day.entries:
            return f"{words}: nothing"
        told = "; ".join(entry_words(entry, self.zone) for entry in day.entries[:_TOLD])
        more = len(day.entries) - _TOLD
        return f"{words}: {told}" + (f"; and {more:,} more" if more > 0 else "")


def late_word(entry: CalendarEntry) -> str:
    """Return what is wrong with an entry that is late."""
    return "missed" if entry.kind == "scheduled" else "late"


def entry_words(entry: CalendarEntry, zone: dt.tzinfo) -> str:
    """Return an entry as it is read out: ``17:00 due, Pilots strike, late``."""
    late = f", {late_word(entry)}" if entry.is_late else ""
    local = entry.at.astimezone(zone)
    return f"{local:%H:%M} {WORDS[entry.kind]}, {entry.headline or 'Untitled'}{late}"
