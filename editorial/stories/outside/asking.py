"""Asks whether an address answers: by HEAD, by GET where that is not understood, without a body.

Nothing is sent but the request itself: no cookies, no sign-in. Redirects are followed a few
times, over http and https alone.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from editorial.stories.outside.limits import Deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 12.0
"""For one address, redirects included."""
REDIRECTS = 6
_STEP = httpx.Timeout(8.0)
_NOT_UNDERSTOOD = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})
"""What servers say to a HEAD that they would answer well to a GET."""
_FOR_GOOD = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    ``status`` is the HTTP status, None where nobody answered; ``words`` what a person reads;
    ``moved_to`` the address to which it has moved for good.
    """

    status: int | None
    words: str = ""
    moved_to: str = ""


def ask(address: str) -> Answer:
    """Return what ``address`` answers; never raises for what the web does."""
    url = urldefrag(address).url
    moved = ""
    try:
        with Deadline(SECONDS) as deadline:
            for _ in range(REDIRECTS + 1):
                status, location = _status(url, deadline)
                if not HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
                    return Answer(status, _words(status), moved if status < 300 else "")
                target = urljoin(url, location)
                if not location or urlsplit(target).scheme not in {"http", "https"}:
                    return Answer(status, "it leads to no web page")
                if status in _FOR_GOOD and not _is_same_page(url, target):
                    moved = target
                url = target
        return Answer(None, "it sends one on and on")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
        return Answer(None, _why(error))


def _status(url: str, deadline: Deadline) -> tuple[int, str]:
    local = urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    with httpx.Client(
        timeout=_STEP, trust_env=not local, headers={"User-Agent": "Editorial", "Accept": "*/*"}
    ) as client:
        status = 0
        for method in ("HEAD", "GET"):
            # The body of a GET is not read: closing the answer shuts the connection.
            with client.stream(method, url, extensions={"trace": deadline.trace}) as answer:
                status = answer.status_code
                if status not in _NOT_UNDERSTOOD:
                    return status, answer.headers.get("location", "")
        return status, ""


def _words(status: int) -> str:
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return ""
    told = {
        401: "it asks for a sign-in",
        402: "it asks for payment",
        403: "it does not let us look",
        404: "there is no such page",
        410: "the page was taken away",
        429: "it has been asked too often",
    }
    if status in told:
        return told[status]
    return f"the server has trouble ({status})" if status >= 500 else f"it answers with {status}"


def _is_same_page(old: str, new: str) -> bool:
    """Whether only the scheme, the case or a last stroke differ: no reason to bother anybody."""
    return _bare(old) == _bare(new)


def _bare(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _why(error: BaseException) -> str:
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror) or "Name or service not known" in str(cause):
            return "the name does not exist"
        if isinstance(cause, ssl.SSLError):
            return "its certificate is not valid"
    if isinstance(error, httpx.TimeoutException):
        return "nobody answers in time"
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError)):
        return "it is no web address"
    return "nobody answers"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
