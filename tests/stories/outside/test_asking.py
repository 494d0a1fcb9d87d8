"""Whether an address answers, asked of real servers on loopback."""

from __future__ import annotations

import socket

import pytest

from editorial.stories.outside import asking
from editorial.stories.outside.asking import Answer, ask


def test_a_page_answers_though_the_server_knows_no_head(outside_server):
    outside_server.pages["/a"] = "<p>Text.</p>"
    assert ask(outside_server.url + "/a#part") == Answer(200)


def test_a_page_that_is_gone(outside_server):
    assert ask(outside_server.url + "/nothing") == Answer(404, "there is no such page")


def test_a_page_that_moved_is_followed(outside_server):
    outside_server.pages["/new"] = "<p>Text.</p>"
    outside_server.moved["/old"] = "/new"
    # Moved for now: the old address is the right one.
    assert ask(outside_server.url + "/old") == Answer(200)


def test_a_circle_ends(outside_server):
    outside_server.moved["/a"] = "/b"
    outside_server.moved["/b"] = "/a"
    assert ask(outside_server.url + "/a") == Answer(None, "it sends one on and on")


def test_one_is_not_led_to_what_is_no_web_page(outside_server):
    outside_server.moved["/a"] = "file:///etc/passwd"
    assert ask(outside_server.url + "/a").words == "it leads to no web page"


def test_nobody_there():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Answer(None, "nobody answers")


@pytest.mark.parametrize(
    "address", ["http://[::", "https://", "http://exa mple/", "http://a\x00b/"]
)
def test_what_is_no_address(address):
    answer = ask(address)
    assert answer.status is None
    assert answer.words


def test_an_endless_answer_is_not_read(outside_server):
    outside_server.endless.add("/long")
    assert ask(outside_server.url + "/long").status == 200


def test_a_server_that_drips_is_left(outside_server, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    outside_server.dripping["/drip"] = b"HTTP/1.1 200 OK\r\nX-Long: "
    assert ask(outside_server.url + "/drip").status is None


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("http://a.example/x", "https://www.a.example/x/", True),
        ("http://a.example/x", "https://a.example/y", False),
        ("http://a.example/x?id=1", "https://a.example/x?id=2", False),
    ],
)
def test_a_move_that_readers_do_not_notice_is_none(old, new, same):
    assert asking._is_same_page(old, new) is same
