"""Where words stand in a laid-out block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextLayout, QTextLine


def word_rects(layout: QTextLayout, start: int, length: int) -> Iterator[QRectF]:
    """Yield a rectangle of block coordinates for each line that a stretch of words stands on.

    ``start`` and ``length`` are UTF-16 units of the block.
    """
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin = max(start, line.textStart())
        end = min(start + length, line.textStart() + line.textLength())
        if begin < end:
            left, right = _x(line, begin), _x(line, end)
            yield QRectF(left, line.y(), right - left, line.height()).normalized()


def _x(line: QTextLine, place: int) -> float:
    # Qt's annotation says object; it is (x, place).
    found: tuple[float, int] = line.cursorToX(place)  # type: ignore[assignment]
    return found[0]
