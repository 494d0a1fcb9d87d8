"""Atomic writing: whatever happens, the old file or the new one."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from editorial.system import files
from editorial.system.errors import DiskFull, HomeUnusable
from editorial.system.files import sha256_of, sync_folder, write_atomically

OLD, NEW = b"old words", b"new words " * 1000


class Crash(BaseException):
    """The process stops here."""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "settings.json"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def failing(monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException) -> None:
    """Let one step of the writing fail."""

    def fail(*_args, **_kw):
        raise error

    if step == "open":
        monkeypatch.setattr(Path, "open", fail)
    elif step == "fsync":
        monkeypatch.setattr(files.os, "fsync", fail)
    elif step == "rename":
        monkeypatch.setattr(Path, "replace", fail)
    elif step == "write":
        real = Path.open

        def open_broken(self, *args, **kw):
            stream = real(self, *args, **kw)

            class Broken:
                def __enter__(self):
                    return self

                def __exit__(self, *_):
                    stream.close()

                def write(self, data):
                    # Half of it arrives.
                    stream.write(data[: len(data) // 2])
                    raise error

            return Broken()

        monkeypatch.setattr(Path, "open", open_broken)


@pytest.mark.parametrize("step", ["open", "write", "fsync", "rename"])
@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, HomeUnusable),
        (errno.EACCES, HomeUnusable),
        (errno.EPERM, HomeUnusable),
    ],
)
def test_a_refusal_of_the_disk_leaves_the_old_file_alone(
    target, monkeypatch, step, number, kind
) -> None:
    failing(monkeypatch, step, OSError(number, os.strerror(number)))
    with pytest.raises(kind) as caught:
        write_atomically(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == ["settings.json"]
    assert caught.value.message
    assert caught.value.safe
    assert caught.value.next_step


@pytest.mark.parametrize("step", ["open", "write", "fsync", "rename"])
def test_a_crash_before_the_rename_leaves_the_old_file(target, monkeypatch, step) -> None:
    failing(monkeypatch, step, Crash())
    with pytest.raises(Crash):
        write_atomically(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert len(list(target.parent.iterdir())) == 1


def test_a_crash_after_the_rename_leaves_the_new_file(target, monkeypatch) -> None:
    def fail(folder: Path) -> None:
        raise Crash

    monkeypatch.setattr(files, "sync_folder", fail)
    with pytest.raises(Crash):
        write_atomically(target, NEW)
    assert target.read_bytes() == NEW


def test_the_words_are_on_the_disk_before_the_name_changes(target, monkeypatch) -> None:
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        order.append("folder" if os.fstat(descriptor).st_mode & 0o040000 else "file")
        real_sync(descriptor)

    def replace(self: Path, to: Path) -> Path:
        order.append("rename")
        return real_replace(self, to)

    monkeypatch.setattr(files.os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    write_atomically(target, NEW)
    assert order == (["file", "rename", "folder"] if os.name == "posix" else ["file", "rename"])
    assert target.read_bytes() == NEW


def test_folders_on_the_way_are_made(tmp_path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    write_atomically(path, b"")
    assert path.read_bytes() == b""


def test_the_longest_name_that_the_system_allows_can_be_written(tmp_path) -> None:
    longest = os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    path = tmp_path / ("n" * longest)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_that_is_too_long_leaves_nothing_behind(tmp_path) -> None:
    with pytest.raises(OSError, match=r"(?i)too long|name") as caught:
        write_atomically(tmp_path / ("n" * 300), NEW)
    assert caught.value.errno in {errno.ENAMETOOLONG, errno.EINVAL, errno.ENOENT}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("device", [path for path in (Path("/dev/full"),) if path.exists()])
def test_a_really_full_disk_is_told_as_such(device) -> None:
    with pytest.raises(DiskFull, match="disk is full"), files.disk_errors(Path("a.txt")):
        device.write_bytes(b"word")


def test_other_troubles_keep_their_own_name(target, monkeypatch) -> None:
    failing(monkeypatch, "fsync", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(OSError, match="Input/output") as caught:
        write_atomically(target, NEW)
    assert not isinstance(caught.value, DiskFull)
    assert target.read_bytes() == OLD


def test_the_hash_is_the_one_of_the_whole_file(tmp_path) -> None:
    path = tmp_path / "large"
    data = os.urandom((1 << 20) + 17)
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()


def test_a_folder_that_cannot_be_synced_does_no_harm(tmp_path, monkeypatch) -> None:
    failing(monkeypatch, "fsync", OSError(errno.EINVAL, "Invalid argument"))
    sync_folder(tmp_path)
    assert tmp_path.is_dir()
