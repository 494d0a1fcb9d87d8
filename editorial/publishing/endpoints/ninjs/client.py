"""Talks to one receiver of HTTP push: signed items, photos by their id, reading back.

The wire is Superdesk's (``http_push``): the item's JSON is posted with
``x-superdesk-signature: sha1=<HMAC of the very bytes of the body>``; whether a photo is there is
asked with GET ``assets_url/{id}``, and it is posted as a form with ``media_id`` and ``media``. The
key itself never leaves this computer.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Any

import httpx

from editorial.publishing.endpoints.ninjs.errors import a_page, is_page, problem
from editorial.publishing.endpoints.ninjs.options import Options, assets_address, read_address
from editorial.publishing.endpoints.web.client import SECONDS, TIME_LIMITS, WebClient, origin_of
from editorial.publishing.endpoints.web.errors import AnswerUnusable, unexpected_data
from editorial.publishing.endpoints.web.shapes import fits

if TYPE_CHECKING:
    import datetime as dt

    from editorial.publishing.endpoints.web.shapes import Shape

Item = dict[str, Any]
ITEM: Shape = {"uri": str}
_ABSENT = (404, 410)
_SILENT = (405, 501)
"""The receiver takes photos, but cannot be asked for them."""
_NOBODYS = hashlib.sha256(b"a photo that nobody ever sent").hexdigest()[:40]


class Client:
    """Connections to one receiver. Used by one thread at a time."""

    def __init__(
        self,
        address: str,
        key: str,
        options: Options | None = None,
        *,
        timeout: httpx.Timeout = TIME_LIMITS,
        seconds: float = SECONDS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._options = options or Options()
        self._key = key.encode()
        self._webs: dict[tuple[str, str, int], WebClient] = {}
        self._timeout, self._seconds, self._transport = timeout, seconds, transport
        self.address = address.rstrip("/")
        self.host = self._web(self.address).host
        self.assets = assets_address(self.address, self._options)

    @property
    def reads(self) -> bool:
        """Whether an item can be read back."""
        return bool(self._options.read_url)

    def push(self, body: bytes) -> None:
        """Have an item taken in; ``body`` is its JSON. The same one again changes nothing there."""
        headers = {"Content-Type": "application/json", **self._signed(body)}
        answer = self._web(self.address).call("POST", self.address, content=body, headers=headers)
        if not answer.is_success:
            raise problem(answer, self.host, self.address)
        if is_page(answer):
            raise a_page(self.host)

    def has_media(self, media_id: str) -> bool | None:
        """Return whether a photo is there; None where the receiver does not tell."""
        url = f"{self.assets}/{media_id}"
        web = self._web(url)
        answer = web.call("GET", url)
        if answer.is_success:
            if is_page(answer):
                raise a_page(web.host)
            return True
        if answer.status_code in _ABSENT:
            return False
        if answer.status_code in _SILENT:
            return None
        raise problem(answer, web.host, self.assets)

    def send_media(self, media_id: str, body: bytes, media_type: str) -> None:
        """Have a photo taken in under its id. The same one again changes nothing there."""
        web = self._web(self.assets)
        form = httpx.Request(
            "POST",
            self.assets,
            data={"media_id": media_id},
            files={"media": (media_id, body, media_type)},
        )
        # The signature is over the very bytes that go out.
        content = form.read()
        headers = {"Content-Type": form.headers["Content-Type"], **self._signed(content)}
        answer = web.call("POST", self.assets, content=content, headers=headers)
        if not answer.is_success:
            raise problem(answer, web.host, self.assets)
        if is_page(answer):
            raise a_page(web.host)

    def read(self, uri: str) -> Item | None:
        """Return an item as the receiver holds it; None when it is gone. Nothing is signed."""
        url = read_address(uri, self._options)
        web = self._web(url)
        answer = web.call("GET", url)
        if answer.status_code in _ABSENT:
            return None
        if not answer.is_success:
            raise problem(answer, web.host, url)
        found = web.record(answer)
        if not fits(found, ITEM) or found["uri"] != uri:
            raise unexpected_data(web.host)
        return found

    def test(self) -> bool:
        """Ask for what nobody has, and send what is no item: nothing of it is kept.

        Returns whether the receiver tells which photos it has; raises what is wrong with the
        addresses or the key.
        """
        asked = self.has_media(_NOBODYS)
        if asked:
            raise AnswerUnusable(
                f"{self._web(self.assets).host} says that it has a photo which nobody ever sent, "
                f"so {self.assets} is not where photos go.",
                safe="Nothing was sent.",
                next_step="Ask the receiver's administrator for the address for photos.",
            )
        self._test_key()
        if self.reads:
            self.read("urn:uuid:00000000-0000-0000-0000-000000000000")
        return asked is not None

    def _test_key(self) -> None:
        body = b"{}"
        headers = {"Content-Type": "application/json", **self._signed(body)}
        answer = self._web(self.address).call("POST", self.address, content=body, headers=headers)
        # Whoever checks the signature first then refuses an empty item: both are as it should be.
        if answer.status_code in (400, 415, 422) or (answer.is_success and not is_page(answer)):
            return
        if answer.is_success:
            raise a_page(self.host)
        if answer.status_code == 500:
            # Superdesk Newsroom fails in this way on an empty item once the signature is right.
            return
        raise problem(answer, self.host, self.address)

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the receiver."""
        return self._web(self.address).their_time()

    def close(self) -> None:
        """Close the connections."""
        for web in self._webs.values():
            web.close()

    def _web(self, url: str) -> WebClient:
        """Return the connection to a server: photos and reading may have one of their own."""
        origin = origin_of(url)
        if origin not in self._webs:
            self._webs[origin] = WebClient(
                url, timeout=self._timeout, seconds=self._seconds, transport=self._transport
            )
        return self._webs[origin]

    def _signed(self, body: bytes) -> dict[str, str]:
        sha1 = hmac.new(self._key, body, hashlib.sha1).hexdigest()
        headers = {"x-superdesk-signature": f"sha1={sha1}"}
        if self._options.signature == "both":
            sha256 = hmac.new(self._key, body, hashlib.sha256).hexdigest()
            # The name under which web hooks commonly carry it.
            headers["x-hub-signature-256"] = f"sha256={sha256}"
        return headers
