"""The calendar's grid: chosen, opened and moved by key or by mouse."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from editorial.desk.kit.widgets import set_kind
from editorial.desk.planning.calendar_delegate import CalendarDelegate
from editorial.desk.planning.calendar_model import DAY_ROLE, CalendarModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from editorial.desk.kit.theme import Theme
    from editorial.desk.planning.calendar_model import Day
    from editorial.review.calendar import CalendarEntry

_WEEK = 7
_ALT = Qt.KeyboardModifier.AltModifier
_MOVES = {
    Qt.Key.Key_Left: dt.timedelta(days=-1),
    Qt.Key.Key_Right: dt.timedelta(days=1),
    Qt.Key.Key_Up: dt.timedelta(weeks=-1),
    Qt.Key.Key_Down: dt.timedelta(weeks=1),
}


class CalendarView(QTableView):
    """Left and Right go by days, Up and Down by entries, then by weeks; Alt moves the entry."""

    opened = Signal(object)
    """A `CalendarEntry` is to be opened."""
    move_wanted = Signal(object, object)
    """A `CalendarEntry`, and the date to which it is to go."""
    day_wanted = Signal(object)
    """The date whose every entry is to be seen."""
    turned = Signal(int)
    """By how many pages to go on; 0 for today."""
    chosen_changed = Signal()

    def __init__(self, theme: Theme, model: CalendarModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAccessibleName("Calendar")
        self._model = model
        self.setModel(model)
        self._delegate = CalendarDelegate(theme, self._zone, self)
        self.setItemDelegate(self._delegate)
        self._pressed: tuple[QPoint, CalendarEntry] | None = None
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        for header in (rows, columns):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(20)
        columns.setHighlightSections(False)
        columns.setFixedHeight(28)
        theme.changed.connect(self.viewport().update)
        model.dataChanged.connect(self._filled)

    @property
    def entry(self) -> CalendarEntry | None:
        """The chosen entry."""
        day = self._day(self.currentIndex())
        chosen = self._delegate.chosen
        if day is None or chosen is None or chosen[0] != day.date:
            return None
        return day.entries[chosen[1]] if chosen[1] < len(day.entries) else None

    @property
    def date(self) -> dt.date | None:
        """The day with the focus."""
        day = self._day(self.currentIndex())
        return day.date if day is not None else None

    def choose(self, date: dt.date, number: int = 0) -> None:
        """Put the focus on a day, and on one of its entries where it has any."""
        index = self._model.index_of(date)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        count = len(self._model.day(date).entries)
        self._delegate.chosen = (date, max(0, min(number, count - 1))) if count else None
        self.viewport().update()
        self.chosen_changed.emit()

    def choose_entry(self, entry: CalendarEntry) -> None:
        """Put the focus on an entry wherever it stands now."""
        date = entry.at.astimezone(self._model.zone).date()
        same = [
            number
            for number, other in enumerate(self._model.day(date).entries)
            if (other.story_id, other.kind) == (entry.story_id, entry.kind)
        ]
        self.choose(date, same[0] if same else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, open, or move."""
        key = Qt.Key(event.key())
        entry, date = self.entry, self.date
        if event.modifiers() & _ALT and key in _MOVES and entry is not None and date is not None:
            self.move_wanted.emit(entry, date + _MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            self.opened.emit(entry)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_T, Qt.Key.Key_Home):
            self.turned.emit(0)
        elif key in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go(key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        day = self._day(index)
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        rect = self.visualRect(index)
        number = self._delegate.entry_at(rect, day, place.y())
        self._pressed = None
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if number is None:
            self.choose(day.date)
            if self._delegate.is_more(rect, day, place.y()):
                self.day_wanted.emit(day.date)
            return
        self.choose(day.date, number)
        self._pressed = (place, day.entries[number])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show onto which day an entry is dragged."""
        if self._pressed is None:
            return
        place = event.position().toPoint()
        far = (place - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        day = self._day(self.indexAt(place))
        self._delegate.over = day.date if far and day is not None else None
        self.viewport().setCursor(
            Qt.CursorShape.ClosedHandCursor if far else Qt.CursorShape.ArrowCursor
        )
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked, or move what was dragged."""
        pressed, over = self._pressed, self._delegate.over
        self._pressed, self._delegate.over = None, None
        self.viewport().unsetCursor()
        self.viewport().update()
        if pressed is None:
            return
        entry = pressed[1]
        if over is None:
            self.opened.emit(entry)
        elif over != entry.at.astimezone(self._model.zone).date():
            self.move_wanted.emit(entry, over)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give entries three lines where a day is tall."""
        super().resizeEvent(event)
        self._delegate.tall = self._model.weeks == 1

    def _go(self, key: Qt.Key) -> None:
        date = self.date or self._model.first
        chosen = self._delegate.chosen
        number = chosen[1] if chosen is not None and chosen[0] == date else 0
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if step and 0 <= number + step < len(self._model.day(date).entries):
            self.choose(date, number + step)
            return
        if step and self._model.weeks == 1:
            return
        goal = date + _MOVES[key]
        if not self._model.index_of(goal).isValid():
            self.turned.emit(1 if goal > date else -1)
        self.choose(goal)

    def _filled(self) -> None:
        self._delegate.tall = self._model.weeks == 1
        date = self.date
        if date is not None:
            chosen = self._delegate.chosen
            self.choose(date, chosen[1] if chosen is not None and chosen[0] == date else 0)

    def _day(self, index: QModelIndex) -> Day | None:
        day: Day | None = index.data(DAY_ROLE) if index.isValid() else None
        return day

    def _zone(self) -> dt.tzinfo:
        return self._model.zone
