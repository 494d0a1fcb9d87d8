"""XMP in AVIF and HEIC, which keep it as one item among the coded pictures.

Layout: ISO/IEC 14496-12 (``meta``, ``iinf``, ``iloc``, ``iref``) and 23008-12, annex A. The
packet is put behind everything else; no coded picture is touched or moved in relation to the
others, and where ``meta`` grows, the addresses in it are raised by as much.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

_MIME = b"application/rdf+xml"
_BRANDS = {
    b"avif", b"avis", b"mif1", b"msf1", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"
}  # fmt: skip


class OddFile(Exception):
    """The file is built in a way that is not understood here. Says how."""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    """Where its header begins; likewise `body` and `end`, from the beginning of the file."""
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry of ``iloc``: an item and where its bytes lie."""

    item: int
    method: int
    """0: addresses in the file; 1: in the ``idat`` box; 2: in another item."""
    reference: int
    base: int
    extents: tuple[tuple[int, int, int], ...]
    """Index, address, length."""


def is_bmff(data: bytes) -> bool:
    """Return whether the data are an AVIF or HEIC file."""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def xmp_of(data: bytes) -> bytes | None:
    """Return the XMP packet, None without one. Raises `OddFile`."""
    try:
        return _xmp_of(data)
    except (struct.error, OverflowError, IndexError) as error:
        raise OddFile("its parts do not fit together") from error


def _xmp_of(data: bytes) -> bytes | None:
    meta = _meta(data)
    item = _xmp_item(data, meta)
    if item is None:
        return None
    for place in _places(data, meta):
        if place.item == item:
            if place.method != 0:
                raise OddFile("its XMP lies in an unusual place")
            pieces = ((place.base + at, length) for _, at, length in place.extents)
            return b"".join(data[at : at + length] for at, length in pieces)
    return None


def with_xmp(data: bytes, packet: bytes) -> bytes:
    """Return the file with ``packet`` as its XMP. Raises `OddFile`."""
    try:
        return _with_xmp(data, packet)
    except (struct.error, OverflowError, IndexError) as error:
        # A number in a damaged file that its place cannot hold, or a list that is broken off.
        raise OddFile("its parts do not fit together") from error


def _with_xmp(data: bytes, packet: bytes) -> bytes:
    meta = _meta(data)
    places = _places(data, meta)
    item = _xmp_item(data, meta)
    changed: dict[bytes, bytes] = {}
    if item is None:
        items = _items(data, meta)
        item = max([number for number, *_ in items], default=0) + 1
        if item > 0xFFFF:
            raise OddFile("it has too many parts")
        changed[b"iinf"] = _iinf_with(data, meta, item)
        changed[b"iref"] = _iref_with(data, meta, item)
    others = [place for place in places if place.item != item]
    # The box keeps its size whatever the addresses are, so that one round is enough.
    grown = _rebuilt(data, meta, changed | {b"iloc": _iloc([*others, _place(item, 0, 0)])})
    by = len(grown) - (meta.end - meta.start)
    moved = [_moved(place, meta.end, by) for place in others]
    moved.append(_place(item, len(data) + by + 8, len(packet)))
    built = _rebuilt(data, meta, changed | {b"iloc": _iloc(moved)})
    body = data[: meta.start] + built + data[meta.end :]
    return body + struct.pack(">I4s", 8 + len(packet), b"mdat") + packet


def _boxes(data: bytes, start: int, end: int) -> list[_Box]:
    found: list[_Box] = []
    at = start
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        elif size == 0:
            # It reaches to the end, and what is put behind it would become a part of it.
            raise OddFile("its last part has no length")
        if size < body - at or at + size > end:
            raise OddFile("its parts do not fit together")
        found.append(_Box(kind, at, body, at + size))
        at += size
    return found


def _meta(data: bytes) -> _Box:
    for box in _boxes(data, 0, len(data)):
        if box.kind == b"meta":
            return box
    raise OddFile("it has no place for metadata")


def _child(data: bytes, meta: _Box, kind: bytes) -> _Box | None:
    # A full box: version and flags stand before the children.
    return next((b for b in _boxes(data, meta.body + 4, meta.end) if b.kind == kind), None)


def _items(data: bytes, meta: _Box) -> list[tuple[int, bytes, bytes]]:
    """Return number, type and (of ``mime`` items) the rest of each item's entry."""
    iinf = _child(data, meta, b"iinf")
    if iinf is None:
        raise OddFile("it has no list of its parts")
    first = iinf.body + (6 if data[iinf.body] == 0 else 8)
    items: list[tuple[int, bytes, bytes]] = []
    for box in _boxes(data, first, iinf.end):
        version = data[box.body]
        if box.kind != b"infe" or version not in {2, 3}:
            continue
        kind = ">H2x4s" if version == 2 else ">I2x4s"
        number, name = struct.unpack_from(kind, data, box.body + 4)
        rest = data[box.body + 4 + struct.calcsize(kind) : box.end]
        items.append((number, name, rest))
    return items


