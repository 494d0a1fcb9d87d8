"""Where each file format keeps its blocks of metadata.

Works on an image that Pillow has opened but not decoded; nothing here parses strangers' XML.
"""

from __future__ import annotations

import re
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image, TiffImagePlugin

from editorial.photos.metadata import irb

if TYPE_CHECKING:
    from collections.abc import Mapping

_XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
# Seen in files of several agencies: the first letters are overwritten, the packet is sound.
_DAMAGED_XMP_HEADER = b"XMP\0://ns.adobe.com/xap/1.0/\0"
_EXTENDED_XMP_HEADER = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP_HEADER = b"Photoshop 3.0\0"
# Where a TIFF's pixels and other blocks lie: true of this one file only.
_STRUCTURE = {
    "StripOffsets",
    "StripByteCounts",
    "TileOffsets",
    "TileByteCounts",
    "IPTCNAA",
    "XMLPacket",
    "ImageResources",
    "ExifOffset",
    "GPSInfo",
}

# What a malformed EXIF block makes Pillow raise.
EXIF_ERRORS = (
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OSError,
    struct.error,
    ZeroDivisionError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class RawBlocks:
    """The blocks as bytes, and EXIF as Exiv2-named plain values."""

    xmp: bytes | None = None
    extended_xmp: bytes | None = None
    iim: bytes | None = None
    iptc_digest: bytes | None = None
    exif: dict[str, Any] | None = None
    warnings: tuple[str, ...] = ()


def read_blocks(image: Image.Image) -> RawBlocks:
    """Return the blocks of an opened image."""
    with warnings.catch_warnings():
        # Pillow grumbles about small faults of a block that it can read all the same.
        warnings.simplefilter("ignore")
        return _blocks(image)


def _blocks(image: Image.Image) -> RawBlocks:
    notes: list[str] = []
    try:
        exif = _exif(image)
    except EXIF_ERRORS:
        exif = {}
        notes.append("Its EXIF block is damaged and was left out.")
    xmp: bytes | None = _bytes(image.info.get("xmp"))
    extended = iim = digest = None
    segments = getattr(image, "applist", None)
    if image.format in {"JPEG", "MPO"} and segments is not None:
        xmp, extended = _jpeg_xmp(segments)
        photoshop = b"".join(
            data[len(_PHOTOSHOP_HEADER) :]
            for name, data in segments
            if name == "APP13" and data.startswith(_PHOTOSHOP_HEADER)
        )
        iim, digest = irb.resource(photoshop, irb.IPTC), irb.resource(photoshop, irb.IPTC_DIGEST)
    elif isinstance(image, TiffImagePlugin.TiffImageFile):
        tags: Mapping[int, Any] = image.tag_v2
        photoshop = _bytes(tags.get(34377)) or b""
        xmp = xmp or _bytes(tags.get(700))
        iim = _tiff_iim(image) or irb.resource(photoshop, irb.IPTC)
        digest = irb.resource(photoshop, irb.IPTC_DIGEST)
    elif image.format == "PNG":
        iim = _png_iim(image.info)
    return RawBlocks(xmp, extended, iim, digest, exif, tuple(notes))


def with_one_xmp(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return a JPEG with its first XMP packet under a sound header, and the packets taken out.

    Other data come back as they are. Other programs do not find a packet behind a damaged
    header, and of several they do not all take the same.
    """
    pieces, others = [data[:2]], []
    start = at = 2
    seen = False
    while data.startswith(b"\xff\xd8") and data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker == 0xDA or end > len(data):
            break
        header = next(
            (one for one in (_XMP_HEADER, _DAMAGED_XMP_HEADER) if data.startswith(one, at + 4)), b""
        )
        if marker == 0xE1 and header:
            packet = data[at + 4 + len(header) : end]
            pieces.append(data[start:at])
            if seen:
                others.append(packet)
            else:
                # The two headers are equally long.
                pieces += [data[at : at + 4], _XMP_HEADER, packet]
            seen, start = True, end
        at = end
    return b"".join([*pieces, data[start:]]), tuple(others)


def _bytes(value: object) -> bytes | None:
    if isinstance(value, str):
        return value.encode("utf-8", errors="surrogateescape")
    if isinstance(value, tuple) and all(isinstance(v, int) and 0 <= v < 256 for v in value):
        return bytes(value)
    return value if isinstance(value, bytes) else None


def _jpeg_xmp(segments: list[tuple[str, bytes]]) -> tuple[bytes | None, bytes | None]:
    main: bytes | None = None
    parts: dict[bytes, list[tuple[int, bytes]]] = {}
    for name, data in segments:
        if name != "APP1":
            continue
        for header in (_XMP_HEADER, _DAMAGED_XMP_HEADER):
            if main is None and data.startswith(header):
                main = data[len(header) :]
        if data.startswith(_EXTENDED_XMP_HEADER) and len(data) >= len(_EXTENDED_XMP_HEADER) + 40:
            rest = data[len(_EXTENDED_XMP_HEADER) :]
            (offset,) = struct.unpack_from(">I", rest, 36)
            parts.setdefault(rest[:32], []).append((offset, rest[40:]))
    # The main packet names its extension by MD5; others are left over from earlier edits.
    for guid, pieces in parts.items():
        if main is not None and guid in main:
            return main, b"".join(piece for _, piece in sorted(pieces))
    return main, None


def _tiff_iim(image: TiffImagePlugin.TiffImageFile) -> bytes | None:
    """Return tag 33723, which some programs write as 32-bit numbers in the file's byte order."""
    # Pillow knows the tag as one number and drops the rest; the bytes as read are kept here.
    raw: bytes | None = image.tag_v2._tagdata.get(33723)  # noqa: SLF001
    if raw and not raw.startswith(b"\x1c") and len(raw) % 4 == 0:
        raw = struct.pack(f">{len(raw) // 4}I", *struct.unpack(f"<{len(raw) // 4}I", raw))
    return raw if raw and raw.startswith(b"\x1c") else None


def _png_iim(info: Mapping[Any, Any]) -> bytes | None:
    """Return the block that ImageMagick and Exiv2 write as hexadecimal text."""
    raw = info.get("Raw profile type iptc") or info.get("Raw profile type 8bim")
    if not isinstance(raw, str):
        return None
    match = re.match(r"\s*\w+\s+\d+\s+([0-9a-fA-F\s]+)$", raw)
    if match is None:
        return None
    try:
        block = bytes.fromhex("".join(match[1].split()))
    except ValueError:
        return None
    if block.startswith(_PHOTOSHOP_HEADER):
        block = block[len(_PHOTOSHOP_HEADER) :]
    return irb.resource(block, irb.IPTC) if block.startswith(b"8BIM") else block


def _exif(image: Image.Image) -> dict[str, Any]:
    exif = image.getexif()
    found: dict[str, Any] = {}
    for group, tags, names in (
        ("Image", dict(exif), ExifTags.TAGS),
        ("Photo", exif.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS),
        ("GPSInfo", exif.get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPSTAGS),
    ):
        for tag, value in tags.items():
            name = names.get(tag)
            plain = _plain(value)
            if name is not None and name not in _STRUCTURE and plain is not None:
                found[f"Exif.{group}.{name}"] = plain
    return found


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold, or None for blobs and nonsense."""
    if isinstance(value, bytes):
        return None
    if isinstance(value, tuple | list):
        items = [_plain(item) for item in value[:16]]
        return None if None in items else items
    if isinstance(value, str):
        return value[:10_000]
    if isinstance(value, int):
        return value
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    # Zero divided by zero is how cameras write "unknown"; JSON has no word for it.
    return number if number - number == 0 else None
