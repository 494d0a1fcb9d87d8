"""Draw the photos of the sample newsroom again: `python packaging/make_sample_photos.py [DIR]`.

They are our own work under CC0: drawn by a program, with nobody's photograph in them. Each is
saved as the format its name says, and then given the embedded metadata of `captions.toml`.
The pixels are the same each time (within one version of Pillow).
"""

from __future__ import annotations

import importlib
import io
import struct
import sys
import tomllib
from pathlib import Path
from typing import Any

import exiv2
from PIL import Image, ImageCms

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "sample" / "photos"
# Where each fact goes: the XMP property, and the IPTC-IIM dataset if it has one.
FIELDS = {
    "headline": ("Xmp.photoshop.Headline", "Iptc.Application2.Headline"),
    "caption": ("Xmp.dc.description", "Iptc.Application2.Caption"),
    "alt": ("Xmp.iptc.AltTextAccessibility", None),
    "creator": ("Xmp.dc.creator", "Iptc.Application2.Byline"),
    "credit": ("Xmp.photoshop.Credit", "Iptc.Application2.Credit"),
    "source": ("Xmp.photoshop.Source", "Iptc.Application2.Source"),
    "rights": ("Xmp.dc.rights", "Iptc.Application2.Copyright"),
    "terms": ("Xmp.xmpRights.UsageTerms", None),
    "statement": ("Xmp.xmpRights.WebStatement", None),
    "city": ("Xmp.photoshop.City", "Iptc.Application2.City"),
    "country": ("Xmp.photoshop.Country", "Iptc.Application2.CountryName"),
    "keywords": ("Xmp.dc.subject", "Iptc.Application2.Keywords"),
    "date": ("Xmp.photoshop.DateCreated", None),
}
# The IIM datasets that are shorter than what we might write, in bytes.
LIMITS = {"Byline": 32, "Credit": 32, "Source": 32, "City": 32, "CountryName": 64}
LANG_ALTS = {"caption", "alt", "rights", "terms"}


def main() -> None:
    """Draw every photo into the folder given, or into the sample newsroom."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.mkdir(parents=True, exist_ok=True)
    about = tomllib.loads((HERE / "sample_photos" / "captions.toml").read_text(encoding="utf-8"))
    total = 0
    for name, facts in about.items():
        path = target / name
        module, scene = facts["scene"].split(".")
        image = getattr(importlib.import_module(f"sample_photos.{module}"), scene)()
        save(image, path, facts)
        describe(path, facts)
        total += path.stat().st_size
        print(f"{name:42} {image.width} × {image.height}  {path.stat().st_size // 1024} kB")
    print(f"{len(about)} photos, {total / 1_000_000:.1f} MB, in {target}")


def save(image: Image.Image, path: Path, facts: dict[str, Any]) -> None:
    """Write the pixels with a colour profile, lying on their side if `orientation` says so."""
    srgb = ImageCms.createProfile("sRGB")
    profile = ImageCms.ImageCmsProfile(srgb).tobytes()
    # Its header holds the time of its making (ICC.1, 7.2.8): a fixed one, for the same file again.
    profile = profile[:24] + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + profile[36:]
    if facts.get("icc") == "wide":
        profile = wide_gamut_profile()
        wide = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, srgb, wide)
        if turned is not None:
            image = turned
    if facts.get("orientation") == 6:
        image = image.transpose(Image.Transpose.ROTATE_90)
    match path.suffix:
        case ".jpg":
            image.save(path, quality=82, optimize=True, progressive=True, icc_profile=profile)
        case ".webp":
            image.save(path, quality=82, method=5, icc_profile=profile)
        case ".png":
            image.save(path, optimize=True, icc_profile=profile)
        case ".tif":
            image.save(path, compression="jpeg", quality=86, icc_profile=profile)
        case other:
            raise ValueError(f"No way to save a {other} file.")


def describe(path: Path, facts: dict[str, Any]) -> None:
    """Embed the metadata: XMP always, IPTC-IIM where the file's facts ask for it, EXIF if any."""
    file = exiv2.ImageFactory.open(str(path))
    file.readMetadata()
    xmp, iptc, exif = file.xmpData(), file.iptcData(), file.exifData()
    for fact, (xmp_key, iptc_key) in FIELDS.items():
        if fact not in facts:
            continue
        value = facts[fact]
        if fact in LANG_ALTS:
            xmp[xmp_key] = exiv2.LangAltValue(value)
        elif fact == "keywords":
            xmp[xmp_key] = _array(exiv2.TypeId.xmpBag, value)
        elif fact == "creator":
            xmp[xmp_key] = _array(exiv2.TypeId.xmpSeq, [value])
        else:
            xmp[xmp_key] = value
        if iptc_key and facts.get("iptc"):
            for one in value if isinstance(value, list) else [value]:
                limit = LIMITS.get(iptc_key.rsplit(".", 1)[1], 2000)
                text = one.encode()[:limit].decode(errors="ignore")
                iptc.add(exiv2.IptcKey(iptc_key), exiv2.StringValue(text))
    if facts.get("iptc"):
        iptc["Iptc.Envelope.CharacterSet"] = "\x1b%G"
        iptc["Iptc.Application2.DateCreated"] = facts["date"][:10]
        if "expires" in facts:
            iptc["Iptc.Application2.ExpirationDate"] = facts["expires"]
    if "orientation" in facts:
        exif["Exif.Image.Orientation"] = str(facts["orientation"])
    for key, text in facts.get("exif", {}).items():
        exif[key] = text
    file.writeMetadata()


def _array(kind: exiv2.TypeId, values: list[str]) -> exiv2.XmpArrayValue:
    array = exiv2.XmpArrayValue(kind)
    for value in values:
        array.append(value)
    return array


def wide_gamut_profile() -> bytes:
    """Return a small ICC v2 profile with the primaries and gamma of Adobe RGB, adapted to D50."""

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in (x, y, z)))

    name = b"Adobe RGB (1998) compatible\0"
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78),
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
    for signature, content in tags.items():
        table += signature + struct.pack(">II", 132 + 12 * len(tags) + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    size = 132 + len(table) + len(data)
    head = struct.pack(">I4xI", size, 0x02400000) + b"mntrRGB XYZ "
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += xyz(0.9642, 1.0, 0.8249)[8:] + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + data


if __name__ == "__main__":
    main()
