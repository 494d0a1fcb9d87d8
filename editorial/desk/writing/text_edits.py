"""Changes that a key or a button makes to Markdown, each one step to undo.

Functions take the `QTextCursor` of the body and leave it where a writer expects it.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from editorial.desk.writing.list_items import next_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextDocument

_KEEP = QTextCursor.MoveMode.KeepAnchor
_QUOTED = re.compile(r"^((?:\s{0,3}>\s?)+)(.*)$")
_PREFIX = re.compile(r"^(?:#{1,6}\s+|(?:>\s?)+|[-*+]\s+|\d{1,3}[.)]\s+)")
_ADDRESS = re.compile(r"^(?:https?://|mailto:)\S+$")
# Qt's own stand-ins for a paragraph, a line break and the ends of a frame.
_BREAKS = "\u2029\u2028\ufdd0\ufdd1"


def plain_text(document: QTextDocument) -> str:
    r"""Return the words with ``\n`` between lines.

    Unlike `QTextDocument.toPlainText` a no-break space stays one.
    """
    return _with_breaks(document.toRawText())


def _with_breaks(text: str) -> str:
    # Ten times faster on a long story than `str.translate`.
    for mark in _BREAKS:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def toggle_wrap(cursor: QTextCursor, mark: str) -> None:
    """Put ``mark`` (``**`` or ``*``) around the selection or the word, or take it away."""
    with one_step(cursor):
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        text = cursor.selectedText()
        _trim_selection(cursor, text)
        text = cursor.selectedText()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        width = len(mark)
        if _is_wrapped(cursor.document(), start, end, mark):
            _replace(cursor, start - width, end + width, text)
            _select(cursor, start - width, end - width)
        elif len(text) >= 2 * width and text.startswith(mark) and text.endswith(mark):
            _replace(cursor, start, end, text[width:-width])
            _select(cursor, start, end - 2 * width)
        else:
            _replace(cursor, start, end, f"{mark}{text}{mark}")
            _select(cursor, start + width, end + width)


def link(cursor: QTextCursor, address: str, words: str = "") -> None:
    """Make the selection (or ``words``) a link to ``address``."""
    with one_step(cursor):
        text = _with_breaks(cursor.selectedText()).replace("\n", " ") or words or address
        escaped = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        cursor.insertText(f"[{text}]({escaped})")


def is_address(text: str) -> bool:
    """Return whether ``text`` is one web or mail address and nothing else."""
    return _ADDRESS.match(text.strip()) is not None


def toggle_prefix(cursor: QTextCursor, prefix: str) -> None:
    """Give every selected line ``prefix`` (``## ``, ``> ``, ``- ``, ``1. ``), or take it away.

    Another prefix there is replaced, so that a quote becomes a list in one press.
    """
    blocks = list(_selected_blocks(cursor))
    written = [block for block in blocks if block.text().strip()] or blocks
    has_all = all(_has_prefix(block.text(), prefix) for block in written)
    with one_step(cursor):
        for number, block in enumerate(written, 1):
            line = block.text()
            old = _PREFIX.match(line)
            new = "" if has_all else prefix
            if new == "1. ":
                new = f"{number}. "
            edit = QTextCursor(block)
            edit.setPosition(block.position() + (len(old[0]) if old else 0), _KEEP)
            edit.insertText(new)


def _has_prefix(line: str, prefix: str) -> bool:
    if prefix == "1. ":
        return re.match(r"\d{1,3}[.)]\s", line) is not None
    return line.startswith(prefix)


def new_paragraph(cursor: QTextCursor) -> None:
    """Answer the Enter key as a writer means it.

    In a list or quote the next item begins, and an empty one ends it; elsewhere a new
    paragraph begins, which Markdown marks by an empty line.
    """
    block = cursor.block()
    line = block.text()
    before = line[: cursor.positionInBlock()]
    with one_step(cursor):
        cursor.removeSelectedText()
        quoted = _QUOTED.match(line)
        if next_item(cursor):
            return
        if quoted and len(before) >= len(quoted[1]):
            if quoted[2].strip():
                cursor.insertText(f"\n{quoted[1]}")
            else:
                _clear_line(cursor)
        elif not line.strip():
            if block.previous().isValid() and block.previous().text().strip():
                cursor.insertText("\n")
        else:
            cursor.insertText("\n" if line.startswith("    ") else "\n\n")


def delete_backwards_over_gap(cursor: QTextCursor) -> bool:
    """At the start of a paragraph, join it to the one before the empty line.

    Returns False, and does nothing, elsewhere: then the key means what it always does.
    """
    block = cursor.block()
    gap = block.previous()
    if cursor.hasSelection() or not cursor.atBlockStart() or not gap.isValid():
        return False
    if gap.text().strip() or not gap.previous().isValid() or not block.text().strip():
        return False
    with one_step(cursor):
        cursor.setPosition(gap.previous().position() + gap.previous().length() - 1, _KEEP)
        cursor.removeSelectedText()
    return True


def insert_alone(cursor: QTextCursor, lines: tuple[str, ...]) -> None:
    """Insert each of ``lines`` as a paragraph of its own.

    A paragraph is never torn: with the cursor at its first character they go before it,
    else after it.
    """
    if not lines:
        return
    block = cursor.block()
    words = block.text()
    joined = "\n\n".join(lines)
    with one_step(cursor):
        if not words.strip():
            _replace(cursor, block.position(), block.position() + len(words), "")
            before = _gap(block.previous())
            after = _gap(block.next())
            cursor.insertText(f"{before}{joined}{after}")
        elif cursor.atBlockStart():
            cursor.setPosition(block.position())
            cursor.insertText(f"{_gap(block.previous())}{joined}\n\n")
        else:
            cursor.setPosition(block.position() + len(words))
            cursor.insertText(f"\n\n{joined}{_gap(block.next())}")


def _gap(neighbour: QTextBlock) -> str:
    return "\n" if neighbour.isValid() and neighbour.text().strip() else ""


def _clear_line(cursor: QTextCursor) -> None:
    block = cursor.block()
    above = block.previous()
    begin = block.position()
    gap = "\n" if above.isValid() and above.text().strip() else ""
    _replace(cursor, begin, begin + len(block.text()), gap)


def _selected_blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    end = cursor.selectionEnd()
    while block.isValid():
        yield block
        block = block.next()
        if block.position() >= end:
            return


def _trim_selection(cursor: QTextCursor, text: str) -> None:
    """Leave spaces at the ends out of the selection: ``**word **`` is not bold."""
    if text.strip():
        start = cursor.selectionStart() + len(text) - len(text.lstrip())
        _select(cursor, start, start + len(text.strip()))


def _is_wrapped(document: QTextDocument, start: int, end: int, mark: str) -> bool:
    width = len(mark)
    if start < width or end + width > document.characterCount() - 1:
        return False
    around = _read(document, start - width, start), _read(document, end, end + width)
    if around != (mark, mark):
        return False
    # One star of a bold word's two is no italic mark.
    further = _read(document, start - width - 1, start - width)
    return mark != "*" or further != "*" or _read(document, start - 3, start) == "***"


def _read(document: QTextDocument, start: int, end: int) -> str:
    last = document.characterCount() - 1
    return "".join(str(document.characterAt(at)) for at in range(max(start, 0), min(end, last)))


def _replace(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    _select(cursor, start, end)
    cursor.insertText(text)


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[None]:
    """Make everything inside one step to undo."""
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()
