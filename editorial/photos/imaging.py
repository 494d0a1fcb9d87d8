"""From a file's pixels to a small sRGB picture that stands upright.

The order is the quick one: let the decoder skip what is not needed (``draft``), scale, convert
colours on the few pixels left, turn upright, save.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from PIL import Image, ImageCms

from editorial.photos.metadata.container import EXIF_ERRORS
from editorial.photos.opening import damaged
from editorial.photos.places import scaled_size

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORIENTATION = 0x0112
TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What decoders raise for data that do not hold together.
DECODE_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    OverflowError,
)
_SPACES = {"RGB ": ("RGB",), "CMYK": ("CMYK",), "GRAY": ("L",), "Lab ": ("LAB",)}
# AVIF at 55 is as near to the picture as WebP at 82 (PSNR, six photos), and a seventh smaller.
_QUALITY = {"JPEG": 85, "WEBP": 82, "AVIF": 55}
# 100 ms for 1600 pixels of width; at 4 it is seconds, for files a tenth smaller.
_AVIF_SPEED = 8


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation that is still to be applied, 1 to 8."""
    if image.format == "TIFF":
        # Pillow turns these by itself, size and pixels.
        return 1
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except EXIF_ERRORS:
        return 1
    return value if value in TRANSPOSE else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height as seen after the orientation is applied."""
    width, height = image.size
    return (height, width) if orientation_of(image) >= 5 else (width, height)


def profile_name(image: Image.Image) -> str:
    """Return the embedded ICC profile's own name; ``""`` without a valid one."""
    profile = _profile(image.info.get("icc_profile"))
    if profile is None:
        return ""
    try:
        return ImageCms.getProfileDescription(profile).strip()
    except ImageCms.PyCMSError:
        return ""


def upright_copies(image: Image.Image, widths: Sequence[int], name: str) -> list[Image.Image]:
    """Return upright sRGB copies of an opened image, one per width, in the order of ``widths``.

    The file is decoded once. Raises `BadFile`, which calls the file ``name``, where the data
    do not hold together.
    """
    orientation = orientation_of(image)
    full = upright_size(image)
    sizes = {width: scaled_size(*full, width) for width in widths}
    largest = max(sizes.values())
    lying = largest[::-1] if orientation >= 5 else largest
    icc = image.info.get("icc_profile")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image.draft(None, (lying[0] * 3 // 2, lying[1] * 3 // 2))
            image.load()
            picture = eight_bit(image)
            if picture.size != lying:
                picture = picture.resize(lying, Image.Resampling.LANCZOS, reducing_gap=1.5)
            picture = to_srgb(picture, icc)
        except DECODE_ERRORS as error:
            raise damaged(name) from error
    if orientation in TRANSPOSE:
        picture = picture.transpose(TRANSPOSE[orientation])
    return [
        picture
        if size == picture.size
        else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        for size in (sizes[width] for width in widths)
    ]


def encode(picture: Image.Image, kind: str) -> bytes:
    """Return an RGB picture as a JPEG, WebP or AVIF file without any metadata."""
    stream, quality = io.BytesIO(), _QUALITY[kind]
    if kind == "JPEG":
        # Below 10 kB a progressive file is the larger one, and slower for nothing.
        progressive = picture.width > 400
        picture.save(stream, "JPEG", quality=quality, optimize=True, progressive=progressive)
    elif kind == "AVIF":
        picture.save(stream, "AVIF", quality=quality, speed=_AVIF_SPEED)
    else:
        picture.save(stream, "WEBP", quality=quality, method=4)
    return stream.getvalue()


def difference_hash(picture: Image.Image) -> int:
    """Return the 64-bit dHash as a signed integer, as SQLite stores it.

    A bit is set where a pixel of the 9 by 8 gray picture is brighter than its right neighbour.
    Two photos at most 6 bits apart are the same picture.
    """
    pixels = picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (pixels[at] > pixels[at + 1])
    return bits - (1 << 64) if bits >= 1 << 63 else bits


def eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture as L, RGB, CMYK or LAB with 8 bits a channel and no transparency."""
    if image.mode.startswith("I;16"):
        # convert("L") would clip all above 255 to white.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"I", "F"}:
        low, high = image.getextrema()
        if not isinstance(low, int | float) or not isinstance(high, int | float):
            raise ValueError("no extrema")
        if image.mode == "I" and low >= 0 and high < 1 << 16:
            low, high = 0, 65535 if high > 255 else 255
        scale = 255 / (high - low) if high > low else 0.0
        offset = -low * scale
        return image.point(lambda value: value * scale + offset).convert("L")
    if image.mode in {"L", "RGB", "CMYK", "LAB"} and "transparency" not in image.info:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "CMYK" or image.mode == "LAB":
        return image
    if image.mode in {"YCbCr", "HSV"}:
        return image.convert("RGB")
    # A page is white where a picture is clear.
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def to_srgb(picture: Image.Image, icc: object) -> Image.Image:
    """Return the picture in sRGB; ``icc`` is the profile that its file holds, if any."""
    profile = _profile(icc)
    if profile is None and picture.mode == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    if profile is None:
        return picture.convert("RGB")
    space = str(profile.profile.xcolor_space)
    # A profile for another kind of colour is a mistake of the program that put it there.
    if picture.mode not in _SPACES.get(space, ()):
        return picture.convert("RGB")
    if picture.mode == "RGB" and "sRGB" in (profile.profile.profile_description or ""):
        return picture
    try:
        converted = ImageCms.profileToProfile(
            picture,
            profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:
        return picture.convert("RGB")
    return converted if converted is not None else picture


def _profile(icc: object) -> ImageCms.ImageCmsProfile | None:
    if not isinstance(icc, bytes) or not icc:
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (OSError, ImageCms.PyCMSError):
        return None
