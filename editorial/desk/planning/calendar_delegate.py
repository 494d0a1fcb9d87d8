"""Draws a day of the calendar: its number, then as many entries as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editorial.desk.kit.fonts import caps_font, ui_font
from editorial.desk.kit.widgets import draw_dot
from editorial.desk.planning.calendar_model import DAY_ROLE, WORDS, late_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editorial.desk.kit.theme import Theme
    from editorial.desk.planning.calendar_model import Day
    from editorial.review.calendar import CalendarEntry

_HEAD = 26
"""Pixels for a day's number."""
_LINE, _TALL = 19, 48
"""Pixels of an entry on one line, and on three."""
_SIDE = 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
Chosen = tuple["dt.date", int]
"""A day and the number of an entry in it."""


class CalendarDelegate(QStyledItemDelegate):
    """A tall cell shows each entry on three lines, a low one on one."""

    def __init__(self, theme: Theme, zone: Callable[[], dt.tzinfo], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._zone = theme, zone
        self.chosen: Chosen | None = None
        self.over: dt.date | None = None
        """The day onto which an entry is dragged."""
        self.tall = False

    def entry_at(self, rect: QRect, day: Day, y: int) -> int | None:
        """Return the number of the entry that is drawn at ``y``; None for none."""
        number = (y - rect.top() - _HEAD) // self._height + self._begin(rect, day)
        below_head = y >= rect.top() + _HEAD
        return number if below_head and number in self._shown(rect, day) else None

    def is_more(self, rect: QRect, day: Day, y: int) -> bool:
        """Return whether ``y`` is on the line that says how many more there are."""
        shown = self._shown(rect, day)
        return len(shown) < len(day.entries) and y > rect.bottom() - _LINE - 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a day."""
        day: Day = index.data(DAY_ROLE)
        rect: QRect = option.rect
        colour = self._theme.colour
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, colour("paper" if day.is_near else "desk"))
        if self.over == day.date:
            painter.fillRect(rect, colour("accent_soft"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colour("line"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
        self._head(painter, rect, day)
        shown = self._shown(rect, day)
        top = rect.top() + _HEAD
        for number in shown:
            line = QRect(rect.left() + 3, top, rect.width() - 7, self._height - 2)
            self._entry(painter, line, day, number)
            top += self._height
        if len(shown) < len(day.entries):
            painter.setFont(ui_font(11, 500))
            painter.setPen(colour("soft"))
            place = QRect(rect.left() + _SIDE, rect.bottom() - _LINE, rect.width(), _LINE)
            painter.drawText(place, _MIDDLE, f"{len(day.entries) - len(shown):,} more")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawRect(rect.adjusted(0, 0, -2, -2))
        painter.restore()

    @property
    def _height(self) -> int:
        return _TALL if self.tall else _LINE

    def _fits(self, rect: QRect, day: Day) -> int:
        room = (rect.height() - _HEAD - 4) // self._height
        if room < len(day.entries):
            room = (rect.height() - _HEAD - _LINE - 4) // self._height
        return max(room, 0)

    def _begin(self, rect: QRect, day: Day) -> int:
        """Return the first entry to draw, so that the chosen one is among them."""
        fits = self._fits(rect, day)
        if self.chosen is None or self.chosen[0] != day.date or fits == 0:
            return 0
        return max(0, min(self.chosen[1] - fits + 1, len(day.entries) - fits))

    def _shown(self, rect: QRect, day: Day) -> range:
        begin = self._begin(rect, day)
        return range(begin, min(begin + self._fits(rect, day), len(day.entries)))

    def _head(self, painter: QPainter, rect: QRect, day: Day) -> None:
        colour = self._theme.colour
        number = str(day.date.day)
        words = f"{day.date:%b} {number}" if day.date.day == 1 else number
        painter.setFont(ui_font(12, 600 if day.is_today else 500))
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRect(rect.left() + _SIDE, rect.top() + 5, width + 4, 18)
        if day.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(place.adjusted(-5, 0, 5, 0)), 9, 9)
            painter.setPen(colour("on_accent"))
        else:
            painter.setPen(colour("ink" if day.is_near else "muted"))
        painter.drawText(place, _MIDDLE, words)

    def _entry(self, painter: QPainter, rect: QRect, day: Day, number: int) -> None:
        entry = day.entries[number]
        colour = self._theme.colour
        if self.chosen == (day.date, number):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selection"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        mark = self._theme.status_colour(_status(entry))
        local = entry.at.astimezone(self._zone())
        what = f"{local:%H:%M} {WORDS[entry.kind]}" + (
            f" · {late_word(entry)}" if entry.is_late else ""
        )
        first = QRect(rect.left() + 16, rect.top(), rect.width() - 18, 17)
        draw_dot(painter, QPointF(rect.left() + 8, first.center().y() + 1), mark, 3)
        painter.setPen(colour("accent" if entry.is_late else "soft"))
        painter.setFont(ui_font(11, 500))
        metrics = painter.fontMetrics()
        headline = entry.headline or "Untitled"
        elide = Qt.TextElideMode.ElideRight
        if not self.tall:
            painter.drawText(first, _MIDDLE, metrics.elidedText(what, elide, first.width()))
            used = metrics.horizontalAdvance(what) + 6
            rest = first.adjusted(used, 0, 0, 0)
            if rest.width() > 24:
                painter.setPen(colour("ink"))
                painter.setFont(ui_font(12))
                text = painter.fontMetrics().elidedText(headline, elide, rest.width())
                painter.drawText(rest, _MIDDLE, text)
            return
        painter.drawText(first, _MIDDLE, metrics.elidedText(what, elide, first.width()))
        painter.setPen(colour("ink"))
        painter.setFont(ui_font(12, 500))
        second = first.translated(0, 15)
        text = painter.fontMetrics().elidedText(headline, elide, second.width())
        painter.drawText(second, _MIDDLE, text)
        painter.setPen(colour("muted"))
        painter.setFont(caps_font(10))
        third = second.translated(0, 14)
        facts = entry.section or "No section"
        text = painter.fontMetrics().elidedText(facts, elide, int(third.width() * 0.8))
        painter.drawText(third, _MIDDLE, text)


def _status(entry: CalendarEntry) -> str:
    return {"scheduled": "scheduled", "published": "published"}.get(
        entry.kind, "returned" if entry.kind == "embargo" else entry.status.value
    )
