"""What the safe way costs beside Pillow alone. Medians and the ratio, never a limit on time."""

from __future__ import annotations

import time
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from PIL import Image

from editorial.photos.ingest import import_photos
from editorial.photos.renditions import prepare
from editorial.photos.workbench import Workbench
from tests.generate import photos

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.storage.store import Store

SIZE = (6000, 4000)
"""24 megapixels, what a press camera delivers."""
ROUNDS = 5


def _raw_thumbnails(path: Path) -> float:
    """Seconds that Pillow needs for the same two small pictures, at the median."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with Image.open(path) as image:
            image.thumbnail((1600, 1600), Image.Resampling.LANCZOS, reducing_gap=1.5)
            image.save(path.with_suffix(".preview.jpg"), quality=85)
            image.thumbnail((400, 400))
            image.save(path.with_suffix(".thumbnail.jpg"), quality=85)
        times.append(time.perf_counter() - start)
    return median(times)


def test_import_of_a_press_photo(benchmark, store: Store, tmp_path: Path) -> None:
    numbers = count()
    raw = _raw_thumbnails(photos.jpeg(tmp_path / "raw.jpg", SIZE))
    with Workbench(seconds=60) as bench:
        bench.inspect(photos.jpeg(tmp_path / "warm.jpg"))

        def one() -> tuple[tuple[Path], dict[str, object]]:
            path = photos.jpeg(tmp_path / f"{next(numbers)}.jpg", SIZE, seed=next(numbers))
            return (path,), {}

        def take(path: Path) -> None:
            (result,), _ = import_photos(store, [path], who="Ana", workbench=bench)
            assert result.status == "new"

        benchmark.pedantic(take, setup=one, rounds=ROUNDS)
    if benchmark.stats is not None:
        benchmark.extra_info["ratio_to_pillow"] = round(benchmark.stats["median"] / raw, 2)


def test_six_files_to_go_out(benchmark, store: Store, tmp_path: Path) -> None:
    raw = _raw_thumbnails(photos.jpeg(tmp_path / "raw.jpg", SIZE))
    with Workbench(seconds=60) as bench:
        path = photos.jpeg(tmp_path / "a.jpg", SIZE, xmp={"Xmp.photoshop.Credit": "REUTERS/A B"})
        (result,), _ = import_photos(store, [path], who="Ana", workbench=bench)
        row = result.photo
        assert row is not None
        numbers = count()

        def make() -> None:
            caption = f"Caption {next(numbers)}"
            files = prepare(store, row, caption=caption, alt="Boats", workbench=bench)
            assert len(files) == 6

        benchmark.pedantic(make, rounds=ROUNDS)
    if benchmark.stats is not None:
        benchmark.extra_info["ratio_to_pillow"] = round(benchmark.stats["median"] / raw, 2)
