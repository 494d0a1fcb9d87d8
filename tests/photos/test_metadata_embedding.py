"""Words are written without loss; exiftool is the judge."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from editorial.photos.metadata.charset import cut_to_bytes
from editorial.photos.metadata.embedding import embed_into, embed_metadata
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.metadata.reading import read_metadata
from editorial.system.errors import BadFile
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = EmbeddedFields(
    title="Pilots 3",
    headline="Pilots’ strike",
    caption="Pilot boats, Norvik.\nSecond line, “quoted”, lang=x <&>",
    alt="Five small boats.",
    extended_description="Five boats with orange cabins.",
    keywords=("pilots", "strike, wild"),
    people=("Ida Holm", "Łukasz Żak"),
    creators=("Zoë Dvořák", "Ana Ruiz"),
    creator_title="Staff",
    caption_writer="IH",
    credit="Zoë Dvořák/North Sea Pictures via Réuters/Pool",
    source="North Sea Agency",
    copyright="© 2026 North Sea Pictures",
    usage_terms="Editorial use only",
    web_statement="https://example.org/licence",
    licensors=(("North Sea Pictures", "https://example.org/buy"), ("Réuters", "")),
    data_mining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    model_release="MR-LMR",
    property_release="PR-NAP",
    instructions="No sales",
    job_id="NSP-17",
    date_created="2026-11-20T07:12:00+01:00",
    sublocation="Inner quay",
    city="Norvik",
    state="Vest",
    country="Norway",
    country_code="NOR",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    ai_system="Upscaler",
    ai_system_version="2.1b",
    ai_prompt="Sharpen the quay",
    ai_prompt_writer="Ida Holm",
    rating=4,
)
ALL_FORMATS = [photos.jpeg, photos.png, photos.webp, photos.tiff, photos.avif]


@pytest.mark.parametrize("make", ALL_FORMATS)
def test_all_fields_come_back_and_the_pixels_stay(make, tmp_path: Path) -> None:
    path = make(tmp_path / "photo", (64, 48))
    with Image.open(path) as image:
        before = image.convert("RGB").tobytes()
    embed_metadata(path, FIELDS)
    found = read_metadata(path)
    for name in EmbeddedFields.__dataclass_fields__:
        assert getattr(found, name) == getattr(FIELDS, name), name
    with Image.open(path) as image:
        assert image.convert("RGB").tobytes() == before


def test_exiftool_reads_both_blocks_of_a_jpeg(exiftool, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    embed_metadata(path, FIELDS)
    found = exiftool(path)
    assert found["XMP-photoshop:Credit"] == FIELDS.credit
    assert found["XMP-dc:Creator"] == ["Zoë Dvořák", "Ana Ruiz"]
    assert found["XMP-iptcCore:AltTextAccessibility"] == "Five small boats."
    assert found["XMP-xmpRights:UsageTerms"] == "Editorial use only"
    assert found["XMP-iptcExt:DigitalSourceType"].endswith("digitalCapture")
    assert found["IPTC:CodedCharacterSet"] == "UTF8"
    # 32 bytes, three letters of which take two.
    assert found["IPTC:Credit"] == "Zoë Dvořák/North Sea Pictures"
    assert found["IPTC:By-line"] == ["Zoë Dvořák", "Ana Ruiz"]
    assert found["IPTC:CopyrightNotice"] == FIELDS.copyright
    assert found["IPTC:Caption-Abstract"] == FIELDS.caption
    assert found["IPTC:DateCreated"] == "2026:11:20"
    assert found["IPTC:TimeCreated"] == "07:12:00+01:00"
    assert "ExifTool:Warning" not in found


def test_empty_fields_leave_what_is_there(exiftool, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    photos.write_metadata(path, exif={"Exif.Image.Model": "NIKON Z 9"})
    before = exiftool(path)
    embed_metadata(path, EmbeddedFields(credit="Réuters/Ana Ruiz"))
    after = exiftool(path)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    kept_apart = {key for key in changed if not key.startswith(("System:", "SourceFile"))}
    assert kept_apart == {"XMP-photoshop:Credit", "IPTC:Credit", "File:CurrentIPTCDigest"}


@pytest.mark.parametrize("make", ALL_FORMATS)
def test_exiftool_reads_every_field_in_every_format(make, exiftool, tmp_path: Path) -> None:
    path = make(tmp_path / "photo", (64, 48))
    embed_metadata(path, FIELDS)
    found = exiftool(path, "-struct")
    for key, value in {
        "XMP-dc:Title": FIELDS.title,
        "XMP-dc:Description": FIELDS.caption,
        "XMP-dc:Subject": list(FIELDS.keywords),
        "XMP-photoshop:CaptionWriter": "IH",
        "XMP-iptcExt:PersonInImage": list(FIELDS.people),
        "XMP-plus:Licensor": [
            {"LicensorName": "North Sea Pictures", "LicensorURL": "https://example.org/buy"},
            {"LicensorName": "Réuters"},
        ],
        "XMP-plus:ModelReleaseStatus": "Limited or Incomplete Model Releases",
        "XMP-plus:PropertyReleaseStatus": "Not Applicable",
        "XMP-iptcExt:AISystemUsed": "Upscaler",
        "XMP-iptcExt:AISystemVersionUsed": "2.1b",
        "XMP-iptcExt:AIPromptInformation": "Sharpen the quay",
        "XMP-iptcExt:AIPromptWriterName": "Ida Holm",
        "XMP-xmp:Rating": 4,
    }.items():
        assert found[key] == value, key
    assert found["XMP-plus:DataMining"].endswith("DMI-PROHIBITED")
    assert "ExifTool:Warning" not in found


@pytest.mark.parametrize("make", ALL_FORMATS)
def test_what_is_emptied_is_gone_and_the_rest_stays(make, exiftool, tmp_path: Path) -> None:
    path = make(tmp_path / "photo", (64, 48))
    embed_metadata(path, FIELDS)
    data = embed_into(path.read_bytes(), EmbeddedFields(credit="NSP"), name="a", whole=True)
    path.write_bytes(data)
    found = read_metadata(path)
    for name in EmbeddedFields.__dataclass_fields__:
        assert getattr(found, name) == getattr(EmbeddedFields(credit="NSP"), name), name
    left = {key for key in exiftool(path) if key.startswith(("XMP-", "IPTC:"))}
    assert left <= {
        "XMP-x:XMPToolkit", "XMP-photoshop:Credit", "IPTC:Credit", "IPTC:CodedCharacterSet",
        "IPTC:ApplicationRecordVersion", "IPTC:EnvelopeRecordVersion",
    }  # fmt: skip


def test_exif_words_follow_where_they_stand(exiftool, tmp_path: Path) -> None:
    path = hostile.stale_exif_description(tmp_path / "a.jpg")
    photos.write_metadata(path, exif={"Exif.Image.Artist": "Old", "Exif.Image.Model": "Z 9"})
    fields = EmbeddedFields(caption="The new words", credit="NSP")
    path.write_bytes(embed_into(path.read_bytes(), fields, name="a", whole=True))
    found = exiftool(path)
    assert found["IFD0:ImageDescription"] == "The new words"
    assert "IFD0:Artist" not in found
    assert found["IFD0:Model"] == "Z 9"


def test_other_languages_are_kept(exiftool, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    _exiftool_writes(path, "-XMP-dc:Description-de=Boote", "-XMP-dc:Description=Boats")
    embed_metadata(path, EmbeddedFields(caption="Ships"))
    found = exiftool(path)
    assert found["XMP-dc:Description"] == "Ships"
    assert found["XMP-dc:Description-de"] == "Boote"


def test_a_licensor_keeps_what_is_not_ours(exiftool, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    _exiftool_writes(
        path, "-XMP-plus:Licensor={LicensorName=NSP,LicensorTelephone1=+47 1,LicensorEmail=a@b.no}"
    )
    embed_metadata(path, EmbeddedFields(licensors=(("NSP", ""),), credit="NSP"))
    assert exiftool(path)["XMP-plus:LicensorTelephone1"] == "+47 1"
    embed_metadata(path, EmbeddedFields(licensors=(("Another", ""),)))
    found = exiftool(path)
    assert found["XMP-plus:LicensorName"] == "Another"
    assert "XMP-plus:LicensorEmail" not in found


def test_the_iptc_digest_is_kept_true(exiftool, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    _exiftool_writes(path, "-IPTCDigest=new")
    old = exiftool(path)["Photoshop:IPTCDigest"]
    embed_metadata(path, EmbeddedFields(credit="Réuters/Ana Ruiz"))
    found = exiftool(path)
    assert found["Photoshop:IPTCDigest"] != old
    # exiftool computes it anew and says when it does not agree.
    assert found["File:CurrentIPTCDigest"] == found["Photoshop:IPTCDigest"]
    assert read_metadata(path).credit == "Réuters/Ana Ruiz"


def test_another_character_set_is_turned_into_utf8(exiftool, tmp_path: Path) -> None:
    path = hostile.latin1_iptc(tmp_path / "a.jpg")
    embed_metadata(path, EmbeddedFields(credit="Zoë"))
    found = exiftool(path)
    assert found["IPTC:Caption-Abstract"] == "Les pilotes du port, à Norvik, là où l’été dure"
    assert found["IPTC:Credit"] == "Zoë"
    assert not read_metadata(path).guessed_charset


def test_a_text_too_long_for_the_file_is_refused_and_the_file_kept(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    with pytest.raises(BadFile, match=r"a\.jpg"):
        embed_metadata(path, EmbeddedFields(caption="word " * 20_000))
    assert path.read_bytes() == before


@pytest.mark.parametrize(("limit", "cut"), [(3, "Zo"), (4, "Zoë"), (0, ""), (99, "Zoë")])
def test_cutting_respects_letters(limit: int, cut: str) -> None:
    assert cut_to_bytes("Zoë", limit).decode() == cut


def _exiftool_writes(path: Path, *arguments: str) -> None:
    subprocess.run(
        ["exiftool", "-config", "", "-q", "-overwrite_original", *arguments, str(path)],
        check=True,
        timeout=60,
    )
