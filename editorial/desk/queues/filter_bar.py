"""The conditions that narrow a queue, as chips that go away by mouse or key."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from editorial.desk.kit.chips import Chip
from editorial.desk.kit.flow_layout import FlowLayout
from editorial.desk.kit.widgets import LinkButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from editorial.desk.queues.filter_words import Condition

_REMOVES = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space})


class FilterBar(QWidget):
    """Chips, then “Save this filter…”; hidden while nothing narrows the queue."""

    removed = Signal(str)
    """A field of `QueueFilter` that is asked for no more."""
    save_wanted = Signal()
    left = Signal()
    """The last chip was taken away by key: the focus goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[ConditionChip] = []
        self.save = LinkButton("Save this filter…", "Keep it in the rail, under a name")
        self.save.clicked.connect(self.save_wanted)
        self._flow = FlowLayout(self, 5)
        self._flow.setContentsMargins(12, 0, 12, 9)
        self._flow.addWidget(self.save)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_conditions(self, conditions: Sequence[Condition], *, may_save: bool) -> None:
        """Show these; ``may_save``: words of the search field narrow the queue as well."""
        if [chip.condition for chip in self.chips] != list(conditions):
            self._replace(conditions)
        self.save.setVisible(may_save)
        self.setVisible(bool(conditions) or may_save)
        self._flow.invalidate()
        self.updateGeometry()

    def focus_last(self) -> bool:
        """Go to the last chip; False where there is none."""
        if self.chips:
            self.chips[-1].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.chips)

    def _replace(self, conditions: Sequence[Condition]) -> None:
        focused = next((row for row, chip in enumerate(self.chips) if chip.goes_by_key), -1)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for condition in conditions:
            chip = ConditionChip(condition, self)
            chip.taken_away.connect(self.removed)
            chip.moved.connect(self._move)
            self._flow.insert_widget(len(self.chips), chip)
            self.chips.append(chip)
            chip.show()
        stops: list[QWidget] = [*self.chips, self.save]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)
        if focused >= 0 and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif focused >= 0:
            self.left.emit()

    @Slot(object, int)
    def _move(self, chip: ConditionChip, by: int) -> None:
        place = self.chips.index(chip) + by
        if 0 <= place < len(self.chips):
            self.chips[place].setFocus(Qt.FocusReason.TabFocusReason)


class ConditionChip(Chip):
    """One condition; Delete, Backspace, Space or Enter takes it away."""

    taken_away = Signal(str)
    moved = Signal(object, int)

    def __init__(self, condition: Condition, parent: QWidget | None = None) -> None:
        super().__init__(condition.words, removable=True, parent=parent)
        self.condition = condition
        self.goes_by_key = False
        """Whether a key took it away, so that the next one gets the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{condition.words}. Delete takes this condition away.")
        self.setToolTip("Delete takes this condition away")
        self.removed.connect(self._take_away)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the condition away, or go to the next one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in _REMOVES:
            self.goes_by_key = True
            self._take_away()
        elif step is not None:
            self.moved.emit(self, step)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _take_away(self) -> None:
        self.taken_away.emit(self.condition.field)
