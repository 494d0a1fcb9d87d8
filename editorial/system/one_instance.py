"""Lets one program of a kind run on a data folder, and names it to the second one.

The lock belongs to an open file, so the system frees it when a program dies, however it dies.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from editorial.system.errors import RuleRefused
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BEYOND = 1 << 16
"""Where the file is locked on Windows, whose locks keep others from reading what they cover."""


@contextmanager
def only_one(root: Path, name: str, what: str) -> Iterator[None]:
    """Be the only ``name`` on the data folder ``root``, as long as the context lasts.

    ``what`` is what a person calls it, such as “the outbox service”. Raises `RuleRefused` where
    one runs already, `HomeUnusable` or `DiskFull` where the file cannot be made.
    """
    path = root / f".{name}"
    with disk_errors(path):
        stream = path.open("a+b")
    with stream:
        if not _taken(stream):
            stream.seek(0)
            words = stream.read(200).decode("utf-8", "replace").strip()
            raise RuleRefused(
                f"{what[:1].upper()}{what[1:]} runs already{f' ({words})' if words else ''}.",
                safe="Nothing was changed.",
                next_step="One is enough: it sends everything. Stop that one first to start it "
                "anew.",
            )
        since = dt.datetime.now().astimezone().strftime("%d %b %H:%M")
        with disk_errors(path):
            stream.truncate(0)
            stream.seek(0)
            stream.write(f"process {os.getpid()}, since {since}".encode())
            stream.flush()
        try:
            yield
        finally:
            with suppress(OSError):
                stream.truncate(0)


if sys.platform == "win32":
    import msvcrt

    def _taken(stream: IO[bytes]) -> bool:
        stream.seek(_BEYOND)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(stream: IO[bytes]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
