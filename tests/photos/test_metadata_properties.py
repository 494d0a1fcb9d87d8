"""Whatever the bytes are, reading them ends in words or in a plain refusal."""

from __future__ import annotations

import contextlib
import functools
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.photos import imaging
from editorial.photos.alt_text import is_file_name
from editorial.photos.metadata import charset, iim, irb, rules
from editorial.photos.metadata.fields import FileMetadata
from editorial.photos.metadata.reading import metadata_of
from editorial.photos.metadata.xmp import UnsafeXmp, parse_xmp
from editorial.photos.opening import open_image
from editorial.system.errors import BadFile
from tests.generate import hostile, photos


@functools.cache
def _whole(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        if kind == "JPEG":
            return photos.agency_jpeg(path).read_bytes()
        make = {"PNG": photos.png, "WEBP": photos.webp, "TIFF": photos.tiff}[kind]
        xmp = {"Xmp.photoshop.Credit": "Zoë/NSP"}
        exif = {"Exif.Image.Model": "NIKON Z 9", "Exif.Photo.FNumber": "28/10"}
        return make(path, (64, 48), xmp=xmp, exif=exif, orientation=6).read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(kind: str, data, tmp_path: Path) -> None:
    raw = bytearray(_whole(kind))
    places = st.integers(0, min(len(raw), 6000) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=12)):
        raw[at] = value
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(1, len(raw) - 1)) :]
    path = tmp_path / "a.jpg"
    path.write_bytes(raw)
    # Any other exception is a fault of ours.
    with contextlib.suppress(BadFile), open_image(path) as image:
        assert isinstance(metadata_of(image, path), FileMetadata)
        (copy,) = imaging.upright_copies(image, [32], "a.jpg")
        assert copy.mode == "RGB"


@given(st.binary(max_size=400))
def test_blocks_of_any_bytes_are_read(block: bytes) -> None:
    for key, value in iim.parse_iim(b"\x1c" + block):
        assert len(key) == 2
        assert isinstance(value, bytes)
    for _, start, end in irb.resource_spans(b"8BIM" + block):
        assert 0 <= start <= end <= len(block) + 4


@given(st.lists(st.tuples(st.sampled_from(sorted(iim.DATASETS)), st.binary(max_size=300))))
def test_a_block_that_was_built_reads_back(datasets) -> None:
    assert iim.parse_iim(iim.build_iim(datasets)) == datasets


@given(st.text(max_size=300), st.integers(0, 64))
def test_text_survives_utf8_and_is_cut_on_letters(text: str, limit: int) -> None:
    stored = text.rstrip("\0").encode("utf-8", errors="ignore")
    assert charset.decode_text(stored, "utf-8") == (stored.decode(), False)
    cut = charset.cut_to_bytes(stored.decode(), limit)
    assert len(cut) <= limit
    assert stored.decode().startswith(cut.decode())


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "iso8859-5"]))
def test_any_bytes_become_text(raw: bytes, declared: str | None) -> None:
    text, guessed = charset.decode_text(raw, declared)
    assert isinstance(text, str)
    assert isinstance(guessed, bool)


@given(st.text(max_size=200) | st.binary(max_size=200).map(repr))
def test_any_xmp_is_read_or_left_out(inner: str) -> None:
    packet = hostile._packet(f"<dc:source>{inner}</dc:source>".encode("utf-8", "ignore").decode())
    with contextlib.suppress(UnsafeXmp):
        assert isinstance(parse_xmp(packet), dict)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    date = rules.iso_date(text)
    assert date == "" or (date[:4].isdigit() and len(date) <= 32)
    assert rules.iso_date(date) == date


@given(st.text())
def test_any_text_is_alt_text_or_a_file_name(text: str) -> None:
    assert is_file_name(text) in {True, False}
    assert is_file_name(f"{text.strip()[:100]}x.jpg")


def test_very_long_texts_are_looked_at_quickly(tmp_path: Path) -> None:
    for piece in ("a-", "1_", "IMG 1", "f1", "((", "scaled-"):
        assert not is_file_name(piece * 50_000)
    stream = io.BytesIO()
    photos.picture().save(stream, "PNG")
    path = tmp_path / "a.png"
    hostile._png_with_xmp(
        path,
        hostile._packet(f"<photoshop:Credit>{'Zoë ' * 20_000}</photoshop:Credit>"),
    )
    with open_image(path) as image:
        found = metadata_of(image, path)
    assert len(found.credit) == 50_000
    assert found.warnings == ("A text of it (Credit) is very long and was cut.",)
