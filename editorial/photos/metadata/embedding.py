"""Writes the words into a picture without touching its pixels.

XMP holds every field whole; JPEG, TIFF and PNG also get IPTC-IIM (in UTF-8, cut at the byte
limits of the datasets on whole letters), because many sites read nothing else. AVIF and HEIC
have XMP alone.
"""

from __future__ import annotations

import io
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import exiv2
from PIL import Image, UnidentifiedImageError

from editorial.photos.metadata import bmff, container, iim
from editorial.photos.metadata.exif_writing import copy_camera, set_exif_words
from editorial.photos.metadata.iim_writing import make_utf8, set_iim
from editorial.photos.metadata.xmp import UnsafeXmp, sound_packet
from editorial.photos.metadata.xmp_writing import set_xmp
from editorial.system.errors import BadFile
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editorial.photos.metadata.fields import EmbeddedFields

# Exiv2 has global state: with several threads it silently loses XMP.
_EXIV2 = threading.Lock()
exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)

_DIGEST_HEADER = b"8BIM\x04\x25\0\0\0\0\0\x10"


def embed_metadata(path: Path, fields: EmbeddedFields) -> None:
    """Write the filled ``fields`` into the JPEG, PNG, TIFF, WebP, AVIF or HEIC at ``path``.

    Fields that are empty, and everything else in the file, stay as they are. The file is
    replaced atomically. Raises `BadFile`, `DiskFull` or `HomeUnusable`; then it is unchanged.
    """
    write_atomically(path, embed_into(path.read_bytes(), fields, name=path.name))


def embed_into(
    data: bytes,
    fields: EmbeddedFields,
    *,
    name: str,
    compact: bool = False,
    whole: bool = False,
    camera_from: Path | None = None,
) -> bytes:
    """Return the picture ``data`` with the filled ``fields`` written into it.

    ``compact`` leaves out the room that XMP keeps for later edits (about 3 kB). ``whole`` says
    that the fields are all there is to say: those that are empty are taken out of the file, and
    EXIF's own description, artist and copyright follow where they stand. ``camera_from`` is a
    file whose EXIF (camera, moment, position) is taken over. Raises `BadFile`, which calls the
    file ``name``.
    """
    if bmff.is_bmff(data):
        return _embed_into_bmff(data, fields, name, whole)
    data, others = container.with_one_xmp(data)
    with _EXIV2, _refusing(name):
        raw = _blocks_of(data).xmp
        image = exiv2.ImageFactory.open(data)
        image.readMetadata()
        xmp = image.xmpData()
        # Exiv2 takes a packet with noise around it, or in UTF-16, for none.
        for packet in (*([raw] if raw and xmp.empty() else []), *others):
            _take_over(packet, xmp)
        set_xmp(xmp, fields, whole=whole)
        if compact:
            image.setXmpPacket(_encoded(xmp))
            image.writeXmpFromPacket(True)
        if image.checkMode(exiv2.MetadataId.Iptc) == exiv2.AccessMode.ReadWrite:
            make_utf8(image.iptcData(), _blocks_of(data).iim or b"")
            set_iim(image.iptcData(), fields, whole=whole)
        if whole:
            set_exif_words(image.exifData(), fields)
        if camera_from is not None:
            copy_camera(camera_from, image.exifData())
        image.writeMetadata()
        written = _bytes_of(image)
        block = _blocks_of(written).iim if _DIGEST_HEADER in written else None
    return written if block is None else _with_digest(written, iim.digest_of(block))


def xmp_packet(fields: EmbeddedFields) -> bytes:
    """Return the fields as an XMP packet of their own."""
    with _EXIV2:
        xmp = exiv2.XmpData()
        set_xmp(xmp, fields, whole=False)
        return _encoded(xmp).encode("utf-8")


def _embed_into_bmff(data: bytes, fields: EmbeddedFields, name: str, whole: bool) -> bytes:
    """Write XMP into an AVIF or HEIC, which Exiv2 can only read."""
    try:
        old = bmff.xmp_of(data)
        with _EXIV2, _refusing(name):
            sidecar = _as_sidecar(old) if old else None
            xmp = exiv2.XmpData() if sidecar is None else sidecar.xmpData()
            set_xmp(xmp, fields, whole=whole)
            packet = _encoded(xmp).encode("utf-8")
        return bmff.with_xmp(data, packet)
    except bmff.OddFile as error:
        raise _unwritable(name, str(error)) from error


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        yield
    except exiv2.Exiv2Error as error:
        raise _unwritable(name, error.message) from error
    except (UnidentifiedImageError, SyntaxError) as error:
        raise _unwritable(name, "it is none of the formats that have a place for them") from error


def _unwritable(name: str, why: str) -> BadFile:
    return BadFile(
        f"The caption and credit could not be written into {name} ({why}).",
        safe="The file is as it was.",
        next_step="Shorten very long texts, or save a smaller copy, which is made anew.",
    )


def _as_sidecar(packet: bytes) -> Any:
    """Return a packet as Exiv2 reads it: as the file that other programs put beside a picture."""
    at = max(packet.find(b"<x:xmpmeta"), 0)
    sidecar = exiv2.ImageFactory.open(packet[at:])
    sidecar.readMetadata()
    return sidecar


def _encoded(xmp: Any) -> str:
    flags = exiv2.XmpParser.XmpFormatFlags
    wanted = int(flags.useCompactFormat | flags.omitPacketWrapper)
    return _packet(exiv2.XmpParser.encode(xmp, wanted, 0))


def _packet(encoded: Any) -> str:
    return str(encoded[-1] if isinstance(encoded, tuple | list) else encoded)


def _bytes_of(image: Any) -> bytes:
    stream = image.io()
    stream.open()
    try:
        return bytes(stream.mmap())
    finally:
        stream.munmap()
        stream.close()


def _blocks_of(data: bytes) -> container.RawBlocks:
    """Return the blocks of metadata as they stand in a file."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "TIFF", "PNG", "WEBP"]) as image:
        return container.read_blocks(image)


def _take_over(packet: bytes, xmp: Any) -> None:
    """Take over what a packet says and ``xmp`` does not."""
    try:
        sidecar = _as_sidecar(sound_packet(packet))
    except UnsafeXmp:
        # Nobody can read it; it stays in the original.
        return
    known = {one.key() for one in xmp}
    for one in sidecar.xmpData():
        if re.split(r"[/\[]", one.key())[0] not in known:
            xmp.add(exiv2.XmpKey(one.key()), one.value())


def _with_digest(data: bytes, digest: bytes) -> bytes:
    """Put the right IPTCDigest in place of the old one, which Exiv2 leaves standing."""
    at = data.find(_DIGEST_HEADER)
    while at >= 0:
        start = at + len(_DIGEST_HEADER)
        data = data[:start] + digest + data[start + 16 :]
        at = data.find(_DIGEST_HEADER, start)
    return data
