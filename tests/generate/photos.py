"""Real image files with real metadata, written to a path. Their hostile cousins: `hostile.py`.

Metadata is given by the names Exiv2 uses, e.g. `{"Iptc.Application2.Caption": "…"}`,
`{"Xmp.dc.creator": ["…"]}`, `{"Exif.Image.Model": "…"}`. A list makes a repeated dataset in
IPTC-IIM and an array in XMP.
"""

from __future__ import annotations

import struct
import threading
from typing import TYPE_CHECKING

import exiv2
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Values = Mapping[str, str | list[str]]

# Exiv2 has global state and loses XMP when several threads read or write at once.
_EXIV2 = threading.Lock()
# 1:90, the escape sequence ISO 2022 gives to UTF-8.
UTF8_CHARACTER_SET = "\x1b%G"
LANG_ALTS = {
    "Xmp.dc.description",
    "Xmp.dc.rights",
    "Xmp.dc.title",
    "Xmp.iptc.AltTextAccessibility",
    "Xmp.iptc.ExtDescrAccessibility",
    "Xmp.xmpRights.UsageTerms",
}
SEQUENCES = {"Xmp.dc.creator"}


def picture(size: tuple[int, int] = (320, 213), mode: str = "RGB", seed: int = 0) -> Image.Image:
    """A picture no two sides of which look alike, and no two seeds: orientation can be seen.

    The top left corner is always red, the top right green, the bottom left blue.
    """
    width, height = size
    image = Image.new("RGB", size, (200 - seed * 7 % 90, 190, 170))
    draw = ImageDraw.Draw(image)
    for step in range(8):
        left = (step * 37 + seed * 53) % max(width, 1)
        top = (step * 29 + seed * 31) % max(height, 1)
        tone = (40 + step * 23 + seed * 11) % 256
        draw.ellipse(
            (left, top, left + width // 5, top + height // 4), fill=(tone, 255 - tone, 120)
        )
    across, down = max(width // 4, 1), max(height // 4, 1)
    draw.rectangle((0, 0, across, down), fill=(220, 20, 30))
    draw.rectangle((width - across, 0, width, down), fill=(20, 160, 40))
    draw.rectangle((0, height - down, across, height), fill=(20, 40, 200))
    return image if mode == "RGB" else image.convert(mode)


def write_metadata(
    path: Path,
    *,
    iptc: Values | None = None,
    xmp: Values | None = None,
    exif: Mapping[str, str] | None = None,
    declare_utf8: bool = True,
) -> None:
    """Write metadata into an existing image file, as an agency's software would.

    `declare_utf8` sets IPTC 1:90; without it a reader has to guess.
    """
    with _EXIV2:
        image = exiv2.ImageFactory.open(str(path))
        image.readMetadata()
        if iptc:
            _write_iptc(image.iptcData(), iptc, declare_utf8)
        for key, value in (xmp or {}).items():
            image.xmpData()[key] = _xmp_value(key, value)
        for key, text in (exif or {}).items():
            image.exifData()[key] = text
        image.writeMetadata()


def _write_iptc(data: exiv2.IptcData, iptc: Values, declare_utf8: bool) -> None:
    if declare_utf8:
        data["Iptc.Envelope.CharacterSet"] = UTF8_CHARACTER_SET
    for key, value in iptc.items():
        if isinstance(value, list):
            for one in value:
                data.add(exiv2.IptcKey(key), exiv2.StringValue(one))
        else:
            data[key] = value


def _xmp_value(key: str, value: str | list[str]) -> object:
    if key in LANG_ALTS:
        return exiv2.LangAltValue(value)
    if isinstance(value, list):
        kind = exiv2.TypeId.xmpSeq if key in SEQUENCES else exiv2.TypeId.xmpBag
        array = exiv2.XmpArrayValue(kind)
        for one in value:
            array.append(one)
        return array
    return value


def jpeg(
    path: Path,
    size: tuple[int, int] = (320, 213),
    *,
    iptc: Values | None = None,
    xmp: Values | None = None,
    exif: Mapping[str, str] | None = None,
    orientation: int = 1,
    icc: bytes | None = None,
    mode: str = "RGB",
    seed: int = 0,
) -> Path:
    """Write a JPEG; `size` is in stored pixels, before `orientation` is applied."""
    picture(size, mode, seed).save(path, "JPEG", quality=88, icc_profile=icc)
    return _finish(path, iptc, xmp, exif, orientation)


def png(
    path: Path,
    size: tuple[int, int] = (320, 213),
    *,
    xmp: Values | None = None,
    exif: Mapping[str, str] | None = None,
    orientation: int = 1,
    icc: bytes | None = None,
    mode: str = "RGB",
    seed: int = 0,
) -> Path:
    """Write a PNG; `mode` may be RGBA, P, L, 1."""
    picture(size, mode, seed).save(path, "PNG", icc_profile=icc)
    return _finish(path, None, xmp, exif, orientation)


def webp(
    path: Path,
    size: tuple[int, int] = (320, 213),
    *,
    xmp: Values | None = None,
    exif: Mapping[str, str] | None = None,
    orientation: int = 1,
    icc: bytes | None = None,
    seed: int = 0,
) -> Path:
    """Write a WebP; the format has no place for IPTC-IIM."""
    picture(size, "RGB", seed).save(path, "WEBP", quality=85, icc_profile=icc or b"")
    return _finish(path, None, xmp, exif, orientation)


def avif(
    path: Path, size: tuple[int, int] = (320, 213), *, xmp: bytes = b"", seed: int = 0
) -> Path:
    """Write an AVIF; `xmp` is a whole packet, since Exiv2 cannot write one here."""
    picture(size, "RGB", seed).save(path, "AVIF", quality=70, speed=10, xmp=xmp)
    return path


def tiff(
    path: Path,
    size: tuple[int, int] = (320, 213),
    *,
    iptc: Values | None = None,
    xmp: Values | None = None,
    exif: Mapping[str, str] | None = None,
    orientation: int = 1,
    icc: bytes | None = None,
    mode: str = "RGB",
    seed: int = 0,
) -> Path:
    """Write a TIFF, deflated; `mode` may be CMYK."""
    picture(size, mode, seed).save(path, "TIFF", compression="tiff_adobe_deflate", icc_profile=icc)
    return _finish(path, iptc, xmp, exif, orientation)


def _finish(
    path: Path,
    iptc: Values | None,
    xmp: Values | None,
    exif: Mapping[str, str] | None,
    orientation: int,
) -> Path:
    exif = dict(exif or {})
    if orientation != 1:
        exif["Exif.Image.Orientation"] = str(orientation)
    if iptc or xmp or exif:
        write_metadata(path, iptc=iptc, xmp=xmp, exif=exif)
    return path


def agency_jpeg(path: Path, **changes: str) -> Path:
    """A JPEG as a picture agency sends it: IIM and XMP agree and every field is filled.

    `changes` replace `caption`, `headline`, `creator`, `credit`, `source`, `rights`, `alt`.
    """
    words = {
        "caption": "Pilot boats tied up at the inner quay in Norvik, 20 November 2026.",
        "headline": "Pilots’ strike",
        "creator": "Zoë Dvořák",
        "credit": "Zoë Dvořák/North Sea Pictures",
        "source": "North Sea Pictures",
        "rights": "© 2026 North Sea Pictures",
        "alt": "Five small boats with orange cabins moored side by side.",
    } | changes
    return jpeg(
        path,
        iptc={
            "Iptc.Application2.Caption": words["caption"],
            "Iptc.Application2.Headline": words["headline"],
            "Iptc.Application2.Byline": words["creator"],
            "Iptc.Application2.Credit": words["credit"],
            "Iptc.Application2.Source": words["source"],
            "Iptc.Application2.Copyright": words["rights"],
            "Iptc.Application2.DateCreated": "2026-11-20",
            "Iptc.Application2.Keywords": ["pilots", "strike"],
        },
        xmp={
            "Xmp.dc.description": words["caption"],
            "Xmp.photoshop.Headline": words["headline"],
            "Xmp.dc.creator": [words["creator"]],
            "Xmp.photoshop.Credit": words["credit"],
            "Xmp.photoshop.Source": words["source"],
            "Xmp.dc.rights": words["rights"],
            "Xmp.iptc.AltTextAccessibility": words["alt"],
            "Xmp.photoshop.DateCreated": "2026-11-20T07:12:00+01:00",
            "Xmp.dc.subject": ["pilots", "strike"],
        },
    )


def wide_gamut_profile(name: str = "Adobe RGB (1998) compatible", gamma: float = 2.2) -> bytes:
    """A small, valid ICC v2 display profile with the primaries of Adobe RGB, adapted to D50."""

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in (x, y, z))

    ascii_name = name.encode("ascii") + b"\0"
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(ascii_name)) + ascii_name + bytes(78),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for signature, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += signature + struct.pack(">II", start + len(data), len(content))
        data += padded
    header = struct.pack(
        ">I4sI4s4s4s12s4s4sI4s4sQI12s4s44s",
        start + len(data),
        b"\0\0\0\0",
        0x02400000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        struct.pack(">6H", 2026, 1, 1, 0, 0, 0),
        b"acsp",
        b"\0\0\0\0",
        0,
        b"\0\0\0\0",
        b"\0\0\0\0",
        0,
        0,
        xyz(0.9642, 1.0, 0.8249)[8:],
        b"\0\0\0\0",
        bytes(44),
    )
    return header + struct.pack(">I", len(tags)) + table + data
