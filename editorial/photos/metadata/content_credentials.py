"""Whether a picture file carries Content Credentials (a C2PA manifest).

Only their presence is told: checking signatures is the business of the C2PA tools. The places
are those of the C2PA specification 2.1, appendix A: JUMBF in APP11 (JPEG), ``caBX`` (PNG),
a ``C2PA`` chunk (WebP), tag 52545 (TIFF), a ``uuid`` box (AVIF, HEIC).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

TIFF_TAG = 52545

_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_MOST_PARTS = 5_000


def has_manifest(stream: BinaryIO, kind: str) -> bool:
    """Return whether the file holds a manifest; ``kind`` is Pillow's name of its format.

    Only the file's outline is read, never its pixels. A damaged outline counts as none.
    """
    walk = _WALKS.get(kind)
    if walk is None:
        return False
    stream.seek(0)
    try:
        return any(walk(stream))
    except struct.error:
        return False


def _jpeg(stream: BinaryIO) -> Iterator[bool]:
    stream.seek(2)
    for _ in range(_MOST_PARTS):
        marker, kind, length = struct.unpack(">BBH", stream.read(4))
        if marker != 0xFF or kind == 0xDA or length < 2:
            return
        if kind == 0xEB:
            data = stream.read(length - 2)
            # "JP", box instance, packet number, then the JUMBF superbox.
            yield data.startswith(b"JP") and b"c2pa" in data[8:]
        else:
            stream.seek(length - 2, 1)


def _png(stream: BinaryIO) -> Iterator[bool]:
    stream.seek(8)
    for _ in range(_MOST_PARTS):
        length, kind = struct.unpack(">I4s", stream.read(8))
        yield kind == b"caBX"
        stream.seek(length + 4, 1)


def _webp(stream: BinaryIO) -> Iterator[bool]:
    stream.seek(12)
    for _ in range(_MOST_PARTS):
        kind, length = struct.unpack("<4sI", stream.read(8))
        yield kind == b"C2PA"
        stream.seek(length + (length & 1), 1)


def _boxes(stream: BinaryIO) -> Iterator[bool]:
    for _ in range(_MOST_PARTS):
        start = stream.tell()
        length, kind = struct.unpack(">I4s", stream.read(8))
        if length == 1:
            (length,) = struct.unpack(">Q", stream.read(8))
        if kind == b"uuid":
            yield stream.read(16) == _BOX
        if length < 8:
            return
        stream.seek(start + length)


_WALKS = {"JPEG": _jpeg, "MPO": _jpeg, "PNG": _png, "WEBP": _webp, "AVIF": _boxes, "HEIF": _boxes}
