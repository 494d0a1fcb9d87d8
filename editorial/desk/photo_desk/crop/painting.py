"""Draws a part of a picture as it will be seen: straightened, then cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from editorial.photos.framing import inner_size

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPixmap

    from editorial.photos.framing import Box


def draw_straight(
    painter: QPainter, picture: QPixmap, degrees: float, box: Box, place: QRectF
) -> None:
    """Draw the part ``box`` of a picture turned clockwise by ``degrees`` into ``place``."""
    wide, high = inner_size(picture.width(), picture.height(), degrees)
    left, top, right, bottom = box
    scale_x = place.width() / (wide * (right - left))
    scale_y = place.height() / (high * (bottom - top))
    painter.save()
    painter.setClipRect(place)
    # From the picture's middle, around which it is turned, to the middle of the part.
    painter.translate(place.topLeft())
    painter.scale(scale_x, scale_y)
    painter.translate(wide / 2 - wide * left, high / 2 - high * top)
    painter.rotate(degrees)
    painter.drawPixmap(QPointF(-picture.width() / 2, -picture.height() / 2), picture)
    painter.restore()
