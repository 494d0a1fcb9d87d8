"""Codes become their words as soon as the delimiter behind them is typed; Ctrl+Z has them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from editorial.desk.kit.jobs import Lane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editorial.desk.kit.context import DeskContext
    from editorial.photos.codes import Codes
    from editorial.system.paths import Home

Field = QLineEdit | QPlainTextEdit


class LiveCodes(QObject):
    """Watches fields for the key that ends a code. A newsroom without codes costs nothing."""

    def __init__(self, ctx: DeskContext, fields: Iterable[Field], parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._fields = tuple(fields)
        self.codes: Codes | None = None
        self._told: set[str] = set()
        self._typed: Field | None = None
        # After the key has done its work.
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(0)
        self._after.timeout.connect(self._expand)
        for field in self._fields:
            field.installEventFilter(self)

    @Slot()
    def look(self) -> None:
        """Read the newsroom's files of codes, which may be others now."""
        self._ctx.jobs.run(
            Lane.READ, self, _load, self._ctx.newsroom.home, done=self._loaded, latest="codes"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the delimiter; the key goes its way."""
        codes = self.codes
        if (
            codes is not None
            and codes.known
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text() == codes.delimiter
            and isinstance(watched, QLineEdit | QPlainTextEdit)
        ):
            self._typed = watched
            self._after.start()
        return False

    @Slot()
    def _expand(self) -> None:
        """Put the words in place of the code before the cursor, as a step of its own to undo."""
        field, self._typed = self._typed, None
        if field is None or self.codes is None:
            return
        if isinstance(field, QLineEdit):
            before = field.text()[: field.cursorPosition()]
        else:
            cursor = field.textCursor()
            before = cursor.block().text()[: cursor.positionInBlock()]
        words = self.codes.expand(before)
        if words == before:
            return
        # What both begin with stays untouched, and so does the place of the cursor.
        start = next(
            (
                place
                for place, both in enumerate(zip(before, words, strict=False))
                if len({*both}) > 1
            ),
            min(len(before), len(words)),
        )
        code, words = before[start:], words[start:]
        if isinstance(field, QLineEdit):
            field.setSelection(start, len(code))
            field.insert(words)
            # As if it were typed: the field gives it like any other words.
            field.textEdited.emit(field.text())
        else:
            cursor = field.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(code)
            )
            cursor.insertText(words)
            field.setTextCursor(cursor)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _loaded(self, codes: Codes) -> None:
        self.codes = codes
        for problem in codes.problems:
            if problem not in self._told:
                self._told.add(problem)
                self._ctx.notices.tell(problem)


def _load(home: Home) -> Codes:
    from editorial.photos.codes import FOLDER, load_codes

    return load_codes(home.root / FOLDER)
