"""Writes the words into a picture without touching its pixels.

XMP holds every field whole; JPEG, TIFF and PNG also get IPTC-IIM (in UTF-8, cut at the byte
limits of the datasets on whole letters), because many sites read nothing else.
"""

from __future__ import annotations

import io
import re
import threading
from typing import TYPE_CHECKING, Any

import exiv2
from PIL import Image

from editorial.photos.metadata import charset, iim
from editorial.photos.metadata.container import read_blocks
from editorial.system.errors import BadFile
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.photos.metadata.fields import EmbeddedFields

# Exiv2 has global state: with several threads it silently loses XMP.
_EXIV2 = threading.Lock()
exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)

_TEXT = {
    "headline": "Xmp.photoshop.Headline",
    "creator_title": "Xmp.photoshop.AuthorsPosition",
    "credit": "Xmp.photoshop.Credit",
    "source": "Xmp.photoshop.Source",
    "web_statement": "Xmp.xmpRights.WebStatement",
    "instructions": "Xmp.photoshop.Instructions",
    "job_id": "Xmp.photoshop.TransmissionReference",
    "date_created": "Xmp.photoshop.DateCreated",
    "sublocation": "Xmp.iptc.Location",
    "city": "Xmp.photoshop.City",
    "state": "Xmp.photoshop.State",
    "country": "Xmp.photoshop.Country",
    "country_code": "Xmp.iptc.CountryCode",
    "digital_source_type": "Xmp.iptcExt.DigitalSourceType",
}
_LANGUAGES = {
    "title": "Xmp.dc.title",
    "caption": "Xmp.dc.description",
    "alt": "Xmp.iptc.AltTextAccessibility",
    "extended_description": "Xmp.iptc.ExtDescrAccessibility",
    "copyright": "Xmp.dc.rights",
    "usage_terms": "Xmp.xmpRights.UsageTerms",
}
_LISTS = {"keywords": "Xmp.dc.subject", "creators": "Xmp.dc.creator"}
_IIM = {
    "title": (2, 5),
    "keywords": (2, 25),
    "instructions": (2, 40),
    "creators": (2, 80),
    "creator_title": (2, 85),
    "city": (2, 90),
    "sublocation": (2, 92),
    "state": (2, 95),
    "country_code": (2, 100),
    "country": (2, 101),
    "job_id": (2, 103),
    "headline": (2, 105),
    "credit": (2, 110),
    "source": (2, 115),
    "copyright": (2, 116),
    "caption": (2, 120),
}
_DIGEST_HEADER = b"8BIM\x04\x25\0\0\0\0\0\x10"


def embed_metadata(path: Path, fields: EmbeddedFields) -> None:
    """Write the filled ``fields`` into the JPEG, PNG, TIFF or WebP at ``path``.

    Fields that are empty, and everything else in the file, stay as they are. The file is
    replaced atomically. Raises `BadFile`, `DiskFull` or `HomeUnusable`; then it is unchanged.
    """
    write_atomically(path, embed_into(path.read_bytes(), fields, name=path.name))


def embed_into(data: bytes, fields: EmbeddedFields, *, name: str, compact: bool = False) -> bytes:
    """Return the picture ``data`` with the filled ``fields`` written into it.

    ``compact`` leaves out the room that XMP keeps for later edits (about 3 kB). Raises
    `BadFile`, which calls the file ``name``.
    """
    with _EXIV2:
        try:
            image = exiv2.ImageFactory.open(data)
            image.readMetadata()
            xmp = image.xmpData()
            _set_xmp(xmp, fields)
            if compact:
                flags = exiv2.XmpParser.XmpFormatFlags
                wanted = int(flags.useCompactFormat | flags.omitPacketWrapper)
                image.setXmpPacket(_packet(exiv2.XmpParser.encode(xmp, wanted, 0)))
                image.writeXmpFromPacket(True)
            if image.checkMode(exiv2.MetadataId.Iptc) == exiv2.AccessMode.ReadWrite:
                _make_utf8(image.iptcData(), _iim_of(data) or b"")
                _set_iim(image.iptcData(), fields)
            image.writeMetadata()
            written = _bytes_of(image)
            block = _iim_of(written) if _DIGEST_HEADER in written else None
        except exiv2.Exiv2Error as error:
            raise BadFile(
                f"The caption and credit could not be written into {name} ({error.message}).",
                safe="The file is as it was.",
                next_step="Shorten very long texts, or save the picture anew as JPEG.",
            ) from error
    return written if block is None else _with_digest(written, iim.digest_of(block))


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


