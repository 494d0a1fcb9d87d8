"""Chips, and a field that holds several names as chips, with completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editorial.desk.kit.flow_layout import FlowLayout
from editorial.desk.kit.icons import set_icon
from editorial.desk.kit.widgets import TextLabel, set_kind, set_state

if TYPE_CHECKING:
    from collections.abc import Iterable


class Chip(QFrame):
    """A name on a small ground; ``removable`` gives it a cross."""

    removed = Signal(str)

    def __init__(self, text: str, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        set_kind(self, "chip")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2 if removable else 8, 2)
        row.setSpacing(2)
        row.addWidget(TextLabel(text))
        if removable:
            cross = QToolButton()
            set_icon(cross, "x")
            cross.setIconSize(QSize(12, 12))
            cross.setAccessibleName(f"Remove {text}")
            cross.setToolTip(f"Remove {text}")
            cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            cross.clicked.connect(self._remove)
            row.addWidget(cross)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.text)


class TokenEdit(QFrame):
    """Several names in one field: Enter or a comma makes a chip, Backspace takes the last back.

    ``wanted`` asks for completions of what is being typed; answer with `set_completions`.
    """

    changed = Signal(object)
    """The names as a tuple of str, after the person changed them."""
    wanted = Signal(str)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._chips: list[Chip] = []
        set_kind(self, "tokens")
        self.setAccessibleName(name)
        self._placeholder = placeholder
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            set_kind(popup, "popup")
        self._line = QLineEdit()
        set_kind(self._line, "bare")
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(placeholder)
        self._line.setMinimumWidth(48)
        self._line.setCompleter(completer)
        self._line.installEventFilter(self)
        self._line.textEdited.connect(self._typed)
        self._line.returnPressed.connect(self._take)
        # Queued: the completer writes the line after it has told which one was chosen.
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._flow = FlowLayout(self, 5)
        self._flow.setContentsMargins(7, 4, 7, 4)
        self._flow.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._line)

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order."""
        return tuple(self._names)

    def set_names(self, names: Iterable[str]) -> None:
        """Show these names, without telling anybody."""
        if tuple(names := list(names)) == self.names:
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._names, self._chips = [], []
        for name in names:
            self._add(name)
        self._settle()

    def set_completions(self, names: Iterable[str]) -> None:
        """Offer these names."""
        self._model.setStringList([name for name in names if name not in self._names])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the line for its own keys and for the focus."""
        if watched is self._line:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            if isinstance(event, QFocusEvent):
                self._focus_moved(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor into the field."""
        self._line.setFocus()
        super().mousePressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.text() in (",", ";") or (event.key() == Qt.Key.Key_Tab and self._line.text()):
            self._take()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self._line.text() and self._names:
            self._remove(self._names[-1])
            return True
        return False

    def _focus_moved(self, event: QFocusEvent) -> None:
        gained = event.type() == QEvent.Type.FocusIn
        set_state(self, "focused", gained)
        if gained:
            self.wanted.emit(self._line.text())
        elif event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._settle()
        self.wanted.emit(text)

    @Slot()
    def _take(self) -> None:
        name = " ".join(self._line.text().split())
        self._line.clear()
        if name and name.casefold() not in {each.casefold() for each in self._names}:
            self._add(name)
            self._settle()
            self.changed.emit(self.names)
        else:
            self._settle()

    @Slot(str)
    def _remove(self, name: str) -> None:
        place = self._names.index(name)
        self._names.pop(place)
        chip = self._chips.pop(place)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._settle()
        self.changed.emit(self.names)

    def _add(self, name: str) -> None:
        chip = Chip(name, removable=True)
        chip.removed.connect(self._remove)
        self._flow.insert_widget(len(self._chips), chip)
        self._names.append(name)
        self._chips.append(chip)
        chip.show()

    def _settle(self) -> None:
        self._line.setPlaceholderText("" if self._names else self._placeholder)
        width = self._line.fontMetrics().horizontalAdvance(self._line.text()) + 24
        self._line.setFixedWidth(max(48 if self._names else 120, min(width, 400)))
        self._flow.invalidate()
        self.updateGeometry()
