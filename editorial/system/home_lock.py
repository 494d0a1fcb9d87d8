"""Who has a data folder open: many at once, or one alone that may exchange its files.

The lock belongs to an open file, so the system frees it when a program dies, however it dies.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from editorial.system.errors import DatabaseBusy
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE = ".open"
"""The lock file in the data folder. It stays: removing it would part those who hold it."""
_SEATS = 64
"""On Windows, where a lock cannot be shared, each holder has a byte of its own."""


class HomeLock:
    """A share in an open data folder; `release` it, or let the program end."""

    def __init__(self, root: Path) -> None:
        """Take a share. Raises `DatabaseBusy` while somebody exchanges the files."""
        with disk_errors(root / FILE):
            self._stream: IO[bytes] = (root / FILE).open("ab")
        if not _within(2.0, lambda: _share(self._stream)):
            self._stream.close()
            raise DatabaseBusy(
                "A backup is just being restored into this newsroom.",
                safe="Nothing was changed.",
                next_step="Wait until that is done, then start again.",
            )

    def release(self) -> None:
        """Give the share back."""
        self._stream.close()


@contextmanager
def alone_in(root: Path, patience: float = 2.0) -> Iterator[None]:
    """Have a data folder to oneself.

    Raises `DatabaseBusy` where another program still has it open after ``patience`` seconds.
    """
    with disk_errors(root / FILE):
        stream = (root / FILE).open("ab")
    with stream:
        if not _within(patience, lambda: _alone(stream)):
            raise DatabaseBusy(
                "Editorial is open on this newsroom.",
                safe="Nothing was changed.",
                next_step="Close its windows and whatever runs its outbox, then restore again.",
            )
        yield


def _within(patience: float, attempt: Callable[[], bool]) -> bool:
    end = time.monotonic() + patience
    while not attempt():
        if time.monotonic() >= end:
            return False
        time.sleep(0.05)
    return True


if sys.platform == "win32":
    import msvcrt

    def _share(stream: IO[bytes]) -> bool:
        return any(_taken(stream, seat, 1) for seat in range(_SEATS))

    def _alone(stream: IO[bytes]) -> bool:
        return _taken(stream, 0, _SEATS)

    def _taken(stream: IO[bytes], first: int, count: int) -> bool:
        stream.seek(first)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _share(stream: IO[bytes]) -> bool:
        return _locked(stream, fcntl.LOCK_SH)

    def _alone(stream: IO[bytes]) -> bool:
        return _locked(stream, fcntl.LOCK_EX)

    def _locked(stream: IO[bytes], kind: int) -> bool:
        try:
            fcntl.flock(stream, kind | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
