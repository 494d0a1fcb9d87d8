"""Connecting a real WordPress: found, signed in, its limits and sections seen, nothing left."""

from __future__ import annotations

import httpx
import pytest

from editorial.publishing.connecting.finding import find_kind
from editorial.publishing.connecting.trying import lines_of, try_connection
from editorial.publishing.endpoints.wordpress import limits
from editorial.publishing.endpoints.wordpress.client import Client
from editorial.system.errors import SignInFailed


def media(wordpress):
    client = Client(wordpress.url, "admin", wordpress.passwords["admin"])
    found = client.get("/wp/v2/media", per_page=100).data
    client.close()
    return len(found)


def test_it_is_found_and_tried_before_it_is_kept(store, wordpress):
    found = find_kind(wordpress.url)
    assert found.kind == "wordpress"
    before = media(wordpress)
    connection = try_connection(
        store, kind=found.kind, address=found.address, user="admin",
        secret=wordpress.passwords["admin"],
    )  # fmt: skip
    assert connection.may_publish
    assert connection.takes_bytes == limits.SIZES[0]
    assert "Uncategorized" in connection.sections
    assert abs(connection.skew.total_seconds()) < 60
    lines = lines_of(connection)
    assert lines[0].startswith("The connection works: WordPress")
    assert "It takes photos of at least 8 MB." in lines
    assert media(wordpress) == before
    assert list(store.home.root.rglob("*secret*")) == []


def test_a_wrong_password_is_said_and_kept_nowhere(store, wordpress):
    with pytest.raises(SignInFailed) as caught:
        try_connection(
            store, kind="wordpress", address=wordpress.url, user="admin", secret="wrong wrong"
        )
    assert "application password" in caught.value.next_step
    assert "wrong wrong" not in str(caught.value)


class Small(httpx.HTTPTransport):
    """A server in between that lets a megabyte through, as nginx does by itself."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if int(request.headers.get("content-length", 0)) > 1 << 20:
            return httpx.Response(413, text="<html>413 Request Entity Too Large</html>")
        return super().handle_request(request)


def test_a_low_limit_is_found_and_told_with_who_can_raise_it(wordpress):
    client = Client(wordpress.url, "admin", wordpress.passwords["admin"], transport=Small())
    size = limits.taken(client)
    client.close()
    assert size == limits.SIZES[-1]
    assert "about 1 MB" in limits.words(size)
    assert "client_max_body_size" in limits.words(size)


def test_a_clock_that_is_wrong_is_told(store, wordpress, monkeypatch):
    import datetime as dt

    from editorial.publishing.endpoints.web import client
    from editorial.system.clock import utc_now

    monkeypatch.setattr(client, "utc_now", lambda: utc_now() - dt.timedelta(minutes=12))
    connection = try_connection(
        store, kind="wordpress", address=wordpress.url, user="admin",
        secret=wordpress.passwords["admin"], thorough=False,
    )  # fmt: skip
    assert any("12 min behind the site's" in line for line in lines_of(connection))
