"""Which part of a picture is shown: straightened, and cut for a shape.

All numbers are shares of the picture, from 0 at the left and top to 1, so that they hold for
every size of it. A picture is straightened first; crops and the focal point are places in what
is left of it then. Nothing here knows pixels or files.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.photos.rows import PhotoRow

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SHAPES = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0}
"""The shapes that pages and search engines ask for: width by height."""
FREE = "free"
"""The crop of any shape that stands for the whole picture wherever no shape is asked for."""
WHOLE_BOX: Box = (0.0, 0.0, 1.0, 1.0)

# Crops are dragged by hand and kept in four decimals.
_NEAR = 0.01


class Frame(NamedTuple):
    """What is shown of a picture: turned clockwise by degrees, then cut."""

    straighten: float = 0.0
    box: Box = WHOLE_BOX

    @property
    def is_whole(self) -> bool:
        """Whether it is the picture as it is."""
        return not self.straighten and self.box == WHOLE_BOX

    def size(self, width: int, height: int) -> tuple[float, float]:
        """Return width and height of the part in pixels of a picture of that size."""
        inner_width, inner_height = inner_size(width, height, self.straighten)
        left, top, right, bottom = self.box
        return max(1.0, inner_width * (right - left)), max(1.0, inner_height * (bottom - top))


def inner_size(width: float, height: float, degrees: float) -> tuple[float, float]:
    """Return the largest upright rectangle inside a picture that was turned by ``degrees``.

    It lies in the middle, and no corner of it is empty. Where the short side is the limit, two
    of its corners touch the long sides; else all four touch.
    """
    if not degrees:
        return float(width), float(height)
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    long, short = max(width, height), min(width, height)
    if short <= 2 * sine * cosine * long:
        half = short / 2
        one, other = half / sine, half / cosine
        return (one, other) if width >= height else (other, one)
    across = cosine * cosine - sine * sine
    return (
        (width * cosine - height * sine) / across,
        (height * cosine - width * sine) / across,
    )


def shape_box(
    width: float,
    height: float,
    ratio: float,
    *,
    focal: tuple[float, float] | None = None,
    within: Box = WHOLE_BOX,
) -> Box:
    """Return the largest box of a shape within ``within``, around the focal point.

    ``ratio`` is width by height in pixels; ``width`` and ``height`` are those of the picture.
    The focal point is in the middle as far as the edges allow, and always inside; without one
    the box lies in the middle.
    """
    left, top, right, bottom = within
    wide, high = right - left, bottom - top
    share = ratio * height / width
    box_wide = min(wide, high * share)
    box_high = min(high, wide / share)
    x, y = focal if focal is not None else ((left + right) / 2, (top + bottom) / 2)
    at_x = min(max(x - box_wide / 2, left), right - box_wide)
    at_y = min(max(y - box_high / 2, top), bottom - box_high)
    return at_x, at_y, at_x + box_wide, at_y + box_high


def focal_of(photo: PhotoRow) -> tuple[float, float] | None:
    """Return the photo's focal point, None where nobody set one."""
    if photo.focal_x is None or photo.focal_y is None:
        return None
    return photo.focal_x, photo.focal_y


def frame_of(photo: PhotoRow, shape: str = "") -> Frame:
    """Return what is shown of a photo, for one of `SHAPES` or (``""``) where none is asked for.

    A shape without a crop of its own is cut around the focal point, inside the free crop. A
    photo that may not be cropped is shown whole, as it is, everywhere.
    """
    if photo.no_crop:
        return Frame()
    crops = dict(photo.crops)
    free = crops.get(FREE, WHOLE_BOX)
    if shape not in SHAPES:
        return Frame(photo.straighten, free)
    width, height = inner_size(photo.width, photo.height, photo.straighten)
    own = crops.get(shape)
    if own is None:
        box = shape_box(width, height, SHAPES[shape], focal=focal_of(photo), within=free)
    elif _has_shape(own, width, height, SHAPES[shape]):
        box = own
    else:
        # Typed by hand, or the picture was straightened since: the largest part that fits.
        box = shape_box(width, height, SHAPES[shape], within=own)
    return Frame(photo.straighten, box)


def focus_in(photo: PhotoRow, shape: str = "") -> tuple[float, float] | None:
    """Return the focal point as a place in what `frame_of` shows; None where it is cut away."""
    focal = focal_of(photo)
    if focal is None:
        return None
    left, top, right, bottom = frame_of(photo, shape).box
    x, y = (focal[0] - left) / (right - left), (focal[1] - top) / (bottom - top)
    return (x, y) if 0 <= x <= 1 and 0 <= y <= 1 else None


def hero_shape(photo: PhotoRow) -> str:
    """Return the shape of a photo at the head of a page; ``""`` for the whole picture.

    It is cut only where a person said how: by a crop for 16:9, or by the focal point.
    """
    if photo.no_crop:
        return ""
    return "16:9" if "16:9" in dict(photo.crops) or focal_of(photo) is not None else ""


def shapes_to_cut(photo: PhotoRow, shapes: Sequence[str] = tuple(SHAPES)) -> tuple[str, ...]:
    """Return the shapes that a photo may be cut into: none where it may not be cropped."""
    return () if photo.no_crop else tuple(shapes)


def _has_shape(box: Box, width: float, height: float, ratio: float) -> bool:
    left, top, right, bottom = box
    return abs((right - left) * width / ((bottom - top) * height) / ratio - 1) < _NEAR
