"""What links to our stories say and do: a tooltip, a soft dress, Ctrl+click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from editorial.desk.writing import use_cases
from editorial.desk.writing.finding.pattern import units
from editorial.desk.writing.linking.story_choices import about
from editorial.desk.writing.linking.story_marks import story_at
from editorial.desk.writing.text_edits import plain_text
from editorial.stories.text.references import story_ids
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from typing import Any

    from PySide6.QtGui import QTextCursor

    from editorial.desk.writing.body_editor import BodyEditor
    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.rows import StoryRow

_PUBLIC = (Status.PUBLISHED, Status.CORRECTING)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StoryLinks(QObject):
    """Knows the present headline and status of every story that the open one links to."""

    def __init__(self, commands: StoryCommands, body: BodyEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._body = commands, body
        self._rows: dict[uuid.UUID, StoryRow] = {}
        self._ids: tuple[uuid.UUID, ...] = ()
        commands.ctx.jobs.changed.connect(self._changed)
        body.installEventFilter(self)
        body.viewport().installEventFilter(self)

    @Slot()
    def look(self) -> None:
        """Find the links of the body, and read the stories behind them where they are others."""
        draft = self._commands.draft
        if draft is None:
            return
        text = plain_text(draft.body)
        ids = story_ids(text) if "](story:" in text else ()
        if ids != self._ids:
            self._ids = ids
            self._read()
        else:
            self._dress()

    def about(self, story_id: uuid.UUID) -> str:
        """Return what the tooltip of a link says."""
        row = self._rows.get(story_id)
        if row is None:
            return "This story is not in the newsroom any more."
        kept = "" if row.status in _PUBLIC else "\nNot public yet: readers see the words alone."
        return f"{row.headline or 'Untitled'}\n{about(row)}{kept}\nCtrl+click opens it"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take tooltips, Ctrl+click and Ctrl+Enter that are meant for a link."""
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._under(event.pos())
            if found is not None and watched is self._body.viewport():
                QToolTip.showText(event.globalPos(), self.about(found), self._body)
                return True
        elif isinstance(event, QMouseEvent) and watched is self._body.viewport():
            return self._clicked(event)
        elif isinstance(event, QKeyEvent) and watched is self._body:
            return self._pressed(event)
        return False

    def _clicked(self, event: QMouseEvent) -> bool:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if not is_left or event.modifiers() != _CONTROL:
            return False
        found = self._under(event.position().toPoint())
        if found is None:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._commands.open_story(found)
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        """Ctrl+Enter inside a link opens the story; elsewhere it takes the next step."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or modifiers != _CONTROL:
            return False
        found = self._at(self._body.textCursor())
        if found is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._commands.open_story(found)
            return True
        return False

    def _under(self, point: QPoint) -> uuid.UUID | None:
        cursor = self._body.cursorForPosition(point)
        # Right of a line's end there is no link.
        if point.x() > self._body.cursorRect(cursor).right() + 12:
            return None
        return self._at(cursor)

    def _at(self, cursor: QTextCursor) -> uuid.UUID | None:
        return story_at(units(cursor.block().text()), cursor.positionInBlock())

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if any(each in changes.stories for each in self._ids):
            self._read()

    def _read(self) -> None:
        self._commands.ctx.jobs.read(
            self, use_cases.linked_stories, self._ids, done=self._came, latest="links"
        )

    def _came(self, rows: Sequence[StoryRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._dress()

    def _dress(self) -> None:
        draft = self._commands.draft
        if draft is not None:
            public = {row.id for row in self._rows.values() if row.status in _PUBLIC}
            draft.highlighter.set_unpublished(
                frozenset(str(each) for each in self._ids if each not in public)
            )
