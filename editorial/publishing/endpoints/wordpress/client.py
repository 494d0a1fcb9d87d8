"""Talks to one WordPress site's REST interface: sign-in, addresses, time limits, errors.

Sign-in is HTTP Basic with a user name and an application password
(https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import httpx

from editorial.publishing.endpoints.web.client import SECONDS, TIME_LIMITS, WebClient, origin_of
from editorial.publishing.endpoints.web.errors import AnswerUnusable, moved, unexpected_data
from editorial.publishing.endpoints.wordpress.errors import no_interface, no_passwords, problem
from editorial.publishing.endpoints.wordpress.shapes import is_own

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


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
        seconds: float = SECONDS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._web = WebClient(
            address,
            auth=httpx.BasicAuth(user, password),
            timeout=timeout,
            seconds=seconds,
            transport=transport,
        )
        self.address, self.host = self._web.address, self._web.host
        self.user = user
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
        answer = self._web.request("GET", self.address + "/", headers={"Accept": "text/html"})
        return answer.text if answer.is_success else ""

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the site."""
        return self._web.their_time()

    @property
    def skew(self) -> dt.timedelta | None:
        """How far the site's clock is ahead of this computer's."""
        return self._web.skew

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def _call(self, method: str, route: str, params: Mapping[str, Any], **more: Any) -> Answer:
        root = self._root or self._find_root()
        url, values = _joined(root, route, params)
        answer = self._web.call(method, url, params=values, **more)
        if not answer.is_success:
            if answer.status_code == 401 and not self._takes_passwords:
                raise no_passwords(self.host)
            raise problem(answer, self.host, self.user)
        data = self._web.data(answer)
        if not is_own(method, route, params, data):
            raise unexpected_data(self.host)
        return Answer(data, answer.headers)

    def _find_root(self) -> str:
        """Find the interface: at ``/wp-json/``, or without pretty addresses by ``?rest_route=``."""
        page: AnswerUnusable | None = None
        for root in (f"{self.address}/wp-json", f"{self.address}/?rest_route="):
            url, values = _joined(root, "/", {})
            answer = self._web.request("GET", url, params=values)
            if answer.is_redirect:
                target = urljoin(url, answer.headers.get("location", ""))
                if origin_of(target) != self._web.origin:
                    raise moved(self.address, target)
                continue
            if answer.status_code in (401, 403, 429) or answer.status_code >= 500:
                raise problem(answer, self.host, self.user)
            try:
                found = self._web.data(answer) if answer.is_success else None
            except AnswerUnusable as error:
                # A page of the site: the interface may be at the other address.
                page = error
                continue
            if isinstance(found, dict) and "wp/v2" in found.get("namespaces", ()):
                self._root = root
                self._takes_passwords = "application-passwords" in found.get("authentication", ())
                return root
        # A network that wants a sign-in answers everything with its page: that passes by itself.
        raise page or no_interface(self.address)


def _joined(root: str, route: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return address and parameters of a route under either form of root."""
    values = {
        name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in params.items()
    }
    base, found, _ = root.partition("?rest_route=")
    return (base, {"rest_route": route, **values}) if found else (root + route, values)