def _xmp_item(data: bytes, meta: _Box) -> int | None:
    for number, kind, rest in _items(data, meta):
        if kind == b"mime" and _MIME in rest:
            return number
    return None


def _places(data: bytes, meta: _Box) -> list[_Place]:
    iloc = _child(data, meta, b"iloc")
    if iloc is None:
        raise OddFile("it does not say where its parts lie")
    reader = _Reader(data, iloc.body, iloc.end)
    version = reader.number(1)
    reader.number(3)
    sizes, more = reader.number(1), reader.number(1)
    wide_offset, wide_length, wide_base = sizes >> 4, sizes & 15, more >> 4
    wide_index = more & 15 if version else 0
    places: list[_Place] = []
    for _ in range(reader.number(4 if version == 2 else 2)):
        item = reader.number(4 if version == 2 else 2)
        method = reader.number(2) & 15 if version else 0
        reference, base = reader.number(2), reader.number(wide_base)
        extents = tuple(
            (reader.number(wide_index), reader.number(wide_offset), reader.number(wide_length))
            for _ in range(reader.number(2))
        )
        places.append(_Place(item, method, reference, base, extents))
    return places


class _Reader:
    """Reads big-endian numbers one after the other, never past the end."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data, self._at, self._end = data, start, end

    def number(self, width: int) -> int:
        at, self._at = self._at, self._at + width
        if self._at > self._end:
            raise OddFile("its list of places is broken off")
        return int.from_bytes(self._data[at : self._at], "big")


def _place(item: int, address: int, length: int) -> _Place:
    return _Place(item, 0, 0, 0, ((0, address, length),))


def _moved(place: _Place, after: int, by: int) -> _Place:
    """Raise the addresses behind the ``meta`` box by as much as it grew."""
    if place.method != 0:
        return place
    extents = tuple(
        (index, place.base + at + (by if place.base + at >= after else 0), length)
        for index, at, length in place.extents
    )
    return replace(place, base=0, extents=extents)


def _iloc(places: list[_Place]) -> bytes:
    """Return an ``iloc`` box of version 2 with addresses and lengths of four bytes."""
    entries = b""
    for place in places:
        if any(max(at, length) > 0xFFFFFFFF for _, at, length in place.extents):
            raise OddFile("it is too large")
        base = place.base if place.method else 0
        entries += struct.pack(
            ">IHHIH", place.item, place.method, place.reference, base, len(place.extents)
        )
        entries += b"".join(struct.pack(">III", *extent) for extent in place.extents)
    # Sizes of offset, length, base and index: four bytes each.
    return _full(b"iloc", 2, b"\x44\x44" + struct.pack(">I", len(places)) + entries)


def _iinf_with(data: bytes, meta: _Box, item: int) -> bytes:
    iinf = _child(data, meta, b"iinf")
    if iinf is None:
        raise OddFile("it has no list of its parts")
    version = data[iinf.body]
    width = 2 if version == 0 else 4
    count = int.from_bytes(data[iinf.body + 4 : iinf.body + 4 + width], "big") + 1
    entry = struct.pack(">HH4s", item, 0, b"mime") + b"XMP\0" + _MIME + b"\0\0"
    old = data[iinf.body + 4 + width : iinf.end]
    return _full(b"iinf", version, count.to_bytes(width, "big") + old + _full(b"infe", 2, entry))


def _iref_with(data: bytes, meta: _Box, item: int) -> bytes:
    """Return ``iref`` with the line that says: the packet describes the main picture."""
    pitm, iref = _child(data, meta, b"pitm"), _child(data, meta, b"iref")
    if pitm is None:
        raise OddFile("it does not say which picture is the main one")
    width = 2 if data[pitm.body] == 0 else 4
    main = int.from_bytes(data[pitm.body + 4 : pitm.body + 4 + width], "big")
    version = data[iref.body] if iref is not None else 0
    old = data[iref.body + 4 : iref.end] if iref is not None else b""
    numbers = ">HHH" if version == 0 else ">IHI"
    line = struct.pack(numbers, item, 1, main)
    return _full(b"iref", version, old + struct.pack(">I4s", 8 + len(line), b"cdsc") + line)


def _rebuilt(data: bytes, meta: _Box, changed: dict[bytes, bytes]) -> bytes:
    """Return the ``meta`` box with some of its children in another form."""
    left = dict(changed)
    parts = [
        left.pop(box.kind, data[box.start : box.end])
        for box in _boxes(data, meta.body + 4, meta.end)
    ]
    inside = data[meta.body : meta.body + 4] + b"".join(parts) + b"".join(left.values())
    return struct.pack(">I4s", 8 + len(inside), b"meta") + inside


def _full(kind: bytes, version: int, content: bytes) -> bytes:
    return struct.pack(">I4sB3x", 12 + len(content), kind, version) + content
