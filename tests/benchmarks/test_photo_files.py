"""What metadata and web files cost beside exiftool and Pillow alone, on the same files."""

from __future__ import annotations

import shutil
import subprocess
from itertools import count
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageOps

from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.metadata.embedding import embed_metadata
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.queries import photo
from editorial.photos.renditions import Wanted, embedded_fields, prepare_files
from editorial.photos.workbench import Workbench
from tests.generate import photos
from tests.photos.test_metadata_embedding import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.storage.store import Store

FILES = 40
SIZE = (6000, 4000)
ROUNDS = 3
_HERO = [
    *(Wanted(kind, width, "16:9") for kind in ("JPEG", "WEBP") for width in (400, 800, 1600)),
    *(Wanted("JPEG", 1200, shape) for shape in ("16:9", "4:3", "1:1")),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Photos of an agency, all fields filled."""
    place = tmp_path / "photos"
    place.mkdir()
    first = photos.agency_jpeg(place / "0.jpg")
    for number in range(1, FILES):
        shutil.copy(first, place / f"{number}.jpg")
    return place


def _exiftool(*arguments: str) -> None:
    if not shutil.which("exiftool"):
        pytest.skip("exiftool is not here")
    subprocess.run(
        ["exiftool", "-config", "", "-q", "-fast", *arguments], check=True, capture_output=True
    )


@pytest.mark.benchmark(group=f"metadata of {FILES} files read")
def test_exiftool_reads(benchmark, folder: Path) -> None:
    benchmark.pedantic(_exiftool, ("-json", str(folder)), rounds=ROUNDS)


@pytest.mark.benchmark(group=f"metadata of {FILES} files read")
def test_we_read(benchmark, folder: Path) -> None:
    def read() -> int:
        return sum(bool(read_metadata(path).credit) for path in folder.iterdir())

    assert benchmark.pedantic(read, rounds=ROUNDS) == FILES


@pytest.mark.benchmark(group=f"metadata of {FILES} files written, XMP and IPTC-IIM")
def test_exiftool_writes(benchmark, folder: Path) -> None:
    words = (
        "-overwrite_original", "-XMP-photoshop:Credit=Zoë/NSP", "-IPTC:Credit=Zoë/NSP",
        "-XMP-dc:Description=Boats", "-IPTC:Caption-Abstract=Boats",
    )  # fmt: skip
    benchmark.pedantic(_exiftool, (*words, str(folder)), rounds=ROUNDS)


@pytest.mark.benchmark(group=f"metadata of {FILES} files written, XMP and IPTC-IIM")
def test_we_write_every_field_durably(benchmark, folder: Path) -> None:
    def write() -> None:
        for path in folder.iterdir():
            embed_metadata(path, FIELDS)

    benchmark.pedantic(write, rounds=ROUNDS)


def _pillow(path: Path) -> None:
    """Cut and save the same nine pictures without colours, words or safety."""
    with Image.open(path) as image:
        image.draft(None, (2400, 1600))
        for number, (kind, width, shape) in enumerate(_HERO):
            wide, high = map(int, shape.split(":"))
            cut = ImageOps.fit(image, (width, round(width * high / wide)))
            cut.save(path.with_suffix(f".{number}"), kind, quality=85)


@pytest.mark.benchmark(group="hero of 24 megapixels in all shapes and sizes, 9 files")
def test_pillow_cuts_a_hero(benchmark, tmp_path: Path) -> None:
    benchmark.pedantic(_pillow, (photos.jpeg(tmp_path / "a.jpg", SIZE),), rounds=ROUNDS)


@pytest.mark.benchmark(group="hero of 24 megapixels in all shapes and sizes, 9 files")
@pytest.mark.parametrize("straighten", [0.0, 2.5])
def test_we_cut_a_hero(straighten: float, benchmark, store: Store, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", SIZE)
    captions = count()
    with Workbench(seconds=60) as bench:
        (result,), _ = import_photos(store, [path], who="Ana", workbench=bench)
        assert result.photo is not None
        edit_photo(
            store, result.photo.id, who="Ana", focal_x=0.4, focal_y=0.4, straighten=straighten
        )
        row = photo(store, result.photo.id)

        def make() -> int:
            fields = embedded_fields(row, caption=f"Caption {next(captions)}", alt="Boats")
            return len(prepare_files(store, row, _HERO, fields, bench))

        assert benchmark.pedantic(make, rounds=ROUNDS) == len(_HERO)
