"""The story as an editor reads it. Nothing can be typed here; passages can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from editorial.desk.kit.widgets import announce
from editorial.desk.reviewing.review_document import Rendered, render, units

if TYPE_CHECKING:
    import uuid

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from editorial.desk.kit.theme import Theme
    from editorial.desk.reviewing.story_changes import StoryChanges

COLUMN = 560
MARGIN = 40
_TOP = 34


class ReviewView(QTextEdit):
    """Shows `StoryChanges`, or only the words of now. Alt+Down goes to the next change."""

    passage_chosen = Signal(str, int, int)
    """A field, start and end in its present words, in UTF-16 units: what is selected."""
    note_pressed = Signal(object)
    """The id of the note whose passage was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: StoryChanges | None = None
        self._kicker = self._byline = ""
        self._clean = False
        self._rendered: Rendered | None = None
        self.setObjectName("reviewView")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The story with its changes")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        self.selectionChanged.connect(self._selected)
        theme.changed.connect(self._draw)

    @property
    def rendered(self) -> Rendered | None:
        """The document on show with its places."""
        return self._rendered

    @property
    def is_clean(self) -> bool:
        """Whether only the words of now are shown."""
        return self._clean

    def show_changes(self, changes: StoryChanges, *, kicker: str, byline: str) -> None:
        """Show a story; the place on the page stays where the same story is read again."""
        self._changes, self._kicker, self._byline = changes, kicker, byline
        self._draw()

    def set_clean(self, clean: bool) -> None:
        """Show only the words of now, or the changes as well."""
        if clean != self._clean:
            self._clean = clean
            self._draw()

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def go_to_change(self, by: int) -> bool:
        """Select the next change (1) or the one before (-1); False where there is none."""
        rendered = self._rendered
        if rendered is None or not rendered.changes:
            return False
        at = self.textCursor().selectionStart()
        if by > 0:
            after = [place for place in rendered.changes if place[0] > at]
            start, end = after[0] if after else rendered.changes[0]
        else:
            before = [place for place in rendered.changes if place[0] < at]
            start, end = before[-1] if before else rendered.changes[-1]
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        number = rendered.changes.index((start, end)) + 1
        announce(self, f"Change {number} of {len(rendered.changes)}: {cursor.selectedText()}")
        return True

    def show_words(self, quote: str) -> bool:
        """Select a passage of the present body; False where it does not stand there so."""
        rendered = self._rendered
        if rendered is None or self._changes is None:
            return False
        body = self._changes.text("body")
        at = body.find(quote)
        if at < 0:
            return False
        start = units(body[:at])
        places = rendered.in_document(start, start + units(quote))
        return self._select(places)

    def show_note(self, note_id: uuid.UUID) -> bool:
        """Select the passage of a note; False where it is not marked."""
        rendered = self._rendered
        if rendered is None:
            return False
        marked = zip(rendered.passages, rendered.notes, strict=True)
        return self._select([place for place, note in marked if note == note_id])

    def selected(self) -> tuple[str, int, int] | None:
        """Return field, start and end (UTF-16 units) of the present words that are selected."""
        cursor = self.textCursor()
        if self._rendered is None or not cursor.hasSelection():
            return None
        return self._rendered.in_field(cursor.selectionStart(), cursor.selectionEnd())

    def text(self, field: str) -> str:
        """Return the words of now of a field on show."""
        return self._changes.text(field) if self._changes is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down and Alt+Up walk through the changes."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Down,
            Qt.Key.Key_Up,
        ):
            self.go_to_change(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on a note's passage."""
        super().mouseReleaseEvent(event)
        if self._rendered is None or self.textCursor().hasSelection():
            return
        if event.button() == Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            note = self._rendered.note_at(self.cursorForPosition(place).position())
            if note is not None:
                self.note_pressed.emit(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        side = max((self.width() - COLUMN) // 2, MARGIN)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    @Slot()
    def _draw(self) -> None:
        changes = self._changes
        if changes is None:
            return
        place = self.verticalScrollBar().value()
        rendered = render(
            changes,
            kicker=self._kicker,
            byline=self._byline,
            clean=self._clean,
            tokens=self._theme.tokens,
        )
        frame = rendered.document.rootFrame().frameFormat()
        frame.setTopMargin(_TOP)
        frame.setBottomMargin(120)
        rendered.document.rootFrame().setFrameFormat(frame)
        rendered.document.setParent(self)
        old = self._rendered
        self._rendered = rendered
        self.setDocument(rendered.document)
        if old is not None:
            old.document.deleteLater()
        self.setAccessibleDescription(
            "The words as they are now"
            if self._clean
            else f"{changes.count} changes; Alt+Down goes to the next one"
        )
        self.verticalScrollBar().setValue(place)

    @Slot()
    def _selected(self) -> None:
        place = self.selected()
        if place is not None:
            self.passage_chosen.emit(*place)

    def _select(self, places: list[tuple[int, int]]) -> bool:
        if not places:
            return False
        cursor = self.textCursor()
        cursor.setPosition(places[0][0])
        cursor.setPosition(places[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True
