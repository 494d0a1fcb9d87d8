"""The story as an editor reads it. Nothing can be typed here; passages can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from editorial.desk.kit.widgets import announce
from editorial.desk.reviewing.author_tints import tint
from editorial.desk.reviewing.change_line import change_words, writer_words
from editorial.desk.reviewing.change_writer import Place, Rendered, units
from editorial.desk.reviewing.review_document import render
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from editorial.desk.kit.theme import Theme
    from editorial.desk.reviewing.story_changes import StoryChanges
    from editorial.review.authorship import Authorship
    from editorial.review.story_diff import Line
    from editorial.review.word_history import Writer

COLUMN = 560
MARGIN = 40
_TOP = 34


class ReviewView(QTextEdit):
    """Shows `StoryChanges`, or only the words of now. Alt+Down goes to the next change."""

    passage_chosen = Signal(str, int, int)
    """A field, start and end in its present words, in UTF-16 units: what is selected."""
    suggestion_pressed = Signal(object)
    """The id of the suggestion that was clicked."""
    note_pressed = Signal(object)
    """The id of the note whose passage was clicked."""
    change_shown = Signal(int, int, str)
    """The number of the change that is selected, from 1; of how many; what it is and whose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: StoryChanges | None = None
        self._standing = ""
        self._clean = False
        self._people: Authorship | None = None
        self._tinted = False
        self._tips: list[tuple[int, int, str]] = []
        self._rendered: Rendered | None = None
        self._lines: dict[str, tuple[Line, tuple[tuple[int, int], ...]]] = {}
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

    def show_changes(self, changes: StoryChanges, *, standing: str) -> None:
        """Show a story; the place on the page stays where the same story is read again.

        ``standing`` follows the byline: which version it is, and how much changed.
        """
        self._changes, self._standing, self._people = changes, standing, None
        self._lines = {line.key: (line, line.places) for line in changes.diff.lines}
        self._draw()

    def show_authors(self, people: Authorship, *, tinted: bool) -> None:
        """Name the person of each change; ``tinted``: of each passage, by ground and line."""
        set_anew = tinted != self._tinted or tinted
        self._people, self._tinted = people, tinted
        if set_anew:
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
        cursor = self.textCursor()
        at = cursor.selectionStart()
        # Without a selection the change that the cursor stands before is the next one.
        if by > 0:
            here = at if cursor.hasSelection() else at - 1
            after = [place for place in rendered.changes if place.start > here]
            place = after[0] if after else rendered.changes[0]
        else:
            before = [place for place in rendered.changes if place.start < at]
            place = before[-1] if before else rendered.changes[-1]
        self._select([(place.start, place.end)])
        number = rendered.changes.index(place) + 1
        sentence = self.words_of(place)
        self.change_shown.emit(number, len(rendered.changes), sentence)
        announce(self, f"Change {number} of {len(rendered.changes)}. {sentence}")
        return True

    def words_of(self, place: Place) -> str:
        """Return what a change is, and whose: ``Headline: “lost” became “missing” · Ida Holm``."""
        line, places = self._lines[place.key]
        first, last = places[place.number]
        runs = line.runs[first:last]
        removed = "".join(run.text for run in runs if run.kind == "removed")
        added = "".join(run.text for run in runs if run.kind == "added")
        by = self._writers_of(place)
        return "  ·  ".join(part for part in (change_words(line.label, removed, added), by) if part)

    def show_words(self, quote: str) -> bool:
        """Select a passage of the present body; False where it does not stand there so."""
        rendered = self._rendered
        if rendered is None or self._changes is None or not self._changes.is_now:
            return False
        body = self._changes.text("body")
        at = body.find(quote)
        if at < 0:
            return False
        start = units(body[:at])
        return self._select(rendered.in_document(start, start + units(quote)))

    def show_note(self, note_id: uuid.UUID) -> bool:
        """Select the passage of a note; False where it is not marked."""
        rendered = self._rendered
        if rendered is None:
            return False
        marked = zip(rendered.passages, rendered.notes, strict=True)
        return self._select([place for place, note in marked if note == note_id])

    def show_suggestion(self, suggestion: uuid.UUID) -> bool:
        """Select what a suggestion takes out and puts in; False where it is not shown."""
        place = self._rendered.suggestion_place(suggestion) if self._rendered else None
        return place is not None and self._select([place])

    def selected(self) -> tuple[str, int, int] | None:
        """Return field, start and end (UTF-16 units) of the present words that are selected."""
        cursor = self.textCursor()
        if self._rendered is None or not cursor.hasSelection():
            return None
        if self._changes is None or not self._changes.is_now:
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
            position = self.cursorForPosition(place).position()
            suggestion = self._rendered.suggestion_at(position)
            note = self._rendered.note_at(position)
            if suggestion is not None:
                self.suggestion_pressed.emit(suggestion)
            elif note is not None:
                self.note_pressed.emit(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        side = max((self.width() - COLUMN) // 2, MARGIN)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def _select(self, places: list[tuple[int, int]]) -> bool:
        if not places:
            return False
        cursor = self.textCursor()
        cursor.setPosition(places[0][0])
        cursor.setPosition(places[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _writers_of(self, place: Place) -> str:
        if self._people is None:
            return ""
        return writer_words(self._people.changes.get((place.key, place.number), ()), utc_now())

    @Slot()
    def _draw(self) -> None:
        changes = self._changes
        if changes is None:
            return
        place = self.verticalScrollBar().value()
        rendered = render(
            changes,
            standing=self._standing,
            clean=self._clean,
            tokens=self._theme.tokens,
            tinted=self._tinted and bool(self._people and self._people.passages),
        )
        frame = rendered.document.rootFrame().frameFormat()
        frame.setTopMargin(_TOP)
        frame.setBottomMargin(120)
        rendered.document.rootFrame().setFrameFormat(frame)
        rendered.document.setParent(self)
        old = self._rendered
        self._rendered = rendered
        self.setDocument(rendered.document)
        self._show_tints()
        if old is not None:
            old.document.deleteLater()
        self.setAccessibleDescription(
            "The words as they are now"
            if self._clean
            else f"{changes.count} changes; Alt+Down goes to the next one"
        )
        self.verticalScrollBar().setValue(place)

    def _show_tints(self) -> None:
        """Lay each person's look over their passages; painted only, so the text is not set anew."""
        rendered, people, changes = self._rendered, self._people, self._changes
        selections: list[QTextEdit.ExtraSelection] = []
        self._tips = []
        if rendered is not None and people is not None and changes is not None and self._tinted:
            order = {name: index for index, name in enumerate(people.people)}
            looks = [tint(self._theme.tokens, index) for index in range(len(order))]
            now = utc_now()
            for start, end, writer in _passages(rendered, changes, people):
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(rendered.document)
                selection.cursor.setPosition(start)
                selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                selection.format = looks[order[writer.who]]
                selections.append(selection)
                self._tips.append((start, end, writer_words((writer,), now)))
        self.setExtraSelections(selections)

    def tip_at(self, position: int) -> str:
        """Return what is told of the words at a position of the document."""
        rendered = self._rendered
        if rendered is None:
            return ""
        for place in rendered.changes:
            if place.start <= position < place.end:
                return self.words_of(place)
        for start, end, words in self._tips:
            if start <= position < end:
                return words
        return ""

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of a change, or of who wrote a passage, where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.tip_at(self.cursorForPosition(event.pos()).position())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    @Slot()
    def _selected(self) -> None:
        place = self.selected()
        if place is not None:
            self.passage_chosen.emit(*place)


def _passages(
    rendered: Rendered, changes: StoryChanges, people: Authorship
) -> Iterator[tuple[int, int, Writer]]:
    """Return (start, end, writer) of the passages where they stand in the document."""
    for text, passages in people.passages.items():
        words: str = getattr(changes.compared.new.snapshot, text)
        at = before = 0
        for start, end, writer in passages:
            first = at + units(words[before:start])
            at, before = first + units(words[start:end]), end
            for begin, finish in rendered.in_document(first, at, text):
                yield begin, finish, writer
