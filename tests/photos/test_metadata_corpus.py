"""Files as they come from the field: odd, damaged or old, and what is read out of them.

All are made here after faults seen in files of agencies, cameras and picture programs.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

import pytest

from editorial.photos.metadata import charset
from editorial.photos.metadata.embedding import embed_metadata
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.metadata.iim import DATASETS
from editorial.photos.metadata.reading import read_metadata
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
UNKNOWN = "<dc:relation>kept</dc:relation>"


def utf16_xmp(path: Path) -> Path:
    """Older Windows programs wrote the packet in UTF-16."""
    packet = hostile._packet(f"<photoshop:Credit>Zoë</photoshop:Credit>{UNKNOWN}").decode()
    hostile._jpeg_with(path, [hostile._app1(packet.encode("utf-16"))])
    return path


def junk_behind_xmp(path: Path) -> Path:
    """The segment is longer than the packet, and what is behind it is noise."""
    packet = hostile._packet(f"<photoshop:Credit>Zoë</photoshop:Credit>{UNKNOWN}")
    hostile._jpeg_with(path, [hostile._app1(packet + b"\0\0<<<noise>>>\xff\xfe" * 3)])
    return path


def two_packets(path: Path) -> Path:
    """A program put its packet before the one that was there and left that standing."""
    new = hostile._packet(f"<photoshop:Credit>Zoë</photoshop:Credit>{UNKNOWN}")
    old = hostile._packet("<photoshop:Credit>Old</photoshop:Credit>")
    hostile._jpeg_with(path, [hostile._app1(new), hostile._app1(old)])
    return path


def damaged_header(path: Path) -> Path:
    """The first letters of the segment's header are overwritten; the packet is sound."""
    packet = hostile._packet(f"<photoshop:Credit>Zoë</photoshop:Credit>{UNKNOWN}")
    hostile._jpeg_with(path, [hostile._app1(packet, hostile.DAMAGED_XMP_HEADER)])
    return path


def extended_xmp(path: Path) -> Path:
    """What does not fit into 64 kB lies in segments of its own, here in two and out of order."""
    whole = hostile._packet(f"{UNKNOWN}<photoshop:History>{'x' * 3000}</photoshop:History>")
    guid = hashlib.md5(whole, usedforsecurity=False).hexdigest().upper().encode()
    main = hostile._packet(
        "<photoshop:Credit>Zoë</photoshop:Credit><xmpNote:HasExtendedXMP "
        f"xmlns:xmpNote='http://ns.adobe.com/xmp/note/'>{guid.decode()}</xmpNote:HasExtendedXMP>"
    )
    half = len(whole) // 2
    parts = [
        hostile._segment(0xE1, EXTENSION + guid + struct.pack(">II", len(whole), at) + piece)
        for at, piece in ((half, whole[half:]), (0, whole[:half]))
    ]
    hostile._jpeg_with(path, [hostile._app1(main), *parts])
    return path


@pytest.mark.parametrize(
    "make", [utf16_xmp, junk_behind_xmp, two_packets, damaged_header, extended_xmp]
)
def test_odd_xmp_is_read_and_survives_an_edit(make, exiftool, tmp_path: Path) -> None:
    path = make(tmp_path / "a.jpg")
    found = read_metadata(path)
    assert found.credit == "Zoë"
    assert found.properties["Xmp.dc.relation"] in ("kept", ["kept"])
    embed_metadata(path, EmbeddedFields(credit="Zoë/NSP", people=("Ida",)))
    after = read_metadata(path)
    assert (after.credit, after.people) == ("Zoë/NSP", ("Ida",))
    assert after.properties["Xmp.dc.relation"] in ("kept", ["kept"])
    judged = exiftool(path)
    assert judged["XMP-photoshop:Credit"] == "Zoë/NSP"
    assert judged["XMP-dc:Relation"] in ("kept", ["kept"])


@pytest.mark.parametrize("text", ["Café près de la gare", "Zürich", "Málaga, señor", "À Genève"])
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_letters_of_old_programs_are_guessed(text: str, encoding: str) -> None:
    assert charset.decode_text(text.encode(encoding), None) == (text, True)


def test_quotation_marks_of_windows_are_not_taken_for_letters_of_the_mac() -> None:
    text = "“It’s over” – the pilots’ strike… costs €5"
    assert charset.decode_text(text.encode("cp1252"), None)[0] == text


@pytest.mark.parametrize(
    ("key", "name"),
    [((2, 110), "credit"), ((2, 105), "headline"), ((2, 120), "caption"), ((2, 122), None)],
)
def test_a_letter_cut_by_the_byte_limit_does_not_spoil_the_rest(
    key: tuple[int, int], name: str | None, tmp_path: Path
) -> None:
    limit = DATASETS[key].limit
    whole = "ø" * limit
    # Cut by bytes, as careless programs do: the last letter is half.
    raw = ("x" + whole).encode()[:limit]
    hostile._jpeg_with(tmp_path / "a.jpg", [hostile._app13({(1, 90): b"\x1b%G", key: raw})])
    found = getattr(read_metadata(tmp_path / "a.jpg"), name or "caption_writer")
    assert found == "x" + "ø" * ((limit - 1) // 2)


def test_the_whole_text_of_xmp_goes_before_its_cut_twin_in_iim(exiftool, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    credit = "Zoë Dvořák/North Sea Pictures via Réuters"
    embed_metadata(path, EmbeddedFields(credit=credit))
    raw = path.read_bytes()
    assert raw.count(credit.encode()) == 1
    assert read_metadata(path).credit == credit
    assert exiftool(path)["IPTC:Credit"] == "Zoë Dvořák/North Sea Pictures"
