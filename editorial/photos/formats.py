"""Which picture formats are taken in, told by a file's first bytes, never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 500_000_000
MAX_PIXELS = 160_000_000
"""A little above the largest camera sold (151 megapixels)."""
MAX_SIDE = 65_500


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """A format by Pillow's name, the ending we give its files, and endings it may have."""

    name: str
    suffix: str
    endings: tuple[str, ...]


_FORMATS = {
    "JPEG": ImageFormat("JPEG", ".jpg", (".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".mpo")),
    "PNG": ImageFormat("PNG", ".png", (".png", ".apng")),
    "WEBP": ImageFormat("WEBP", ".webp", (".webp",)),
    "TIFF": ImageFormat("TIFF", ".tif", (".tif", ".tiff")),
    "GIF": ImageFormat("GIF", ".gif", (".gif",)),
    "AVIF": ImageFormat("AVIF", ".avif", (".avif",)),
}
ALLOWED = "JPEG, PNG, WebP, TIFF, GIF or AVIF"
_ALL_ENDINGS = frozenset(ending for kind in _FORMATS.values() for ending in kind.endings)


def format_named(name: str) -> ImageFormat:
    """Return the allowed format that Pillow calls ``name``."""
    return _FORMATS[name]


def has_picture_ending(path: Path) -> bool:
    """Return whether the name promises a picture; folders are searched for such names."""
    return path.suffix.lower() in _ALL_ENDINGS or path.suffix.lower() in {".heic", ".heif"}


def sniff(head: bytes) -> str | None:
    """Return Pillow's name of the format that starts with ``head`` (32 bytes), or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:4] in {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}:
        return "TIFF"
    if head[:6] in {b"GIF87a", b"GIF89a"}:
        return "GIF"
    if head[4:8] == b"ftyp" and (head[8:12] in {b"avif", b"avis"} or b"avif" in head[16:]):
        return "AVIF"
    return None


def what_it_is(head: bytes, name: str) -> BadFile:
    """Return the error for a file that is no allowed picture, saying what it seems to be."""
    known = (
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"8BPS", "a Photoshop document"),
        (b"%!PS", "an EPS drawing"),
        (b"\xc5\xd0\xd3\xc6", "an EPS drawing"),
        (b"BM", "a BMP picture"),
    )
    lower = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    next_step = f"Save it as {ALLOWED}, then import it again."
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        kind = "a HEIC photo"
        next_step = "Export it as JPEG on the phone or computer it came from, then import that."
    elif head[4:8] == b"ftyp":
        kind = "a video"
        next_step = "Choose a photo instead."
    elif lower.startswith((b"<!doctype html", b"<html")):
        kind = "a web page, not a picture; the site may have asked for a sign-in"
        next_step = "Download the picture again, signed in."
    elif lower.startswith((b"<svg", b"<?xml")):
        kind = "a drawing or XML text"
    else:
        kind = next((word for magic, word in known if head.startswith(magic)), "")
    message = f"{name} is {kind}." if kind else f"{name} is not a picture that Editorial can read."
    return BadFile(message, safe="The file was left where it is.", next_step=next_step)
