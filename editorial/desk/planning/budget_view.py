"""The section budget of a day on screen: a table, kept as CSV or text, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from editorial.desk.kit.widgets import set_kind
from editorial.desk.planning.budget_model import COLUMNS, LINE_ROLE, BudgetModel
from editorial.review.budget import BudgetRow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from editorial.desk.kit.theme import Theme

_ROW = 32
_WIDTHS = (0, 90, 130, 110, 92, 92, 92, 76)


class BudgetView(QTableView):
    """`opened` carries the id of the story on the line that was entered."""

    opened = Signal(object)

    def __init__(self, theme: Theme, model: BudgetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAccessibleName("Section budget")
        self._model = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        # In line with the columns' names.
        self.setStyleSheet("QTableView::item { padding-left: 11px; }")
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.hide()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number, width in enumerate(_WIDTHS[1:], 1):
            self.setColumnWidth(number, width)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._span)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, BudgetRow):
            self.opened.emit(line.story_id)

    @Slot()
    def _span(self) -> None:
        self.clearSpans()
        for number in self._model.heads:
            self.setSpan(number, 0, 1, len(COLUMNS))
