"""Talks to one Micropub endpoint (https://www.w3.org/TR/micropub/): token, addresses, errors.

The token goes to the endpoint that the site itself names, and to no other server, unless a person
entered that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from editorial.publishing.endpoints.micropub.discovery import endpoint_named_by
from editorial.publishing.endpoints.micropub.errors import (
    elsewhere,
    no_endpoint,
    no_media,
    problem,
)
from editorial.publishing.endpoints.micropub.options import Options
from editorial.publishing.endpoints.web.client import SECONDS, TIME_LIMITS, WebClient, origin_of
from editorial.publishing.endpoints.web.errors import unexpected_data
from editorial.publishing.endpoints.web.shapes import fits

if TYPE_CHECKING:
    import datetime as dt

    import httpx

Post = dict[str, Any]
"""An mf2 object: ``type`` and ``properties``, each a list."""
_CONFIG = frozenset(
    [
        "media-endpoint",
        "syndicate-to",
        "post-types",
        "q",
        "categories",
        "channels",
        "destination",
        "visibility",
    ]
)
"""What endpoints tell of themselves, the recommendation's and the usual extensions'. All may be
missing, but data with none of them is another system's."""
_UNKNOWN_QUERY = (400, 404, 405, 501)
_GONE = (400, 404, 410)


