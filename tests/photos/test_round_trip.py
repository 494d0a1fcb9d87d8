"""Edit, crop, resize, send: every field is in the file that goes out, as exiftool reads it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.metadata.embedding import embed_metadata
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.queries import photo, photo_properties
from editorial.photos.renditions import prepare
from tests.generate import photos
from tests.photos.test_metadata_embedding import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

PRIVATE = {
    "Exif.Image.Make": "NIKON CORPORATION",
    "Exif.Image.Model": "NIKON Z 9",
    "Exif.Photo.BodySerialNumber": "3001234",
    "Exif.Photo.CameraOwnerName": "Ida Holm",
    "Exif.Photo.LensSerialNumber": "77",
    "Exif.Photo.FNumber": "28/10",
    "Exif.GPSInfo.GPSLatitudeRef": "N",
    "Exif.GPSInfo.GPSLatitude": "69/1 39/1 0/1",
}
PLACE = {"sublocation", "city", "state", "country", "country_code"}


def _spoken(found: dict[str, Any]) -> dict[str, Any]:
    """Return what exiftool reads of XMP and IIM, without what describes the packet itself."""
    return {
        key: value
        for key, value in found.items()
        if key.startswith(("XMP-", "IPTC:")) and key not in {"XMP-x:XMPToolkit", "XMP-xmp:Rating"}
    }


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.webp, photos.tiff, photos.avif])
def test_every_field_comes_back_identical(
    make, exiftool, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    path = make(tmp_path / "in", (640, 480))
    embed_metadata(path, FIELDS)
    if make is not photos.avif:
        photos.write_metadata(path, exif=PRIVATE)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    (taken,), _ = import_photos(store, [path], who="Ida", workbench=workbench)
    assert taken.photo is not None, taken.error
    edit_photo(
        store,
        taken.photo.id,
        who="Ida",
        headline="Pilots back at work",
        people=["Ida Holm", "Zoë Dvořák"],
        ai_system="Upscaler 2",
        crops={"16:9": [0.1, 0.1, 0.9, 0.7]},
        straighten=2.5,
        focal_x=0.3,
        focal_y=0.4,
    )
    row = photo(store, taken.photo.id)
    words = {"caption": row.caption, "alt": row.alt}
    files = prepare(
        store, row, **words, workbench=workbench, widths=(300,), shape="16:9", private=True,
        formats=("JPEG", "WEBP", "AVIF"),
    )  # fmt: skip
    for file in files:
        found = read_metadata(file.path)
        for name in EmbeddedFields.__dataclass_fields__:
            if name != "rating":
                assert getattr(found, name) == getattr(row, name), (file.format, name)
        with Image.open(file.path) as image:
            assert image.size == (300, 169)
    # The same words in the original give the same to exiftool, field by field.
    edited = tmp_path / "edited.jpg"
    photos.jpeg(edited)
    embed_metadata(edited, read_metadata(files[0].path))
    jpeg, webp, avif = (_spoken(exiftool(file.path, "-struct")) for file in files)
    wanted = _spoken(exiftool(edited, "-struct"))
    assert jpeg == wanted
    xmp = {key: value for key, value in wanted.items() if key.startswith("XMP-")}
    assert webp == avif == xmp
    assert wanted["XMP-photoshop:Headline"] == wanted["IPTC:Headline"] == "Pilots back at work"
    assert wanted["XMP-iptcExt:PersonInImage"] == ["Ida Holm", "Zoë Dvořák"]
    assert hashlib.sha256(row.original_path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("private", [False, True])
def test_place_and_camera_go_out_only_when_they_may(
    private: bool, exiftool, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    path = photos.jpeg(tmp_path / "in.jpg", (640, 480), exif=PRIVATE)
    embed_metadata(path, FIELDS)
    (taken,), _ = import_photos(store, [path], who="Ida", workbench=workbench)
    assert taken.photo is not None
    files = prepare(
        store, taken.photo, caption="c", alt="a", workbench=workbench, widths=(300,),
        formats=("JPEG", "WEBP", "AVIF"), private=private,
    )  # fmt: skip
    for file in files:
        found = exiftool(file.path)
        if file.format != "AVIF":
            assert ("GPS:GPSLatitude" in found) is private
            assert (found.get("ExifIFD:SerialNumber") == 3001234) is private
            assert (found.get("IFD0:Model") == "NIKON Z 9") is private
        assert ("XMP-photoshop:City" in found) is private
        assert found["XMP-photoshop:Credit"] == FIELDS.credit
        assert found["XMP-dc:Rights"] == FIELDS.copyright
        # Stars are the newsroom's own affair.
        assert "XMP-xmp:Rating" not in found
        if not private:
            said = read_metadata(file.path)
            assert not any(getattr(said, name) for name in PLACE)
            assert "3001234" not in str(found)


def test_an_import_keeps_what_the_file_says_in_columns_and_whole(
    store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    path = photos.jpeg(tmp_path / "in.jpg", exif=PRIVATE)
    embed_metadata(path, FIELDS)
    (taken,), _ = import_photos(store, [path], who="Ida", workbench=workbench)
    row = taken.photo
    assert row is not None
    for name in EmbeddedFields.__dataclass_fields__:
        assert getattr(row, name) == getattr(FIELDS, name), name
    properties = photo_properties(store, row.id)
    assert properties["Xmp.iptcExt.AISystemUsed"] == "Upscaler"
    assert properties["camera"]["model"] == "NIKON Z 9"
