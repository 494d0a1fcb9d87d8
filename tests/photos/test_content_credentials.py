"""Content Credentials are noticed in every format, and nothing else is taken for them."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from PIL import Image, TiffImagePlugin

from editorial.photos.metadata.content_credentials import TIFF_TAG, has_manifest
from editorial.photos.metadata.reading import read_metadata
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path

JUMBF = b"\0\0\0\x2ajumb\0\0\0\x1ejumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0" + bytes(
    8
)


def _jpeg(path: Path) -> None:
    content = b"JP\0\1\0\0\0\1" + JUMBF
    hostile._jpeg_with(path, [hostile._segment(0xEB, content)])


def _png(path: Path) -> None:
    whole = photos.png(path).read_bytes()
    path.write_bytes(whole[:33] + hostile._chunk(b"caBX", JUMBF) + whole[33:])


def _webp(path: Path) -> None:
    whole = photos.webp(path).read_bytes()
    body = whole[8:] + b"C2PA" + struct.pack("<I", len(JUMBF)) + JUMBF + bytes(len(JUMBF) & 1)
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)


def _avif(path: Path) -> None:
    box = bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + JUMBF
    whole = photos.avif(path).read_bytes()
    path.write_bytes(whole + struct.pack(">I", len(box) + 8) + b"uuid" + box)


def _tiff(path: Path) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[TIFF_TAG] = JUMBF
    tags.tagtype[TIFF_TAG] = 7
    photos.picture().save(path, "TIFF", tiffinfo=tags)


def _elsewhere(path: Path) -> None:
    hostile._jpeg_with(
        path,
        [
            hostile._app1(
                hostile._packet(
                    "<dcterms:provenance xmlns:dcterms='http://purl.org/dc/terms/'>"
                    "https://example.org/a.c2pa</dcterms:provenance>"
                )
            )
        ],
    )


@pytest.mark.parametrize("make", [_jpeg, _png, _webp, _avif, _tiff, _elsewhere])
def test_they_are_noticed(make, tmp_path: Path) -> None:
    make(tmp_path / "a")
    assert read_metadata(tmp_path / "a").content_credentials


@pytest.mark.parametrize(
    "make", [photos.agency_jpeg, photos.png, photos.webp, photos.avif, photos.tiff]
)
def test_a_file_without_them_is_said_to_have_none(make, tmp_path: Path) -> None:
    assert not read_metadata(make(tmp_path / "a")).content_credentials


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("size", [0, 3, 20, 60])
def test_a_broken_outline_counts_as_none(kind: str, size: int) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, kind)
    assert not has_manifest(io.BytesIO(stream.getvalue()[:size]), kind)
    assert not has_manifest(io.BytesIO(b"\xff" * size), kind)
