"""How the program and its photo worker talk: four bytes of length, then JSON in ASCII.

JSON and not pickle: a worker that a hostile picture took over can only send plain values.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any


def read_message(stream: IO[bytes]) -> dict[str, Any] | None:
    """Return the next message, or None where the stream ends."""
    head = _read_exactly(stream, 4)
    if head is None:
        return None
    body = _read_exactly(stream, struct.unpack(">I", head)[0])
    return None if body is None else dict(json.loads(body))


def write_message(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message. Raises OSError where nobody reads."""
    body = json.dumps(message).encode("ascii")
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()


def _read_exactly(stream: IO[bytes], count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = stream.read(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
