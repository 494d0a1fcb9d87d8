"""Footnotes: a mark in the text, and its words at the end of the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from editorial.desk.writing.text_edits import one_step, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINITION = re.compile(r"^\[\^[^\]\s]+\]:")


def add_footnote(cursor: QTextCursor) -> None:
    """Put the next number where the cursor stands, and go to where its words are written."""
    document = cursor.document()
    number = next_number(_MARK.findall(plain_text(document)))
    with one_step(cursor):
        # After a selection: it is what the note is about.
        cursor.setPosition(cursor.selectionEnd())
        cursor.insertText(f"[^{number}]")
        cursor.movePosition(QTextCursor.MoveOperation.End)
        last = cursor.block().text()
        follows = _DEFINITION.match(last) is not None
        gap = "\n" if follows or not last.strip() else "\n\n"
        if not last.strip() and not cursor.block().previous().text().strip():
            gap = ""
        cursor.insertText(f"{gap}[^{number}]: ")


def next_number(marks: Iterable[str]) -> int:
    """Return the number after the highest one in use; names count for nothing."""
    return max((int(mark) for mark in marks if mark.isdecimal()), default=0) + 1
