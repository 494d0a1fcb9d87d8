"""Photoshop image resources: the envelope in which JPEG and TIFF carry IPTC-IIM.

Layout of one resource: ``8BIM``, two bytes of id, a Pascal string padded to even length, four
bytes of length, the data padded to even length (Adobe Photoshop File Formats, 2019).
"""

from __future__ import annotations

import struct

IPTC = 0x0404
IPTC_DIGEST = 0x0425


def resource_spans(block: bytes) -> list[tuple[int, int, int]]:
    """Return ``(id, start, end)`` of each resource's data in ``block``."""
    spans: list[tuple[int, int, int]] = []
    at = 0
    while at + 12 <= len(block) and block[at : at + 4] in {b"8BIM", b"MeSa", b"AgHg", b"PHUT"}:
        (identity,) = struct.unpack_from(">H", block, at + 4)
        name = block[at + 6]
        start = at + 6 + (1 + name + 1 & ~1)
        if start + 4 > len(block):
            break
        (length,) = struct.unpack_from(">I", block, start)
        start += 4
        end = min(start + length, len(block))
        spans.append((identity, start, end))
        at = end + (length & 1)
    return spans


def resource(block: bytes, identity: int) -> bytes | None:
    """Return the data of the first resource ``identity``, or None."""
    for found, start, end in resource_spans(block):
        if found == identity:
            return block[start:end]
    return None
