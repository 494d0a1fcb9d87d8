"""ninjs over HTTP push: signatures, versions, faults, and receivers that cannot be read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import json
from contextlib import closing

import pytest

from editorial.publishing import outbox
from editorial.publishing.endpoints.ninjs.client import Client
from editorial.publishing.endpoints.ninjs.endpoint import NinjsEndpoint
from editorial.publishing.endpoints.ninjs.options import Options, assets_address, read_options
from editorial.publishing.endpoints.protocol import TellsTime
from editorial.publishing.endpoints.registry import KINDS
from editorial.system.errors import EnvironmentProblem, PushRefused, SignInFailed
from tests.endpoints.ninjs.remote import NinjsRemote
from tests.endpoints.ninjs.schema import flaws
from tests.endpoints.ninjs.server import KEY, Fault, NinjsServer
from tests.endpoints.web.rude_server import RudeServer, answers
from tests.publishing.pieces import later


@pytest.fixture
def server():
    made = NinjsServer()
    yield made
    made.close()


@pytest.fixture
def remote(store, server):
    made = NinjsRemote(store, server)
    yield made
    made.close()


@pytest.fixture
def blind(store, server):
    """The same receiver where nothing can be read back."""
    made = NinjsRemote(store, server, reads=False)
    yield made
    made.close()


def checked(address, key=KEY, **options):
    found = read_options(options)
    with closing(NinjsEndpoint(Client(address, key, found, seconds=1.5), found)) as endpoint:
        return endpoint.check()


class TestWhatGoesOut:
    def test_each_call_is_signed_over_its_very_bytes(self, remote, server, piece):
        remote.options["signature"] = "both"
        assert remote.push(piece).verified

        posts = [heard for heard in server.heard if heard[0] == "POST"]
        assert [path for _, path, _, _ in posts] == ["/push_binary"] * 3 + ["/push"]
        for _, _, headers, body in posts:
            known = {name.lower(): value for name, value in headers.items()}
            sha1 = hmac.new(KEY.encode(), body, hashlib.sha1).hexdigest()
            sha256 = hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
            assert known["x-superdesk-signature"] == f"sha1={sha1}"
            assert known["x-hub-signature-256"] == f"sha256={sha256}"

    def test_the_key_is_in_no_call(self, remote, server, piece):
        remote.push(piece)
        for _, path, headers, body in server.heard:
            assert KEY not in path
            assert KEY not in str(headers)
            assert KEY.encode() not in body

    def test_a_photo_is_sent_once_however_many_stories_show_it(self, remote, server, pieces):
        remote.push(pieces.piece(slug="one"))
        remote.push(pieces.piece(slug="two"))
        assert len(server.media_posts) == len(set(server.media_posts)) == 3

    def test_a_photo_is_known_by_its_content(self, remote, server, piece):
        remote.push(piece)
        for media_id, content in server.media.items():
            assert hashlib.sha256(content).hexdigest().startswith(media_id)

    def test_smaller_sizes_go_along_where_they_are_asked_for(self, remote, server, piece):
        remote.options["all_sizes"] = True
        assert remote.push(piece).verified
        hero = remote.item(piece)["associations"][0]
        assert [(r["name"], r["width"]) for r in hero["renditions"]] == [
            ("original", piece.hero.width),
            ("thumbnail", piece.hero.width // 2),
        ]
        assert len(server.media) == 6

    def test_a_receiver_that_does_not_tell_its_photos_gets_them(self, remote, server, piece):
        server.tells_media = False
        assert remote.push(piece).verified
        assert len(server.media) == 3

    def test_every_item_that_arrived_is_valid(self, remote, server, piece):
        remote.push(piece)
        remote.withdraw(later(piece))
        assert [flaws(item) for item in server.items.values()] == [[]]


class TestVersions:
    def test_an_update_has_a_higher_version_of_the_same_item(self, remote, server, piece):
        remote.push(piece)
        first = dict(remote.item(piece))
        remote.push(later(piece, headline="Another headline"))
        second = remote.item(piece)

        assert second["uri"] == first["uri"]
        assert int(second["version"]) > int(first["version"])
        assert second["firstCreated"] == first["firstCreated"]

    def test_a_correction_tells_the_desk_what_was_wrong(self, remote, piece, pieces):
        remote.push(piece)
        remote.push(later(piece, corrections=(pieces.correction("It is berth nine."),)))

        assert "It is berth nine." in remote.item(piece)["edNote"]

    @pytest.mark.parametrize("status", ["canceled", "withheld"])
    def test_a_kill_is_the_next_version_with_its_note(self, remote, store, piece, status):
        remote.options["withdraw_as"] = status
        remote.push(piece)
        before = int(remote.item(piece)["version"])
        with store.write() as session:
            from editorial.stories.models import Story

            session.query(Story).one().withdrawal_note = "It named the wrong port."

        row = remote.withdraw(later(piece))

        assert row.state == "verified", row.message
        item = remote.item(piece)
        assert (item["pubStatus"], item["edNote"]) == (status, "It named the wrong port.")
        assert int(item["version"]) > before
        assert item["headlines"][0]["value"] == piece.headline

    def test_what_is_sent_again_after_a_lost_answer_is_the_very_same(self, blind, server, piece):
        server.faults = [Fault("drop")]
        row = blind.push(piece, attempts=3)

        assert row.state == "accepted", row.message
        bodies = [body for _, path, _, body in server.heard if path == "/push"]
        assert len(bodies) == 2
        assert bodies[0] == bodies[1]
        assert [is_new for _, _, is_new in server.pushes] == [True, False]

    def test_words_that_changed_between_two_attempts_get_a_version_of_their_own(
        self, blind, server, piece
    ):
        server.faults = [Fault("drop")]
        delivery = blind.queue(piece)
        assert blind.send(piece, delivery).state == "waiting"

        changed = dataclasses.replace(piece, headline="A related story came out meanwhile")
        assert blind.send(changed, delivery).state == "accepted"

        assert blind.item(piece)["headlines"][0]["value"] == changed.headline
        assert [is_new for _, _, is_new in server.pushes] == [True, True]

    def test_a_higher_version_at_the_receiver_is_outnumbered(self, remote, server, piece):
        remote.push(piece)
        item = remote.item(piece)
        item["version"] = str(int(item["version"]) + 10**6)

        row = remote.push(later(piece, headline="Newer words"))

        assert row.verified, (row.message, row.differences)

    def test_after_a_restored_backup_nothing_is_overwritten_unasked(
        self, store, server, remote, piece, tmp_path
    ):
        remote.push(piece)
        from editorial.storage.store import Store
        from editorial.system.paths import Home

        fresh = Store.open(Home(tmp_path / "restored"))
        other = NinjsRemote(fresh, server)
        try:
            row = other.push(later(piece, headline="From the backup"))
            assert row.state == "needs_person"
            assert "no receipt" in row.message
            assert remote.item(piece)["headlines"][0]["value"] == piece.headline

            row = other.decide(later(piece, headline="From the backup"), row, "overwrite")
            assert row.verified, (row.message, row.differences)
            assert other.copies(piece) == 1
        finally:
            other.close()
            fresh.close()


class TestFaults:
    @pytest.mark.parametrize("path", ["/push", "/push_binary"])
    @pytest.mark.parametrize("how", ["500", "502", "503", "drop", "reset", "page"])
    @pytest.mark.parametrize("reads", [True, False])
    def test_it_waits_and_ends_with_one_item(self, store, server, piece, path, how, reads):
        remote = NinjsRemote(store, server, reads=reads)
        server.faults = [Fault(how, path)]
        row = remote.push(piece)
        assert row.state == "waiting", row.message
        row = remote.send(piece, row.id)
        remote.close()

        assert row.state == ("verified" if reads else "accepted"), row.message
        assert remote.copies(piece) == 1
        assert remote.picture_files(piece) == 3
        assert sum(is_new for _, _, is_new in server.pushes) == 1

    def test_a_slow_receiver_that_finishes_after_we_gave_up(self, remote, server, piece):
        server.faults = [Fault("slow", seconds=1.5)]
        remote.seconds = 0.5
        assert remote.push(piece).state == "waiting"
        remote.seconds = 60.0

        row = remote.push(piece)
        assert row.verified, row.message
        assert len(server.pushes) == 1
        assert remote.copies(piece) == 1

    def test_a_wait_that_is_asked_for_is_kept(self, remote, server, piece):
        server.faults = [Fault("429", headers={"Retry-After": "600"})]
        before = dt.datetime.now(dt.UTC)
        row = remote.push(piece)

        assert row.state == "waiting"
        assert row.not_before >= before + dt.timedelta(seconds=600)
        assert remote.send(piece, row.id).verified

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("400", "does not accept it: planned"),
            ("404", "Nothing takes items at"),
            ("409", "holds this item already"),
            ("413", "too large"),
            ("422", "does not accept it"),
        ],
    )
    def test_what_a_person_must_mend_is_told_in_plain_words(
        self, remote, server, piece, status, words
    ):
        server.faults = [Fault(status)]
        row = remote.push(piece)
        assert row.state == "needs_person"
        assert words in row.message
        assert server.items == {}

    def test_another_key_stops_and_asks_once(self, remote, server, piece):
        remote.key = "another key"
        row = remote.push(piece)
        assert row.state == "needs_person"
        assert row.asks_sign_in
        assert "did not accept our signature" in row.message


class TestWithoutReading:
    def test_it_says_accepted_and_no_more(self, blind, piece):
        row = blind.push(piece)

        assert (row.state, row.state_words, row.verified) == ("accepted", "Accepted", False)
        assert "cannot be read back" in row.message
        assert blind.item(piece)["headlines"][0]["value"] == piece.headline

    def test_update_and_kill_follow_in_order(self, blind, server, piece):
        blind.push(piece)
        updated = later(piece, headline="Second words")
        assert blind.push(updated).state == "accepted"
        row = blind.withdraw(later(updated))

        assert (row.state, row.state_words) == ("accepted", "Withdrawal accepted")
        versions = [int(version) for _, version, _ in server.pushes]
        assert versions == sorted(set(versions))
        assert all(is_new for _, _, is_new in server.pushes)
        assert blind.item(piece)["pubStatus"] == "canceled"
        assert blind.item(piece)["headlines"][0]["value"] == "Second words"

        back = blind.push(later(later(updated)))
        assert back.state == "accepted"
        assert blind.item(piece)["pubStatus"] == "usable"

    def test_nothing_in_the_outbox_calls_it_verified(self, blind, store, piece):
        blind.push(piece)
        assert [row.state for row in outbox.deliveries(store)] == ["accepted"]


class TestTheCheck:
    def test_it_leaves_nothing_behind(self, server):
        found = checked(f"{server.url}/push", read_url=f"{server.url}/items?uri={{uri}}")
        assert found.may_publish
        assert found.notices == ()
        assert abs(found.skew) < dt.timedelta(minutes=1)
        assert (server.items, server.media, server.pushes) == ({}, {}, [])

    def test_it_says_what_it_will_not_know(self, server):
        server.tells_media = False
        notices = " ".join(checked(f"{server.url}/push").notices)
        assert "accepted" in notices
        assert "each is sent every time" in notices

    def test_another_key(self, server):
        with pytest.raises(SignInFailed, match="did not accept our signature") as told:
            checked(f"{server.url}/push", "another key")
        assert "shared key" in told.value.next_step

    def test_another_address(self, server):
        with pytest.raises(PushRefused, match="Nothing takes items at"):
            checked(f"{server.url}/elsewhere", assets_url=f"{server.url}/push_binary")

    def test_a_page_for_an_address(self, server):
        with RudeServer(answers["page"]) as rude, pytest.raises(EnvironmentProblem, match="page"):
            checked(f"{rude.url}/push", assets_url=f"{server.url}/push_binary")

    def test_another_address_for_reading(self, server):
        with (
            RudeServer(answers["another shape"]) as rude,
            pytest.raises(EnvironmentProblem, match="does not belong"),
        ):
            checked(f"{server.url}/push", read_url=f"{rude.url}/{{id}}")

    def test_no_signature_goes_to_where_items_are_read(self, server):
        with RudeServer(answers["another shape"]) as rude:
            with pytest.raises(EnvironmentProblem):
                checked(f"{server.url}/push", read_url=f"{rude.url}/{{id}}")
            ((_, _, headers),) = rude.heard
        assert not [name for name in headers if "signature" in name.lower()]


class TestOptions:
    @pytest.mark.parametrize(
        ("push", "assets"),
        [
            ("https://r.example/push", "https://r.example/push_binary"),
            ("https://r.example/api/v2/content/push", "https://r.example/api/v2/assets/push"),
            ("https://r.example/in", "https://r.example/in/assets"),
            ("https://r.example", "https://r.example/assets"),
        ],
    )
    def test_where_photos_go_is_known_of_the_usual_receivers(self, push, assets):
        assert assets_address(push, Options()) == assets
        assert assets_address(push, Options(assets_url="https://m.example/x/")) == (
            "https://m.example/x"
        )

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"assets_url": "http://r.example/a"}, "https"),
            ({"read_url": "http://r.example/{id}"}, "https"),
            ({"read_url": "https://r.example/items"}, "{uri}"),
            ({"read_url": "items/{id}"}, "whole address"),
            ({"page_url": "https://r.example/"}, "{slug}"),
            ({"page_url": "https://[r.example/{slug}"}, "whole address"),
            ({"uri_base": "our items"}, "https://example.org"),
            ({"urgency": "10"}, "1"),
        ],
    )
    def test_what_cannot_be_used_is_named(self, options, words):
        (name,) = options
        with pytest.raises(PushRefused, match=name) as told:
            read_options(options)
        assert words in told.value.next_step

    def test_what_another_version_knows_is_passed_over(self):
        assert read_options({"colour": "red", "urgency": "2"}) == Options(urgency="2")

    def test_the_choices_are_the_options(self):
        offered = {choice.name: choice.default for choice in KINDS["ninjs"].choices}
        assert offered == dataclasses.asdict(Options())

    def test_the_uri_stays_when_the_base_is_changed(self, remote, piece):
        first = remote.push(piece)
        remote.options["uri_base"] = "https://harbour.example/items/"
        again = remote.push(later(piece))

        assert again.remote_id == first.remote_id
        assert remote.copies(piece) == 1
        assert json.dumps(remote.server.pushes).count(first.remote_id) == 2


def test_the_receiver_tells_its_time(remote):
    with closing(remote.client()) as client:
        assert isinstance(client, TellsTime)
        assert abs(client.their_time() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
