"""Fetches a page elsewhere, or its picture: little, soon, and over http alone.

Pages come from strangers: the size and the time are bounded, redirects are few, and nothing is
sent but the request itself (no cookies, no sign-in).
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx

from editorial.stories.outside.limits import Deadline, Unpacker
from editorial.stories.related import check_address
from editorial.system.errors import NetworkDown, RuleRefused

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_BYTES = 2 << 20
PICTURE_BYTES = 20 << 20
SECONDS = 15.0
"""For the whole answer, redirects included."""
REDIRECTS = 5

_STEP = httpx.Timeout(8.0)
_KEPT = "What you typed is kept."
_BY_HAND = "Type the title and the excerpt yourself; the link needs no more."
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. ``url`` is the one after redirects."""

    url: str
    body: bytes
    content_type: str

    def text(self) -> str:
        """Return the HTML in its character set: the header's, the page's own, else UTF-8."""
        declared = re.search(r"charset=\"?([\w.:-]+)", self.content_type)
        inside = _CHARSET.search(self.body[:4096])
        for name in (
            declared.group(1) if declared else "",
            "utf-8-sig" if self.body.startswith(codecs.BOM_UTF8) else "",
            inside.group(1).decode("ascii", "replace") if inside else "",
        ):
            try:
                if name:
                    return self.body.decode(name, "replace")
            except LookupError:
                continue
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            return self.body.decode("cp1252", "replace")


def fetch(
    address: str,
    *,
    kinds: tuple[str, ...] = ("text/html", "application/xhtml+xml"),
    most: int = PAGE_BYTES,
    cut: bool = True,
    step: Callable[[], object] | None = None,
) -> Fetched:
    """Return what ``address`` answers, at most ``most`` bytes of it.

    What is longer is cut off with ``cut`` (the facts of a page stand at its top), else refused.
    ``step`` is called between two pieces and may raise to stop. Raises `WrongUsage` for what is
    no web address, `NetworkDown` where nobody answers in time, `RuleRefused` where the answer is
    no page.
    """
    url = check_address(address)
    with Deadline(SECONDS) as deadline:
        for _ in range(REDIRECTS + 1):
            with _client(url) as client:
                try:
                    with client.stream("GET", url, extensions={"trace": deadline.trace}) as answer:
                        if answer.is_redirect:
                            url = _next(url, answer.headers.get("location", ""))
                            continue
                        _accept(answer, kinds, url)
                        body = _read(answer, most, deadline, step, url, cut=cut)
                        return Fetched(url, body, answer.headers.get("content-type", ""))
                except (httpx.HTTPError, httpx.InvalidURL) as error:
                    raise _nobody(url) from error
    raise RuleRefused(
        f"{_host(address)} sends one on and on ({REDIRECTS} times).", safe=_KEPT, next_step=_BY_HAND
    )


def _client(url: str) -> httpx.Client:
    local = urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    return httpx.Client(
        timeout=_STEP,
        # A proxy has no way to this computer's own loopback.
        trust_env=not local,
        headers={
            "User-Agent": "Editorial",
            "Accept": "text/html,image/*;q=0.8,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        },
    )


def _next(url: str, location: str) -> str:
    target = urljoin(url, location)
    if not location or urlsplit(target).scheme not in {"http", "https"}:
        raise RuleRefused(
            f"{_host(url)} sends one to “{location[:80]}”, which is no web page.",
            safe=_KEPT,
            next_step=_BY_HAND,
        )
    return target


def _accept(answer: httpx.Response, kinds: tuple[str, ...], url: str) -> None:
    if not answer.is_success:
        words = {401: "asks for a sign-in", 403: "does not let us read it", 404: "has no such page"}
        said = words.get(answer.status_code, f"answers with {answer.status_code}")
        raise RuleRefused(f"{_host(url)} {said}.", safe=_KEPT, next_step=_BY_HAND)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith(kinds):
        raise RuleRefused(
            f"That address holds no {'picture' if 'image/' in kinds else 'page'} "
            f"({kind or 'of no known kind'}).",
            safe=_KEPT,
            next_step=_BY_HAND,
        )


def _read(
    answer: httpx.Response,
    most: int,
    deadline: Deadline,
    step: Callable[[], object] | None,
    url: str,
    *,
    cut: bool,
) -> bytes:
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in Unpacker.ENCODINGS:
        raise _unreadable(url)
    unpacker = Unpacker(encoding, most)
    try:
        # As it comes, however little: waiting for more would be waiting for a slow server.
        for piece in answer.iter_raw():
            if step is not None:
                step()
            unpacker.add(piece)
            if unpacker.is_full:
                if not cut:
                    raise RuleRefused(
                        f"What {_host(url)} sends is larger than {most >> 20} MB.", safe=_KEPT
                    )
                break
    except zlib.error as error:
        raise _unreadable(url) from error
    # A connection that was shut in the midst looks like the end of the page.
    if deadline.is_over:
        raise _nobody(url)
    return bytes(unpacker.body[:most])


def _unreadable(url: str) -> RuleRefused:
    return RuleRefused(
        f"What {_host(url)} sends cannot be unpacked.", safe=_KEPT, next_step=_BY_HAND
    )


def _nobody(url: str) -> NetworkDown:
    return NetworkDown(
        f"{_host(url)} does not answer.",
        safe=_KEPT,
        next_step="Try again when you are online, or type the title yourself.",
    )


def _host(url: str) -> str:
    return urlsplit(url).hostname or "That address"
