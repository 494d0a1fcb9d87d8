"""What a file says is read by the rules: XMP, then IIM, then EXIF, and never the camera's junk."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest
from PIL import Image

from editorial.photos.metadata import charset, rules
from editorial.photos.metadata.iim import build_iim
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.metadata.xmp import UnsafeXmp, first_text, parse_xmp
from editorial.system.errors import BadFile
from tests.generate import hostile, photos

ALL_XMP = {
    "Xmp.dc.title": "Pilots 3",
    "Xmp.photoshop.Headline": "Pilots’ strike",
    "Xmp.dc.description": "Pilot boats, Norvik",
    "Xmp.iptc.AltTextAccessibility": "Five small boats.",
    "Xmp.iptc.ExtDescrAccessibility": "Five boats with orange cabins lie side by side.",
    "Xmp.dc.subject": ["pilots", "strike"],
    "Xmp.dc.creator": ["Zoë Dvořák", "Ana Ruiz"],
    "Xmp.photoshop.AuthorsPosition": "Staff",
    "Xmp.photoshop.Credit": "North Sea Pictures",
    "Xmp.photoshop.Source": "North Sea Agency",
    "Xmp.dc.rights": "© 2026 North Sea Pictures",
    "Xmp.xmpRights.UsageTerms": "Editorial use only",
    "Xmp.xmpRights.WebStatement": "https://example.org/licence",
    "Xmp.photoshop.Instructions": "No sales",
    "Xmp.photoshop.TransmissionReference": "NSP-17",
    "Xmp.photoshop.DateCreated": "2026-11-20T07:12:00+01:00",
    "Xmp.iptc.Location": "Inner quay",
    "Xmp.photoshop.City": "Norvik",
    "Xmp.photoshop.State": "Vest",
    "Xmp.photoshop.Country": "Norway",
    "Xmp.iptc.CountryCode": "NOR",
    "Xmp.iptcExt.DigitalSourceType": (
        "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    ),
}


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.webp, photos.tiff])
def test_every_field_is_read_from_xmp_in_every_format(make, tmp_path: Path) -> None:
    found = read_metadata(make(tmp_path / "photo", xmp=ALL_XMP))
    assert (found.title, found.headline) == ("Pilots 3", "Pilots’ strike")
    assert (found.caption, found.alt) == ("Pilot boats, Norvik", "Five small boats.")
    assert found.extended_description == "Five boats with orange cabins lie side by side."
    assert found.keywords == ("pilots", "strike")
    assert found.creators == ("Zoë Dvořák", "Ana Ruiz")
    assert found.creator_title == "Staff"
    assert (found.credit, found.source) == ("North Sea Pictures", "North Sea Agency")
    assert found.copyright == "© 2026 North Sea Pictures"
    assert found.usage_terms == "Editorial use only"
    assert found.web_statement == "https://example.org/licence"
    assert (found.instructions, found.job_id) == ("No sales", "NSP-17")
    assert found.date_created == "2026-11-20T07:12:00+01:00"
    assert (found.sublocation, found.city, found.state) == ("Inner quay", "Norvik", "Vest")
    assert (found.country, found.country_code) == ("Norway", "NOR")
    assert found.digital_source_type.endswith("/digitalCapture")
    assert found.xmp_packet is not None
    assert found.properties["Xmp.photoshop.Credit"] == "North Sea Pictures"
    assert not found.warnings


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.tiff])
def test_every_field_is_read_from_iim_where_there_is_no_xmp(make, tmp_path: Path) -> None:
    iptc = {
        "Iptc.Application2.ObjectName": "Pilots 3",
        "Iptc.Application2.Headline": "Pilots’ strike",
        "Iptc.Application2.Caption": "Pilot boats, Norvik",
        "Iptc.Application2.Keywords": ["pilots", "strike"],
        "Iptc.Application2.Byline": ["Zoë Dvořák", "Ana Ruiz"],
        "Iptc.Application2.Credit": "North Sea Pictures",
        "Iptc.Application2.Source": "North Sea Agency",
        "Iptc.Application2.Copyright": "© 2026",
        "Iptc.Application2.City": "Norvik",
        "Iptc.Application2.DateCreated": "2026-11-20",
        "Iptc.Application2.TimeCreated": "07:12:00+01:00",
    }
    path = make(tmp_path / "photo")
    photos.write_metadata(path, iptc=iptc)
    found = read_metadata(path)
    assert (found.title, found.headline) == ("Pilots 3", "Pilots’ strike")
    assert found.caption == "Pilot boats, Norvik"
    assert found.keywords == ("pilots", "strike")
    assert found.creators == ("Zoë Dvořák", "Ana Ruiz")
    assert (found.credit, found.source) == ("North Sea Pictures", "North Sea Agency")
    assert (found.copyright, found.city) == ("© 2026", "Norvik")
    assert found.date_created == "2026-11-20T07:12:00+01:00"


def test_creator_source_copyright_and_credit_are_never_derived(tmp_path: Path) -> None:
    for key, name in (
        ("Xmp.photoshop.Credit", "credit"),
        ("Xmp.photoshop.Source", "source"),
        ("Xmp.dc.rights", "copyright"),
    ):
        found = read_metadata(photos.jpeg(tmp_path / f"{name}.jpg", xmp={key: "Zoë Dvořák"}))
        words = {n: getattr(found, n) for n in ("credit", "source", "copyright")}
        assert words == {"credit": "", "source": "", "copyright": "", name: "Zoë Dvořák"}
        assert found.creators == ()


def test_xmp_wins_over_iim_without_a_digest(tmp_path: Path) -> None:
    path = photos.jpeg(
        tmp_path / "a.jpg",
        xmp={"Xmp.photoshop.Credit": "From XMP"},
        iptc={"Iptc.Application2.Credit": "From IIM"},
    )
    assert read_metadata(path).credit == "From XMP"


def test_iim_wins_where_the_digest_says_it_was_edited_last(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    block = build_iim([((1, 90), b"\x1b%G"), ((2, 110), b"From IIM")])
    packet = "<photoshop:Credit>From XMP</photoshop:Credit>"
    hostile._jpeg_with(path, [hostile._app1(hostile._packet(packet)), _app13(block, b"\x01" * 16)])
    assert read_metadata(path).credit == "From IIM"
    digest = hashlib.md5(block, usedforsecurity=False).digest()
    hostile._jpeg_with(path, [hostile._app1(hostile._packet(packet)), _app13(block, digest)])
    assert read_metadata(path).credit == "From XMP"


def test_an_iim_text_cut_at_its_limit_does_not_replace_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    whole = "Zoë Dvořák/North Sea Pictures via Réuters"
    block = build_iim([((1, 90), b"\x1b%G"), ((2, 110), charset.cut_to_bytes(whole, 32))])
    packet = f"<photoshop:Credit>{whole}</photoshop:Credit>"
    hostile._jpeg_with(path, [hostile._app1(hostile._packet(packet)), _app13(block, b"\x01" * 16)])
    assert read_metadata(path).credit == whole


def test_exif_speaks_only_where_nothing_else_does(tmp_path: Path) -> None:
    stale = read_metadata(hostile.stale_exif_description(tmp_path / "stale.jpg"))
    assert stale.caption == "Pilot boats tied up at the inner quay in Norvik, 20 November 2026."
    only = photos.jpeg(
        tmp_path / "only.jpg",
        exif={
            "Exif.Image.ImageDescription": "Boats at Norvik",
            "Exif.Image.Artist": "Zoë Dvořák; Ana Ruiz",
            "Exif.Image.Copyright": "© Zoë",
            "Exif.Photo.DateTimeOriginal": "2026:11:20 07:12:00",
            "Exif.Photo.OffsetTimeOriginal": "+01:00",
        },
    )
    found = read_metadata(only)
    assert found.caption == "Boats at Norvik"
    assert found.creators == ("Zoë Dvořák", "Ana Ruiz")
    assert found.copyright == "© Zoë"
    assert found.date_created == "2026-11-20T07:12:00+01:00"
    assert found.credit == ""


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "DCIM\\100MEDIA\\DJI_0042.JPG",
        "IMG_2213.JPG",
        "Created with GIMP",
    ],
)
def test_camera_junk_is_no_caption(text: str, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", exif={"Exif.Image.ImageDescription": text})
    assert read_metadata(path).caption == ""
    # Programs copy it into the other blocks too.
    path = photos.jpeg(tmp_path / "b.jpg", xmp={"Xmp.dc.description": text})
    assert read_metadata(path).caption == ""


def test_camera_facts_are_read(tmp_path: Path) -> None:
    path = photos.jpeg(
        tmp_path / "a.jpg",
        exif={
            "Exif.Image.Make": "NIKON CORPORATION",
            "Exif.Image.Model": "NIKON Z 9",
            "Exif.Photo.FocalLength": "400/1",
            "Exif.Photo.FNumber": "28/10",
            "Exif.Photo.ExposureTime": "1/1600",
            "Exif.Photo.ISOSpeedRatings": "640",
        },
    )
    assert read_metadata(path).camera == {
        "make": "NIKON CORPORATION",
        "model": "NIKON Z 9",
        "focal_length": "400 mm",
        "aperture": "f/2.8",
        "exposure": "1/1600 s",
        "iso": "640",
    }


def test_windows_1252_is_read_and_marked_as_guessed(tmp_path: Path) -> None:
    found = read_metadata(hostile.latin1_iptc(tmp_path / "a.jpg"))
    assert found.caption == "Les pilotes du port, à Norvik, là où l’été dure"
    assert found.guessed_charset
    assert found.warnings == ("Its text names no character set: check the accents.",)


@pytest.mark.parametrize("declared", [True, False])
def test_utf8_is_read_whether_declared_or_not(declared: bool, tmp_path: Path) -> None:
    found = read_metadata(hostile.utf8_iptc(tmp_path / "a.jpg", declared=declared))
    assert found.caption == "Zoë Dvořák, на рейде, 港"
    assert not found.guessed_charset


@pytest.mark.parametrize(
    ("raw", "escape", "text", "guessed"),
    [
        ("Порт".encode("iso8859-5"), b"\x1b-L", "Порт", False),
        ("Zoë Dvořák".encode("iso8859-2"), b"\x1b.B", "Zoë Dvořák", False),
        ("Zoë".encode("cp1252"), b"", "Zoë", True),
        ("Zoë".encode(), b"", "Zoë", False),
        ("Réuters Zoë".encode()[:-1], b"", "Réuters Zo", False),
        ("Zoë".encode()[:-1], b"\x1b%G", "Zo", False),
        (b"plain", b"", "plain", False),
    ],
)
def test_character_sets(raw: bytes, escape: bytes, text: str, guessed: bool) -> None:
    assert charset.decode_text(raw, charset.declared_charset(escape)) == (text, guessed)


def test_a_damaged_xmp_header_is_accepted(tmp_path: Path) -> None:
    path = hostile.damaged_xmp_header(tmp_path / "a.jpg")
    assert read_metadata(path).credit == "Zoë Dvořák/North Sea Pictures"


def test_xmp_in_utf16_with_junk_behind_it_is_read() -> None:
    packet = hostile._packet("<photoshop:Credit>Zoë</photoshop:Credit>").decode()
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert parse_xmp(packet.encode(encoding))["Xmp.photoshop.Credit"] == "Zoë"
    junk = packet.encode() + b"\0\0<?xpacket end='w'?>\0garbage<<<"
    assert parse_xmp(junk)["Xmp.photoshop.Credit"] == "Zoë"


def test_rdf_in_all_its_forms_is_read() -> None:
    packet = hostile._packet(
        "</rdf:Description><rdf:Description xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/'"
        " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:City='Norvik'>"
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'>"
        "<plus:LicensorName>NSP</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>"
        "<plus:DataMining rdf:resource='http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED'/>"
        "<photoshop:Source><rdf:Description><rdf:value>North</rdf:value></rdf:Description>"
        "</photoshop:Source>"
    )
    found = parse_xmp(packet)
    assert found["Xmp.photoshop.City"] == "Norvik"
    assert found["Xmp.plus.Licensor"] == [{"plus.LicensorName": "NSP"}]
    assert found["Xmp.plus.DataMining"].endswith("DMI-PROHIBITED")
    assert found["Xmp.photoshop.Source"] == "North"


def test_the_default_language_is_taken() -> None:
    assert first_text({"de": "Boote", "x-default": "Boats"}) == "Boats"
    assert first_text({"de": "Boote", "en-US": "Boats"}) == "Boats"
    assert first_text({"de": "Boote"}) == "Boote"
    assert first_text([]) == ""


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (hostile.huge_xmp, "too large"),
        (hostile.nested_xmp, "too deep"),
        (hostile.entity_xmp, "entities"),
    ],
)
def test_dangerous_xmp_is_left_out_and_said_so(make, reason: str, tmp_path: Path) -> None:
    (warning,) = read_metadata(make(tmp_path / "a")).warnings
    assert "XMP" in warning
    assert reason in warning


def test_broken_xmp_says_what_is_wrong() -> None:
    for packet in (b"", b"<x:xmpmeta>", b"<rdf:RDF><a></rdf:RDF>"):
        with pytest.raises(UnsafeXmp):
            parse_xmp(packet)


def test_a_file_name_as_alt_text_is_not_taken(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", xmp={"Xmp.iptc.AltTextAccessibility": "IMG_2213"})
    found = read_metadata(path)
    assert found.alt == ""
    assert "IMG_2213" in found.warnings[0]


def test_a_damaged_exif_block_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    photos.picture().save(path, "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + b"\xff" * 40)
    assert read_metadata(path).caption == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026:11:20 07:12:00", "2026-11-20T07:12:00"),
        ("2026-11-20T07:12:00.25+0100", "2026-11-20T07:12:00.25+01:00"),
        ("2026-11-20T07:12Z", "2026-11-20T07:12:00Z"),
        ("2026-11", "2026-11"),
        ("2026-00-00", "2026"),
        ("0000:00:00 00:00:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_far_as_they_go(text: str, date: str) -> None:
    assert rules.iso_date(text) == date


def test_iim_dates_may_lack_month_and_time() -> None:
    assert rules.iim_date("20260000", "") == "2026"
    assert rules.iim_date("20261120", "071200+0100") == "2026-11-20T07:12:00+01:00"
    assert rules.iim_date("2026", "") == ""


def test_formats_that_are_not_taken_in_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.bmp"
    Image.new("RGB", (4, 4)).save(path, "BMP")
    with pytest.raises(BadFile, match=r"a\.bmp is a BMP picture"):
        read_metadata(path)


def _app13(block: bytes, digest: bytes) -> bytes:
    body = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block + bytes(len(block) % 2)
    body += b"8BIM\x04\x25\0\0" + struct.pack(">I", 16) + digest
    return hostile._segment(0xED, b"Photoshop 3.0\0" + body)
