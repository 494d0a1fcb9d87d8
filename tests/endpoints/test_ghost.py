"""Ghost: what every kind must do, and what is its own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from editorial.publishing.endpoints.ghost.client import Client
from editorial.publishing.endpoints.ghost.content import cut
from editorial.publishing.endpoints.ghost.endpoint import GhostEndpoint
from editorial.system.errors import PushRefused, SignInFailed
from tests.endpoints.contract import OnlineContract
from tests.endpoints.ghost.remote import GhostRemote
from tests.endpoints.ghost.server import GhostServer
from tests.publishing.pieces import later

REAL = os.environ.get("EDITORIAL_TEST_GHOST", "")


@pytest.fixture
def ghost():
    server = GhostServer()
    yield server
    server.close()


@pytest.fixture
def remote(store, ghost):
    made = GhostRemote(store, ghost.url, ghost.key)
    yield made
    made.close()


class TestGhost(OnlineContract):
    if REAL:

        @pytest.fixture
        def remote(self, store):
            site = json.loads(Path(REAL).read_text("utf-8"))
            made = GhostRemote(store, site["url"], site["admin_api_key"])
            yield made
            made.close()


def test_no_mail_is_sent_unless_the_newsroom_asked_for_it(remote, ghost, piece):
    assert remote.push(piece).verified
    assert remote.push(later(piece)).verified
    assert ghost.mails == []


@pytest.mark.parametrize("lost", range(12))
def test_a_newsletter_goes_out_once_whatever_is_lost(remote, ghost, piece, lost):
    remote.options["newsletter"] = "weekly"
    remote.network.lose(lost, "after")

    row = remote.push(piece, attempts=4)
    assert row.verified, (row.state, row.message)
    assert remote.push(later(piece), attempts=4).verified

    assert len(ghost.mails) == 1


def test_a_wrong_clock_is_told_and_does_not_stop_a_push(ghost, piece):
    ghost.now = lambda: dt.datetime.now(dt.UTC) + dt.timedelta(hours=3)
    with closing(GhostEndpoint(Client(ghost.url, ghost.key))) as endpoint:
        found = endpoint.check()

    assert "180 min off" in " ".join(found.notices)


@pytest.mark.parametrize(
    "key", ["", "abc", "0" * 24, f"{'0' * 24}:{'g' * 64}", f"{'0' * 24}:{'0' * 63}"]
)
def test_what_is_no_key_is_named_before_anything_is_sent(key):
    with pytest.raises(SignInFailed, match="no Admin API key"):
        Client("https://example.org", key)


def test_a_wrong_key_is_a_failed_sign_in(ghost):
    with (
        closing(GhostEndpoint(Client(ghost.url, f"{ghost.key_id}:{'0' * 64}"))) as endpoint,
        pytest.raises(SignInFailed, match="did not accept"),
    ):
        endpoint.check()


def test_an_address_without_ghost_is_named(outside_server):
    with (
        closing(GhostEndpoint(Client(outside_server.url, f"{'0' * 24}:{'0' * 64}"))) as endpoint,
        pytest.raises(PushRefused, match="no Ghost interface"),
    ):
        endpoint.check()


def test_sections_come_first_so_that_the_theme_shows_one(remote, ghost, piece):
    remote.push(piece)
    (post,) = remote.posts_of(piece)
    names = [tag["name"] for tag in post["tags"] if tag["visibility"] == "public"]
    assert names[: len(piece.terms)] == [term.name for term in piece.terms]
    assert piece.type.name in names


def test_a_tag_of_the_site_is_taken_whatever_its_capitals(remote, ghost, piece):
    there = ghost._tag({"name": piece.tags[0].name.upper()})

    row = remote.push(piece)

    assert row.verified, row.differences
    (post,) = remote.posts_of(piece)
    assert there["id"] in {tag.get("id") for tag in post["tags"]}


def test_someone_who_saves_at_the_same_moment_is_not_overwritten(remote, ghost, piece, monkeypatch):
    from editorial.publishing.endpoints.ghost import posts

    assert remote.push(piece).verified
    sweep = posts.sweep

    def save_meanwhile(*args):
        sweep(*args)
        remote.edit(piece, "Saved meanwhile")

    monkeypatch.setattr(posts, "sweep", save_meanwhile)
    row = remote.push(later(piece))
    assert row.state == "waiting"
    assert "same moment" in row.message
    monkeypatch.undo()

    row = remote.send(later(piece), row.id)

    assert row.state == "needs_person"
    assert "Saved meanwhile" in remote.seen(piece)


def test_a_piece_for_later_is_scheduled_there(remote, ghost, piece):
    ahead = dataclasses.replace(piece, published_at=dt.datetime.now(dt.UTC) + dt.timedelta(days=2))
    row = remote.push(ahead)

    assert row.state == "verified", (row.message, row.differences)
    assert remote.seen(piece) == ""
    assert [post["status"] for post in remote.posts_of(piece)] == ["scheduled"]


def test_authors_are_set_where_the_site_has_all_of_them(remote, ghost, piece):
    author = dataclasses.replace(piece.authors[0], name="ana ruiz")
    remote.push(dataclasses.replace(piece, authors=(author,)))
    (post,) = remote.posts_of(piece)
    assert [each["id"] for each in post["authors"]] == ["2"]


def test_long_words_are_cut_at_a_blank():
    assert cut("one two three", 9) == "one two…"
    assert cut("one  two", 9) == "one two"
    assert len(cut("word " * 100, 191)) <= 191


def test_a_headline_too_long_for_ghost_is_refused_before_anything_is_sent(remote, ghost, piece):
    row = remote.push(dataclasses.replace(piece, headline="Long " * 60))
    assert row.state == "needs_person"
    assert "255" in row.message
    assert ghost.posts == {}
