"""The headings of a body, and going to one of them (Ctrl+Shift+O)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.widgets import Hairline, TextLabel, set_kind
from editorial.desk.writing.markdown_marks import is_fence

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_MARKS = re.compile(r"[*_`]|\[|\]\([^)]*\)")
_PLACE = Qt.ItemDataRole.UserRole
WIDTH = 440


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` counts from 1; ``position`` is the first character after the marks."""

    level: int
    words: str
    position: int


def headings(document: QTextDocument) -> list[Heading]:
    """Return the headings in the order of the text; those inside code are none."""
    found = []
    in_code = False
    block = document.firstBlock()
    while block.isValid():
        line = block.text()
        if is_fence(line):
            in_code = not in_code
        elif not in_code and "#" in line[:4] and (match := _HEADING.match(line)):
            words = _MARKS.sub("", match[2])
            place = block.position() + match.start(2)
            found.append(Heading(len(match[1]), words or "Heading without words", place))
        block = block.next()
    return found


class HeadingDialog(QDialog):
    """A field that narrows the list; Enter jumps, Escape goes back."""

    chosen = Signal(int)
    """The position in the body."""

    def __init__(self, found: list[Heading], position: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName("Go to heading")
        self.setWindowTitle("Go to heading")
        set_kind(self, "palette")
        self.setFixedWidth(WIDTH)
        self.line = QLineEdit()
        set_kind(self.line, "bare")
        self.line.setAccessibleName("Find a heading")
        self.line.setPlaceholderText("Go to a heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Headings")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill(found, position)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 12)
        head.addWidget(self.line)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self.list)
        if not found:
            self.list.hide()
            nothing = TextLabel("No headings yet. Ctrl+Alt+2 makes the line one.", "muted")
            nothing.setContentsMargins(16, 10, 16, 6)
            column.addWidget(nothing)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def open_over(self, widget: QWidget) -> None:
        """Show at the top of a widget, in its middle."""
        corner = widget.mapToGlobal(QPoint((widget.width() - WIDTH) // 2, 60))
        self.move(corner)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return False

    def _fill(self, found: list[Heading], position: int) -> None:
        highest = min((heading.level for heading in found), default=1)
        for heading in found:
            deep = heading.level - highest
            item = QListWidgetItem("\u2003" * deep + heading.words)
            item.setFont(serif_font(16 if not deep else 15, 500 if not deep else 400))
            item.setData(_PLACE, heading.position)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{heading.words}, level {heading.level}"
            )
            self.list.addItem(item)
            if heading.position <= position:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(min(rows + 8, 420))

    def _items(self) -> list[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in items if not item.isHidden()]

    def _step(self, by: int) -> None:
        shown = self._items()
        if shown:
            present = self.list.currentItem()
            at = shown.index(present) if present in shown else -by
            self.list.setCurrentItem(shown[(at + by) % len(shown)])

    @Slot(str)
    def _narrow(self, text: str) -> None:
        parts = _fold(text).split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(part in _fold(item.text()) for part in parts))
        shown = self._items()
        if shown and self.list.currentItem() not in shown:
            self.list.setCurrentItem(shown[0])

    @Slot()
    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.close()
            self.chosen.emit(item.data(_PLACE))


def _fold(words: str) -> str:
    decomposed = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
