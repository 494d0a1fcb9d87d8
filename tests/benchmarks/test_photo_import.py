"""What the safe way costs beside Pillow alone, for a photo of 24 megapixels."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from editorial.photos.ingest import import_photos
from editorial.photos.renditions import prepare
from editorial.photos.workbench import Workbench
from tests.generate import photos

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.storage.store import Store

SIZE = (6000, 4000)
ROUNDS = 5


def _small(path: Path, *sizes: tuple[int, str]) -> None:
    """Write small copies with Pillow alone, the quick way."""
    with Image.open(path) as image:
        for number, (width, kind) in enumerate(sizes):
            image.thumbnail((width, width), Image.Resampling.LANCZOS, reducing_gap=1.5)
            image.save(path.with_suffix(f".{number}"), kind, quality=85)


@pytest.mark.benchmark(group="import of a 24-megapixel photo")
def test_pillow_makes_two_copies(benchmark, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", SIZE)
    benchmark.pedantic(_small, (path, (1600, "JPEG"), (400, "JPEG")), rounds=ROUNDS)


@pytest.mark.benchmark(group="import of a 24-megapixel photo")
def test_import_of_a_photo(benchmark, store: Store, tmp_path: Path) -> None:
    numbers = count()

    def another() -> tuple[tuple[Path], dict[str, Any]]:
        number = next(numbers)
        return (photos.jpeg(tmp_path / f"{number}.jpg", SIZE, seed=number),), {}

    with Workbench(seconds=60) as bench:
        bench.inspect(photos.jpeg(tmp_path / "first.jpg"))

        def take(path: Path) -> str:
            (result,), _ = import_photos(store, [path], who="Ana", workbench=bench)
            return result.status

        assert benchmark.pedantic(take, setup=another, rounds=ROUNDS) == "new"


@pytest.mark.benchmark(group="files of a 24-megapixel photo to go out")
def test_pillow_makes_six_files(benchmark, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", SIZE)
    sizes = [(width, kind) for width in (1600, 800, 400) for kind in ("JPEG", "WEBP")]
    benchmark.pedantic(_small, (path, *sizes), rounds=ROUNDS)


@pytest.mark.benchmark(group="files of a 24-megapixel photo to go out")
def test_six_files_with_their_words(benchmark, store: Store, tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", SIZE, xmp={"Xmp.photoshop.Credit": "REUTERS/A B"})
    numbers = count()
    with Workbench(seconds=60) as bench:
        (result,), _ = import_photos(store, [path], who="Ana", workbench=bench)
        row = result.photo
        assert row is not None

        def make() -> int:
            caption = f"Caption {next(numbers)}"
            return len(prepare(store, row, caption=caption, alt="Boats", workbench=bench))

        assert benchmark.pedantic(make, rounds=ROUNDS) == 6
