"""Copies with the library's words inside: pixels as they were, other metadata kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from editorial.photos.copies import save_copies, write_into_file
from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.queries import photo
from editorial.system.errors import BadFile, DiskFull, WrongUsage
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

EXIF = {"Exif.Image.Model": "NIKON Z 9", "Exif.GPSInfo.GPSLatitudeRef": "N"}


@pytest.fixture
def take(store: Store, workbench: Workbench):
    def take(path: Path):
        (result,), _ = import_photos(store, [path], who="Ana", workbench=workbench)
        assert result.photo is not None, result.error
        return result.photo

    return take


def _pixels(path: Path) -> bytes:
    with Image.open(path) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.webp, photos.tiff, photos.avif])
def test_a_whole_copy_has_the_new_words_and_the_old_pixels(
    make, take, exiftool, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    path = make(tmp_path / "quay.bin", (64, 48))
    if make is not photos.avif:
        photos.write_metadata(path, exif=EXIF, xmp={"Xmp.dc.relation": "kept"})
    row = take(path)
    edit_photo(store, row.id, who="Ana", credit="Zoë/NSP", caption="New words", people=["Ida"])
    original = hashlib.sha256(row.original_path.read_bytes()).hexdigest()
    (result,) = save_copies(store, [row.id], tmp_path / "out", workbench=workbench)
    assert result.file is not None, result.error
    assert result.file.name == f"quay{row.original_path.suffix}"
    found = read_metadata(result.file)
    assert (found.credit, found.caption, found.people) == ("Zoë/NSP", "New words", ("Ida",))
    assert _pixels(result.file) == _pixels(path)
    said = exiftool(result.file)
    assert said["XMP-photoshop:Credit"] == "Zoë/NSP"
    if make is not photos.avif:
        assert said["IFD0:Model"] == "NIKON Z 9"
        assert said["XMP-dc:Relation"] == "kept"
    assert hashlib.sha256(row.original_path.read_bytes()).hexdigest() == original


def test_what_a_person_took_out_is_out_of_the_copy(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.agency_jpeg(tmp_path / "a.jpg"))
    edit_photo(store, row.id, who="Ana", caption="", keywords=[])
    (result,) = save_copies(store, [row.id], tmp_path / "out", workbench=workbench)
    assert result.file is not None
    found = read_metadata(result.file)
    assert (found.caption, found.keywords) == ("", ())
    assert found.headline == "Pilots’ strike"


def test_smaller_copies_are_cropped_and_private(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.jpeg(tmp_path / "a.jpg", (800, 600), exif=EXIF))
    edit_photo(
        store, row.id, who="Ana", credit="NSP", city="Norvik", crops={"free": [0, 0, 0.5, 1]}
    )
    (result,) = save_copies(store, [row.id], tmp_path / "out", workbench=workbench, width=200)
    assert result.file is not None
    assert result.file.name == "a-200.jpg"
    found = read_metadata(result.file)
    assert (found.credit, found.city, found.camera) == ("NSP", "", {})
    with Image.open(result.file) as image:
        assert image.size == (200, 300)


def test_nothing_is_overwritten_and_a_refused_one_does_not_stop_the_rest(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    first = take(photos.jpeg(tmp_path / "a.jpg", seed=1))
    gone = take(photos.jpeg(tmp_path / "b.jpg", seed=4))
    gone.original_path.unlink()
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.jpg").write_bytes(b"mine")
    told: list[tuple[int, int, str]] = []
    results = save_copies(
        store, [gone.id, first.id], out, workbench=workbench,
        progress=lambda *step: told.append(step),
    )  # fmt: skip
    assert [result.file for result in results] == [None, out / "a-2.jpg"]
    assert "missing" in results[0].error
    assert (out / "a.jpg").read_bytes() == b"mine"
    assert told == [(0, 2, "b.jpg"), (1, 2, "a.jpg"), (2, 2, "")]
    stopped = save_copies(store, [first.id], out, workbench=workbench, cancelled=lambda: True)
    assert stopped == ()


def test_a_format_without_words_gets_them_beside_it(
    take, exiftool, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(hostile.animated_gif(tmp_path / "a.gif"))
    edit_photo(store, row.id, who="Ana", credit="Zoë/NSP")
    (result,) = save_copies(store, [row.id], tmp_path / "out", workbench=workbench)
    assert result.file is not None
    assert result.file.read_bytes() == row.original_path.read_bytes()
    assert "a.xmp" in result.note
    assert exiftool(tmp_path / "out" / "a.xmp")["XMP-photoshop:Credit"] == "Zoë/NSP"


def test_a_damaged_profile_is_refused_whole_and_goes_out_smaller(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(hostile.invalid_icc(tmp_path / "a.jpg"))
    out = tmp_path / "out"
    (whole,) = save_copies(store, [row.id], out, workbench=workbench)
    assert "ICC" in whole.error
    assert "smaller copy" in whole.error
    (small,) = save_copies(store, [row.id], out, workbench=workbench, width=100)
    assert small.file is not None


def test_a_format_that_has_no_place_for_words_is_refused_in_words(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = hostile.animated_gif(tmp_path / "a.gif")
    with pytest.raises(BadFile, match="none of the formats"):
        workbench.copy(path, tmp_path / "b.gif", EmbeddedFields(credit="NSP"))
    assert not (tmp_path / "b.gif").exists()


def test_impossible_folders_and_widths_are_refused(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(photos.jpeg(tmp_path / "a.jpg"))
    for folder, width, words in (
        (store.home.originals / "x", None, "library itself"),
        (tmp_path / "a.jpg", None, "not a folder"),
        (tmp_path / "a.jpg" / "deeper", None, "cannot be made"),
        (tmp_path, 3, "3 pixels"),
    ):
        with pytest.raises(WrongUsage, match=words):
            save_copies(store, [row.id], folder, workbench=workbench, width=width)


def test_a_full_disk_says_what_is_written_and_where_to_make_room(
    take, store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [take(photos.jpeg(tmp_path / f"{n}.jpg", seed=n * 3)) for n in (1, 2)]
    really = workbench.copy

    def copy(*args, **words) -> None:
        if words["name"] == "2.jpg":
            raise DiskFull("The disk is full.")
        really(*args, **words)

    monkeypatch.setattr(workbench, "copy", copy)
    out = tmp_path / "out"
    with pytest.raises(DiskFull) as caught:
        save_copies(store, [row.id for row in rows], out, workbench=workbench)
    assert caught.value.safe == "Written and complete so far: 1 of 2."
    assert str(out) in caught.value.next_step


def test_the_file_it_came_from_is_changed_only_where_nothing_can_be_lost(
    take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    row = take(path)
    edit_photo(store, row.id, who="Ana", credit="Zoë/NSP")
    other = photos.jpeg(tmp_path / "b.jpg", seed=5)
    before = other.read_bytes()
    for file, words in (
        (other, "byte for byte"),
        (row.original_path, "never changed"),
        (tmp_path / "c.jpg", "not there"),
    ):
        with pytest.raises(WrongUsage, match=words):
            write_into_file(store, row.id, file, workbench=workbench)
    assert other.read_bytes() == before
    pixels = _pixels(path)
    write_into_file(store, row.id, path, workbench=workbench)
    assert read_metadata(path).credit == "Zoë/NSP"
    assert _pixels(path) == pixels
    assert photo(store, row.id).original_path.exists()


@pytest.mark.parametrize("make", [hostile.nested_xmp, hostile.entity_xmp])
def test_hostile_metadata_do_not_harm_a_copy(
    make, take, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    row = take(make(tmp_path / "a.jpg"))
    edit_photo(store, row.id, who="Ana", credit="Zoë/NSP")
    (result,) = save_copies(store, [row.id], tmp_path / "out", workbench=workbench)
    assert result.file is not None, result.error
    assert read_metadata(result.file).credit == "Zoë/NSP"
