"""The section budget as a table: a line with sums for each section, then its stories."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from editorial.review import budget as budgets
from editorial.review.budget import Budget, BudgetRow, SectionBudget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editorial.desk.kit.theme import Theme

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""A `BudgetRow`, or the `SectionBudget` that the line begins."""
COLUMNS = ("Story", "Type", "Writer", "Words", "Status", "Due", "Goes out", "Photo")
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_STATUS, _PHOTO = 4, 7
_Index = QModelIndex | QPersistentModelIndex


class BudgetModel(QAbstractTableModel):
    """Shows one `Budget`."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[BudgetRow | SectionBudget, ...] = ()
        self._zone: dt.tzinfo = dt.UTC
        self._day = dt.date(2026, 1, 1)

    def show(self, found: Budget) -> None:
        """Show another budget."""
        self.beginResetModel()
        self._zone, self._day = found.zone, found.day
        lines: list[BudgetRow | SectionBudget] = []
        for part in found.sections:
            lines += [part, *part.rows]
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def heads(self) -> tuple[int, ...]:
        """The numbers of the lines that begin a section."""
        return tuple(n for n, line in enumerate(self._lines) if isinstance(line, SectionBudget))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return COLUMNS[section]
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return a cell's words and how they are drawn."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == LINE_ROLE:
            return line
        if isinstance(line, SectionBudget):
            return self._head(line, column, role)
        if role in (_DISPLAY, _TIP):
            return self._cells(line)[column]
        if role == _FOREGROUND:
            if column == _STATUS:
                return self._theme.status_colour(line.status.value)
            if column == _PHOTO and not line.has_photo:
                return self._theme.colour("accent")
        return None

    def _head(self, part: SectionBudget, column: int, role: int) -> Any:
        from editorial.desk.kit.fonts import caps_font

        if role == _DISPLAY and column == 0:
            return f"{part.section} · {budgets.totals(part)}"
        if role == _FONT:
            return caps_font(11)
        if role == _FOREGROUND:
            return self._theme.colour("muted")
        return None

    def _cells(self, row: BudgetRow) -> tuple[str, ...]:
        words = f"{row.words:,}" + (f" of {row.target:,}" if row.target else "")
        return (
            row.headline or row.slug,
            row.type,
            row.writer,
            words,
            row.status.label,
            self._clock(row.due_at),
            self._clock(row.out_at),
            "yes" if row.has_photo else "none yet",
        )

    def _clock(self, moment: dt.datetime | None) -> str:
        if moment is None:
            return ""
        local = moment.astimezone(self._zone)
        same = local.date() == self._day
        return f"{local:%H:%M}" if same else f"{local.day} {local:%b %H:%M}"
