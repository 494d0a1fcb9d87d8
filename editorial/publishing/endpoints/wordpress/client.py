"""Talks to one WordPress site's REST interface: sign-in, addresses, time limits, errors.

Sign-in is HTTP Basic with a user name and an application password
(https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from editorial.publishing.endpoints.wordpress.errors import (
    lost,
    moved,
    no_interface,
    no_passwords,
    not_data,
    problem,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

TIME_LIMITS = httpx.Timeout(connect=10.0, read=90.0, write=90.0, pool=10.0)
"""Seconds. WordPress makes all sizes of a picture before it answers: 9 s for 6 MB, measured."""
_AGENT = "Editorial"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer."""

    data: Any
    headers: Mapping[str, str]


class Client:
    """One signed-in connection. Used by one thread at a time."""

    def __init__(
        self,
        address: str,
        user: str,
        password: str,
        *,
        timeout: httpx.Timeout = TIME_LIMITS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.address = address.rstrip("/")
        self.host = urlsplit(address).netloc
        self.user = user
        # A proxy has no way to this computer's own loopback.
        local = urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
        self._http = httpx.Client(
            auth=httpx.BasicAuth(user, password),
            timeout=timeout,
            transport=transport,
            headers={"User-Agent": _AGENT, "Accept": "application/json"},
            trust_env=not local,
        )
        self._root: str | None = None
        self._takes_passwords = True

    def get(self, route: str, **params: Any) -> Answer:
        """Read ``route``, such as ``/wp/v2/posts``."""
        return self._call("GET", route, params)

    def post(self, route: str, data: Mapping[str, Any], **params: Any) -> Answer:
        """Create or update; ``data`` goes as JSON."""
        return self._call("POST", route, params, json=dict(data))

    def delete(self, route: str, **params: Any) -> Answer:
        """Remove, or move to the trash."""
        return self._call("DELETE", route, params)

    def upload(self, route: str, body: bytes, headers: Mapping[str, str], **params: Any) -> Answer:
        """Send a file as the raw body: that way ``post_max_size`` does not stop it."""
        return self._call("POST", route, params, content=body, headers=dict(headers))

    def front_page(self) -> str:
        """Return the site's front page as HTML; empty when there is none for us."""
        try:
            answer = self._http.get(self.address + "/", headers={"Accept": "text/html"})
        except httpx.HTTPError as error:
            raise lost(self.host, error) from error
        return answer.text if answer.is_success else ""

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _call(self, method: str, route: str, params: Mapping[str, Any], **more: Any) -> Answer:
        root = self._root or self._find_root()
        answer = self._send(method, *_joined(root, route, params), **more)
        _log.info("%s %s: %s", method, route, answer.status_code)
        if answer.is_redirect:
            raise moved(self.address, answer.headers.get("location", ""))
        if not answer.is_success:
            if answer.status_code == 401 and not self._takes_passwords:
                raise no_passwords(self.host)
            raise problem(answer, self.host, self.user)
        try:
            return Answer(answer.json(), answer.headers)
        except ValueError as error:
            raise not_data(self.host) from error

    def _send(
        self, method: str, url: str, params: Mapping[str, Any], **more: Any
    ) -> httpx.Response:
        try:
            return self._http.request(method, url, params=dict(params), **more)
        except httpx.HTTPError as error:
            raise lost(self.host, error) from error

    def _find_root(self) -> str:
        """Find the interface: at ``/wp-json/``, or without pretty addresses by ``?rest_route=``."""
        for root in (f"{self.address}/wp-json", f"{self.address}/?rest_route="):
            answer = self._send("GET", *_joined(root, "/", {}))
            if answer.is_redirect:
                target = answer.headers.get("location", "")
                if urlsplit(target).netloc and urlsplit(target).netloc != self.host:
                    raise moved(self.address, target)
                if urlsplit(target).scheme != urlsplit(self.address).scheme:
                    raise moved(self.address, target)
                continue
            if answer.status_code in (401, 403, 429) or answer.status_code >= 500:
                raise problem(answer, self.host, self.user)
            try:
                found = answer.json() if answer.is_success else None
            except ValueError:
                continue
            if isinstance(found, dict) and "wp/v2" in found.get("namespaces", ()):
                self._root = root
                self._takes_passwords = "application-passwords" in found["authentication"]
                return root
        raise no_interface(self.address)


def _joined(root: str, route: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return address and parameters of a route under either form of root."""
    values = {
        name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in params.items()
    }
    base, found, _ = root.partition("?rest_route=")
    return (base, {"rest_route": route, **values}) if found else (root + route, values)
