"""Cuts frames out of an opened picture, in any widths, decoding it once."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageFilter

from editorial.photos.framing import Frame, inner_size
from editorial.photos.imaging import (
    DECODE_ERRORS,
    TRANSPOSE,
    eight_bit,
    orientation_of,
    to_srgb,
    upright_size,
)
from editorial.photos.opening import damaged
from editorial.photos.places import framed_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Scaling down softens edges; this gives them back, and is not seen as sharpening.
_CRISP = ImageFilter.UnsharpMask(radius=0.7, percent=45, threshold=2)
_CRISP_BELOW = 0.85
# How much finer than wanted a picture is kept until the last step.
_RESERVE = 1.5


class Wish(NamedTuple):
    """A copy of a part of the picture, at most ``width`` pixels wide."""

    width: int
    frame: Frame = Frame()


def framed_copies(image: Image.Image, wishes: Iterable[Wish], name: str) -> dict[Wish, Image.Image]:
    """Return an upright sRGB copy for each wish, lightly sharpened where it was scaled down.

    Raises `BadFile`, which calls the file ``name``, where the data do not hold together.
    """
    full = upright_size(image)
    by_frame: dict[Frame, list[Wish]] = {}
    for wish in dict.fromkeys(wishes):
        by_frame.setdefault(wish.frame, []).append(wish)
    scale = max(_scale(full, frame, some) for frame, some in by_frame.items())
    icc = image.info.get("icc_profile")
    copies: dict[Wish, Image.Image] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            base = _upright(image, full, scale)
            turned: dict[float, Image.Image] = {0.0: base}
            for frame, some in by_frame.items():
                angle = frame.straighten
                if angle not in turned:
                    # Pillow turns the other way round.
                    turned[angle] = base.rotate(-angle, Image.Resampling.BICUBIC)
                copies |= _cut(turned[angle], full, frame, some, icc)
        except DECODE_ERRORS as error:
            raise damaged(name) from error
    return copies


def _scale(full: tuple[int, int], frame: Frame, wishes: Sequence[Wish]) -> float:
    """Return how large the whole picture must be for the largest of the wishes, at most 1."""
    wide, _ = frame.size(*full)
    return min(1.0, max(wish.width for wish in wishes) / wide)


def _upright(image: Image.Image, full: tuple[int, int], scale: float) -> Image.Image:
    """Return the picture decoded, upright, and not much finer than is needed."""
    orientation = orientation_of(image)
    wanted = tuple(math.ceil(side * scale * _RESERVE) for side in full)
    lying = wanted[::-1] if orientation >= 5 else wanted
    image.draft(None, (lying[0], lying[1]))
    image.load()
    picture = eight_bit(image)
    if picture.width > 2 * lying[0]:
        # What is turned next should not be larger than it must.
        picture = picture.resize((lying[0], lying[1]), Image.Resampling.BOX)
    return picture.transpose(TRANSPOSE[orientation]) if orientation in TRANSPOSE else picture


def _cut(
    picture: Image.Image, full: tuple[int, int], frame: Frame, wishes: Sequence[Wish], icc: object
) -> dict[Wish, Image.Image]:
    wide, high = inner_size(*picture.size, frame.straighten)
    if frame.straighten:
        # The outermost pixels are mixed with the black around a turned picture.
        wide, high = max(1.0, wide - 2), max(1.0, high - 2)
    left, top = (picture.width - wide) / 2, (picture.height - high) / 2
    box = (
        max(0.0, left + frame.box[0] * wide),
        max(0.0, top + frame.box[1] * high),
        min(float(picture.width), left + frame.box[2] * wide),
        min(float(picture.height), top + frame.box[3] * high),
    )
    largest: Image.Image | None = None
    copies: dict[Wish, Image.Image] = {}
    for wish in sorted(wishes, reverse=True):
        size = framed_size(*full, frame, wish.width)
        if largest is None:
            if size != picture.size or box != (0, 0, *picture.size):
                picture = picture.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=2.0)
            largest = copy = to_srgb(picture, icc)
        else:
            copy = largest.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        is_smaller = size[0] < _CRISP_BELOW * frame.size(*full)[0]
        copies[wish] = copy.filter(_CRISP) if is_smaller else copy
    return copies
