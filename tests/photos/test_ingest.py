"""Photos come in: files first, then one row each; a refused file never stops the others."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sqlalchemy import select

from editorial.photos.edits import edit_photo
from editorial.photos.ingest import ImportResult, import_photos
from editorial.photos.models import Photo, PhotoMetadata
from editorial.photos.queries import photo_ids, photo_properties
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store


@pytest.fixture
def take(store: Store, workbench: Workbench):
    def take(*paths: Path, **options) -> tuple[ImportResult, ...]:
        results, changes = import_photos(store, paths, who="Ana", workbench=workbench, **options)
        made = {r.photo.id for r in results if r.status == "new" and r.photo}
        assert changes.photos == made
        return results

    return take


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("make", "kind", "suffix"),
    [
        (photos.jpeg, "JPEG", ".jpg"),
        (photos.png, "PNG", ".png"),
        (photos.webp, "WEBP", ".webp"),
        (photos.tiff, "TIFF", ".tif"),
    ],
)
def test_each_format_comes_in_whole(make, kind, suffix, take, store, tmp_path: Path) -> None:
    path = make(
        tmp_path / f"quay{suffix}", xmp={"Xmp.photoshop.Credit": "REUTERS/Ana Ruiz"}, orientation=6
    )
    before = path.read_bytes()
    (result,) = take(path)
    photo = result.photo
    assert photo is not None
    assert (result.status, result.error, result.warnings) == ("new", "", ())
    assert (photo.format, photo.width, photo.height) == (kind, 213, 320)
    assert (photo.file_name, photo.imported_by) == (path.name, "Ana")
    assert photo.credit == "REUTERS/Ana Ruiz"
    digest = hashlib.sha256(before).hexdigest()
    assert photo.sha256 == digest
    assert photo.size_bytes == len(before)
    assert photo.original_path == store.home.originals / digest[:2] / f"{digest[2:]}{suffix}"
    assert photo.original_path.read_bytes() == before
    assert path.read_bytes() == before
    assert not photo.original_path.stat().st_mode & stat.S_IWUSR
    with Image.open(photo.thumbnail_path) as image:
        assert (image.format, image.size) == ("JPEG", (213, 320))
    assert photo.preview_path.exists()


def test_all_words_of_an_agency_photo_are_kept(take, store, tmp_path: Path) -> None:
    (result,) = take(photos.agency_jpeg(tmp_path / "a.jpg"))
    photo = result.photo
    assert photo is not None
    assert photo.caption == "Pilot boats tied up at the inner quay in Norvik, 20 November 2026."
    assert photo.alt == "Five small boats with orange cabins moored side by side."
    assert photo.creators == ("Zoë Dvořák",)
    assert photo.source == "North Sea Pictures"
    assert photo.copyright == "© 2026 North Sea Pictures"
    assert photo.keywords == ("pilots", "strike")
    assert photo.date_created == "2026-11-20T07:12:00+01:00"
    assert (photo.status, photo.problems) == ("ok", ())
    properties = photo_properties(store, photo.id)
    assert properties["Xmp.photoshop.Credit"] == "Zoë Dvořák/North Sea Pictures"
    assert properties["Iptc.Application2.Byline"] == "Zoë Dvořák"
    with store.read() as session:
        packet = session.scalar(select(PhotoMetadata.xmp_packet))
    assert packet is not None
    assert b"xmpmeta" in packet


def test_a_messy_credit_is_cleaned_and_its_raw_form_kept(take, tmp_path: Path) -> None:
    raw = "Photo credit: : Dimitrije Ostojic / Shutterstock.com"
    (result,) = take(photos.jpeg(tmp_path / "a.jpg", xmp={"Xmp.photoshop.Credit": raw}))
    photo = result.photo
    assert photo is not None
    assert photo.credit == "Dimitrije Ostojic / Shutterstock.com"
    assert photo.credit_raw == raw
    # Nothing else is made out of it.
    assert (photo.creators, photo.source, photo.copyright) == ((), "", "")


def test_the_house_form_is_the_newsrooms_choice(take, tmp_path: Path) -> None:
    path = photos.jpeg(
        tmp_path / "a.jpg", xmp={"Xmp.photoshop.Credit": "REUTERS/Kevin Lamarque/Pool"}
    )
    (result,) = take(path, credit_form="creator")
    assert result.photo is not None
    assert result.photo.credit == "Kevin Lamarque/Pool/Reuters"


def test_a_credit_at_the_end_of_the_caption_moves_to_its_field(take, tmp_path: Path) -> None:
    caption = "Boats in port, 20 November 2026. (Photo by Sean Gallup/Getty Images)"
    (result,) = take(photos.jpeg(tmp_path / "a.jpg", xmp={"Xmp.dc.description": caption}))
    photo = result.photo
    assert photo is not None
    assert photo.caption == "Boats in port, 20 November 2026."
    assert photo.credit == "Sean Gallup/Getty Images"
    assert photo.credit_raw == caption
    assert "moved to its own field" in result.warnings[0]


def test_with_a_credit_field_the_caption_stays_as_it_is(take, tmp_path: Path) -> None:
    caption = "Boats in port, 20 November 2026. (Photo by Sean Gallup/Getty Images)"
    path = photos.jpeg(
        tmp_path / "a.jpg",
        xmp={"Xmp.dc.description": caption, "Xmp.photoshop.Credit": "Getty Images"},
    )
    (result,) = take(path)
    assert result.photo is not None
    assert (result.photo.caption, result.photo.credit) == (caption, "Getty Images")


def test_the_same_file_again_changes_nothing(take, store, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    (first,) = take(path)
    assert first.photo is not None
    edit_photo(store, first.photo.id, who="Ana", caption="My own words")
    other = tmp_path / "copy.jpg"
    other.write_bytes(path.read_bytes())
    for again in (path, other):
        (result,) = take(again)
        assert result.status == "duplicate"
        assert result.photo is not None
        assert result.photo.id == first.photo.id
        assert result.photo.caption == "My own words"
        assert "already in the library" in result.warnings[0]
    assert "as a.jpg" in result.warnings[0]
    assert len(photo_ids(store)) == 1


def test_twice_in_one_import_is_one_photo(take, store, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    other = tmp_path / "b.jpg"
    other.write_bytes(path.read_bytes())
    assert [r.status for r in take(path, path, other)] == ["new", "duplicate"]


def test_a_missing_original_is_put_back(take, store, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    (first,) = take(path)
    assert first.photo is not None
    edit_photo(store, first.photo.id, who="Ana", caption="My own words")
    first.photo.original_path.unlink()
    first.photo.thumbnail_path.unlink()
    (again,) = take(path)
    assert again.status == "duplicate"
    assert "put back" in again.warnings[1]
    assert first.photo.original_path.read_bytes() == path.read_bytes()
    assert first.photo.thumbnail_path.exists()
    assert again.photo is not None
    assert again.photo.caption == "My own words"


def test_a_file_damaged_in_the_data_folder_is_replaced(take, store, tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "a.jpg")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    left_over = store.home.originals / digest[:2] / f"{digest[2:]}.jpg"
    left_over.parent.mkdir(parents=True)
    left_over.write_bytes(b"half")
    (result,) = take(path)
    assert result.status == "new"
    assert left_over.read_bytes() == path.read_bytes()


def test_another_file_of_the_same_picture_is_pointed_out(take, tmp_path: Path) -> None:
    large, small = tmp_path / "large.jpg", tmp_path / "small.jpg"
    picture = photos.picture((900, 600))
    picture.save(large, quality=92)
    picture.resize((600, 400)).save(small, quality=80)
    first, second = take(large, small)
    assert first.warnings == ()
    assert second.status == "new"
    assert second.warnings == ("It looks like large.jpg, already in the library.",)


def test_a_wrong_ending_is_taken_as_what_it_is(take, tmp_path: Path) -> None:
    (result,) = take(hostile.png_as_jpeg(tmp_path / "a.jpg"))
    assert result.photo is not None
    assert result.photo.format == "PNG"
    assert result.photo.original_path.suffix == ".png"
    assert result.warnings == ("Its name says .jpg, but it is a PNG file.",)


def test_an_animation_says_what_is_shown(take, tmp_path: Path) -> None:
    (result,) = take(hostile.animated_gif(tmp_path / "a.gif"))
    assert result.warnings == ("It is animated; pages show its first picture only.",)


def test_a_file_name_is_not_taken_as_alt_text(take, tmp_path: Path) -> None:
    path = photos.jpeg(
        tmp_path / "a.jpg",
        xmp={"Xmp.iptc.AltTextAccessibility": "Shutterstock_1068582437-1-scaled"},
    )
    (result,) = take(path)
    assert result.photo is not None
    assert result.photo.alt == ""
    assert "is a file name" in result.warnings[0]


def test_guessed_letters_are_said_so(take, tmp_path: Path) -> None:
    (result,) = take(hostile.latin1_iptc(tmp_path / "a.jpg"))
    assert result.photo is not None
    assert result.photo.caption == "Les pilotes du port, à Norvik, là où l’été dure"
    assert "check the accents" in result.warnings[0]


def test_folders_are_searched_for_pictures(take, tmp_path: Path) -> None:
    folder = tmp_path / "card"
    (folder / "DCIM" / ".hidden").mkdir(parents=True)
    photos.jpeg(folder / "b.jpg", seed=1)
    photos.png(folder / "DCIM" / "a.PNG", seed=2)
    photos.jpeg(folder / "DCIM" / ".hidden" / "x.jpg", seed=3)
    photos.jpeg(folder / "._b.jpg", seed=4)
    (folder / "notes.txt").write_text("not a photo")
    results = take(folder, folder / "b.jpg")
    assert [result.file.name for result in results] == ["b.jpg", "a.PNG"]


def test_an_empty_folder_says_so(take, tmp_path: Path) -> None:
    (tmp_path / "card").mkdir()
    (result,) = take(tmp_path / "card")
    assert result.error == "The folder card holds no pictures. Choose another folder."


def test_progress_is_told_and_a_cancel_keeps_what_is_done(take, store, tmp_path: Path) -> None:
    paths = [photos.jpeg(tmp_path / f"{n}.jpg", seed=n) for n in range(4)]
    told: list[tuple[int, int, str]] = []
    results = take(
        *paths, progress=lambda *step: told.append(step), cancelled=lambda: len(told) >= 2
    )
    assert len(results) == 2
    assert told == [(0, 4, "0.jpg"), (1, 4, "1.jpg"), (2, 4, "")]
    assert len(photo_ids(store)) == 2


def test_results_as_json_keep_the_contract(take, tmp_path: Path) -> None:
    good, bad = take(
        photos.agency_jpeg(tmp_path / "a.jpg"), hostile.text_as_jpeg(tmp_path / "b.jpg")
    )
    keys = {
        *("id", "file", "width", "height", "caption", "alt", "creator", "source", "copyright"),
        *("credit", "date_created", "status", "error"),
    }
    assert keys <= good.to_json().keys()
    assert keys <= bad.to_json().keys()
    found = good.to_json()
    assert found["credit"]["line"] == "Zoë Dvořák/North Sea Pictures"
    assert found["credit"]["creators"] == ["Zoë Dvořák"]
    assert (found["creator"], found["error"], found["status"]) == ("Zoë Dvořák", "", "ok")
    assert bad.to_json()["error"].startswith("b.jpg is not a picture")


def test_stale_copies_of_a_crash_are_swept_up(take, store, tmp_path: Path) -> None:
    store.home.originals.mkdir(parents=True)
    old, fresh = (store.home.originals / name for name in (".old.tmp", ".fresh.tmp"))
    for path in (old, fresh):
        path.write_bytes(b"half a photo")
    os.utime(old, (0, 0))
    take(photos.jpeg(tmp_path / "a.jpg"))
    assert not old.exists()
    assert fresh.exists()


def test_rows_and_files_agree(take, store, tmp_path: Path) -> None:
    take(*[photos.jpeg(tmp_path / f"{n}.jpg", seed=n) for n in range(3)])
    assert len(_files(store.home.originals)) == 3
    assert len(_files(store.home.renditions)) == 6
    with store.read() as session:
        for one in session.scalars(select(Photo)):
            assert one.perceptual_hash is not None


def test_an_avif_comes_in(take, tmp_path: Path) -> None:
    path = tmp_path / "a.avif"
    packet = hostile._packet("<photoshop:Credit>REUTERS/Ana Ruiz</photoshop:Credit>")
    photos.picture().save(path, "AVIF", xmp=packet)
    (result,) = take(path)
    assert result.photo is not None
    assert (result.photo.format, result.photo.width) == ("AVIF", 320)
    assert result.photo.credit == "REUTERS/Ana Ruiz"
    assert result.warnings == ()
