"""Puts the words into an IPTC-IIM block: UTF-8, cut at the byte limits on whole letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import exiv2

from editorial.photos.metadata import charset, iim
from editorial.photos.metadata.xmp_writing import clean

if TYPE_CHECKING:
    from editorial.photos.metadata.fields import EmbeddedFields

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
    "caption_writer": (2, 122),
}
_CHARSET = "Iptc.Envelope.CharacterSet"


def set_iim(data: Any, fields: EmbeddedFields, *, whole: bool) -> None:
    """Set the filled fields; ``whole`` also takes out those that are empty."""
    for name, (record, number) in _IIM.items():
        value = getattr(fields, name)
        items = [value] if isinstance(value, str) else list(value)
        limit = iim.DATASETS[record, number].limit
        cut = [charset.cut_to_bytes(text, limit) for item in items if (text := clean(item))]
        if cut or whole:
            _replace(data, record, number, [exiv2.StringValue(c.decode("utf-8")) for c in cut])
    _set_date(data, fields.date_created, whole)


def _set_date(data: Any, date: str, whole: bool) -> None:
    match = re.match(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?", date)
    if match is None:
        if whole:
            _replace(data, 2, 55, [])
            _replace(data, 2, 60, [])
        return
    day, time, offset = match.groups()
    data["Iptc.Application2.DateCreated"] = day
    _replace(data, 2, 60, [])
    # 2:60 has a place for the offset and no way to leave it open: without one, no time.
    if time and offset:
        data["Iptc.Application2.TimeCreated"] = time + ("+00:00" if offset == "Z" else offset)


def make_utf8(data: Any, block: bytes) -> None:
    """Declare UTF-8 in 1:90, turning what the old block holds in another character set into it."""
    old = iim.parse_iim(block)
    escape = next((raw for key, raw in old if key == iim.CHARACTER_SET), b"")
    declared = charset.declared_charset(escape)
    foreign = {key for key, raw in old if key in iim.DATASETS and not raw.isascii()}
    for key in sorted(foreign) if declared != "utf-8" else ():
        texts = [charset.decode_text(raw, declared)[0] for other, raw in old if other == key]
        _replace(data, *key, [exiv2.StringValue(text) for text in texts])
    data[_CHARSET] = charset.UTF8_ESCAPE.decode("ascii")


def _replace(data: Any, record: int, number: int, values: list[Any]) -> None:
    key = exiv2.IptcKey(number, record)
    at = data.findKey(key)
    while at != data.end():
        data.erase(at)
        at = data.findKey(key)
    for value in values:
        data.add(key, value)
