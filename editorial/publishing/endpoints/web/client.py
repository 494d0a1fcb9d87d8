"""Talks to one server on the web, and to no other: bounded, without redirects, as one thread.

What every endpoint on the web needs, once. A credential is never sent to another server: no
redirect is followed, and an address elsewhere is refused. Whoever answers can cost us so many
bytes and so many seconds at most.
"""

from __future__ import annotations

import datetime as dt
import functools
import logging
import zlib
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from editorial.publishing.endpoints.web.errors import (
    AnswerUnusable,
    left_host,
    lost,
    moved,
    not_data,
    too_large,
    too_slow,
    unexpected_data,
)
from editorial.stories.outside.limits import Deadline, Unpacker
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import socket
    import ssl

TIME_LIMITS = httpx.Timeout(connect=10.0, read=90.0, write=90.0, pool=10.0)
"""Seconds. WordPress makes all sizes of a picture before it answers: 9 s for 6 MB, measured."""
SECONDS = 300.0
"""For one call from its first byte to the last one of its answer."""
MOST = 32 << 20
"""Bytes of an answer, once unpacked. A hundred long posts are some 5 MB."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = {"http": 80, "https": 443}
_log = logging.getLogger(__name__)


class WebClient:
    """Connections to one server. Used by one thread at a time."""

    def __init__(
        self,
        address: str,
        *,
        auth: httpx.Auth | None = None,
        timeout: httpx.Timeout = TIME_LIMITS,
        seconds: float = SECONDS,
        most: int = MOST,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.address = address.rstrip("/")
        self.host = urlsplit(address).netloc
        self.origin = origin_of(address)
        self._seconds, self._most = seconds, most
        self._sockets: list[socket.socket] = []
        self.skew: dt.timedelta | None = None
        """How far the server's clock is ahead of ours, by its last answer (RFC 9110, 6.6.1)."""
        self._http = httpx.Client(
            auth=auth,
            timeout=timeout,
            transport=transport,
            headers={
                "User-Agent": "Editorial",
                "Accept": "application/json",
                "Accept-Encoding": "gzip, deflate",
            },
            # A proxy has no way to this computer's own loopback.
            trust_env=urlsplit(address).hostname not in _LOOPBACK,
            verify=_trust(),
            follow_redirects=False,
        )

    def request(self, method: str, url: str, **more: Any) -> httpx.Response:
        """Return the whole answer, whatever its status; ``more`` is what httpx takes.

        Raises `NetworkDown` where nobody answered, `AnswerUnusable` for an answer that cannot
        be read or does not end, `PushRefused` for an address on another server.
        """
        if origin_of(url) != self.origin:
            raise left_host(self.host, url)
        try:
            with Deadline(self._seconds, self._sockets) as deadline:
                request = self._http.build_request(method, url, **more)
                request.extensions["trace"] = deadline.trace
                answer = self._http.send(request, stream=True)
                try:
                    body = self._read(answer, deadline)
                finally:
                    answer.close()
        except httpx.HTTPError as error:
            raise (too_slow(self.host) if deadline.is_over else lost(self.host, error)) from error
        except httpx.InvalidURL as error:
            raise not_data(self.host) from error
        theirs = _moment(answer)
        self.skew = theirs - utc_now() if theirs is not None else None
        _log.info("%s %s: %s", method, urlsplit(url).path, answer.status_code)
        return _whole(answer, body)

    def call(self, method: str, url: str, **more: Any) -> httpx.Response:
        """Return the whole answer; raises `Moved` besides, for a redirect."""
        answer = self.request(method, url, **more)
        if answer.has_redirect_location or answer.is_redirect:
            raise moved(url, answer.headers.get("location", ""))
        return answer

    def record(self, answer: httpx.Response) -> dict[str, Any]:
        """Return the JSON object of an answer. Raises `AnswerUnusable`."""
        found = self.data(answer)
        if not isinstance(found, dict):
            raise unexpected_data(self.host)
        return found

    def data(self, answer: httpx.Response) -> Any:
        """Return the JSON value of an answer. Raises `AnswerUnusable`."""
        try:
            return answer.json()
        # Nested too deep for Python is no data either.
        except (ValueError, RecursionError) as error:
            raise not_data(self.host) from error

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the server (RFC 9110, ``Date``); None where it tells none."""
        # What is answered, even a refusal, bears the date; nothing that we know is asked for.
        return _moment(self.request("HEAD", self.address + "/"))

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _read(self, answer: httpx.Response, deadline: Deadline) -> bytes:
        if answer.is_stream_consumed:
            # A transport without a network hands its answers over whole.
            return answer.content
        encoding = answer.headers.get("content-encoding", "").strip().lower()
        if encoding not in Unpacker.ENCODINGS:
            raise not_data(self.host)
        unpacker = Unpacker(encoding, self._most)
        try:
            for piece in answer.iter_raw():
                unpacker.add(piece)
                if unpacker.is_full:
                    raise too_large(self.host, self._most)
        except zlib.error as error:
            raise not_data(self.host) from error
        # A connection that was shut in the midst can look like the end of the answer.
        if deadline.is_over:
            raise too_slow(self.host)
        return bytes(unpacker.body)


@functools.cache
def _trust() -> ssl.SSLContext:
    """Return whose certificates are trusted, read once: it takes 25 ms, which every push paid."""
    return httpx.create_ssl_context()


def origin_of(address: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address (RFC 6454). Raises `AnswerUnusable`."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise AnswerUnusable(f"“{address[:80]}” is no web address.") from error
    return parts.scheme, (parts.hostname or "").lower(), port


def _moment(answer: httpx.Response) -> dt.datetime | None:
    """Return what time it is at the server, by the ``Date`` of an answer."""
    try:
        moment = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _whole(answer: httpx.Response, body: bytes) -> httpx.Response:
    """Return the answer with its unpacked body, no longer bound to a connection."""
    headers = [
        (name, value)
        for name, value in answer.headers.multi_items()
        if name not in {"content-encoding", "content-length", "transfer-encoding"}
    ]
    return httpx.Response(answer.status_code, headers=headers, content=body, request=answer.request)
