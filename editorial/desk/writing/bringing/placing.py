"""Inserts Markdown of several blocks where a cursor stands, as one step to undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from editorial.desk.writing.text_edits import one_step

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

# A block that is only what it is at the start of a line.
_BLOCK = re.compile(r"(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\||```|~~~|!\[|(?:-{3,}|\*{3,})\s*$|<| {4})")
_NOTE = re.compile(r"\[\^(\d+)\]")
_MANY = 2


def next_footnote(text: str) -> int:
    """Return the number that is free after those of the story's own footnotes."""
    return max((int(number) for number in _NOTE.findall(text)), default=0) + 1


class Place:
    """Where something will be inserted: a stretch of the text that others' edits move.

    What is typed at either end stays outside. A `QTextCursor` alone cannot do this: told to
    stay before what is inserted, it does so with its position and not with its anchor.
    """

    def __init__(self, cursor: QTextCursor) -> None:
        self._ends = []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            end = QTextCursor(cursor.document())
            end.setPosition(position)
            end.setKeepPositionOnInsert(True)
            self._ends.append(end)

    @property
    def start(self) -> int:
        """The position of the first character."""
        return self._ends[0].position()

    @property
    def end(self) -> int:
        """The position behind the last character."""
        return self._ends[1].position()

    def move(self, position: int) -> None:
        """Stand at another position, with nothing selected."""
        for end in self._ends:
            end.setPosition(position)

    def cursor(self) -> QTextCursor:
        """Return a cursor that has the stretch selected."""
        cursor = QTextCursor(self._ends[0].document())
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def insert_markdown(
    place: Place, markdown: str, first_footnote: int = 0, *, alone: bool = False
) -> tuple[int, int]:
    """Insert ``markdown`` instead of what ``place`` has selected; return where it stands.

    Words join the words around them, unless they are to stand ``alone``; headings, lists and
    the like always get lines of their own.
    Definitions of footnotes, from ``first_footnote`` on, go to the end of the story.
    """
    body, notes = _split_notes(markdown.strip("\n"), first_footnote)
    cursor = place.cursor()
    with one_step(cursor):
        cursor.removeSelectedText()
        start = cursor.position()
        cursor.insertText(_with_gaps(cursor, body, alone=alone))
        end = cursor.position()
        if notes:
            _append(cursor, notes)
    return start, end


def _split_notes(markdown: str, first: int) -> tuple[str, str]:
    found = re.search(rf"^\[\^{first}\]:", markdown, re.MULTILINE) if first else None
    if found is None:
        return markdown, ""
    return markdown[: found.start()].rstrip("\n"), markdown[found.start() :]


def _with_gaps(cursor: QTextCursor, body: str, *, alone: bool) -> str:
    blocks = body.split("\n\n")
    line, at = cursor.block().text(), cursor.positionInBlock()
    # On an empty line, lines right above and below would become one paragraph with the words.
    several = alone or len(blocks) >= _MANY
    head = tail = ""
    if line[:at].strip():
        head = "\n\n" if alone or _BLOCK.match(blocks[0]) else ""
    elif at == 0 and several and _is_written(cursor.block().previous()):
        head = "\n"
    if line[at:].strip():
        tail = "\n\n" if alone or _BLOCK.match(blocks[-1]) else ""
    elif several and _is_written(cursor.block().next()):
        tail = "\n"
    return f"{head}{body}{tail}"


def _is_written(block: QTextBlock) -> bool:
    return block.isValid() and bool(block.text().strip())


def _append(cursor: QTextCursor, notes: str) -> None:
    end = QTextCursor(cursor.document())
    end.movePosition(QTextCursor.MoveOperation.End)
    last = end.block().text()
    if not last.strip():
        gap = "\n" if _is_written(end.block().previous()) else ""
    elif _NOTE.match(last):
        gap = "\n"
    else:
        gap = "\n\n"
    end.insertText(gap + notes)
