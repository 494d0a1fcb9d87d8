"""The photo desk beside the tools that photo staff know, in one run; prints a table.

``start.py bench tests/benchmarks/photo_desk -s``. EDITORIAL_BENCH_PHOTOS sets how many photos the
memory of a long import is watched over (2,000 for the whole measure; a few hundred by default).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QListView

from editorial.desk.kit.jobs import Jobs
from editorial.desk.kit.theme import Theme, load_fonts
from editorial.desk.photo_desk.grid import PhotoGrid
from editorial.photos import imports, queries
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.models import Photo
from editorial.photos.templates import Entry, apply_entries
from editorial.photos.workbench import Workbench
from tests import real
from tests.generate import photos as make_files

LARGE = 24
"""Photos of 24 megapixels."""
MANY = int(os.environ.get("EDITORIAL_BENCH_PHOTOS", "300"))
WORDS = {
    "Iptc.Application2.Credit": "REUTERS/Ana Ruiz",
    "Iptc.Application2.Caption": "Pilot boats at the quay.",
}


def said(name: str, own: float, peer: float, unit: str, peer_name: str) -> None:
    print(f"{name:<44} {own:9.2f} {unit:<12} {peer_name} {peer:9.2f}  ratio {own / peer:5.2f}")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    first = make_files.jpeg(folder / "0.jpg", (6000, 4000), seed=1, iptc=WORDS)
    data = first.read_bytes()
    for number in range(1, LARGE):
        # Other bytes, the same picture: what decoders do stays comparable.
        (folder / f"{number}.jpg").write_bytes(data + bytes([number]))
    return folder


def cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def test_import_beside_vips_and_exiftool(store, large, tmp_path) -> None:
    for tool in ("vipsthumbnail", "exiftool"):
        if shutil.which(tool) is None:
            real.require("the comparison of imports", f"install {tool}")
    files = [str(path) for path in sorted(large.iterdir())]
    start = time.perf_counter()
    for size in ("1600", "400"):
        subprocess.run(
            ["vipsthumbnail", *files, "--size", size, "-o", f"{tmp_path}/%s-{size}.jpg[Q=85]"],
            check=True, env=os.environ | {"VIPS_CONCURRENCY": "1"},
        )  # fmt: skip
    vips = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run(["exiftool", "-config", "", "-j", *files], check=True, capture_output=True)
    judge = time.perf_counter() - start
    with Workbench(seconds=60) as bench:
        bench.inspect(make_files.jpeg(tmp_path / "warm.jpg"))
        job = imports.begin(store, [large], who="Ana")
        start = time.perf_counter()
        results, _ = imports.run(store, job, who="Ana", workbench=bench)
        own = time.perf_counter() - start
    assert sum(result.status == "new" for result in results) == LARGE
    print()
    said("whole import of 24-megapixel JPEGs", own / LARGE * 1000, (vips + judge) / LARGE * 1000,
         "ms a photo", "vips + exiftool")  # fmt: skip
    print(f"{'':<44} {LARGE / own:9.2f} photos/s (one core decodes)")


def test_metadata_beside_exiftool(large) -> None:
    if shutil.which("exiftool") is None:
        real.require("the comparison of metadata", "install exiftool")
    files = sorted(large.iterdir())
    start = time.perf_counter()
    subprocess.run(
        ["exiftool", "-config", "", "-fast", "-j", *map(str, files)],
        check=True,
        capture_output=True,
    )
    judge = (time.perf_counter() - start) / len(files)
    start = time.perf_counter()
    for path in files:
        assert read_metadata(path).credit == "REUTERS/Ana Ruiz"
    own = (time.perf_counter() - start) / len(files)
    print()
    said("metadata read", own * 1000, judge * 1000, "ms a photo", "exiftool -fast")


def rows(store, count: int) -> tuple:
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with store.write() as session:
        session.add_all(
            Photo(
                sha256=hashlib.sha256(str(number).encode()).hexdigest(),
                file_name=f"frame-{number:05}.jpg", format="JPEG", size_bytes=1,
                width=2000, height=1333, caption="Boats.", credit="REUTERS/Ana Ruiz",
                imported_at=moment + dt.timedelta(seconds=number), updated_at=moment,
            )
            for number in range(count)
        )  # fmt: skip
    return queries.photo_ids(store)


def test_batch_edit_of_500(store) -> None:
    ids = rows(store, 500)
    entries = {
        "source": Entry("Reuters"),
        "caption": Entry("In port, {seq}.", "append"),
        "keywords": Entry("harbour, strike", "append"),
    }
    start = time.perf_counter()
    changes = apply_entries(store, ids, entries, who="Ana")
    own = time.perf_counter() - start
    assert len(changes.photos) == 500
    start = time.perf_counter()
    with store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE photo SET source = 'AP', caption = caption || '!'"
        )
    raw = time.perf_counter() - start
    print()
    said("batch edit of 500, recorded", own * 1000, raw * 1000, "ms", "raw UPDATE")


class Bare(QAbstractListModel):
    """Plain pixmaps, for a list without anything of ours."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap(200, 124)
        self._picture.fill(Qt.GlobalColor.gray)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 20_000

    def data(self, index: QModelIndex, role: int = 0) -> object:
        if role == 1:
            return self._picture
        return f"frame {index.row()}" if role == 0 else None


