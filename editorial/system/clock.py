"""Time and identity: the present moment, and ids that sort by it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import time
import uuid
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Returns the present moment as an aware UTC datetime."""


def utc_now() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def boot_seconds() -> float:
    """Return seconds that only go forward, also while the computer sleeps, whatever is set.

    Where they begin is unspecified; they begin anew when the computer starts.
    """
    # Linux has a clock that counts sleep too; on macOS it is this monotonic one, not Python's own.
    names = {"Linux": "CLOCK_BOOTTIME", "Darwin": "CLOCK_MONOTONIC"}
    which: int | None = getattr(time, names.get(platform.system(), ""), None)
    return time.monotonic() if which is None else time.clock_gettime(which)


def uuid7() -> uuid.UUID:
    """Return a UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits.

    Such ids sort by their time of making, so new rows land at the end of an index.
    """
    milliseconds = time.time_ns() // 1_000_000
    raw = bytearray(milliseconds.to_bytes(6, "big") + os.urandom(10))
    raw[6] = 0x70 | (raw[6] & 0x0F)
    raw[8] = 0x80 | (raw[8] & 0x3F)
    return uuid.UUID(bytes=bytes(raw))
