"""Moving and sizing a crop: boxes are left, top, right, bottom, each 0 to 1.

``share`` is the width of a box divided by its height, both as such numbers; None for any shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.photos.framing import Box

SMALLEST = 0.05
"""The least width and height of a crop."""

LEFT, TOP, RIGHT, BOTTOM = 0, 1, 2, 3
CORNERS = ((LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM), (LEFT, BOTTOM))
"""Each corner by the two sides that move with it."""


def moved(box: Box, by_x: float, by_y: float) -> Box:
    """Return the box moved as far as the picture's edges allow."""
    left, top, right, bottom = box
    x = min(max(by_x, -left), 1 - right)
    y = min(max(by_y, -top), 1 - bottom)
    return left + x, top + y, right + x, bottom + y


def dragged(box: Box, corner: tuple[int, int], x: float, y: float, share: float | None) -> Box:
    """Return the box with one corner brought to a point; the opposite one stays."""
    side_x, side_y = corner
    fixed_x, fixed_y = box[2 - side_x], box[4 - side_y]
    room_x = fixed_x if side_x == LEFT else 1 - fixed_x
    room_y = fixed_y if side_y == TOP else 1 - fixed_y
    wide = fixed_x - x if side_x == LEFT else x - fixed_x
    high = fixed_y - y if side_y == TOP else y - fixed_y
    if share is None:
        wide = min(max(wide, SMALLEST), room_x)
        high = min(max(high, SMALLEST), room_y)
    else:
        # The pointer decides by whichever side asks for more.
        wide = max(wide, high * share, SMALLEST, SMALLEST * share)
        wide = min(wide, room_x, room_y * share)
        high = wide / share
    left = fixed_x - wide if side_x == LEFT else fixed_x
    top = fixed_y - high if side_y == TOP else fixed_y
    return left, top, left + wide, top + high


def sized(box: Box, factor: float, share: float | None) -> Box:
    """Return the box made larger or smaller around its middle, inside the picture."""
    left, top, right, bottom = box
    most = min(1 / (right - left), 1 / (bottom - top))
    least = max(SMALLEST / (right - left), SMALLEST / (bottom - top))
    factor = min(max(factor, least), most)
    wide, high = (right - left) * factor, (bottom - top) * factor
    if share is not None:
        high = wide / share
    x = min(max((left + right - wide) / 2, 0.0), 1 - wide)
    y = min(max((top + bottom - high) / 2, 0.0), max(0.0, 1 - high))
    return x, y, x + wide, y + high
