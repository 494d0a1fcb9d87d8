"""A first look at an address, without any sign-in: what kind of system is there."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from editorial.publishing.endpoints.web.client import WebClient, origin_of
from editorial.system.errors import NetworkDown, PushRefused

if TYPE_CHECKING:
    import httpx

SECONDS = 15.0
MOST = 4 << 20
HOPS = 4


class SiteLook:
    """One site, looked at by several kinds; each path is fetched once.

    ``address`` is where the site lives: after redirects within http and https.
    """

    def __init__(self, address: str, *, transport: httpx.BaseTransport | None = None) -> None:
        """Fetch the front page. Raises `NetworkDown` where nobody answers."""
        self._transport = transport
        self._known: dict[str, httpx.Response | None] = {}
        self.moved_from = ""
        self.address = address.rstrip("/")
        self._web = self._client(self.address)
        self._front = self._follow()

    def __enter__(self) -> SiteLook:
        return self

    def __exit__(self, *_error: object) -> None:
        self._web.close()

    @property
    def html(self) -> str:
        """The front page; empty where there is none."""
        return self._front.text if self._front.is_success else ""

    def get(self, path: str) -> httpx.Response | None:
        """Return what ``path`` under the address answers; None where nothing usable comes."""
        if path not in self._known:
            try:
                self._known[path] = self._web.request("GET", self.address + path)
            except (NetworkDown, PushRefused):
                self._known[path] = None
        return self._known[path]

    def record(self, path: str) -> dict[str, Any]:
        """Return the JSON object at ``path``; empty where there is none, whatever the status."""
        answer = self.get(path)
        if answer is None:
            return {}
        try:
            found = answer.json()
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def link(self, rel: str) -> str:
        """Return the address that the front page names for ``rel``, by header or by HTML."""
        # httpx reads the header's links (RFC 8288) under each of their relations.
        for relations, link in self._front.links.items():
            if relations and rel in relations.split() and "url" in link:
                return urljoin(self.address + "/", link["url"])
        finder = _Links(rel)
        finder.feed(self.html[:200_000])
        return urljoin(self.address + "/", finder.found) if finder.found else ""

    def _client(self, address: str) -> WebClient:
        return WebClient(address, seconds=SECONDS, most=MOST, transport=self._transport)

    def _follow(self) -> httpx.Response:
        for _ in range(HOPS):
            answer = self._web.request("GET", self.address + "/", headers={"Accept": "text/html"})
            target = answer.headers.get("location", "")
            if not answer.is_redirect or not target:
                return answer
            place = urljoin(self.address + "/", target).split("?")[0].split("#")[0].rstrip("/")
            if not place.startswith(("http://", "https://")) or place == self.address:
                return answer
            if origin_of(place) != origin_of(self.address):
                self.moved_from = self.moved_from or self.address
                self._web.close()
                self._web = self._client(place)
                self.address = place
            else:
                # A front page in a folder, such as /en: the system may live at the root.
                return self._web.request("GET", place + "/", headers={"Accept": "text/html"})
        return answer


class _Links(HTMLParser):
    """Finds the first ``link`` or ``a`` with a relation."""

    def __init__(self, rel: str) -> None:
        super().__init__()
        self._rel = rel
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        values = {name: value or "" for name, value in attrs}
        if not self.found and tag in ("link", "a") and self._rel in values.get("rel", "").split():
            self.found = values.get("href", "")
