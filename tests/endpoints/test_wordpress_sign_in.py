"""Who may do what on a real WordPress, and what is said to those who may not."""

from __future__ import annotations

import dataclasses
import socket

import httpx
import pytest

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.wordpress.client import Client
from editorial.publishing.endpoints.wordpress.endpoint import WordPressEndpoint
from editorial.publishing.piece import Term
from editorial.system.errors import NetworkDown, PushRefused, SignInFailed


def endpoint(server, user, password=None, address=None, transport=None):
    password = server.passwords[user] if password is None else password
    client = Client(address or server.url, user, password, transport=transport)
    return WordPressEndpoint(client)


def test_an_administrator_may_do_all(wordpress):
    found = endpoint(wordpress, "admin").check()

    assert found.system == f"WordPress {wordpress.version}"
    assert found.user == "admin"
    assert found.may_publish
    assert found.notices == ()


@pytest.mark.parametrize(
    ("user", "may_publish", "words"),
    [
        ("editor", True, []),
        ("author", True, ["may not make sections", "only its own posts", "filters"]),
        ("contributor", False, ["may not publish", "may not add photos", "may not make sections"]),
        ("subscriber", False, ["may not publish"]),
    ],
)
def test_missing_rights_are_told_before_anything_is_sent(wordpress, user, may_publish, words):
    found = endpoint(wordpress, user).check()

    assert found.may_publish is may_publish
    said = " ".join(found.notices)
    for each in words:
        assert each in said


@pytest.mark.parametrize(("user", "password"), [("admin", "wrong wrong"), ("nobody", "x")])
def test_a_wrong_password_is_named_though_wordpress_says_nothing(wordpress, user, password):
    with pytest.raises(SignInFailed) as error:
        endpoint(wordpress, user, password).check()
    assert f"“{user}”" in error.value.message
    assert "Authorization header" in error.value.next_step
    assert password not in str(error.value)


class Changed(httpx.HTTPTransport):
    """The way to the site, with something on it that changes each call."""

    def __init__(self, change):
        super().__init__()
        self._change = change

    def handle_request(self, request):
        self._change(request.headers)
        return super().handle_request(request)


def test_a_server_that_drops_the_sign_in_looks_like_a_wrong_password(wordpress):
    dropping = Changed(lambda headers: headers.pop("Authorization", None))
    with pytest.raises(SignInFailed) as error:
        endpoint(wordpress, "admin", transport=dropping).check()
    assert "may drop the Authorization header" in error.value.next_step


def test_a_site_without_application_passwords_is_named(wordpress):
    without = Changed(lambda headers: headers.update({"X-Test-Fault": "no-passwords"}))
    with pytest.raises(SignInFailed, match="Application passwords are switched off at 127"):
        endpoint(wordpress, "admin", transport=without).check()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("soon", None), ("", None)],
)
def test_the_wait_that_a_busy_site_asks_for_is_read(wordpress, header, seconds):
    busy = answering(503, headers={"Retry-After": header})
    with pytest.raises(EndpointBusy) as error:
        endpoint(wordpress, "admin", transport=busy).check()
    assert error.value.retry_after == seconds


def test_a_push_with_a_wrong_password_waits_for_a_person(site, piece):
    site.server.passwords["stranger"] = "not a password"
    site.user = "stranger"
    row = site.push(piece)

    assert row.state == "needs_person"
    assert "did not accept the sign-in" in row.message
    assert site.posts_of(piece) == []
    site.user = "admin"
    assert site.push(piece).verified


def test_an_author_publishes_and_every_word_and_credit_survives_the_filter(site, piece):
    site.push(dataclasses.replace(piece, slug=f"{piece.slug}-terms"))
    site.user = "author"

    row = site.push(dataclasses.replace(piece, story_id=_other(piece)))

    assert row.verified, (row.message, row.differences)
    post = site.post(row)
    assert "<script" not in post["content"]["raw"]
    assert f"editorial:{_other(piece).hex}" in post["content"]["raw"]


def _other(piece):
    import uuid

    return uuid.uuid5(piece.story_id, "author")


def test_a_section_that_an_author_may_not_make_is_asked_for(site, piece):
    site.user = "author"
    unknown = Term("Deep Sea Mining", "deep-sea-mining")

    row = site.push(dataclasses.replace(piece, section=unknown))

    assert row.state == "needs_person"
    assert "no category “Deep Sea Mining”" in row.message
    assert "“author” may not make one" in row.message
    assert site.posts_of(piece) == []
    site.user = "editor"
    assert site.push(dataclasses.replace(piece, section=unknown)).verified


def test_a_contributor_may_not_publish(site, piece):
    site.user = "contributor"

    row = site.push(piece)

    assert row.state == "needs_person"
    assert "“contributor” may not publish" in row.message
    assert site.posts_of(piece) == []


def test_another_persons_post_is_not_an_authors_to_change(site, piece):
    site.push(piece)
    site.user = "author"

    row = site.push(dataclasses.replace(piece, version=9))

    assert row.state == "needs_person"
    assert "“author” may not do this" in row.message


def test_a_site_without_pretty_addresses_is_found(wordpress):
    class NoPretty(httpx.HTTPTransport):
        def handle_request(self, request):
            if request.url.path.startswith("/wp-json"):
                return httpx.Response(404, text="<h1>Not Found</h1>")
            return super().handle_request(request)

    found = endpoint(wordpress, "admin", transport=NoPretty()).check()
    assert found.user == "admin"


def answering(status, **more):
    return httpx.MockTransport(lambda request: httpx.Response(status, **more))


def test_what_is_no_wordpress_is_named(wordpress):
    with pytest.raises(PushRefused, match="no WordPress interface"):
        endpoint(wordpress, "admin", transport=answering(404, text="no")).check()


def test_a_moved_site_is_named(wordpress):
    moved = answering(301, headers={"Location": "https://new.example/wp-json/"})
    with pytest.raises(PushRefused, match=r"sends visitors on to https://new\.example"):
        endpoint(wordpress, "admin", transport=moved).check()


def test_nobody_there(wordpress):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NetworkDown, match="Nobody answered at 127"):
        endpoint(wordpress, "admin", address=f"http://127.0.0.1:{port}").check()


def test_a_page_where_data_was_due(wordpress):
    class Hotel(httpx.HTTPTransport):
        def handle_request(self, request):
            if request.url.path.endswith("/users/me"):
                return httpx.Response(200, text="<html>Welcome to our hotel</html>")
            return super().handle_request(request)

    with pytest.raises(NetworkDown, match="something other than data"):
        endpoint(wordpress, "admin", transport=Hotel()).check()
