"""Image files that lie, break or overwhelm, each written to a path. See each docstring."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image

from tests.generate import photos

if TYPE_CHECKING:
    from pathlib import Path

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
DAMAGED_XMP_HEADER = b"XMP\0://ns.adobe.com/xap/1.0/\0"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def truncated_jpeg(path: Path) -> Path:
    """Half a JPEG: the header reads, the pixels end early."""
    photos.jpeg(path, (800, 533))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def text_as_jpeg(path: Path) -> Path:
    """A text file under the name of a picture."""
    path.write_text("This is a note about a photo, not a photo.\n" * 20, encoding="utf-8")
    return path


def html_as_jpeg(path: Path) -> Path:
    """A sign-in page saved by a download tool as the picture it was not given."""
    path.write_text("<!DOCTYPE html><title>Sign in</title><p>Please sign in.", encoding="utf-8")
    return path


def png_as_jpeg(path: Path) -> Path:
    """A sound PNG under a JPEG's name: the content can be used, the name is wrong."""
    return photos.png(path)


def animated_gif(path: Path) -> Path:
    """Three frames of GIF; give it a path that ends in .jpg for a wrong name."""
    frames = [photos.picture((160, 120), "P", seed) for seed in range(3)]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=120, loop=0)
    return path


def empty(path: Path) -> Path:
    """Zero bytes."""
    path.write_bytes(b"")
    return path


def sparse(path: Path, size: int = 2 * 1024**3) -> Path:
    """A JPEG that goes on for `size` bytes, all zero and none on the disk: do not read it whole."""
    photos.jpeg(path)
    with path.open("r+b") as file:
        file.truncate(size)
    return path


def bomb_png(path: Path, width: int = 30_000, height: int = 30_000) -> Path:
    """A small PNG of huge dimensions: 900 million pixels in about 110 kB."""
    deflate = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(deflate.compress(row * 100) for _ in range(height // 100)) + deflate.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    path.write_bytes(
        PNG_SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )
    return path


def huge_xmp(path: Path, size: int = 20 * 1024**2) -> Path:
    """A PNG with one uncompressed XMP packet of about `size` bytes."""
    packet = _packet("<dc:source>" + "caption " * (size // 8) + "</dc:source>")
    _png_with_xmp(path, packet)
    return path


def nested_xmp(path: Path, depth: int = 4_500) -> Path:
    """A JPEG whose XMP is `depth` elements deep: well formed, and it exhausts careless parsers."""
    _jpeg_with(path, [_app1(_packet("<x:a>" * depth + "</x:a>" * depth))])
    return path


def entity_xmp(path: Path) -> Path:
    """A JPEG whose XMP declares entities that grow tenfold at each of ten steps."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    packet = _packet("<dc:source>&e10;</dc:source>")
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "lol">{steps}]>'.encode()
    _jpeg_with(path, [_app1(doctype + packet)])
    return path


def damaged_xmp_header(path: Path, credit: str = "Zoë Dvořák/North Sea Pictures") -> Path:
    """A JPEG with sound XMP behind a damaged segment header, as some agencies' files have."""
    packet = _packet(f"<photoshop:Credit>{credit}</photoshop:Credit>")
    _jpeg_with(path, [_app1(packet, DAMAGED_XMP_HEADER)])
    return path


def latin1_iptc(
    path: Path, caption: str = "Les pilotes du port, à Norvik, là où l’été dure"
) -> Path:
    """IPTC-IIM in Windows-1252 with no 1:90 to say so: as UTF-8 it cannot be decoded."""
    _jpeg_with(path, [_app13({(2, 120): caption.encode("cp1252")})])
    return path


def utf8_iptc(
    path: Path, caption: str = "Zoë Dvořák, на рейде, 港", *, declared: bool = True
) -> Path:
    """IPTC-IIM in UTF-8, with 1:90 saying so or, as many files do, without."""
    fields = {(2, 120): caption.encode()}
    _jpeg_with(path, [_app13(({(1, 90): b"\x1b%G"} if declared else {}) | fields)])
    return path


def stale_exif_description(path: Path) -> Path:
    """XMP and IIM hold the agency's new caption, EXIF an older one from another assignment."""
    photos.agency_jpeg(path)
    photos.write_metadata(path, exif={"Exif.Image.ImageDescription": "Ribbon cutting, 2019"})
    return path


def camera_junk(path: Path) -> Path:
    """The only words in the file are those the camera writes into every file."""
    return photos.jpeg(
        path,
        exif={
            "Exif.Image.ImageDescription": "OLYMPUS DIGITAL CAMERA         ",
            "Exif.Image.Make": "OLYMPUS CORPORATION",
            "Exif.Photo.DateTimeOriginal": "2026:11:20 07:12:00",
        },
    )


def gray16(path: Path) -> Path:
    """16-bit gray, PNG or TIFF by the path's ending: a careless `convert("L")` is all white."""
    size = (256, 64)
    values = struct.pack(
        f"<{size[0] * size[1]}H", *[x * 257 for _ in range(64) for x in range(256)]
    )
    Image.frombytes("I;16", size, values).save(path)
    return path


def cmyk_jpeg(path: Path) -> Path:
    """Four colours for print; browsers show such a file wrongly or not at all."""
    return photos.jpeg(path, mode="CMYK")


def invalid_icc(path: Path) -> Path:
    """A JPEG whose colour profile is noise."""
    return photos.jpeg(path, icc=b"not a profile" * 20)


def _packet(inner: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f"{inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png_with_xmp(path: Path, packet: bytes) -> None:
    buffer = io.BytesIO()
    photos.picture().save(buffer, "PNG")
    whole = buffer.getvalue()
    # After the signature (8 bytes) and the IHDR chunk (25 bytes).
    text = _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)
    path.write_bytes(whole[:33] + text + whole[33:])


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _app1(packet: bytes, header: bytes = XMP_HEADER) -> bytes:
    return _segment(0xE1, header + packet)


def _app13(datasets: dict[tuple[int, int], bytes]) -> bytes:
    """A Photoshop resource block (0x0404) holding IIM datasets."""
    iim = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for (record, number), value in datasets.items()
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iim)) + iim + bytes(len(iim) % 2)
    return _segment(0xED, b"Photoshop 3.0\0" + resource)


def _jpeg_with(path: Path, segments: list[bytes]) -> None:
    buffer = io.BytesIO()
    photos.picture().save(buffer, "JPEG", quality=88)
    whole = buffer.getvalue()
    path.write_bytes(whole[:2] + b"".join(segments) + whole[2:])
