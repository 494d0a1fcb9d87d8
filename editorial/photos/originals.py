"""Takes a copy of a photo file into the data folder; the file itself is only ever read.

The copy is written under a temporary name, made durable, looked at, and only then given the
name of its hash.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.photos.formats import MAX_FILE_BYTES, sniff, what_it_is
from editorial.system.errors import BadFile
from editorial.system.files import disk_errors, sha256_of, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_UNTOUCHED = "The file was left where it is."
_STALE_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Arrival:
    """A copy in the data folder that has no name yet."""

    path: Path
    sha256: str
    size: int


def check_readable(path: Path) -> str:
    """Return the SHA-256 of the file at ``path`` after a first look at it.

    Raises `BadFile` for what is not there, may not be read, is no file, is empty, is larger
    than 500 MB (told from its size, without reading it) or is no picture by its first bytes.
    """
    with source_errors(path):
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise BadFile(f"{path.name} is a folder.", next_step="Choose the photos inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise BadFile(f"{path.name} is not a file.", next_step="Choose a photo file.")
        if status.st_size == 0:
            raise BadFile(
                f"{path.name} is empty.",
                safe=_UNTOUCHED,
                next_step="Get the file again from where it came from.",
            )
        if status.st_size > MAX_FILE_BYTES:
            raise _too_large(path, status.st_size)
        with path.open("rb") as stream:
            head = stream.read(32)
        if sniff(head) is None:
            raise what_it_is(head, path.name)
        return sha256_of(path)


def copy_in(path: Path, folder: Path, sha256: str) -> Arrival:
    """Copy the file at ``path`` into ``folder`` under a temporary name, durably.

    Raises `BadFile` where it cannot be read or is no longer what ``sha256`` says, `DiskFull`
    or `HomeUnusable` where the copy cannot be written; then no copy is left.
    """
    digest, size = hashlib.sha256(), 0
    with disk_errors(folder / path.name):
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".{secrets.token_hex(6)}.tmp"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as target, source_errors(path), path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > MAX_FILE_BYTES:
                    raise _too_large(path, size)
                with _target_errors(temporary):
                    target.write(chunk)
            with _target_errors(temporary):
                target.flush()
                os.fsync(target.fileno())
        if digest.hexdigest() != sha256:
            raise BadFile(
                f"{path.name} changed while it was being read.",
                safe=_UNTOUCHED,
                next_step="Wait until it is completely copied, then import it again.",
            )
    except _TargetProblem as problem:
        discard(temporary)
        with disk_errors(folder / path.name):
            raise problem.error from None
    except BaseException:
        discard(temporary)
        raise
    return Arrival(temporary, sha256, size)


def place(arrival: Arrival, target: Path) -> bool:
    """Give the copy its final name and make it read-only; return whether it is new there.

    A sound file that already lies there is kept. Raises `DiskFull` or `HomeUnusable`.
    """
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if sha256_of(target) == arrival.sha256:
                discard(arrival.path)
                return False
            # Windows does not rename onto a read-only file.
            target.chmod(0o600)
        arrival.path.chmod(0o444)
        arrival.path.replace(target)
        sync_folder(target.parent)
        sync_folder(target.parent.parent)
    return True


def discard(path: Path) -> None:
    """Remove a file of ours that is not wanted after all; silent where there is none."""
    with contextlib.suppress(FileNotFoundError):
        if os.name == "nt":
            path.chmod(0o600)
        path.unlink()


def sweep(folder: Path) -> None:
    """Remove copies that a crash left without a name, once they are a day old."""
    for left in folder.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                discard(left)


@contextlib.contextmanager
def source_errors(path: Path) -> Iterator[None]:
    """Turn the system's word about the person's file into a `BadFile` that names it."""
    try:
        yield
    except FileNotFoundError as error:
        raise BadFile(
            f"{path.name} is not there (any more).",
            next_step=f"Look where it went; it was expected in {path.absolute().parent}.",
        ) from error
    except PermissionError as error:
        raise BadFile(
            f"{path.name} may not be read.",
            safe=_UNTOUCHED,
            next_step="Allow reading it, or copy it to a folder of your own.",
        ) from error
    except OSError as error:
        raise BadFile(
            f"{path.name} cannot be read ({error.strerror or error}).",
            safe=_UNTOUCHED,
            next_step="Check the disk or card it is on, or get the file again.",
        ) from error


class _TargetProblem(Exception):
    """Carries an error of our disk past the guard for errors of the person's file."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


@contextlib.contextmanager
def _target_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _TargetProblem(error) from error


_BINARY: int = getattr(os, "O_BINARY", 0)


def _too_large(path: Path, size: int) -> BadFile:
    return BadFile(
        f"{path.name} is {_in_words(size)}; Editorial takes photos of up to "
        f"{_in_words(MAX_FILE_BYTES)}.",
        safe=_UNTOUCHED,
        next_step="Save a smaller copy of it, as JPEG for example, and import that.",
    )


def _in_words(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
