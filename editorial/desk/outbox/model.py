"""Deliveries as a table model: Story, Endpoint, State, What happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editorial.publishing.endpoints.registry import KINDS

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.publishing.outbox_rows import DeliveryRow

COLUMNS = ("Story", "Endpoint", "State", "What happened")
STORY, ENDPOINT, STATE, WHAT = range(4)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


class DeliveryModel(QAbstractTableModel):
    """Frozen `DeliveryRow` values, replaced one by one while they are sent."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DeliveryRow] = []

    @property
    def rows(self) -> tuple[DeliveryRow, ...]:
        """The deliveries in order."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[DeliveryRow]) -> None:
        """Show these; where the same deliveries stand in the same order nothing jumps."""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, WHAT))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def show_progress(self, delivery: uuid.UUID, done: int, total: int, what: str) -> bool:
        """Show how far a delivery is; False when it is not in the table yet."""
        number = self.number_of(delivery)
        if number < 0:
            return False
        self._rows[number] = replace(
            self._rows[number],
            state="sending",
            state_words="Sending",
            message=what or self._rows[number].message,
            progress=(done, total),
        )
        self.dataChanged.emit(self.index(number, 0), self.index(number, WHAT))
        return True

    def number_of(self, delivery: uuid.UUID) -> int:
        """Return a delivery's row number, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.id == delivery), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many deliveries there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return 4."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the columns' names."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == _DISPLAY:
                return COLUMNS[section]
            if role == int(Qt.ItemDataRole.TextAlignmentRole):
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the delivery (`ROW_ROLE`) or a cell's words."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (_DISPLAY, _TOOLTIP, _ACCESSIBLE):
            return cell_words(row, index.column())
        return None


def cell_words(row: DeliveryRow, column: int) -> str:
    """Return what a cell says, as one line."""
    if column == STORY:
        return f"{row.headline}. {row.kicker}" if row.kicker else row.headline
    if column == ENDPOINT:
        return endpoint_words(row)
    if column == STATE:
        done, total = row.progress
        return f"{row.state_words}, {done} of {total}" if total else row.state_words
    return row.message


def endpoint_words(row: DeliveryRow) -> str:
    """Return ``Main site (WordPress)``."""
    known = KINDS.get(row.endpoint_kind)
    kind = known.title if known is not None else row.endpoint_kind
    if row.endpoint_kind == "site":
        kind = "site"
    same = row.endpoint_name.casefold() == kind.casefold()
    return row.endpoint_name if same else f"{row.endpoint_name} ({kind})"
