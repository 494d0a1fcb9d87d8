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


def insert_markdown(cursor: QTextCursor, markdown: str, first_footnote: int = 0) -> tuple[int, int]:
    """Insert ``markdown`` in place of the cursor's selection; return where it stands.

    Words join the words around them; headings, lists and the like get lines of their own.
    Definitions of footnotes, from ``first_footnote`` on, go to the end of the story.
    """
    body, notes = _split_notes(markdown.strip("\n"), first_footnote)
    with one_step(cursor):
        cursor.removeSelectedText()
        start = cursor.position()
        words = _with_gaps(cursor, body)
        cursor.insertText(words)
        # A cursor that stays put for others' edits does so for its own, too.
        end = start + len(words.encode("utf-16-le")) // 2
        if notes:
            _append(cursor, notes)
    return start, end


def _split_notes(markdown: str, first: int) -> tuple[str, str]:
    found = re.search(rf"^\[\^{first}\]:", markdown, re.MULTILINE) if first else None
    if found is None:
        return markdown, ""
    return markdown[: found.start()].rstrip("\n"), markdown[found.start() :]


def _with_gaps(cursor: QTextCursor, body: str) -> str:
    blocks = body.split("\n\n")
    line, at = cursor.block().text(), cursor.positionInBlock()
    before, after = line[:at], line[at:]
    if before.strip():
        head = "\n\n" if _BLOCK.match(blocks[0]) else ""
    else:
        # Lines beside each other would become one paragraph.
        head = "\n" if not before and len(blocks) >= _MANY and _is_written(
            cursor.block().previous()
        ) else ""  # fmt: skip
    if after.strip():
        tail = "\n\n" if _BLOCK.match(blocks[-1]) else ""
    else:
        tail = "\n" if len(blocks) >= _MANY and _is_written(cursor.block().next()) else ""
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
