"""Writing files so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editorial.system.errors import DiskFull, HomeUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits, reading 1 MiB at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``: temporary file beside it, fsync, rename, fsync of the folder.

    Raises `DiskFull` or `HomeUnusable`; then ``path`` still holds what it held.
    """
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # A short name of its own: a long original name plus a suffix can pass the system's limit.
        temporary = path.parent / f".{secrets.token_hex(6)}.tmp"
        try:
            with temporary.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside ``folder`` durable, where the system can (POSIX)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse to sync a folder; the rename itself still stands.
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn the system's word about a full or closed disk into one that a person can use."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(
                f"The disk is full, so {path.name} could not be written.",
                safe="What was saved before is untouched.",
                next_step="Make some room on the disk, then try again.",
            ) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise HomeUnusable(
                f"Editorial may not write to {path.parent}.",
                safe="Nothing was changed.",
                next_step="Allow writing there, or choose another folder with --home DIR.",
            ) from error
        raise
