"""``@`` in a note: whom it may name, beneath the words, chosen by arrows and Enter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from editorial.desk.kit.widgets import announce, set_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 5
"""Names that are offered at once."""
_ASKED = re.compile(r"(?<![\w@])@([\w’'\-.]*(?: [\w’'\-.]*){0,2})$")
_NEAR = 60
"""Characters before the cursor that are looked at."""


def asked_name(before: str) -> str | None:
    """Return what follows an open ``@`` at the end of ``before``; None without one."""
    match = _ASKED.search(before)
    return None if match is None else match[1]


def fitting(names: Sequence[str], asked: str) -> list[str]:
    """Return the names that ``asked`` begins, or of which it begins a part; at most `MOST`."""
    wanted = asked.casefold()
    whole = [name for name in names if name.casefold().startswith(wanted)]
    part = [
        name
        for name in names
        if name not in whole and any(p.casefold().startswith(wanted) for p in name.split())
    ]
    return (whole + part)[:MOST]


class MentionList(QListWidget):
    """Stands below a field of words and follows what is typed there."""

    people_wanted = Signal()
    """An ``@`` was typed and nobody is known yet."""

    def __init__(self, field: QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._people: tuple[str, ...] = ()
        self._dismissed = ""
        set_kind(self, "card")
        self.setAccessibleName("People to mention")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self._moved)
        field.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether names are offered."""
        return not self.isHidden()

    def set_people(self, names: Sequence[str]) -> None:
        """Offer these people from now on."""
        self._people = tuple(names)
        if self._field.hasFocus():
            self._typed()

    def sizeHint(self) -> QSize:
        """As high as the names are."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(120, rows + 2 * self.frameWidth() + 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter, Tab and Escape belong to the names while they are shown."""
        if not self.is_open:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._dismissed = self._before()
            self.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow((self.currentRow() + step) % self.count())
            announce(self, self.currentItem().text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._take()
        else:
            return False
        return True

    def _before(self) -> str:
        cursor = self._field.textCursor()
        text = cursor.block().text()
        return text[max(cursor.positionInBlock() - _NEAR, 0) : cursor.positionInBlock()]

    @Slot()
    def _typed(self) -> None:
        before = self._before()
        asked = asked_name(before)
        if asked is None:
            self._dismissed = ""
            self.hide()
            return
        if self._dismissed and before.startswith(self._dismissed):
            return
        if not self._people:
            self.people_wanted.emit()
            return
        found = fitting(self._people, asked)
        # A whole name with a word after it was chosen already.
        if not found or (found[0].casefold() == asked.rstrip().casefold() and asked[-1:] == " "):
            self.hide()
            return
        self.clear()
        for name in found:
            self.addItem(QListWidgetItem(name))
        self.setCurrentRow(0)
        self.setFixedHeight(self.sizeHint().height())
        self.show()
        announce(self, f"{len(found)} people: {found[0]}")

    @Slot()
    def _moved(self) -> None:
        if self.is_open and asked_name(self._before()) is None:
            self.hide()

    @Slot()
    def _take(self) -> None:
        item, asked = self.currentItem(), asked_name(self._before())
        self.hide()
        if item is None or asked is None:
            return
        cursor = self._field.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(asked)
        )
        cursor.insertText(f"{item.text()} ")
        self._field.setTextCursor(cursor)
