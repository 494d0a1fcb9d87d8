"""Files that go out are small, upright, in sRGB, and say whose picture it is."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from editorial.photos import renditions
from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.queries import photo
from editorial.photos.renditions import ensure_previews, prepare
from editorial.system.errors import BadFile
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.photos.rows import PhotoRow
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

CAPTION = "The story’s own caption, “quoted”."
ALT = "Small boats, seen from above."


@pytest.fixture
def take(store: Store, workbench: Workbench):
    def take(path: Path) -> PhotoRow:
        (result,), _ = import_photos(store, [path], who="Ana", workbench=workbench)
        assert result.photo is not None, result.error
        return result.photo

    return take


def _large(path: Path) -> Path:
    photos.jpeg(
        path,
        (2000, 1333),
        exif={
            "Exif.Image.Make": "NIKON CORPORATION",
            "Exif.Photo.BodySerialNumber": "3001234",
            "Exif.GPSInfo.GPSLatitudeRef": "N",
            "Exif.GPSInfo.GPSLatitude": "69/1 39/1 0/1",
        },
        xmp={
            "Xmp.dc.description": "The photo's own caption",
            "Xmp.dc.creator": ["Zoë Dvořák", "Ana Ruiz"],
            "Xmp.photoshop.Credit": "Zoë Dvořák/North Sea Pictures/Pool",
            "Xmp.photoshop.Source": "North Sea Agency",
            "Xmp.photoshop.City": "Tromsø",
            "Xmp.photoshop.Headline": "Pilots’ strike",
            "Xmp.dc.rights": "© 2026 North Sea Pictures",
            "Xmp.xmpRights.UsageTerms": "Editorial use only",
            "Xmp.xmpRights.WebStatement": "https://example.org/licence",
            "Xmp.iptcExt.DigitalSourceType": (
                "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
            ),
            "Xmp.photoshop.DateCreated": "2026-11-20T07:12:00+01:00",
        },
    )
    return path


def test_sizes_and_formats(take, store: Store, workbench: Workbench, tmp_path: Path) -> None:
    row = take(_large(tmp_path / "a.jpg"))
    files = prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench)
    assert [(file.format, file.width, file.height) for file in files] == [
        ("JPEG", 400, 267),
        ("JPEG", 800, 533),
        ("JPEG", 1600, 1066),
        ("WEBP", 400, 267),
        ("WEBP", 800, 533),
        ("WEBP", 1600, 1066),
    ]
    for file in files:
        data = file.path.read_bytes()
        assert file.sha256 == hashlib.sha256(data).hexdigest()
        assert file.path.suffix == file.suffix
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == (file.format, (file.width, file.height))
            assert image.mode == "RGB"


def test_a_small_photo_is_never_enlarged(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.jpeg(tmp_path / "a.jpg", (500, 300)))
    files = prepare(store, row, caption="", alt="", workbench=workbench, formats=("JPEG",))
    assert [file.width for file in files] == [400, 500]


def test_every_word_goes_out_in_every_file(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(_large(tmp_path / "a.jpg"))
    edit_photo(store, row.id, who="Ana", credit="Zoë Dvořák / NSP", copyright="© Zoë")
    row = photo(store, row.id)
    for file in prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench, widths=(400,)):
        found = read_metadata(file.path)
        assert (found.caption, found.alt) == (CAPTION, ALT)
        assert found.credit == "Zoë Dvořák / NSP"
        assert found.creators == ("Zoë Dvořák", "Ana Ruiz")
        assert (found.source, found.copyright) == ("North Sea Agency", "© Zoë")
        assert found.usage_terms == "Editorial use only"
        assert found.web_statement == "https://example.org/licence"
        assert found.digital_source_type.endswith("/digitalCapture")
        assert found.date_created == "2026-11-20T07:12:00+01:00"


def test_exiftool_finds_the_credit_and_nothing_personal(
    exiftool, take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(_large(tmp_path / "a.jpg"))
    assert "GPS:GPSLatitude" in exiftool(row.original_path)
    jpeg, webp = prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench, widths=(400,))
    for file in (jpeg, webp):
        found = exiftool(file.path)
        assert found["XMP-photoshop:Credit"] == "Zoë Dvořák/North Sea Pictures/Pool"
        assert found["XMP-dc:Description"] == CAPTION
        assert found["XMP-iptcCore:AltTextAccessibility"] == ALT
        assert found["XMP-xmpRights:UsageTerms"] == "Editorial use only"
        groups = {key.split(":")[0] for key in found}
        assert not groups & {"GPS", "IFD0", "ExifIFD", "MakerNotes", "XMP-exif", "XMP-tiff"}
        assert not any(
            "Tromsø" in str(value) or "3001234" in str(value) for value in found.values()
        )
        assert "ExifTool:Warning" not in found
    # What WordPress reads: 2:110, 2:116, 2:120, in UTF-8.
    found = exiftool(jpeg.path)
    assert found["IPTC:CodedCharacterSet"] == "UTF8"
    assert found["IPTC:Credit"] == "Zoë Dvořák/North Sea Pictures"
    assert found["IPTC:CopyrightNotice"] == "© 2026 North Sea Pictures"
    assert found["IPTC:Caption-Abstract"] == CAPTION
    # The site's own title and address are always given, so that it does not make them of this.
    assert found["IPTC:Headline"] == "Pilots’ strike"


@pytest.mark.parametrize("orientation", [3, 6])
def test_files_stand_upright_without_a_tag(
    orientation: int, take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.jpeg(tmp_path / "a.jpg", orientation=orientation))
    file, *_ = prepare(store, row, caption="", alt="", workbench=workbench, widths=(400,))
    with Image.open(file.path) as image:
        assert image.size == (row.width, row.height)
        assert image.getexif().get(0x0112, 1) == 1
        corner = (row.width - 8, row.height - 8) if orientation == 3 else (row.width - 8, 8)
        red, green, blue = image.convert("RGB").getpixel(corner)  # type: ignore[misc]
    assert red > 150
    assert max(green, blue) < 100


def test_colours_are_those_of_srgb(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    profile = photos.wide_gamut_profile()
    path = tmp_path / "a.png"
    green = Image.new("RGB", (64, 64), (60, 200, 60))
    green.save(path, icc_profile=profile)
    row = take(path)
    assert row.color_profile == "Adobe RGB (1998) compatible"
    file, *_ = prepare(store, row, caption="", alt="", workbench=workbench)
    wanted = ImageCms.profileToProfile(
        green, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    )
    assert wanted is not None
    with Image.open(file.path) as image:
        assert "icc_profile" not in image.info
        shown, right = image.getpixel((30, 30)), wanted.getpixel((30, 30))
    assert all(abs(a - b) <= 4 for a, b in zip(shown, right, strict=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [hostile.cmyk_jpeg, hostile.invalid_icc, hostile.nested_xmp])
def test_odd_files_go_out_as_plain_ones(
    make, take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(make(tmp_path / "a.jpg"))
    for file in prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench):
        with Image.open(file.path) as image:
            assert image.mode == "RGB"
        assert read_metadata(file.path).warnings == ()


def test_the_same_input_gives_the_same_bytes(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(_large(tmp_path / "a.jpg"))
    first = prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench, widths=(400,))
    for file in first:
        file.path.unlink()
    second = prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench, widths=(400,))
    assert first == second


def test_what_was_made_is_not_made_again(
    take, store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = take(photos.agency_jpeg(tmp_path / "a.jpg"))
    first = prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench)
    asked: list[int] = []
    really = workbench.render
    monkeypatch.setattr(
        workbench, "render", lambda *a, **k: asked.append(len(a[1])) or really(*a, **k)
    )
    assert prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench) == first
    assert asked == []
    first[1].path.unlink()
    assert prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench) == first
    assert asked == [1]


@pytest.mark.parametrize("change", ["caption", "alt", "credit", "version"])
def test_other_words_make_other_files(
    change: str,
    take,
    store: Store,
    workbench: Workbench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = take(photos.agency_jpeg(tmp_path / "a.jpg"))
    words = {"caption": CAPTION, "alt": ALT}
    first = prepare(store, row, **words, workbench=workbench)
    if change == "credit":
        edit_photo(store, row.id, who="Ana", credit="Somebody Else/NSP")
        row = photo(store, row.id)
    elif change == "version":
        monkeypatch.setattr(renditions, "_VERSION", 0)
    else:
        words[change] = "other words"
    second = prepare(store, row, **words, workbench=workbench)
    assert {file.path for file in first}.isdisjoint(file.path for file in second)
    # The old ones stay: another story may still show them.
    assert all(file.path.exists() for file in first)


def test_a_missing_original_is_told_in_plain_words(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.agency_jpeg(tmp_path / "quay.jpg"))
    row.original_path.unlink()
    with pytest.raises(BadFile, match=r"original of quay\.jpg is missing") as caught:
        prepare(store, row, caption=CAPTION, alt=ALT, workbench=workbench)
    assert "Import the same file again" in caught.value.next_step


def test_lost_previews_are_made_again(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.jpeg(tmp_path / "a.jpg", (900, 600)))
    small, large = row.thumbnail_path.read_bytes(), row.preview_path.read_bytes()
    row.thumbnail_path.unlink()
    row.preview_path.unlink()
    ensure_previews(store, row, workbench)
    assert (row.thumbnail_path.read_bytes(), row.preview_path.read_bytes()) == (small, large)
