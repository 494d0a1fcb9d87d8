"""Marks that come in pairs: put round a selection, closed as they are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from editorial.desk.writing import list_items
from editorial.desk.writing.text_edits import one_step

if TYPE_CHECKING:
    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.body_editor import BodyEditor

PAIRS = {
    "(": ")",
    "[": "]",
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "«": "»",
    "„": "“",
    "*": "*",
    "_": "_",
    "`": "`",
}
_CLOSERS = frozenset(PAIRS.values())
_NO_BREAK = "\u2029\u2028"
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Pairing(QObject):
    """Watches the body's keys. Off where the person's settings say so; lists nest all the same."""

    def __init__(self, ctx: DeskContext, body: BodyEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._body = ctx, body
        self._put: list[tuple[QTextCursor, QTextCursor]] = []
        """Before the opening and the closing mark of pairs whose end was put there by us."""
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that open, close or empty a pair, and those that nest an item."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._body.isReadOnly():
            return False
        key, modifiers = event.key(), event.modifiers()
        shift_only = modifiers & ~Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            plain = shift_only == Qt.KeyboardModifier.NoModifier
            return plain and self._nest(deeper=key == Qt.Key.Key_Tab)
        if not self._ctx.newsroom.settings.person.autopair:
            return False
        if key == Qt.Key.Key_Backspace:
            return modifiers == Qt.KeyboardModifier.NoModifier and self._delete_pair()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        alternate = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        text = event.text()
        # Both together are AltGr, by which many keyboards write brackets.
        if len(text) != 1 or (control and not alternate):
            return False
        return self._typed(text)

    def _typed(self, mark: str) -> bool:
        cursor = self._body.textCursor()
        if cursor.hasSelection():
            return mark in PAIRS and self._wrap(cursor, mark)
        if mark in _CLOSERS and self._is_put(cursor):
            if mark in "*_" and self._is_empty_pair and not self._is_doubled(cursor, mark):
                return self._double(cursor, mark)
            if self._after(cursor) == mark:
                self._put.pop()
                cursor.movePosition(QTextCursor.MoveOperation.Right)
                self._body.setTextCursor(cursor)
                return True
        return mark in PAIRS and self._open(cursor, mark)

    def _wrap(self, cursor: QTextCursor, mark: str) -> bool:
        words = cursor.selectedText()
        inside = words.strip()
        if not inside or any(each in words for each in _NO_BREAK):
            # Over the ends of paragraphs a mark has no effect: the key means what it always does.
            return False
        start = cursor.selectionStart() + len(_units(words[: len(words) - len(words.lstrip())]))
        end = start + len(_units(inside))
        with one_step(cursor):
            cursor.setPosition(end)
            cursor.insertText(PAIRS[mark])
            cursor.setPosition(start)
            cursor.insertText(mark)
        cursor.setPosition(start + 1)
        cursor.setPosition(end + 1, _KEEP)
        self._body.setTextCursor(cursor)
        return True

    def _open(self, cursor: QTextCursor, mark: str) -> bool:
        before, after = self._before(cursor), self._after(cursor)
        if after and (after.isalnum() or after in "([{“‘«„"):
            return False
        alike = PAIRS[mark] == mark
        if alike and before and (before.isalnum() or before in ".,;:!?…)]}”’»" or before == mark):
            # An apostrophe, inches, the end of something that was opened by hand.
            return False
        if mark == "*" and not cursor.block().text().strip():
            # It may become the bullet of a list.
            return False
        with one_step(cursor):
            cursor.insertText(mark + PAIRS[mark])
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        self._body.setTextCursor(cursor)
        self._remember(cursor)
        return True

    def _remember(self, cursor: QTextCursor) -> None:
        """Note the pair in whose middle the cursor stands."""
        opening = QTextCursor(cursor)
        opening.movePosition(QTextCursor.MoveOperation.Left)
        self._put.append((opening, QTextCursor(cursor)))

    def _double(self, cursor: QTextCursor, mark: str) -> bool:
        """Make bold's marks of italic's that nothing stands between yet."""
        outer = self._put[-1][1]
        with one_step(cursor):
            cursor.insertText(mark * 2)
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        self._body.setTextCursor(cursor)
        outer.setPosition(cursor.position() + 1)
        self._remember(cursor)
        return True

    def _delete_pair(self) -> bool:
        cursor = self._body.textCursor()
        if cursor.hasSelection() or not self._is_put(cursor) or not self._is_empty_pair:
            return False
        if PAIRS.get(self._before(cursor)) != self._after(cursor):
            return False
        with one_step(cursor):
            cursor.setPosition(cursor.position() - 1)
            cursor.setPosition(cursor.position() + 2, _KEEP)
            cursor.removeSelectedText()
        self._put.pop()
        self._body.setTextCursor(cursor)
        return True

    @property
    def _is_empty_pair(self) -> bool:
        """Whether nothing stands in the pair that was opened last."""
        opening, closing = self._put[-1]
        return closing.position() == opening.position() + 1

    def _is_doubled(self, cursor: QTextCursor, mark: str) -> bool:
        line = cursor.block().text()
        at = cursor.positionInBlock()
        return line[max(at - 2, 0) : at] == mark * 2

    def _is_put(self, cursor: QTextCursor) -> bool:
        """Return whether the mark after the cursor is one that was put there by us."""
        block = cursor.blockNumber()
        while self._put:
            last = self._put[-1][1]
            if last.document() is cursor.document() and last.position() == cursor.position():
                return True
            # Left behind, or deleted: it counts as the writer's own from now on.
            still_ahead = last.blockNumber() == block and last.position() > cursor.position()
            if still_ahead and last.document() is cursor.document():
                return False
            self._put.pop()
        return False

    def _nest(self, *, deeper: bool) -> bool:
        cursor = self._body.textCursor()
        if not list_items.nest(cursor, deeper=deeper):
            return False
        self._body.ensureCursorVisible()
        return True

    @staticmethod
    def _before(cursor: QTextCursor) -> str:
        at = cursor.position() - 1
        return str(cursor.document().characterAt(at)) if cursor.positionInBlock() else ""

    @staticmethod
    def _after(cursor: QTextCursor) -> str:
        if cursor.atBlockEnd():
            return ""
        return str(cursor.document().characterAt(cursor.position()))


def _units(text: str) -> bytes:
    """Return something as long as ``text`` in UTF-16 units."""
    return text.encode("utf-16-le")[::2]
