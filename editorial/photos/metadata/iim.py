"""IPTC-IIM, the older block of photo metadata: datasets with byte limits.

Layout of one dataset (IPTC-NAA IIM 4.2, chapter 3): 0x1C, record, number, two bytes of length
(top bit set: that many length bytes follow), value.
"""

from __future__ import annotations

import hashlib
import struct
from typing import NamedTuple

CHARACTER_SET = (1, 90)

_MAX_DATASETS = 2000


class Dataset(NamedTuple):
    """Name by Exiv2, limit in bytes, and whether it may be repeated."""

    name: str
    limit: int
    repeats: bool = False


DATASETS: dict[tuple[int, int], Dataset] = {
    (2, 5): Dataset("ObjectName", 64),
    (2, 25): Dataset("Keywords", 64, True),
    (2, 40): Dataset("SpecialInstructions", 256),
    (2, 55): Dataset("DateCreated", 8),
    (2, 60): Dataset("TimeCreated", 11),
    (2, 80): Dataset("Byline", 32, True),
    (2, 85): Dataset("BylineTitle", 32, True),
    (2, 90): Dataset("City", 32),
    (2, 92): Dataset("SubLocation", 32),
    (2, 95): Dataset("ProvinceState", 32),
    (2, 100): Dataset("CountryCode", 3),
    (2, 101): Dataset("CountryName", 64),
    (2, 103): Dataset("TransmissionReference", 32),
    (2, 105): Dataset("Headline", 256),
    (2, 110): Dataset("Credit", 32),
    (2, 115): Dataset("Source", 32),
    (2, 116): Dataset("Copyright", 128),
    (2, 120): Dataset("Caption", 2000),
    (2, 122): Dataset("Writer", 32, True),
}


def parse_iim(block: bytes) -> list[tuple[tuple[int, int], bytes]]:
    """Return the datasets in file order; stops quietly where the block is broken off."""
    found: list[tuple[tuple[int, int], bytes]] = []
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C and len(found) < _MAX_DATASETS:
        record, number, length = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if length & 0x8000:
            width = length & 0x7FFF
            if width > 4:
                break
            length = int.from_bytes(block[at : at + width], "big")
            at += width
        if at + length > len(block):
            break
        found.append(((record, number), block[at : at + length]))
        at += length
    return found


def build_iim(datasets: list[tuple[tuple[int, int], bytes]]) -> bytes:
    """Return the block for ``datasets``, each value shorter than 32 kB."""
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for (record, number), value in datasets
    )


def digest_of(block: bytes) -> bytes:
    """Return the IPTCDigest (Photoshop resource 0x0425): MD5 of the block as it stands."""
    return hashlib.md5(block, usedforsecurity=False).digest()
