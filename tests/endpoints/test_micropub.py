"""Micropub: what every kind must do, and what is its own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from contextlib import closing

import pytest

from editorial.publishing.endpoints.micropub.client import Client
from editorial.publishing.endpoints.micropub.endpoint import MicropubEndpoint
from editorial.publishing.endpoints.micropub.options import Options, read_options
from editorial.publishing.endpoints.protocol import TellsTime
from editorial.publishing.endpoints.registry import KINDS
from editorial.system.errors import EnvironmentProblem, PushRefused, SignInFailed
from tests.endpoints.contract import OnlineContract
from tests.endpoints.micropub.remote import MicropubRemote
from tests.endpoints.micropub.server import TOKEN, MicropubServer
from tests.endpoints.ninjs.server import Fault
from tests.endpoints.web.rude_server import RudeServer, answers
from tests.publishing.pieces import later


@pytest.fixture
def server():
    made = MicropubServer()
    yield made
    made.close()


@pytest.fixture
def remote(store, server):
    made = MicropubRemote(store, server)
    yield made
    made.close()


def checked(server, token=TOKEN, **options):
    found = read_options(options)
    client = Client(server.url, token, found)
    with closing(MicropubEndpoint(client, found)) as endpoint:
        return endpoint.check()


def post_of(remote, piece):
    (post,) = remote.posts_of(piece).values()
    return post


class TestMicropub(OnlineContract):
    """With the extensions that many servers have."""


class TestFindingTheEndpoint:
    @pytest.mark.parametrize("where", ["header", "html"])
    def test_the_site_names_it(self, server, where):
        server.named_in = where
        found = checked(server)
        assert found.may_publish
        assert abs(found.skew) < dt.timedelta(minutes=1)

    def test_the_front_page_gets_no_token(self, server):
        checked(server)
        for _, path, headers, _ in server.heard:
            assert ("Authorization" in headers) == path.startswith(("/micropub", "/media-in"))

    def test_a_site_without_one_is_named(self, server):
        server.named_in = "nowhere"
        with pytest.raises(PushRefused, match="names no Micropub endpoint"):
            checked(server)

    def test_another_server_gets_no_token_unasked(self, server):
        with RudeServer(answers["page"]) as other:
            server.endpoint = f"{other.url}/micropub"
            with pytest.raises(PushRefused, match="another server") as told:
                checked(server)
            assert "endpoint_url" in told.value.next_step
            assert other.heard == []

    def test_another_server_that_a_person_entered_is_asked(self, server):
        found = read_options({"endpoint_url": f"{server.url}/micropub"})
        with closing(MicropubEndpoint(Client("https://site.example", TOKEN, found))) as endpoint:
            assert endpoint.check().may_publish

    def test_photos_go_to_no_other_server_unasked(self, remote, server, piece):
        with RudeServer(answers["page"]) as other:
            server.config["media-endpoint"] = f"{other.url}/media"
            row = remote.push(piece)
            assert row.state == "needs_person"
            assert "another server" in row.message
            assert other.heard == []
        remote.options["media_url"] = f"{server.url}/media-in"
        assert remote.push(piece).verified

    @pytest.mark.parametrize("name", sorted(answers))
    def test_a_bad_answer_of_the_endpoint_is_told(self, name):
        with RudeServer(answers[name]) as rude:
            found = read_options({"endpoint_url": f"{rude.url}/micropub"})
            client = Client("https://site.example", TOKEN, found, seconds=1.5)
            with closing(MicropubEndpoint(client, found)) as endpoint:
                with pytest.raises((EnvironmentProblem, PushRefused)) as told:
                    endpoint.check()
                assert told.value.safe


class TestTheCheck:
    def test_another_token(self, server):
        with pytest.raises(SignInFailed, match="did not accept the access token"):
            checked(server, "another")

    def test_it_says_what_the_site_does_not_offer(self, server):
        server.lists = False
        del server.config["media-endpoint"]
        notices = " ".join(checked(server).notices)
        assert "takes no photos" in notices
        assert "page_url" in notices

    def test_a_token_that_may_not_do_it_stops_and_asks(self, remote, server, piece, monkeypatch):
        from tests.endpoints.micropub.server import Trouble

        def refuse(_body):
            raise Trouble(403, "insufficient_scope", "create is missing")

        monkeypatch.setattr(server, "_change", refuse)
        row = remote.push(piece)
        assert row.asks_sign_in
        assert "may not do this (create is missing)" in row.message


class TestWhatGoesOut:
    def test_name_summary_categories_and_photo_with_alt(self, remote, server, piece):
        assert remote.push(piece).verified
        post = post_of(remote, piece)

        assert post["name"] == [piece.headline]
        assert post["summary"] == [piece.dek]
        assert post["category"] == [
            "Global Crises", "Asia-Pacific", "Analysis", "Ports", "Strikes & lockouts",
        ]  # fmt: skip
        (photo,) = post["photo"]
        assert photo["alt"] == piece.hero.alt
        assert photo["value"].removeprefix(server.url) in server.media
        assert piece.hero.credit in post["content"][0]["html"]
        assert list(server.posts) == [f"/{piece.slug}"]

    def test_the_hero_can_stand_in_the_text(self, remote, piece):
        remote.options["hero"] = "content"
        assert remote.push(piece).verified
        post = post_of(remote, piece)
        assert "photo" not in post
        assert piece.hero.alt in post["content"][0]["html"]

    def test_nothing_is_asked_to_be_syndicated(self, remote, server, piece):
        remote.push(piece)
        remote.push(later(piece))
        assert not [body for *_, body in server.heard if b"syndicate-to" in body]

    def test_what_a_story_no_longer_has_is_taken_away(self, remote, piece):
        remote.push(piece)
        row = remote.push(later(piece, dek="", hero=None))
        assert row.verified, row.differences
        assert {"summary", "photo"} & set(post_of(remote, piece)) == set()

    def test_what_is_dated_later_is_not_sent_early(self, remote, server, piece):
        ahead = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
        row = remote.push(dataclasses.replace(piece, published_at=ahead))
        assert row.state == "needs_person"
        assert "Schedule it here" in row.message
        assert server.posts == {}

    def test_a_site_without_a_place_for_photos_takes_stories_without(self, remote, server, pieces):
        del server.config["media-endpoint"]
        row = remote.push(pieces.piece(slug="with-photos"))
        assert row.state == "needs_person"
        assert "takes no photos" in row.message
        assert server.posts == {}

        bare = pieces.piece(slug="bare", hero=None, inline=(), related=(), body="One line.")
        assert remote.push(bare).verified


class TestFaults:
    @pytest.mark.parametrize("path", ["/micropub", "/media-in"])
    @pytest.mark.parametrize("how", ["500", "502", "503", "429", "drop", "reset"])
    def test_it_waits_and_ends_with_one_post(self, remote, server, piece, path, how):
        server.faults = [Fault(how, path, headers={"Retry-After": "1"})]
        row = remote.push(piece)
        assert row.state == "waiting", row.message
        row = remote.send(piece, row.id)

        assert row.verified, (row.message, row.differences)
        assert remote.copies(piece) == 1
        assert remote.picture_files(piece) == 3
        assert len(server.posts) == 1

    def test_a_slow_site_that_finishes_after_we_gave_up(self, remote, server, piece):
        server.faults = [Fault("slow", "/micropub", seconds=1.5)]
        remote.seconds = 0.5
        row = remote.push(piece)
        assert row.state == "waiting"
        remote.seconds, remote.settle = 60.0, 5.0

        assert remote.send(piece, row.id).verified
        assert len(server.posts) == 1

    def test_a_site_that_is_still_making_the_post(self, remote, server, piece):
        server.accepts = 202
        assert remote.push(piece).verified

    def test_a_lost_post_is_found_at_its_address(self, remote, server, piece):
        server.lists = False
        remote.options["page_url"] = f"{server.url}/{{slug}}"
        server.faults = [Fault("drop", "/micropub")]
        row = remote.push(piece)
        assert row.state == "waiting"

        assert remote.send(piece, row.id).verified
        assert len(server.posts) == 1

    def test_where_nothing_can_be_looked_for_a_person_looks(self, remote, server, piece):
        server.lists = False
        server.faults = [Fault("drop", "/micropub")]
        row = remote.push(piece)
        row = remote.send(piece, row.id)
        assert row.state == "needs_person"
        assert "no way to look" in row.message
        assert len(server.posts) == 1

        server.posts.clear()
        assert remote.push(piece).verified
        assert len(server.posts) == 1

    def test_a_copy_without_a_receipt_is_shown_and_not_overwritten(
        self, remote, server, piece, tmp_path
    ):
        from editorial.storage.store import Store
        from editorial.system.paths import Home

        remote.push(piece)
        fresh = Store.open(Home(tmp_path / "restored"))
        other = MicropubRemote(fresh, server)
        try:
            newer = later(piece, headline="From the backup")
            row = other.push(newer)
            assert row.state == "needs_person"
            assert "no receipt" in row.message
            assert post_of(remote, piece)["name"] == [piece.headline]
            assert other.decide(newer, row, "overwrite").verified
            assert len(server.posts) == 1
        finally:
            other.close()
            fresh.close()


class TestWithdrawing:
    def test_whoever_undeletes_it_finds_a_shell(self, remote, store, server, piece):
        remote.push(piece)
        with store.write() as session:
            from editorial.stories.models import Story

            session.query(Story).one().withdrawal_note = "It named the wrong port."
        assert remote.withdraw(later(piece)).state == "verified"

        (post,) = server.posts.values()
        assert post["deleted"]
        assert "It named the wrong port." in post["content"][0]["html"]
        assert piece.body_text[:30] not in json.dumps(post)
        assert not {"photo", "summary"} & set(post)

    def test_it_comes_back_at_its_address(self, remote, server, piece):
        first = remote.push(piece)
        remote.withdraw(later(piece))
        back = remote.push(later(later(piece)))
        assert back.verified, (back.message, back.differences)
        assert back.url == first.url
        assert len(server.posts) == 1

    def test_a_site_that_cannot_undelete_gets_a_new_post(self, remote, server, piece):
        server.knows_undelete = False
        remote.push(piece)
        remote.withdraw(later(piece))
        back = remote.push(later(later(piece)))
        assert back.verified, (back.message, back.differences)
        assert remote.copies(piece) == 1

    def test_it_can_become_a_draft(self, remote, server, piece):
        remote.options["withdraw_to"] = "draft"
        remote.push(piece)
        row = remote.withdraw(later(piece))
        assert row.state == "verified"
        assert post_of(remote, piece)["post-status"] == ["draft"]
        assert remote.push(later(later(piece))).verified


class TestOptions:
    @pytest.mark.parametrize(
        "options",
        [
            {"endpoint_url": "http://site.example/micropub"},
            {"media_url": "media"},
            {"page_url": "https://site.example/"},
            {"page_url": "https://[site/{slug}"},
        ],
    )
    def test_what_cannot_be_used_is_named(self, options):
        (name,) = options
        with pytest.raises(PushRefused, match=name):
            read_options(options)

    def test_the_choices_are_the_options(self):
        offered = {choice.name: choice.default for choice in KINDS["micropub"].choices}
        assert offered == dataclasses.asdict(Options())


def test_the_site_tells_its_time(remote):
    with closing(remote.client()) as client:
        assert isinstance(client, TellsTime)
        assert abs(client.their_time() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
