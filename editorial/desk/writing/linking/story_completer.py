"""``[[`` in the body: a list of stories beneath the cursor, one of them becomes a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import TextLabel, announce, set_kind
from editorial.desk.writing.finding.pattern import units, whole
from editorial.desk.writing.linking.story_choices import StoryListView, StoryModel
from editorial.desk.writing.linking.story_marks import asked_words, story_link
from editorial.desk.writing.text_edits import one_step

if TYPE_CHECKING:
    from editorial.desk.writing.body_editor import BodyEditor
    from editorial.desk.writing.commands import StoryCommands

WIDTH = 420
_LEFT = 34
"""Pixels from the popup's edge to its headlines."""


class StoryCompleter(QObject):
    """Watches what is typed. The words stay typed until a story is chosen."""

    def __init__(self, commands: StoryCommands, body: BodyEditor, over: QWidget) -> None:
        super().__init__(over)
        self._commands, self._body, self._over = commands, body, over
        self._asked: str | None = None
        self._dismissed = -1
        ctx = commands.ctx
        self.model = StoryModel(ctx.jobs, self)
        self.model.arrived.connect(self._arrived)
        self.popup = QFrame(over)
        set_kind(self.popup, "card")
        self.popup.setAccessibleName("Link a story")
        self.list = StoryListView(self.model, ctx.theme)
        self.list.clicked.connect(self._take)
        self._nothing = TextLabel("No story has these words", "muted")
        self._nothing.setContentsMargins(14, 10, 14, 10)
        column = QVBoxLayout(self.popup)
        column.setContentsMargins(1, 5, 1, 5)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.popup.hide()
        # Queued: pairing moves the cursor back between its marks after the edit.
        body.edited.connect(self._typed, Qt.ConnectionType.QueuedConnection)
        body.cursorPositionChanged.connect(self._moved)
        body.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return not self.popup.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter, Tab and Escape belong to the list while it is shown."""
        if not self.is_open:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def close(self) -> None:
        """Take the list away; what was typed stays."""
        self._asked = None
        self.popup.hide()

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._dismissed = self._opening()
            self.close()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self.list.chosen:
            self._take()
        else:
            return False
        return True

    def _before(self) -> str:
        cursor = self._body.textCursor()
        # Only what can hold an open mark: a paragraph may be long.
        column = cursor.positionInBlock()
        return units(cursor.block().text())[max(column - 90, 0) : column]

    def _opening(self) -> int:
        """Return where the open ``[[`` stands in the document; -1 without one."""
        words = asked_words(self._before())
        return -1 if words is None else self._body.textCursor().position() - len(words) - 2

    @Slot()
    def _typed(self) -> None:
        words = asked_words(self._before())
        if words is None:
            if self.is_open:
                self.close()
            self._dismissed = -1
            return
        editable = self._commands.is_editable and self._body.hasFocus()
        if words == self._asked or not editable or self._opening() == self._dismissed:
            return
        self._asked = words
        draft = self._commands.draft
        self.model.look(whole(words), draft.id if draft else None)

    @Slot()
    def _moved(self) -> None:
        if self.is_open and asked_words(self._before()) is None:
            self.close()

    @Slot()
    def _arrived(self) -> None:
        if self._asked is None or not self._body.hasFocus():
            return
        count = self.model.rowCount()
        self.list.setVisible(bool(count))
        self._nothing.setVisible(not count)
        if count:
            self.list.choose(0)
        self._place()
        self.popup.show()
        self.popup.raise_()
        announce(self.popup, f"{count} stories" if count else self._nothing.text())

    def _place(self) -> None:
        """Stand beneath the cursor, above it where there is no room."""
        height = self.list.whole_height if self.model.rowCount() else 40
        rect = self._body.cursorRect()
        viewport = self._body.viewport()
        below = viewport.mapTo(self._over, rect.bottomLeft() + QPoint(0, 4))
        above = viewport.mapTo(self._over, rect.topLeft()).y() - 4
        room = self._over.height() - below.y() - 8
        high = min(height + 12, max(room, above - 8))
        self.popup.resize(min(WIDTH, self._over.width() - 16), high)
        left = min(below.x() - _LEFT, self._over.width() - self.popup.width() - 8)
        top = below.y() if high <= room else above - high
        self.popup.move(max(left, 8), top)

    @Slot()
    def _take(self) -> None:
        row = self.list.chosen
        words = asked_words(self._before())
        self.close()
        if row is None or words is None:
            return
        cursor = self._body.textCursor()
        end = cursor.position()
        after = units(cursor.block().text())[cursor.positionInBlock() :]
        # What pairing put after the cursor goes as well.
        end += 2 if after.startswith("]]") else 1 if after.startswith("]") else 0
        with one_step(cursor):
            cursor.setPosition(cursor.position() - len(words) - 2)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(story_link(row.headline, row.id))
        self._body.setTextCursor(cursor)
