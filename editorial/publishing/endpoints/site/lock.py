"""One writer at a time in a site folder, across programs; freed by the system when one dies."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 20.0
"""Seconds to wait for another writer."""


@contextmanager
def only_writer(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file ``path``.

    Raises `EndpointBusy` when another program keeps it, `DiskFull` or `HomeUnusable`.
    """
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("ab")
    with stream:
        end = time.monotonic() + patience
        while not _try_lock(stream):
            if time.monotonic() >= end:
                raise EndpointBusy(
                    "Another program is writing to the site folder.",
                    safe="The site is as it was.",
                    next_step="The outbox tries again by itself.",
                    retry_after=patience,
                )
            time.sleep(0.05)
        yield


def _try_lock(stream: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
