"""Who has a data folder open: many at once, or one alone that may exchange its files.

The lock belongs to an open file, so the system frees it when a program dies, however it dies.
Beside it each holder keeps a note of what it is, locked likewise: a note that nobody holds is
one that a killed program left, and counts for nothing.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import sys
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from editorial.system.errors import DatabaseBusy
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE = ".open"
"""The lock file in the data folder. It stays: removing it would part those who hold it."""
NOTES = ".open-by"
"""The folder of the holders' notes."""
_SEATS = 64
"""On Windows, where a lock cannot be shared, each holder has a byte of its own."""
_BEYOND = 1 << 16
"""Where a note is locked on Windows, whose locks keep others from reading what they cover."""


class HomeLock:
    """A share in an open data folder; `release` it, or let the program end."""

    def __init__(self, root: Path, what: str = "Editorial") -> None:
        """Take a share for ``what``, as a person would call it: “its window”.

        Raises `DatabaseBusy` while somebody exchanges the files.
        """
        with disk_errors(root / FILE):
            self._stream: IO[bytes] = (root / FILE).open("ab")
        if not _within(2.0, lambda: _share(self._stream)):
            self._stream.close()
            raise DatabaseBusy(
                "A backup is just being restored into this newsroom.",
                safe="Nothing was changed.",
                next_step="Wait until that is done, then start again.",
            )
        self._note = _leave_note(root / NOTES, what)

    def release(self) -> None:
        """Give the share back."""
        if self._note is not None:
            self._note.close()
            with suppress(OSError):
                os.unlink(self._note.name)  # noqa: PTH108 - the stream knows its name as text
        self._stream.close()


def holders(root: Path) -> tuple[str, ...]:
    """Return who has the data folder open: “its window (process 4123, since 09:14)”."""
    found = []
    for path in sorted((root / NOTES).glob("*.txt")):
        # It may just be taken away.
        with suppress(OSError):
            with path.open("r+b") as stream:
                words = stream.read(500).decode("utf-8", "replace").strip()
                is_held = not _note_lock(stream)
            if is_held and words:
                found.append(words)
            elif not is_held:
                path.unlink()
    return tuple(found)


def _leave_note(folder: Path, what: str) -> IO[bytes] | None:
    """Write down who opened the folder; None where that cannot be: the lock holds without."""
    since = dt.datetime.now().astimezone().strftime("%H:%M")
    try:
        folder.mkdir(exist_ok=True)
        path = folder / f"{os.getpid()}-{secrets.token_hex(4)}.txt"
        stream: IO[bytes] = path.open("xb")
    except OSError:
        return None
    _note_lock(stream)
    with suppress(OSError):
        stream.write(f"{what} (process {os.getpid()}, since {since})\n".encode())
        stream.flush()
    return stream


@contextmanager
def alone_in(root: Path, patience: float = 2.0) -> Iterator[None]:
    """Have a data folder to oneself.

    Raises `DatabaseBusy` where another program still has it open after ``patience`` seconds.
    """
    with disk_errors(root / FILE):
        stream = (root / FILE).open("ab")
    with stream:
        if not _within(patience, lambda: _alone(stream)):
            named = ", ".join(holders(root))
            raise DatabaseBusy(
                f"Editorial is open on this newsroom{': ' if named else ''}{named}.",
                safe="Nothing was changed.",
                next_step="Close that, then restore again."
                if named
                else "Close its windows and whatever runs its outbox, then restore again.",
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

    def _note_lock(stream: IO[bytes]) -> bool:
        taken = _taken(stream, _BEYOND, 1)
        stream.seek(0)
        return taken

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

    def _note_lock(stream: IO[bytes]) -> bool:
        return _alone(stream)

    def _locked(stream: IO[bytes], kind: int) -> bool:
        try:
            fcntl.flock(stream, kind | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
