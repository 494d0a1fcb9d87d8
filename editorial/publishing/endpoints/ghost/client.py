"""Talks to one Ghost site's Admin API: short-lived tokens, addresses, errors.

Each call bears a JWT signed with the key's secret, good for five minutes
(https://ghost.org/docs/admin-api/#token-authentication). Where this computer's clock is wrong,
Ghost takes every token for expired or for one from the future: then the server's time counts.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import jwt

from editorial.publishing.endpoints.ghost.errors import bad_key, no_interface, problem
from editorial.publishing.endpoints.web.client import SECONDS, TIME_LIMITS, WebClient
from editorial.publishing.endpoints.web.errors import unexpected_data
from editorial.publishing.endpoints.web.shapes import fits
from editorial.system.clock import Clock, utc_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from editorial.publishing.endpoints.web.shapes import Shape

_KEY = re.compile(r"([0-9a-f]{24}):([0-9a-f]{64})")
_GOOD_FOR = dt.timedelta(minutes=4)
_SKEW = dt.timedelta(seconds=30)
POST: Shape = {
    "id": str,
    "title": str,
    "slug": str,
    "status": str,
    "updated_at": str,
    "url": str,
    "html": (str, type(None)),
    "tags": [{"name": str, "slug": str, "visibility": str}],
    "authors": [{"id": str}],
}
_SHAPES: dict[str, Shape] = {
    "posts": [POST],
    "tags": [{"id": str, "name": str, "slug": str}],
    "users": [{"id": str, "name": str}],
    "images": [{"url": str}],
    "config": {"version": str},
    "site": {"version": str},
}
Record = dict[str, Any]


class Client:
    """One signed-in connection. Used by one thread at a time."""

    def __init__(
        self,
        address: str,
        key: str,
        *,
        timeout: httpx.Timeout = TIME_LIMITS,
        seconds: float = SECONDS,
        transport: httpx.BaseTransport | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Take the key as Ghost shows it: id and secret with a colon between."""
        found = _KEY.fullmatch(key.strip())
        if found is None:
            raise bad_key()
        self._key_id, self._secret = found[1], bytes.fromhex(found[2])
        self._web = WebClient(address, timeout=timeout, seconds=seconds, transport=transport)
        self.address, self.host = self._web.address, self._web.host
        self._clock = clock
        self.skew = dt.timedelta()
        """How far this computer's clock is behind the site's, once that was seen."""

    def get(self, what: str, path: str = "", **params: Any) -> list[Record]:
        """Return the records of ``what``, such as ``posts``."""
        return self._records(what, self._call("GET", f"{what}/{path}", params=params))

    def one(self, what: str) -> Record:
        """Return the one record of ``config`` or ``site``."""
        found = self._web.record(self._call("GET", f"{what}/")).get(what)
        if not isinstance(found, dict) or not fits(found, _SHAPES[what]):
            raise unexpected_data(self.host)
        return found

    def save(
        self, method: str, what: str, path: str, values: Mapping[str, Any], **params: Any
    ) -> Record:
        """Create (POST) or update (PUT) one record and return it as it is kept."""
        answer = self._call(method, f"{what}/{path}", params=params, json={what: [dict(values)]})
        return self._only(what, answer)

    def delete(self, what: str, path: str) -> None:
        """Remove a record."""
        self._call("DELETE", f"{what}/{path}")

    def upload(self, name: str, body: bytes, media_type: str) -> str:
        """Take in an image under ``name``; return its address."""
        answer = self._call(
            "POST",
            "images/upload/",
            files={"file": (name, body, media_type)},
            data={"purpose": "image", "ref": name},
        )
        return str(self._only("images", answer)["url"])

    def is_there(self, url: str) -> bool:
        """Return whether the site serves something at ``url``; the file is not fetched."""
        answer = self._web.request("HEAD", url)
        if answer.status_code >= 500 or answer.status_code == 429:
            raise problem(answer, self.host)
        return answer.is_success

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the site."""
        return self._web.their_time()

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def _call(self, method: str, path: str, **more: Any) -> httpx.Response:
        url = f"{self.address}/ghost/api/admin/{path}"
        answer = self._web.call(method, url, headers=self._headers(), **more)
        if answer.status_code == 401 and self._see_time(answer):
            answer = self._web.call(method, url, headers=self._headers(), **more)
        if answer.status_code == 404 and "json" not in answer.headers.get("content-type", ""):
            raise no_interface(self.address)
        if not answer.is_success:
            raise problem(answer, self.host)
        return answer

    def _headers(self) -> dict[str, str]:
        now = self._clock() + self.skew
        claims = {"iat": now, "exp": now + _GOOD_FOR, "aud": "/admin/"}
        token = jwt.encode(claims, self._secret, "HS256", headers={"kid": self._key_id})
        return {"Authorization": f"Ghost {token}", "Accept-Version": "v5.0"}

    def _see_time(self, answer: httpx.Response) -> bool:
        """Learn the site's time from a refusal; return whether ours was another."""
        try:
            theirs = parsedate_to_datetime(answer.headers.get("date", ""))
        except ValueError:
            return False
        before = self.skew
        self.skew = theirs - self._clock()
        return abs(self.skew - before) > _SKEW

    def _records(self, what: str, answer: httpx.Response) -> list[Record]:
        found = self._web.record(answer).get(what)
        if not isinstance(found, list) or not fits(found, _SHAPES[what]):
            raise unexpected_data(self.host)
        return found

    def _only(self, what: str, answer: httpx.Response) -> Record:
        found = self._records(what, answer)
        if len(found) != 1:
            raise unexpected_data(self.host)
        return found[0]