def frames(view: QListView, step: int) -> list[float]:
    """Scroll ``step`` pixels at a time; return the time of each painted frame in ms, sorted."""
    bar = view.verticalScrollBar()
    times = []
    for number in range(300):
        start = time.perf_counter()
        bar.setValue(bar.maximum() // 3 + number * step)
        QApplication.processEvents()
        view.viewport().repaint()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def test_grid_of_20_000(qapp, store) -> None:
    load_fonts()
    theme = Theme("light")
    theme.apply(qapp)
    jobs = Jobs(store)
    ids = rows(store, 20_000)
    grid = PhotoGrid(jobs, theme)
    grid.resize(924, 800)
    grid.show()
    grid.show_ids(ids)
    jobs.wait_idle()
    bare = QListView()
    bare.setModel(Bare())
    bare.setViewMode(QListView.ViewMode.IconMode)
    bare.setUniformItemSizes(True)
    bare.setGridSize(QSize(220, 190))
    bare.resize(924, 800)
    bare.show()
    QApplication.processEvents()
    print()
    for way, step in (("by the wheel", 60), ("in great leaps", 2000)):
        own, peer = frames(grid, step), frames(bare, step)
        for name, share in (("median", 50), ("p95", 95)):
            place = len(own) * share // 100
            said(f"grid of 20,000 {way}, frame {name}", own[place], peer[place], "ms",
                 "bare QListView")  # fmt: skip
    for widget in (grid, bare):
        widget.close()
        widget.deleteLater()
    jobs.wait_idle()
    jobs.close()


def resident() -> float:
    """Return the memory of this process and its children, in MB."""
    me = os.getpid()
    pids = [str(me)]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if f"\nPPid:\t{me}\n" in text:
            pids.append(status.parent.name)
    total = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return total / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_of_a_long_import(store, tmp_path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    data = make_files.jpeg(folder / "0.jpg", (1500, 1000), seed=2).read_bytes()
    for number in range(1, MANY):
        (folder / f"{number}.jpg").write_bytes(data + number.to_bytes(3, "big"))
    seen: list[float] = []

    def watch(done: int, total: int, what: str) -> None:
        if done % max(MANY // 20, 1) == 0:
            seen.append(resident())

    with Workbench(seconds=60) as bench:
        job = imports.begin(store, [folder], who="Ana")
        start = time.perf_counter()
        results, _ = imports.run(store, job, who="Ana", workbench=bench, progress=watch)
        spent = time.perf_counter() - start
    assert len(results) == MANY
    early, late = seen[len(seen) // 5], max(seen)
    print(f"\nimport of {MANY}: {MANY / spent:.1f} photos/s; memory {early:.0f} MB after a fifth, "
          f"{late:.0f} MB at most")  # fmt: skip
