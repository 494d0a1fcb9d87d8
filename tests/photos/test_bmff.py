"""XMP in AVIF: put in, replaced, read by others, without touching a coded byte."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from editorial.photos.metadata import bmff
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path

PACKET = hostile._packet("<photoshop:Credit>Zoë</photoshop:Credit>")


@pytest.fixture(scope="module")
def plain() -> bytes:
    stream = io.BytesIO()
    photos.picture((48, 32)).save(stream, "AVIF", speed=10)
    return stream.getvalue()


def _pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def test_a_packet_is_put_in_and_replaced(plain: bytes, exiftool, tmp_path: Path) -> None:
    assert bmff.xmp_of(plain) is None
    once = bmff.with_xmp(plain, PACKET)
    longer = hostile._packet(f"<photoshop:Credit>{'NSP ' * 500}</photoshop:Credit>")
    twice = bmff.with_xmp(once, longer)
    for data, packet in ((once, PACKET), (twice, longer)):
        assert bmff.xmp_of(data) == packet
        assert _pixels(data) == _pixels(plain)
        with Image.open(io.BytesIO(data)) as image:
            assert image.info["xmp"] == packet
    path = tmp_path / "a.avif"
    path.write_bytes(once)
    found = exiftool(path)
    assert found["XMP-photoshop:Credit"] == "Zoë"
    assert "ExifTool:Warning" not in found


def test_a_packet_that_another_program_wrote_is_replaced(tmp_path: Path) -> None:
    data = photos.avif(tmp_path / "a.avif", xmp=PACKET).read_bytes()
    assert bmff.xmp_of(data) == PACKET
    again = bmff.with_xmp(data, b"<x:xmpmeta/>")
    assert bmff.xmp_of(again) == b"<x:xmpmeta/>"
    assert _pixels(again) == _pixels(data)


def test_transparency_and_its_own_item_survive() -> None:
    stream = io.BytesIO()
    picture = photos.picture((48, 32)).convert("RGBA")
    picture.putalpha(100)
    picture.save(stream, "AVIF", speed=10)
    data = stream.getvalue()
    with Image.open(io.BytesIO(bmff.with_xmp(data, PACKET))) as image:
        assert image.mode == "RGBA"
        assert image.tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_a_last_box_without_a_length_is_refused(plain: bytes) -> None:
    at = plain.rindex(b"mdat") - 4
    endless = plain[:at] + struct.pack(">I", 0) + plain[at + 4 :]
    with pytest.raises(bmff.OddFile, match="no length"):
        bmff.with_xmp(endless, PACKET)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_files_are_refused_or_written(plain: bytes, data) -> None:
    raw = bytearray(plain)
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(4, len(raw) - 1), st.integers(0, 255)), max_size=8)
    ):
        raw[at] = value
    del raw[data.draw(st.integers(16, len(raw))) :]
    try:
        written = bmff.with_xmp(bytes(raw), PACKET)
    except bmff.OddFile:
        return
    assert written.endswith(PACKET)
