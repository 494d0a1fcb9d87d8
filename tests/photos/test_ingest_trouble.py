"""Bad files and bad disks: each is named, nothing is lost, nothing is half written."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from editorial.photos import ingest, originals
from editorial.photos.ingest import import_photos
from editorial.photos.queries import photo_ids
from editorial.photos.workbench import Workbench
from editorial.system.errors import BadFile, DiskFull, HomeUnusable
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from editorial.storage.store import Store


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _nothing_left(store: Store) -> bool:
    kept = [*_files(store.home.originals), *_files(store.home.renditions)]
    return not kept and not photo_ids(store)


def _refusal(store: Store, workbench: Workbench, path: Path) -> str:
    (result,), changes = import_photos(store, [path], who="Ana", workbench=workbench)
    assert (result.status, result.photo) == ("refused", None)
    assert not changes
    return result.error


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (hostile.empty, "quay.jpg is empty."),
        (hostile.text_as_jpeg, "quay.jpg is not a picture that Editorial can read."),
        (hostile.html_as_jpeg, "quay.jpg is a web page, not a picture"),
        (hostile.truncated_jpeg, "quay.jpg is damaged or incomplete."),
        (hostile.bomb_png, "quay.jpg has more than 160 megapixels"),
        (hostile.sparse, "quay.jpg is 2.1 GB; Editorial takes photos of up to 500 MB."),
    ],
)
def test_a_bad_file_is_named_with_a_next_step(
    make, words: str, store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    error = _refusal(store, workbench, make(tmp_path / "quay.jpg"))
    assert error.startswith(words)
    assert error.count(".") >= 2
    assert _nothing_left(store)


def test_a_huge_file_is_refused_without_reading_it(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = hostile.sparse(tmp_path / "a.jpg")
    opened: list[str] = []
    really_open = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *a, **k: opened.append(self.name) or really_open(self, *a, **k)
    )
    assert "2.1 GB" in _refusal(store, workbench, path)
    assert "a.jpg" not in opened


def test_a_file_that_is_gone_is_named(store: Store, workbench: Workbench, tmp_path: Path) -> None:
    error = _refusal(store, workbench, tmp_path / "gone.jpg")
    assert error.startswith("gone.jpg is not there (any more).")
    assert str(tmp_path) in error


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(store: Store, workbench: Workbench, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    assert _refusal(store, workbench, tmp_path / "a.jpg").startswith("a.jpg is not a file.")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "may not be read"), (errno.EIO, "cannot be read"), (errno.ENOENT, "not there")],
)
def test_a_file_that_cannot_be_read_is_refused(
    number: int,
    words: str,
    store: Store,
    workbench: Workbench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = photos.jpeg(tmp_path / "quay.jpg")
    monkeypatch.setattr(originals, "sha256_of", _raising(number))
    error = _refusal(store, workbench, path)
    assert error.startswith("quay.jpg")
    assert words in error
    assert _nothing_left(store)


def test_a_folder_that_may_not_be_read_is_named(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "card"
    folder.mkdir()

    def forbidden(top: Path, onerror: Any) -> Any:
        onerror(PermissionError(errno.EACCES, "Permission denied", str(top)))
        return iter(())

    monkeypatch.setattr(ingest.os, "walk", forbidden)
    monkeypatch.setattr(ingest.os, "access", lambda *_: False)
    error = _refusal(store, workbench, folder)
    assert error.startswith("The folder card may not be read.")


def test_a_file_in_a_closed_folder_is_refused(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    really = Path.stat

    def closed(self: Path, **options: Any) -> os.stat_result:
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(self, **options)

    monkeypatch.setattr(Path, "stat", closed)
    assert _refusal(store, workbench, path).startswith("a.jpg may not be read.")


def test_a_file_that_changes_while_it_is_read_is_refused(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    monkeypatch.setattr(originals, "sha256_of", lambda _: "0" * 64)
    assert "changed while it was being read" in _refusal(store, workbench, path)
    assert _nothing_left(store)


def test_the_good_ones_come_in_beside_the_bad(
    store: Store, workbench: Workbench, tmp_path: Path
) -> None:
    paths = [
        hostile.empty(tmp_path / "1.jpg"),
        photos.jpeg(tmp_path / "2.jpg"),
        hostile.truncated_jpeg(tmp_path / "3.jpg"),
        hostile.nested_xmp(tmp_path / "4.jpg"),
        tmp_path / "5.jpg",
    ]
    results, changes = import_photos(store, paths, who="Ana", workbench=workbench)
    assert [r.status for r in results] == ["refused", "new", "refused", "new", "refused"]
    assert len(changes.photos) == 2
    assert any("4.jpg" in notice and "too deep" in notice for notice in changes.notices)


def test_a_picture_that_hangs_the_worker_is_refused_and_the_next_comes_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, good = tmp_path / "slow.png", photos.jpeg(tmp_path / "good.jpg")
    photos.picture((9000, 9000)).save(slow, compress_level=1)
    with Workbench(seconds=60) as bench:
        bench.inspect(good)
        bench._seconds = 0.05
        first = import_photos(store, [slow], who="Ana", workbench=bench)[0][0]
        bench._seconds = 60
        second = import_photos(store, [good], who="Ana", workbench=bench)[0][0]
    assert first.error.startswith("slow.png takes too long to open safely.")
    assert second.status == "new"
    assert len(_files(store.home.originals)) == 1


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EROFS, HomeUnusable), (errno.EACCES, HomeUnusable)],
)
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_full_or_closed_disk_stops_the_import_and_leaves_nothing(
    number: int,
    kind: type[Exception],
    call: str,
    store: Store,
    workbench: Workbench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(originals.os, call, _raising(number))
        with pytest.raises(kind) as caught:
            import_photos(store, [path], who="Ana", workbench=workbench)
    assert caught.value.next_step  # type: ignore[attr-defined]
    assert _nothing_left(store)
    assert path.read_bytes() == before
    (result,), _ = import_photos(store, [path], who="Ana", workbench=workbench)
    assert result.status == "new"


def test_a_disk_that_fills_up_keeps_the_photos_before(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [photos.jpeg(tmp_path / f"{n}.jpg", seed=n) for n in range(3)]
    really = originals.copy_in

    def filling_up(path: Path, *rest: Any) -> originals.Arrival:
        if path.name == "2.jpg":
            with monkeypatch.context() as patch:
                patch.setattr(originals.os, "fsync", _raising(errno.ENOSPC))
                return really(path, *rest)
        return really(path, *rest)

    monkeypatch.setattr(originals, "copy_in", filling_up)
    with pytest.raises(DiskFull) as caught:
        import_photos(store, paths, who="Ana", workbench=workbench)
    assert caught.value.safe == "2 photos are imported and safe; the import can be repeated."
    assert len(photo_ids(store)) == 2
    assert len(_files(store.home.originals)) == 2
    assert len(_files(store.home.renditions)) == 4


def test_a_worker_that_cannot_write_leaves_nothing(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")

    def full(*_: Any, **__: Any) -> None:
        raise DiskFull("The disk is full.", next_step="Make some room on the disk.")

    monkeypatch.setattr(workbench, "inspect", full)
    with pytest.raises(DiskFull):
        import_photos(store, [path], who="Ana", workbench=workbench)
    assert _nothing_left(store)


def test_a_row_that_cannot_be_written_takes_its_files_along(
    store: Store, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")

    def broken(*_: Any) -> None:
        raise DiskFull("The disk is full, so nothing more can be saved.")

    monkeypatch.setattr(ingest, "judge", broken)
    with pytest.raises(DiskFull):
        import_photos(store, [path], who="Ana", workbench=workbench)
    assert _nothing_left(store)


def test_copying_stops_at_the_limit_even_if_the_file_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photos.jpeg(tmp_path / "a.jpg")
    monkeypatch.setattr(originals, "MAX_FILE_BYTES", 100)
    with pytest.raises(BadFile, match=r"a\.jpg is"):
        originals.copy_in(path, tmp_path / "home", "0" * 64)
    assert _files(tmp_path / "home") == []


def _raising(number: int) -> Any:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail
