"""The file of a photo: camera, all metadata, how it was made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from editorial.desk.photo_desk.file_facts import facts_of, raw_rows
from editorial.photos.ingest import import_photos
from editorial.photos.source_types import address_of
from tests.generate import hostile
from tests.generate import photos as make_files
from tests.photos.test_content_credentials import JUMBF

EXIF = {
    "Exif.Image.Make": "NIKON CORPORATION",
    "Exif.Image.Model": "NIKON Z 9",
    "Exif.Photo.LensModel": "NIKKOR Z 50mm",
    "Exif.Photo.FNumber": "28/10",
    "Exif.Photo.DateTimeOriginal": "2026:11:20 07:12:00",
    "Exif.GPSInfo.GPSLatitudeRef": "N",
    "Exif.GPSInfo.GPSLatitude": "69/1 39/1 0/1",
    "Exif.GPSInfo.GPSLongitudeRef": "E",
    "Exif.GPSInfo.GPSLongitude": "18/1 57/1 30/1",
}
RETIRED = "http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage"


@pytest.fixture
def shot(store, workbench, tmp_path):
    """A photo with camera data, Content Credentials and a retired source type."""
    path = make_files.jpeg(
        tmp_path / "shot.jpg", exif=EXIF, xmp={"Xmp.iptcExt.DigitalSourceType": RETIRED}
    )
    data = path.read_bytes()
    part = hostile._segment(0xEB, b"JP\0\1\0\0\0\1" + JUMBF)
    path.write_bytes(data[:2] + part + data[2:])
    (result,), _ = import_photos(store, [path], who="Ada", workbench=workbench)
    return result.photo.id


@pytest.fixture
def tab(desk, library, shot):
    desk.go()
    desk.choose(shot)
    desk.room.inspector.edit("digital_source_type")
    desk.settle()
    return desk.room.inspector.file


def test_the_camera_and_the_file_are_told(tab):
    facts = dict(tab.facts)
    assert facts["File"] == "shot.jpg"
    assert facts["Size"] == "320 × 213 · 0.1 MP"
    assert facts["Camera"] == "NIKON Z 9"
    assert facts["Lens"] == "NIKKOR Z 50mm"
    assert facts["Aperture"] == "f/2.8"
    assert facts["Taken"] == "2026-11-20 07:12:00"
    assert facts["Position"] == "69.6500° N, 18.9583° E"
    assert facts["Imported"].endswith("by Ada")


def test_another_file_is_read_once_the_tab_is_looked_at(desk, library, tab):
    desk.room.inspector.tabs.setCurrentIndex(0)
    desk.choose(library["market"])
    assert dict(tab.facts)["File"] == "shot.jpg"
    desk.room.inspector.edit("digital_source_type")
    desk.settle()
    assert dict(tab.facts)["File"] == "market.png"


def test_all_metadata_can_be_searched_and_copied(tab):
    raw = tab.raw
    everything = raw.count.text()
    raw.search.setText("lens nikkor")
    assert raw.count.text() == "1 entry"
    assert everything != "1 entry"
    item = raw.tree.topLevelItem(0).child(0)
    assert (item.text(0), item.text(1)) == ("LensModel", "NIKKOR Z 50mm")
    assert item.toolTip(0) == "Exif.Photo.LensModel"
    raw.tree.setCurrentItem(item)
    QTest.keyClick(raw.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "NIKKOR Z 50mm"
    raw.search.setText("nowhere")
    assert raw.count.text() == "0 entries"


def test_how_it_was_made_is_chosen_and_written(desk, tab, shot):
    assert tab.source_type.currentText() == "Made with software"
    place = tab.source_type.findText("Edited with generative AI")
    tab.source_type.setCurrentIndex(place)
    tab.source_type.activated.emit(place)
    tab.sections[0].fields["ai_system"].setText("Upscaler")
    desk.room.flush()
    desk.settle()
    photo = desk.stored(shot)
    assert photo.digital_source_type == address_of("compositeWithTrainedAlgorithmicMedia")
    assert photo.ai_system == "Upscaler"
    # A term that is not offered is gone from the list once another is chosen.
    assert tab.source_type.findText("Made with software") == -1


def test_content_credentials_are_warned_of(desk, library, tab):
    assert tab.credentials.isVisible()
    assert "cannot carry them" in tab.credentials.text()
    desk.choose(library["harbour"])
    assert not tab.credentials.isVisible()


def test_several_photos_share_what_they_share(desk, library, shot, tab):
    desk.choose(shot, library["harbour"])
    assert tab.source_type.currentText() == "(several)"
    assert tab.several.isVisible()
    assert not tab.raw.isVisible()
    place = tab.source_type.findText("Taken with a camera")
    tab.source_type.activated.emit(place)
    desk.settle()
    assert desk.stored(library["harbour"]).digital_source_type == address_of("digitalCapture")
    assert tab.source_type.currentText() == "Taken with a camera"


def test_odd_metadata_are_told_as_far_as_they_go(desk, library):
    photo = desk.stored(library["market"])
    odd = {
        "camera": {"make": "Canon", "model": "EOS R5"},
        "Exif.GPSInfo.GPSLatitude": ["x"],
        "Exif.Photo.DateTimeOriginal": 5,
        "Xmp.plus.Licensor": [{"plus.LicensorName": "NSP"}],
        "Xmp.dc.subject": ["a", 2.5],
    }
    facts = dict(facts_of(photo, odd))
    assert facts["Camera"] == "Canon EOS R5"
    assert "Position" not in facts
    assert "Taken" not in facts
    rows = dict(raw_rows(odd))
    assert rows["Xmp.dc.subject"] == "a, 2.5"
    assert rows["Xmp.plus.Licensor [1] › plus.LicensorName"] == "NSP"
