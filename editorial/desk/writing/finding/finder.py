"""Finds in headline, dek and body of the open story, and replaces."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor

from editorial.desk.writing.finding.match_marks import MatchMarks
from editorial.desk.writing.finding.pattern import Pattern, whole
from editorial.desk.writing.text_edits import one_step, plain_text
from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTextEdit

    from editorial.desk.kit.theme import Theme
    from editorial.desk.writing.finding.find_bar import FindBar

AFTER_EDIT_MS = 150
"""Looked again so long after the last key, so that typing stays quick."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Where a match stands: the number of its field, and its place there in UTF-16 units."""

    field: int
    start: int
    length: int


class Finder(QObject):
    """Carries what the bar says to the fields; ``show`` brings a field's cursor into sight."""

    def __init__(
        self,
        bar: FindBar,
        fields: tuple[QTextEdit, ...],
        show: Callable[[QTextEdit], object],
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bar, self._fields, self._show = bar, fields, show
        self._marks = tuple(MatchMarks(field, theme, self) for field in fields)
        self._pattern: Pattern | None = None
        self._matches: list[Match] = []
        self._range: QTextCursor | None = None
        self._origin: QTextEdit = fields[-1]
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_EDIT_MS)
        self._later.timeout.connect(self.look)
        for field in fields:
            field.textChanged.connect(self._edited)
            field.selectionChanged.connect(self._say_count)
        bar.hide()
        bar.wanted_changed.connect(self._wanted_changed)
        bar.next_wanted.connect(self.next)
        bar.previous_wanted.connect(self.previous)
        bar.replace_wanted.connect(self.replace)
        bar.replace_all_wanted.connect(self.replace_all)
        bar.closed.connect(self.close)

    @property
    def matches(self) -> list[Match]:
        """What was found, in the order of the page."""
        return self._matches

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return not self._bar.isHidden()

    @Slot()
    def find(self) -> None:
        """Open the bar to find."""
        self._open(replacing=False)

    @Slot()
    def find_and_replace(self) -> None:
        """Open the bar with the line for the replacement."""
        self._open(replacing=True)

    @Slot()
    def close(self) -> None:
        """Put the bar away; the match stays selected, and the cursor is back in the words."""
        self._bar.hide()
        self._range = None
        self.look()
        self._origin.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def story_changed(self) -> None:
        """Look in another story."""
        self._range = None
        self._bar.in_selection.setChecked(False)
        self.look()

    @Slot()
    def look(self) -> None:
        """Find all matches anew, and mark them."""
        self._later.stop()
        self._matches, self._pattern = [], None
        try:
            if self.is_open and self._bar.words.text():
                pattern = Pattern(self._bar.wanted)
                self._matches = self._all(pattern)
                self._pattern = pattern
            self._say_count()
        except EditorialError as error:
            self._bar.refuse(error)
        for field, marks in zip(self._fields, self._marks, strict=True):
            inside = self._range is None or field is self._fields[-1]
            marks.show_pattern(self._pattern if inside else None, self._range)

    @Slot()
    def next(self) -> None:
        """Select the next match after the cursor, from the end on from the top."""
        self._step(forwards=True)

    @Slot()
    def previous(self) -> None:
        """Select the match before the cursor, from the top on from the end."""
        self._step(forwards=False)

    @Slot()
    def replace(self) -> None:
        """Replace the selected match and go to the next; without one, go to the next."""
        self._look_if_due()
        number = self._number()
        if number and self._pattern is not None:
            match = self._matches[number - 1]
            field = self._fields[match.field]
            if field.isReadOnly():
                return
            new = next(
                words
                for start, _, words in self._changes(self._pattern, match.field)
                if start == match.start
            )
            cursor = field.textCursor()
            with one_step(cursor):
                cursor.insertText(new)
            field.setTextCursor(cursor)
            self.look()
        self._step(forwards=True)

    @Slot()
    def replace_all(self) -> None:
        """Replace every match, one step to undo in each field."""
        self._look_if_due()
        pattern = self._pattern
        if pattern is None:
            return
        done = 0
        for number, field in enumerate(self._fields):
            wanted = {match.start for match in self._matches if match.field == number}
            if not wanted or field.isReadOnly():
                continue
            changes = self._changes(pattern, number)
            cursor = QTextCursor(field.document())
            with one_step(cursor):
                # From the end, so that the places before stay true.
                for start, length, new in reversed(changes):
                    if start in wanted:
                        cursor.setPosition(start)
                        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                        cursor.insertText(new)
                        done += 1
        self.look()
        self._bar.say("1 replaced" if done == 1 else f"{done:,} replaced")

    def _open(self, *, replacing: bool) -> None:
        focused = self._focused()
        self._origin = focused or self._origin
        cursor = self._origin.textCursor()
        was_open = self.is_open
        self._bar.show_replacing(replacing or (was_open and self._bar.is_replacing))
        self._bar.show()
        if focused is not None and cursor.hasSelection():
            self._take_selection(focused, cursor)
        self._bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.words.selectAll()
        self.look()

    def _take_selection(self, field: QTextEdit, cursor: QTextCursor) -> None:
        """Look for a selected word; look inside a selected passage."""
        words = cursor.selectedText()
        first = field.document().findBlock(cursor.selectionStart())
        last = field.document().findBlock(cursor.selectionEnd())
        if first == last:
            self._range = None
            self._bar.in_selection.setChecked(False)
            self._bar.words.setText(words)
        elif field is self._fields[-1]:
            self._bar.show_replacing(True)
            self._range = QTextCursor(cursor)
            self._bar.in_selection.setChecked(True)

    def _all(self, pattern: Pattern) -> list[Match]:
        found = []
        for number, field in enumerate(self._fields):
            if self._range is not None and field is not self._fields[-1]:
                continue
            text = plain_text(field.document())
            found += [Match(number, start, length) for start, length in pattern.spans(text)]
        if self._range is not None:
            start, end = self._range.selectionStart(), self._range.selectionEnd()
            found = [each for each in found if start <= each.start <= end - each.length]
        return found

    def _changes(self, pattern: Pattern, number: int) -> list[tuple[int, int, str]]:
        text = plain_text(self._fields[number].document())
        template = self._bar.replacement.text()
        return [
            (start, length, whole(new)) for start, length, new in pattern.changes(text, template)
        ]

    def _step(self, *, forwards: bool) -> None:
        if not self.is_open:
            # The key works without the bar as well; then it shows what it looks for.
            self._bar.show()
            self.look()
        self._look_if_due()
        self._origin = self._focused() or self._origin
        if not self._matches:
            return
        cursor = self._origin.textCursor()
        here = Match(
            self._fields.index(self._origin),
            cursor.selectionEnd() if forwards else cursor.selectionStart(),
            0,
        )
        place = bisect_left(self._matches, here)
        match = self._matches[(place if forwards else place - 1) % len(self._matches)]
        field = self._fields[match.field]
        found = field.textCursor()
        found.setPosition(match.start)
        found.setPosition(match.start + match.length, QTextCursor.MoveMode.KeepAnchor)
        self._origin = field
        field.setTextCursor(found)
        self._show(field)
        for each in self._fields:
            each.viewport().update()
        self._say_count()

    def _number(self) -> int:
        """Return which match is selected, from 1 on; 0 for none."""
        cursor = self._origin.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        selected = Match(self._fields.index(self._origin), start, end - start)
        place = bisect_left(self._matches, selected)
        found = place < len(self._matches) and self._matches[place] == selected
        return place + 1 if found else 0

    def _focused(self) -> QTextEdit | None:
        return next((field for field in self._fields if field.hasFocus()), None)

    def _look_if_due(self) -> None:
        if self._later.isActive():
            self.look()

    @Slot()
    def _say_count(self) -> None:
        refused = self._pattern is None and self._bar.words.text()
        if self.is_open and not refused:
            self._bar.show_count(self._number(), len(self._matches))

    @Slot()
    def _edited(self) -> None:
        if self.is_open:
            self._later.start()

    @Slot()
    def _wanted_changed(self) -> None:
        box = self._bar.in_selection
        if not box.isChecked():
            self._range = None
        elif self._range is None:
            cursor = self._fields[-1].textCursor()
            if cursor.hasSelection():
                self._range = QTextCursor(cursor)
            else:
                box.setChecked(False)
                return
        self.look()
