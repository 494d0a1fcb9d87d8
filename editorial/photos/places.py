"""Where the files of a photo lie, all named by the hash of the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.formats import format_named

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.photos.framing import Frame
    from editorial.system.paths import Home

THUMBNAIL_WIDTH = 400
PREVIEW_WIDTH = 1600


def original_path(home: Home, sha256: str, kind: str) -> Path:
    """Return the place of the untouched file; ``kind`` is Pillow's name of its format."""
    return home.originals / sha256[:2] / f"{sha256[2:]}{format_named(kind).suffix}"


def thumbnail_path(home: Home, sha256: str) -> Path:
    """Return the place of the 400 px JPEG for lists."""
    return home.renditions / sha256[:2] / f"{sha256[2:]}-{THUMBNAIL_WIDTH}.jpg"


def preview_path(home: Home, sha256: str) -> Path:
    """Return the place of the 1600 px JPEG for a close look."""
    return home.renditions / sha256[:2] / f"{sha256[2:]}-{PREVIEW_WIDTH}.jpg"


def prepared_path(home: Home, key: str, suffix: str) -> Path:
    """Return the place of a file made for going out; ``key`` hashes all that is in it."""
    return home.renditions / "out" / key[:2] / f"{key[2:]}{suffix}"


def document_path(home: Home, sha256: str, file_name: str) -> Path:
    """Return the place of a photo's paper; its ending tells the system what shows it."""
    ending = file_name.rpartition(".")[2].lower()
    return home.documents / sha256[:2] / f"{sha256[2:]}.{ending}"


def scaled_size(width: int, height: int, wanted: int) -> tuple[int, int]:
    """Return the size at ``wanted`` pixels of width, never larger than the picture."""
    wide = min(wanted, width)
    return wide, max(1, round(height * wide / width))


def framed_size(width: int, height: int, frame: Frame, wanted: int) -> tuple[int, int]:
    """Return the size of a part of the picture, at most ``wanted`` pixels wide, never enlarged."""
    if frame.is_whole:
        return scaled_size(width, height, wanted)
    wide, high = frame.size(width, height)
    across = min(wanted, max(1, round(wide)))
    return across, max(1, round(high * across / wide))
