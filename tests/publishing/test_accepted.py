"""An endpoint that takes pieces and cannot be read: nothing is called checked that was not."""

from __future__ import annotations

import uuid

import pytest

from editorial.publishing import held_copies, outbox
from editorial.publishing.endpoints.protocol import SENT, CannotBeRead
from editorial.publishing.models import Receipt
from editorial.publishing.record.story_record import story_record
from editorial.publishing.release import on_published
from editorial.stories.models import Story
from editorial.system.errors import NetworkDown
from tests.publishing.fake_endpoint import FakeEndpoint
from tests.publishing.newsroom import Sender, add_endpoint, add_story, events, queue, receipts
from tests.publishing.plain import plain_piece

STORY = uuid.UUID(int=0xB11D)


class Blind(FakeEndpoint):
    """Takes pieces, shows nothing."""

    def push(self, piece, journal, progress):
        remote_id = super().push(piece, journal, progress)
        journal.begin(SENT)
        journal.done(SENT, number=piece.version)
        return remote_id

    def look(self, remote_id):
        raise CannotBeRead

    def address_of(self, slug):
        return f"https://blind.example/{slug}"


@pytest.fixture
def endpoint(tmp_path):
    return Blind(tmp_path / "other-side")


@pytest.fixture
def send(store, endpoint):
    pieces = [plain_piece(STORY, version) for version in (1, 2)]
    add_story(store, pieces[0])
    endpoint_id = add_endpoint(store, "Wire")
    sender = Sender(store, endpoint, *pieces, on_published=on_published)

    def send(version=1, **values):
        piece = plain_piece(STORY, version)
        delivery = queue(store, piece, endpoint_id, revision=version, **values)
        sender.courier.deliver(delivery)
        return outbox.delivery(store, delivery)

    return send


def test_it_is_called_accepted_and_never_verified(store, send):
    row = send()

    assert (row.state, row.state_words, row.verified) == ("accepted", "Accepted", False)
    assert "sent and accepted; this endpoint cannot be read back" in row.message
    assert row.url == f"https://blind.example/{plain_piece(STORY).slug}"
    assert events(store) == ["accepted"]
    assert outbox.deliveries(store) == (row,)
    with store.read() as session:
        assert session.query(Story).one().status == "published"


def test_the_receipt_tells_what_was_sent_and_that_nobody_saw_it(store, send):
    send()

    with store.read() as session:
        receipt = session.query(Receipt).one()
        assert receipt.fingerprint == ""
        assert receipt.held["headline"] == plain_piece(STORY).headline
        assert receipt.held["extra"] == {"number": 1}


def test_an_update_follows_without_a_false_alarm(store, endpoint, send):
    first = send()
    row = send(2)

    assert row.state == "accepted", row.message
    assert row.remote_id == first.remote_id
    assert endpoint.copies() == 1
    assert receipts(store) == 2


def test_each_copy_says_what_is_known_of_it(store, send):
    send()
    (held,) = held_copies.holdings(store, STORY)
    assert held.words == "Accepted version 1; it cannot be read back there."
    assert (held.delivery, held.is_current) == ("Accepted", True)

    send(2, action="withdraw")
    (held,) = held_copies.holdings(store, STORY)
    assert held.words.startswith("Its withdrawal was accepted there; nobody can look")
    assert held.delivery == "Withdrawal accepted"


def test_a_withdrawal_is_called_accepted_too(store, endpoint, send):
    first = send()
    row = send(2, action="withdraw")

    assert (row.state, row.state_words) == ("accepted", "Withdrawal accepted")
    assert "look there" in row.message
    assert not endpoint.copy(first.remote_id)["public"]
    with store.read() as session:
        assert session.query(Story).one().status == "withdrawn"


def test_a_lost_answer_is_sent_again(store, endpoint, send):
    endpoint.faults["effect:publish"] = NetworkDown("The connection broke.")
    row = send()
    assert row.state == "waiting"

    assert send().state == "accepted"
    assert endpoint.copies() == 1


def test_the_record_tells_it_in_plain_words(store, send):
    send()
    send(2, action="withdraw")

    said = [entry.sentence for entry in story_record(store, STORY).entries]
    assert "Wire accepted version 1; it cannot be read back" in said
    assert "Wire accepted the withdrawal; it cannot be read back" in said
    assert any("was accepted at Wire, which cannot be read back" in line for line in said)
