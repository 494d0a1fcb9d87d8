"""Pausing, holding back, order, and asking once for a sign-in."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import select

from editorial.publishing import holding, outbox
from editorial.publishing.addresses import change_secret, endpoints
from editorial.publishing.models import Endpoint
from editorial.system.errors import NotFound, SignInFailed, WrongState, WrongUsage
from editorial.system.secrets import Secrets
from tests.publishing.fake_endpoint import FakeEndpoint
from tests.publishing.newsroom import Sender, add_endpoint, add_story, events, queue
from tests.publishing.pieces import stable_id


@pytest.fixture
def endpoint(tmp_path):
    return FakeEndpoint(tmp_path / "far-end")


@pytest.fixture
def endpoint_id(store):
    return add_endpoint(store)


@pytest.fixture
def stories(store, pieces, endpoint_id):
    """Three stories on their way, each its piece and its delivery."""
    made = []
    for number in range(3):
        slug = f"story-{number}"
        piece = pieces.piece(slug=slug, story_id=stable_id(slug), headline=slug, hero=None)
        add_story(store, piece)
        made.append((piece, queue(store, piece, endpoint_id)))
    return made


@pytest.fixture
def courier(store, endpoint, stories):
    return Sender(store, endpoint, *(piece for piece, _ in stories)).courier


def rows(store):
    return {row.headline: row for row in outbox.deliveries(store)}


def test_nothing_leaves_for_an_endpoint_that_rests(store, courier, stories, endpoint_id):
    holding.pause_endpoint(store, endpoint_id, who="Ada")

    assert courier.run_once() == ()
    assert courier.next_due() is None
    assert {row.state_words for row in outbox.deliveries(store)} == {"Resting"}
    assert endpoints(store)[0].paused
    with pytest.raises(WrongState, match="rests"):
        courier.deliver(stories[0][1])

    holding.resume_endpoint(store, endpoint_id, who="Ada")
    assert all(row.verified for row in courier.run_once())
    assert [e for e in events(store) if e.startswith("endpoint_")] == [
        "endpoint_paused",
        "endpoint_resumed",
    ]


def test_a_delivery_that_is_held_back_keeps_its_place(store, courier, stories):
    holding.hold(store, stories[0][1], who="Ada")

    assert [row.headline for row in courier.run_once()] == ["story-1", "story-2"]
    row = rows(store)["story-0"]
    assert (row.state, row.state_words) == ("queued", "Held")
    assert "let go" in row.message
    with pytest.raises(WrongState, match="held back"):
        courier.deliver(stories[0][1])

    holding.let_go(store, stories[0][1], who="Ada")
    assert [row.headline for row in courier.run_once()] == ["story-0"]


@pytest.mark.parametrize(
    ("number", "place", "order"),
    [
        (2, "first", ["story-2", "story-0", "story-1"]),
        (0, "last", ["story-1", "story-2", "story-0"]),
        (0, "later", ["story-1", "story-0", "story-2"]),
        (2, "earlier", ["story-0", "story-2", "story-1"]),
        (0, "earlier", ["story-0", "story-1", "story-2"]),
        (2, "later", ["story-0", "story-1", "story-2"]),
    ],
)
def test_the_order_on_show_is_the_order_in_which_they_go(
    store, courier, stories, number, place, order
):
    holding.move(store, stories[number][1], place)

    assert [row.headline for row in outbox.deliveries(store)] == order
    assert [row.headline for row in courier.run_once()] == order


def test_a_later_one_queues_behind_those_that_were_moved(store, courier, stories, pieces):
    holding.move(store, stories[2][1], "first")
    piece = pieces.piece(slug="new", story_id=stable_id("new"), headline="new", hero=None)
    add_story(store, piece)
    found = outbox.deliveries(store)
    queue(store, piece, found[0].endpoint_id)

    assert [row.headline for row in outbox.deliveries(store)][-1] == "new"


def test_what_is_over_can_be_neither_held_nor_moved(store, courier, stories):
    courier.run_once()
    for change in (
        lambda: holding.hold(store, stories[0][1], who="Ada"),
        lambda: holding.move(store, stories[0][1], "first"),
    ):
        with pytest.raises(WrongState):
            change()
    with pytest.raises(NotFound):
        holding.hold(store, stable_id("nobody"), who="Ada")


def test_a_refused_sign_in_asks_once_and_the_others_wait(store, courier, stories, endpoint):
    endpoint.faults["begun:create"] = SignInFailed("The password was not accepted.")

    handled = courier.run_once()

    assert [row.state for row in handled] == ["needs_person"]
    waiting = [row for row in outbox.deliveries(store) if row.state == "queued"]
    assert len(waiting) == 2
    assert all("Mend that once" in row.message for row in waiting)

    outbox.retry_now(store, handled[0].id)
    assert all(row.verified for row in courier.run_once())


def test_another_password_lets_all_go_on(store, courier, stories, endpoint, monkeypatch):
    endpoint.faults["begun:create"] = SignInFailed("The password was not accepted.")
    courier.run_once()
    secrets = Secrets("test")
    monkeypatch.setattr(secrets, "keep", lambda name, secret: True)

    changes = change_secret(store, secrets, "Main site", "new", who="Ada")

    assert changes.outbox
    assert [row.headline for row in courier.run_once()] == ["story-0", "story-1", "story-2"]
    assert all(row.verified for row in outbox.deliveries(store))
    with store.read() as session:
        assert session.scalars(select(Endpoint)).one().options == {}


def test_another_password_does_not_wake_what_a_person_put_to_rest(store, endpoint_id, monkeypatch):
    holding.pause_endpoint(store, endpoint_id, who="Ada")
    secrets = Secrets("test")
    monkeypatch.setattr(secrets, "keep", lambda name, secret: True)

    change_secret(store, secrets, "Main site", "new", who="Ada")

    assert endpoints(store)[0].paused
    with pytest.raises(WrongUsage):
        change_secret(store, secrets, "Main site", "", who="Ada")


def test_a_sign_in_lost_after_the_push_is_told_as_sent(store, stories, endpoint, pieces):
    piece, delivery_id = stories[0]

    class Gone(FakeEndpoint):
        def look(self, remote_id):
            raise SignInFailed("The password was not accepted.")

    sender = Sender(store, Gone(endpoint.folder), piece)
    row = sender.courier.deliver(delivery_id)

    assert row.state == "published"
    assert row.message.startswith("Sent.")
    outbox.retry_now(store, delivery_id)
    again = Sender(store, endpoint, dataclasses.replace(piece)).courier.deliver(delivery_id)
    assert again.verified
