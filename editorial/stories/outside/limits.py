"""What a stranger's server may cost: so much time in all, so many bytes once unpacked."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


class Deadline:
    """Shuts the connection when the time is over, even between two bytes of a header.

    Time-outs of single reads don't hold a server that sends a byte now and then. Give `trace`
    to httpx as the request's ``trace`` extension; use as a context manager around the request.
    """

    def __init__(self, seconds: float, sockets: list[socket.socket] | None = None) -> None:
        """Take the seconds; ``sockets`` holds those of a client that keeps its connections."""
        self._ends = time.monotonic() + seconds
        self._sockets = [] if sockets is None else sockets
        self._sockets[:] = [known for known in self._sockets if known.fileno() >= 0]
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    @property
    def is_over(self) -> bool:
        """Whether the time is used up."""
        return time.monotonic() >= self._ends

    def trace(self, event: str, facts: Mapping[str, Any]) -> None:
        """Remember each socket that is opened; httpcore calls this."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            opened = facts["return_value"].get_extra_info("socket")
            if isinstance(opened, socket.socket):
                self._sockets.append(opened)
            if self.is_over:
                self._shut()

    def _shut(self) -> None:
        for opened in list(self._sockets):
            try:
                opened.shutdown(socket.SHUT_RDWR)
            except OSError:
                # Shut already, or handed over to TLS.
                continue


class Unpacker:
    """Undoes gzip and deflate, at most so many bytes: a small answer may hold gigabytes."""

    ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})

    def __init__(self, encoding: str, most: int) -> None:
        """Take the answer's ``Content-Encoding``, one of `ENCODINGS`."""
        packed = encoding not in {"", "identity"}
        # 32 more than the largest window: gzip or zlib, whichever it is.
        self._reader = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed else None
        self._most = most
        self.body = bytearray()

    @property
    def is_full(self) -> bool:
        """Whether there was more than fits."""
        return len(self.body) > self._most

    def add(self, piece: bytes) -> None:
        """Take the next piece of the answer. Raises `zlib.error` for what is not packed so."""
        room = self._most + 1 - len(self.body)
        if self._reader is not None and room > 0:
            piece = self._reader.decompress(piece, room)
        self.body += piece[: max(room, 0)]