def _set_xmp(xmp: Any, fields: EmbeddedFields) -> None:
    for name, key in _TEXT.items():
        if text := _clean(getattr(fields, name)):
            xmp[key] = text
    for name, key in _LANGUAGES.items():
        if text := _clean(getattr(fields, name)):
            xmp[key] = exiv2.LangAltValue({"x-default": text})
    for name, key in _LISTS.items():
        if texts := [text for item in getattr(fields, name) if (text := _clean(item))]:
            # The standard wants creators in order (Seq) and keywords without one (Bag).
            kind = exiv2.TypeId.xmpSeq if name == "creators" else exiv2.TypeId.xmpBag
            xmp[key] = exiv2.XmpArrayValue(texts, kind)


def _set_iim(data: Any, fields: EmbeddedFields) -> None:
    for name, (record, number) in _IIM.items():
        value = getattr(fields, name)
        items = [value] if isinstance(value, str) else list(value)
        limit = iim.DATASETS[record, number].limit
        cut = [charset.cut_to_bytes(text, limit) for item in items if (text := _clean(item))]
        if cut:
            _replace(data, record, number, [exiv2.StringValue(c.decode("utf-8")) for c in cut])
    _set_date(data, fields.date_created)


def _set_date(data: Any, date: str) -> None:
    match = re.match(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?", date)
    if match is None:
        return
    day, time, offset = match.groups()
    data["Iptc.Application2.DateCreated"] = day
    _replace(data, 2, 60, [])
    # 2:60 has a place for the offset and no way to leave it open: without one, no time.
    if time and offset:
        data["Iptc.Application2.TimeCreated"] = time + ("+00:00" if offset == "Z" else offset)


def _make_utf8(data: Any, block: bytes) -> None:
    """Declare UTF-8 in 1:90, turning what the old block holds in another character set into it."""
    old = iim.parse_iim(block)
    escape = next((raw for key, raw in old if key == iim.CHARACTER_SET), b"")
    declared = charset.declared_charset(escape)
    foreign = {key for key, raw in old if key in iim.DATASETS and not raw.isascii()}
    for key in sorted(foreign) if declared != "utf-8" else ():
        texts = [charset.decode_text(raw, declared)[0] for other, raw in old if other == key]
        _replace(data, *key, [exiv2.StringValue(text) for text in texts])
    data[_CHARSET] = charset.UTF8_ESCAPE.decode("ascii")


_CHARSET = "Iptc.Envelope.CharacterSet"


def _replace(data: Any, record: int, number: int, values: list[Any]) -> None:
    key = exiv2.IptcKey(number, record)
    at = data.findKey(key)
    while at != data.end():
        data.erase(at)
        at = data.findKey(key)
    for value in values:
        data.add(key, value)


def _iim_of(data: bytes) -> bytes | None:
    """Return the IIM block as it stands in a file."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "TIFF", "PNG", "WEBP"]) as image:
        return read_blocks(image).iim


def _with_digest(data: bytes, digest: bytes) -> bytes:
    """Put the right IPTCDigest in place of the old one, which Exiv2 leaves standing."""
    at = data.find(_DIGEST_HEADER)
    while at >= 0:
        start = at + len(_DIGEST_HEADER)
        data = data[:start] + digest + data[start + 16 :]
        at = data.find(_DIGEST_HEADER, start)
    return data


def _clean(text: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text).strip()
