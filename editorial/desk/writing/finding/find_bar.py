"""The bar above the page: what is looked for, how, and what stands instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import (
    Hairline,
    IconButton,
    QuietButton,
    TextLabel,
    announce,
    set_kind,
)
from editorial.desk.writing.finding.pattern import Wanted

if TYPE_CHECKING:
    from editorial.system.errors import EditorialError

_LABEL = 64


class FindBar(QWidget):
    """Knows nothing of the manuscript; says what the person wants."""

    wanted_changed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Find and replace")
        self.words = _field("Find", "Find in this story")
        self.replacement = _field("Replace with", "Replace with")
        self.case = _toggle("Aa", "Match case")
        self.whole = _toggle("W", "Whole words only")
        self.regular = _toggle(".*", "Regular expression")
        self.in_selection = QCheckBox("In the selection")
        self.in_selection.setAccessibleName("Only in the selection")
        self.count = TextLabel("", "muted")
        self.problem = TextLabel("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.previous = IconButton("chevron-up", "Previous match", "Shift+F3")
        self.next = IconButton("chevron-down", "Next match", "F3")
        self.close_button = IconButton("x", "Close the bar", "Esc")
        self.replace = QuietButton("Replace")
        self.replace_all = QuietButton("Replace all", hint="One step to undo in each field")
        self._replacing = QWidget()
        self._lay_out()
        self._connect()
        self.show_replacing(False)

    @property
    def wanted(self) -> Wanted:
        """What the person asks for."""
        return Wanted(
            self.words.text(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            regular=self.regular.isChecked(),
        )

    @property
    def is_replacing(self) -> bool:
        """Whether the second line is shown."""
        return not self._replacing.isHidden()

    def show_replacing(self, shown: bool) -> None:
        """Show the line for the replacement, or find alone."""
        self._replacing.setVisible(shown)

    def show_count(self, number: int, total: int) -> None:
        """Say “3 of 17”; ``number`` is 0 where no match is selected."""
        self.problem.hide()
        if not self.words.text():
            text = ""
        elif not total:
            text = "Not found"
        else:
            text = f"{number:,} of {total:,}" if number else f"{total:,} found"
        self.count.setText(text)
        for button in (self.previous, self.next, self.replace, self.replace_all):
            button.setEnabled(bool(total))

    def say(self, text: str) -> None:
        """Say what was done where the count stands."""
        self.count.setText(text)
        announce(self, text)

    def refuse(self, error: EditorialError) -> None:
        """Say why nothing is looked for."""
        self.show_count(0, 0)
        self.count.setText("")
        self.problem.setText(" ".join(part for part in (error.message, error.next_step) if part))
        self.problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Escape closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape, whatever control has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_wanted.emit()
        elif watched is self.replacement:
            self.replace_wanted.emit()
        else:
            self.next_wanted.emit()
        return True

    @Slot()
    def _asked(self) -> None:
        self.wanted_changed.emit()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout(self._replacing)
        for row, label, field in (
            (first, "Find", self.words),
            (second, "Replace", self.replacement),
        ):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            name = TextLabel(label, "muted")
            name.setFixedWidth(_LABEL)
            name.setBuddy(field)
            row.addWidget(name)
            row.addWidget(field, 1)
        for button in (self.case, self.whole, self.regular):
            first.addWidget(button)
        self.count.setMinimumWidth(76)
        first.addWidget(self.count)
        for button in (self.previous, self.next, self.close_button):
            first.addWidget(button)
        for widget in (self.replace, self.replace_all, self.in_selection):
            second.addWidget(widget)
        lines = QVBoxLayout()
        lines.setContentsMargins(14, 8, 8, 8)
        lines.setSpacing(6)
        lines.addLayout(first)
        lines.addWidget(self._replacing)
        lines.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(lines)
        column.addWidget(Hairline())

    def _connect(self) -> None:
        self.words.textChanged.connect(self._asked)
        for button in (self.case, self.whole, self.regular):
            button.toggled.connect(self._asked)
        self.in_selection.toggled.connect(self._asked)
        for field in (self.words, self.replacement):
            field.installEventFilter(self)
        self.next.clicked.connect(self.next_wanted)
        self.previous.clicked.connect(self.previous_wanted)
        self.replace.clicked.connect(self.replace_wanted)
        self.replace_all.clicked.connect(self.replace_all_wanted)
        self.close_button.clicked.connect(self.closed)


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMinimumWidth(90)
    return field


def _toggle(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
