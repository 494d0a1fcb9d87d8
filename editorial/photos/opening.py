"""Opens a picture safely: only the decoder of its own format is ever given the file."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PIL import Image, JpegImagePlugin, UnidentifiedImageError

from editorial.photos.formats import MAX_PIXELS, MAX_SIDE, sniff, what_it_is
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Pillow warns above this, and refuses above twice as much; here both are refused.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


@contextmanager
def open_image(path: Path, name: str = "") -> Iterator[Image.Image]:
    """Open a picture without decoding it; ``name`` is what messages call it.

    Raises `BadFile` for other formats, damaged headers and pictures of too many pixels.
    """
    name = name or path.name
    with path.open("rb") as stream:
        head = stream.read(32)
        stream.seek(0)
        kind = sniff(head)
        if kind is None:
            raise what_it_is(head, name)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                if kind == "JPEG":
                    # Not Image.open: it would hand a JPEG with a preview behind it to MPO.
                    image: Image.Image = JpegImagePlugin.JpegImageFile(stream)
                else:
                    image = Image.open(stream, formats=[kind])
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise too_many_pixels(name) from error
        except (UnidentifiedImageError, SyntaxError, OSError, ValueError) as error:
            raise damaged(name) from error
        except (IndexError, KeyError, TypeError, EOFError, OverflowError) as error:
            raise damaged(name) from error
        with image:
            width, height = image.size
            if width < 1 or height < 1:
                raise damaged(name)
            if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                raise too_many_pixels(name)
            yield image


def damaged(name: str) -> BadFile:
    """Return the error for a picture whose data do not hold together."""
    return BadFile(
        f"{name} is damaged or incomplete.",
        safe="The file was left where it is.",
        next_step="Get the file again from where it came from.",
    )


def too_many_pixels(name: str) -> BadFile:
    """Return the error for a picture whose dimensions are out of all proportion."""
    return BadFile(
        f"{name} has more than {MAX_PIXELS // 1_000_000} megapixels, too many to open safely.",
        safe="The file was left where it is.",
        next_step="Ask for a smaller version, or scale it down in a photo program.",
    )