class Client:
    """One signed-in connection. Used by one thread at a time."""

    def __init__(
        self,
        address: str,
        token: str,
        options: Options | None = None,
        *,
        timeout: httpx.Timeout = TIME_LIMITS,
        seconds: float = SECONDS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._options = options or Options()
        self._token = token.strip()
        self._timeout, self._seconds, self._transport = timeout, seconds, transport
        self._webs: dict[tuple[str, str, int], WebClient] = {}
        self.address = address.rstrip("/")
        self.host = urlsplit(self.address).netloc
        self._endpoint = self._options.endpoint_url
        self._config: dict[str, Any] | None = None

    @property
    def endpoint(self) -> str:
        """The Micropub endpoint's address. Raises `PushRefused` where the site names none."""
        if not self._endpoint:
            address = f"{self.address}/"
            answer = self._web(address).call("GET", address, headers={"Accept": "text/html"})
            if not answer.is_success:
                raise problem(answer, self.host)
            found = endpoint_named_by(answer, address)
            if not found:
                raise no_endpoint(self.address)
            if origin_of(found) != origin_of(address):
                raise elsewhere("endpoint_url", self.host, found)
            self._endpoint = found
        return self._endpoint

    @property
    def config(self) -> dict[str, Any]:
        """What the endpoint tells of itself (``q=config``)."""
        if self._config is None:
            answer = self._query(self.endpoint, q="config")
            if not answer.is_success:
                raise problem(answer, self.host)
            found = self._web(self.endpoint).record(answer)
            if found and not found.keys() & _CONFIG:
                raise unexpected_data(self._web(self.endpoint).host)
            self._config = found
        return self._config

    @property
    def media_endpoint(self) -> str:
        """Where photos go. Raises `PushRefused` where there is no such place."""
        if self._options.media_url:
            return self._options.media_url
        named = self.config.get("media-endpoint")
        if not isinstance(named, str) or not named:
            raise no_media(self.host)
        found = urljoin(self.endpoint, named)
        if origin_of(found) != origin_of(self.endpoint):
            raise elsewhere("media_url", self.host, found)
        return found

    @property
    def takes_photos(self) -> bool:
        """Whether there is a place for photos."""
        return bool(self._options.media_url or self.config.get("media-endpoint"))

    def create(self, properties: Post) -> str:
        """Make a post; return its address. Raises `AnswerUnusable` where none is told."""
        answer = self._post({"type": ["h-entry"], "properties": properties})
        return self._place(answer, self.endpoint)

    def change(self, url: str, *, replace: Post, delete: list[str]) -> str:
        """Put other properties in the place of a post's own; return its address afterwards."""
        body: dict[str, Any] = {"action": "update", "url": url, "replace": replace}
        if delete:
            body["delete"] = delete
        answer = self._post(body)
        # 201 says that the post has moved.
        return self._place(answer, self.endpoint) if answer.status_code == 201 else url

    def act(self, action: str, url: str) -> str:
        """Delete or undelete a post; return its address afterwards."""
        answer = self._post({"action": action, "url": url})
        return self._place(answer, self.endpoint) if answer.status_code == 201 else url

    def read(self, url: str) -> Post | None:
        """Return a post's properties; None when it is gone."""
        answer = self._query(self.endpoint, q="source", url=url)
        if answer.status_code in _GONE:
            return None
        if not answer.is_success:
            raise problem(answer, self.host)
        return self._properties(self._web(self.endpoint).record(answer))

    def listed(self) -> list[Post] | None:
        """Return the newest posts' properties; None where the site lists none.

        An extension that many servers have: ``q=source`` without an address.
        """
        answer = self._query(self.endpoint, q="source", limit="50")
        if answer.status_code in _UNKNOWN_QUERY:
            return None
        if not answer.is_success:
            raise problem(answer, self.host)
        items = self._web(self.endpoint).record(answer).get("items")
        if not isinstance(items, list):
            return None
        return [self._properties(item) for item in items if isinstance(item, dict)]

    def upload(self, name: str, body: bytes, media_type: str) -> str:
        """Take in a file under ``name``; return its address."""
        url = self.media_endpoint
        answer = self._web(url).call(
            "POST", url, headers=self._headers(), files={"file": (name, body, media_type)}
        )
        if not answer.is_success:
            raise problem(answer, self.host)
        return self._place(answer, url)

    def uploads(self) -> list[str]:
        """Return the addresses of the newest files; empty where the site lists none.

        An extension as well: ``q=source`` at the media endpoint.
        """
        answer = self._query(self.media_endpoint, q="source", limit="50")
        if answer.status_code in _UNKNOWN_QUERY:
            return []
        if not answer.is_success:
            raise problem(answer, self.host)
        items = self._web(self.media_endpoint).record(answer).get("items")
        if not isinstance(items, list):
            return []
        return [item["url"] for item in items if fits(item, {"url": str})]

    def their_time(self) -> dt.datetime | None:
        """Return what time it is where posts go."""
        return self._web(self.endpoint).their_time()

    def close(self) -> None:
        """Close the connections."""
        for web in self._webs.values():
            web.close()

    def _query(self, url: str, /, **params: str) -> httpx.Response:
        # An endpoint's address may have a query of its own, which stays.
        parts = urlsplit(url)
        query = urlencode([*parse_qsl(parts.query), *params.items()])
        full = parts._replace(query=query).geturl()
        return self._web(url).call("GET", full, headers=self._headers())

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        url = self.endpoint
        answer = self._web(url).call("POST", url, headers=self._headers(), json=body)
        if not answer.is_success:
            raise problem(answer, self.host)
        return answer

    def _place(self, answer: httpx.Response, asked: str) -> str:
        place: str = urljoin(asked, answer.headers.get("location", ""))
        if "location" not in answer.headers or urlsplit(place).scheme not in ("http", "https"):
            raise unexpected_data(self.host)
        return place

    def _properties(self, post: Any) -> Post:
        if not fits(post, {"properties": dict}):
            raise unexpected_data(self.host)
        # Nothing of an answer is taken on trust: a property is a list, whatever came.
        return {
            name: value if isinstance(value, list) else [value]
            for name, value in post["properties"].items()
        }

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _web(self, url: str) -> WebClient:
        origin = origin_of(url)
        if origin not in self._webs:
            self._webs[origin] = WebClient(
                url, timeout=self._timeout, seconds=self._seconds, transport=self._transport
            )
        return self._webs[origin]
