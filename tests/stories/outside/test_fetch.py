"""Fetching pages from a real server that is not always kind."""

from __future__ import annotations

import gzip
import socket
import zlib

import pytest

from editorial.stories.outside import fetch as fetching
from editorial.stories.outside.fetch import PAGE_BYTES, fetch
from editorial.stories.outside.outside_page import look_up
from editorial.system.errors import NetworkDown, RuleRefused, WrongUsage


def test_a_page_is_followed_to_where_it_is(outside_server, store) -> None:
    outside_server.moved |= {"/old": "/older", "/older": "/a"}
    outside_server.pages["/a"] = outside_server.article()
    facts = look_up(store, outside_server.url + "/old")
    assert facts.url == outside_server.url + "/a"
    assert facts.title == "The queue off Varnmouth & beyond"


def test_an_endless_page_is_cut_off_and_its_top_is_enough(outside_server, store) -> None:
    outside_server.endless.add("/")
    assert len(fetch(outside_server.url + "/").body) == PAGE_BYTES
    assert look_up(store, outside_server.url + "/").section == "World"


def test_a_loop_of_redirects_ends(outside_server) -> None:
    outside_server.moved |= {"/a": "/b", "/b": "/a"}
    with pytest.raises(RuleRefused, match="on and on"):
        fetch(outside_server.url + "/a")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", ""])
def test_a_redirect_away_from_the_web_is_not_followed(outside_server, target) -> None:
    outside_server.moved["/a"] = target
    with pytest.raises(RuleRefused, match="no web page"):
        fetch(outside_server.url + "/a")


def test_what_is_no_page_is_named(outside_server) -> None:
    outside_server.files["/p.pdf"] = ("application/pdf", b"%PDF")
    with pytest.raises(RuleRefused, match=r"no page \(application/pdf\)"):
        fetch(outside_server.url + "/p.pdf")
    with pytest.raises(RuleRefused, match="has no such page") as caught:
        fetch(outside_server.url + "/none")
    assert caught.value.safe == "What you typed is kept."


@pytest.mark.parametrize("address", ["", "example.org", "file:///etc/passwd", "javascript:1"])
def test_only_web_addresses(address) -> None:
    with pytest.raises(WrongUsage):
        fetch(address)


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NetworkDown, match="does not answer"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/")


def test_a_slow_server_is_left_in_time(outside_server, monkeypatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.0)
    outside_server.pages["/a"] = outside_server.article()
    with pytest.raises(NetworkDown):
        fetch(outside_server.url + "/a")


def test_it_stops_when_asked_to(outside_server) -> None:
    outside_server.endless.add("/")

    class Stop(Exception):
        pass

    def step() -> None:
        raise Stop

    with pytest.raises(Stop):
        fetch(outside_server.url + "/", step=step)


@pytest.mark.parametrize(
    "beginning",
    [
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Slow</title>",
    ],
)
def test_a_server_that_drips_is_left_in_time(outside_server, monkeypatch, beginning) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.15)
    outside_server.dripping["/a"] = beginning
    with pytest.raises(NetworkDown, match="does not answer"):
        fetch(outside_server.url + "/a")


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_packed_pages_are_unpacked_no_further_than_needed(outside_server, store, packing) -> None:
    pack = gzip.compress if packing == "gzip" else zlib.compress
    page = outside_server.article().encode()
    outside_server.packed |= {
        "/a": (packing, pack(page)),
        "/bomb": (packing, pack(page + bytes(64 << 20), 1)),
    }
    assert look_up(store, outside_server.url + "/a").section == "World"
    assert len(fetch(outside_server.url + "/bomb").body) == PAGE_BYTES
    with pytest.raises(RuleRefused, match="larger than 2 MB"):
        fetch(outside_server.url + "/bomb", cut=False)


@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_what_cannot_be_unpacked_is_named(outside_server, packing) -> None:
    outside_server.packed["/a"] = (packing, b"not packed so")
    with pytest.raises(RuleRefused, match="cannot be unpacked"):
        fetch(outside_server.url + "/a")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<meta charset=iso-8859-2><title>Łódź</title>".encode("iso-8859-2"), "Łódź"),
        ("<title>Łódź</title>".encode(), "Łódź"),
        ("\ufeff<title>Łódź</title>".encode(), "Łódź"),
        ("<title>Café</title>".encode("cp1252"), "Café"),
        (b"<meta charset=nonsense><title>Plain</title>", "Plain"),
    ],
)
def test_character_sets(outside_server, store, body, title) -> None:
    outside_server.pages["/a"] = body
    assert look_up(store, outside_server.url + "/a").title == title
