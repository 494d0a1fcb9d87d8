"""Items of a list: the next one, one level deeper or less deep, numbers in step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock

ITEM = re.compile(r"^(\s*)([-*+]|(\d{1,3})([.)]))(\s+)(.*)$")
"""Groups: indent, bullet or number with its dot, number, dot, blank, words."""
DEEPER = 4
"""Spaces that make an item part of the one above, as the page's Markdown reads it."""
_KEEP = QTextCursor.MoveMode.KeepAnchor


def next_item(cursor: QTextCursor) -> bool:
    """Begin the next item; an empty one goes one level up, and at the top ends the list.

    Returns False, and does nothing, where the cursor does not stand in an item's words.
    """
    block = cursor.block()
    item = ITEM.match(block.text())
    if item is None or cursor.positionInBlock() < item.start(6):
        return False
    if item[6].strip():
        bullet = f"{int(item[3]) + 1}{item[4]}" if item[3] else item[2]
        cursor.insertText(f"\n{item[1]}{bullet}{item[5]}")
        if item[3]:
            count_on(cursor.block())
    elif item[1]:
        _move(block, deeper=False)
    else:
        gap = "\n" if block.previous().isValid() and block.previous().text().strip() else ""
        _replace(block, 0, len(block.text()), gap)
        cursor.setPosition(block.position() + len(gap))
    return True


def nest(cursor: QTextCursor, *, deeper: bool) -> bool:
    """Move the selected items one level; False where none of the lines is an item."""
    blocks = [block for block in _selected(cursor) if ITEM.match(block.text())]
    if not blocks:
        return False
    cursor.beginEditBlock()
    for block in blocks:
        _move(block, deeper=deeper)
    cursor.endEditBlock()
    return True


def count_on(block: QTextBlock) -> None:
    """Give the numbered items that follow at the same level the numbers that follow.

    A list in which every item is written as the same number stays so.
    """
    item = ITEM.match(block.text())
    if item is None or not item[3]:
        return
    number = int(item[3])
    for sibling in _following(block, len(item[1])):
        other = ITEM.match(sibling.text())
        if other is None or other[4] != item[4]:
            return
        if other[3] == "1" and number == 1:
            return
        number += 1
        if int(other[3]) != number:
            _replace(sibling, other.start(3), other.end(3), str(number))


def _move(block: QTextBlock, *, deeper: bool) -> None:
    item = ITEM.match(block.text())
    if item is None:
        return
    indent = len(item[1])
    if deeper:
        above = _sibling_above(block, indent)
        if above is None:
            # The first item has nothing to stand beneath.
            return
        new = indent + DEEPER
    else:
        above = None
        new = max(indent - DEEPER, 0)
    if new == indent:
        return
    left_behind = next(iter(_following(block, indent)), None) if deeper else None
    _replace(block, 0, indent, " " * new)
    if item[3]:
        elder = _sibling_above(block, new)
        match = ITEM.match(elder.text()) if elder is not None else None
        number = int(match[3]) + 1 if match and match[3] else 1
        _replace(block, new, new + len(item[3]), str(number))
        count_on(block)
        if above is not None and left_behind is not None:
            count_on(above)


def _following(block: QTextBlock, indent: int) -> Iterator[QTextBlock]:
    """Yield the numbered items after ``block`` at its level, to the end of that list."""
    empty = 0
    block = block.next()
    while block.isValid():
        line = block.text()
        item = ITEM.match(line)
        empty = 0 if line.strip() else empty + 1
        depth = len(line) - len(line.lstrip())
        if empty > 1 or (line.strip() and item is None and depth <= indent):
            return
        if item is not None:
            if len(item[1]) < indent or (len(item[1]) == indent and not item[3]):
                return
            if len(item[1]) == indent:
                yield block
        block = block.next()


def _sibling_above(block: QTextBlock, indent: int) -> QTextBlock | None:
    empty = 0
    block = block.previous()
    while block.isValid():
        line = block.text()
        item = ITEM.match(line)
        empty = 0 if line.strip() else empty + 1
        if empty > 1 or (line.strip() and item is None and len(line) - len(line.lstrip()) == 0):
            return None
        if item is not None and len(item[1]) <= indent:
            return block if len(item[1]) == indent else None
        block = block.previous()
    return None


def _selected(cursor: QTextCursor) -> list[QTextBlock]:
    block = cursor.document().findBlock(cursor.selectionStart())
    found = [block]
    while block.next().isValid() and block.next().position() < cursor.selectionEnd():
        block = block.next()
        found.append(block)
    return found


def _replace(block: QTextBlock, start: int, end: int, text: str) -> None:
    edit = QTextCursor(block)
    edit.setPosition(block.position() + start)
    edit.setPosition(block.position() + end, _KEEP)
    edit.insertText(text)
