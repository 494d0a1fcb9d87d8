"""How each push ends, and what the outbox then says."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

import pytest

from editorial.publishing import outbox
from editorial.publishing.endpoints.protocol import EndpointBusy, Interrupted
from editorial.publishing.lease import LENGTH
from editorial.storage.store import Store
from editorial.system.errors import (
    BadFile,
    KeyringUnavailable,
    NetworkDown,
    PushRefused,
    SignInFailed,
    WrongState,
)
from tests.publishing.fake_endpoint import POINTS, FakeEndpoint
from tests.publishing.newsroom import (
    Clock,
    Sender,
    add_endpoint,
    add_story,
    events,
    queue,
    receipts,
    steps,
)
from tests.publishing.plain import plain_piece

STORY = uuid.UUID(int=0xA11CE)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(home, clock):
    opened = Store.open(home, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def endpoint(tmp_path):
    return FakeEndpoint(tmp_path / "other-side")


class Case:
    """A story, an endpoint, and a courier between them."""

    def __init__(self, store, endpoint, clock):
        self.store, self.endpoint, self.clock = store, endpoint, clock
        self.published = []
        self.sender = Sender(
            store,
            endpoint,
            plain_piece(STORY),
            plain_piece(STORY, 2),
            clock=clock,
            on_published=lambda _, delivery, held: self.published.append((delivery.id, held)),
        )
        self.courier = self.sender.courier
        add_story(store, plain_piece(STORY))
        self.endpoint_id = add_endpoint(store)

    def queue(self, version=1, **values):
        piece = plain_piece(STORY, version)
        return queue(self.store, piece, self.endpoint_id, revision=version, **values)

    def send(self, version=1, **values):
        """Queue a version and send what is due, letting waits pass."""
        delivery_id = self.queue(version, **values)
        return self.finish(delivery_id)

    def finish(self, delivery_id):
        for _ in range(4):
            self.courier.run_once()
            row = outbox.delivery(self.store, delivery_id)
            if row.not_before is None:
                break
            self.clock.moment = row.not_before
        return row


@pytest.fixture
def case(store, endpoint, clock):
    return Case(store, endpoint, clock)


def test_a_piece_goes_out_is_read_back_and_gets_a_receipt(case):
    row = case.send()

    assert row.verified
    assert row.state_words == "Published"
    assert "checked: headline and 1 link match" in row.message
    assert row.url == f"https://fake.example/{plain_piece(STORY).slug}"
    assert [name for name, phase in steps(case.store, row.id) if phase == "done"] == [
        "create",
        "media:1",
        "update",
        "publish",
    ]
    assert events(case.store) == ["verified"]
    assert [(found, held.public) for found, held in case.published] == [(row.id, True)]
    receipt = outbox.receipt_for(case.store, STORY, case.endpoint_id)
    assert receipt is not None
    assert receipt["url"] == row.url
    with case.store.read() as session:
        assert outbox.public_address(session, STORY, 1) == row.url
    assert case.courier.run_once() == ()


def test_every_step_is_on_disk_before_it_is_called(case, endpoint):
    seen = {}

    def pause(point):
        kind, _, step = point.partition(":")
        if kind == "begun":
            seen[step] = (step, "begun") in steps(case.store, delivery_id)

    endpoint.pause = pause
    delivery_id = case.queue()
    case.finish(delivery_id)

    assert seen == dict.fromkeys(("create", "media:1", "update", "publish"), True)


@pytest.mark.parametrize("point", POINTS)
def test_a_lost_answer_at_any_point_ends_with_one_copy(case, endpoint, point):
    endpoint.faults[point] = NetworkDown("Nobody answered at fake.example.")

    row = case.send()

    assert row.verified, row.message
    assert row.attempts == 2
    assert endpoint.copies() == 1
    assert endpoint.calls()["create"] == 1
    assert endpoint.calls()["media:1"] == 1


def test_a_piece_that_cannot_be_read_back_is_said_to_be_sent(case, endpoint):
    endpoint.faults["look"] = NetworkDown("Nobody answered at fake.example.")
    case.queue()

    (row,) = case.courier.run_once()

    assert row.state == "published"
    assert row.message.startswith("Sent. Reading it back must wait: Nobody answered")
    assert receipts(case.store) == 0
    before = endpoint.calls()
    assert case.finish(row.id).verified
    assert endpoint.calls() == before, "it was only looked at, not sent again"


def test_waits_grow_and_honour_what_the_endpoint_asks_for(case, endpoint, clock):
    endpoint.faults["begun:create"] = EndpointBusy("fake.example is busy.", retry_after=3600)
    case.queue()

    (row,) = case.courier.run_once()

    assert row.state == "waiting"
    assert row.state_words == "Waiting for network"
    assert row.not_before >= clock() + dt.timedelta(hours=1)
    assert row.message.startswith("fake.example is busy. Tries again at ")
    assert row.message.endswith("Goes out by itself; nothing to do.")
    assert case.courier.run_once() == ()
    outbox.wake(case.store)
    assert case.finish(row.id).verified


def test_one_endpoint_that_is_down_does_not_hold_up_another(case, endpoint, store):
    other = add_endpoint(store, "Wire")
    endpoint.faults["begun:create"] = NetworkDown("Nobody answered.")
    first, second = case.queue(), queue(store, plain_piece(STORY), other)

    rows = case.courier.run_once()

    assert [(row.id, row.state) for row in rows] == [(first, "waiting"), (second, "verified")]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (
            SignInFailed("The password was not accepted.", next_step="Enter it again."),
            "needs_person",
        ),
        (KeyringUnavailable("The keyring is locked."), "needs_person"),
        (PushRefused("The site has no category “Asia”."), "needs_person"),
        (BadFile("The photo is gone."), "failed"),
    ],
)
def test_what_a_person_must_mend_is_said_in_words(case, endpoint, error, state):
    endpoint.faults["begun:update"] = error
    case.queue()

    (row,) = case.courier.run_once()

    assert (row.state, row.message) == (state, str(error))
    outbox.retry_now(case.store, row.id)
    assert case.finish(row.id).verified


def test_queueing_again_sends_what_a_person_has_mended(case, endpoint):
    endpoint.faults["begun:create"] = SignInFailed("The password was not accepted.")
    first = case.send()
    assert first.state == "needs_person"

    again = case.send()

    assert again.id == first.id
    assert again.verified


def test_our_own_bug_is_raised_logged_and_shown(case, endpoint, caplog):
    endpoint.faults["begun:update"] = ZeroDivisionError("ours")
    delivery_id = case.queue()

    with caplog.at_level(logging.ERROR), pytest.raises(ZeroDivisionError):
        case.courier.run_once()

    row = outbox.delivery(case.store, delivery_id)
    assert row.state == "failed"
    assert "inside Editorial" in row.message
    assert "ZeroDivisionError" in caplog.text


def test_a_copy_that_is_not_as_sent_is_shown(case, endpoint):
    endpoint.spoil = {"credits": [], "links": [], "headline": "Another"}

    row = case.send()

    assert row.state == "needs_person"
    assert {difference["field"] for difference in row.differences} == {"headline", "link"}
    assert "2 things are not as sent" in row.message
    # It is out all the same, and the books say so.
    assert receipts(case.store) == 1
    assert len(case.published) == 1
    endpoint.spoil = {}
    with pytest.raises(WrongState):
        outbox.cancel(case.store, row.id)
    again = outbox.decide(case.store, row.id, "overwrite", who="Ada").created
    assert again is not None
    assert case.finish(again).verified
    assert endpoint.copies() == 1
    assert not outbox.delivery(case.store, row.id).verified


def test_known_differences_can_be_accepted_and_stay_on_show(case, endpoint):
    endpoint.spoil = {"headline": "Another"}
    row = case.send()

    outbox.decide(case.store, row.id, "keep_live", who="Ada")

    row = outbox.delivery(case.store, row.id)
    assert row.state == "verified"
    assert not row.verified
    assert "1 known difference" in row.message
    assert events(case.store)[-1] == "keep_live"


class TestUpdates:
    def test_an_update_replaces_what_we_left_there(self, case, endpoint):
        first = case.send(1)
        second = case.send(2)

        assert second.verified
        assert second.kicker == "Analysis · Global Crises · update"
        assert second.remote_id == first.remote_id
        assert endpoint.copies() == 1
        assert endpoint.copy(STORY.hex)["body_text"].startswith("Version 2")

    @pytest.mark.parametrize("point", POINTS[3:])
    def test_an_update_cut_off_by_ourselves_is_no_change_by_someone_else(
        self, case, endpoint, point
    ):
        case.send(1)
        endpoint.faults[point] = NetworkDown("Nobody answered.")

        assert case.send(2).verified

    def test_a_change_by_someone_else_between_two_attempts_is_noticed(self, case, endpoint):
        case.send(1)
        endpoint.faults["effect:update"] = NetworkDown("Nobody answered.")
        delivery_id = case.queue(2)
        case.courier.run_once()
        endpoint.edit(STORY.hex, headline="Changed by hand")

        case.clock.moment = outbox.delivery(case.store, delivery_id).not_before
        assert case.finish(delivery_id).state == "needs_person"
        assert endpoint.copy(STORY.hex)["headline"] == "Changed by hand"

    def test_a_copy_changed_by_someone_else_is_never_overwritten_unasked(self, case, endpoint):
        case.send(1)
        endpoint.edit(STORY.hex, headline="Changed by hand")
        row = case.send(2)

        assert row.state == "needs_person"
        assert row.state_words == "Needs you"
        assert row.message.startswith("The live copy was changed on the site at ")
        assert row.message.endswith("Nothing was overwritten.")
        assert {
            "field": "headline",
            "expected": plain_piece(STORY).headline,
            "found": "Changed by hand",
        } in row.differences
        assert endpoint.copy(STORY.hex)["headline"] == "Changed by hand"
        with pytest.raises(WrongState):
            case.courier.deliver(row.id)

    def test_a_person_may_replace_it(self, case, endpoint):
        case.send(1)
        endpoint.edit(STORY.hex, headline="Changed by hand")
        row = case.send(2)

        outbox.decide(case.store, row.id, "overwrite", who="Ada")

        assert case.finish(row.id).verified
        assert endpoint.copy(STORY.hex)["headline"] == plain_piece(STORY).headline

    def test_only_the_copy_that_the_person_saw_may_be_replaced(self, case, endpoint):
        case.send(1)
        endpoint.edit(STORY.hex, headline="Changed by hand")
        row = case.send(2)
        outbox.decide(case.store, row.id, "overwrite", who="Ada")
        endpoint.edit(STORY.hex, headline="And changed again")

        assert case.finish(row.id).state == "needs_person"
        assert endpoint.copy(STORY.hex)["headline"] == "And changed again"

    def test_a_person_may_leave_it(self, case, endpoint):
        case.send(1)
        endpoint.edit(STORY.hex, headline="Changed by hand")
        row = case.send(2)

        outbox.decide(case.store, row.id, "keep_live", who="Ada")

        row = outbox.delivery(case.store, row.id)
        assert row.state == "cancelled"
        assert "left as it is" in row.message or "left as it was" in row.message
        # The next version asks again: what was changed there is still not ours.
        assert case.send(3 - 1).state == "needs_person"

    def test_a_change_without_new_words_is_shown_too(self, case, endpoint):
        case.send(1)
        endpoint.edit(STORY.hex, other="x")

        (difference,) = case.send(2).differences
        assert difference["field"] == "other"

    def test_a_copy_that_is_gone_asks_and_is_made_anew(self, case, endpoint):
        case.send(1)
        (endpoint.folder / f"{STORY.hex}.json").unlink()
        row = case.send(2)
        assert row.state == "needs_person"
        assert "no longer on the site" in row.message

        outbox.decide(case.store, row.id, "overwrite", who="Ada")

        assert case.finish(row.id).verified
        assert endpoint.copies() == 1


class TestWithdrawal:
    def test_the_public_no_longer_sees_it(self, case, endpoint):
        case.send(1)
        row = case.send(2, action="withdraw")

        assert row.verified
        assert row.state_words == "Withdrawn"
        assert not endpoint.copy(STORY.hex)["public"]
        assert events(case.store)[-1] == "withdrawn"
        with case.store.read() as session:
            assert outbox.public_address(session, STORY, 1) is None

    def test_a_copy_that_is_removed_is_told_and_can_be_made_anew(self, case, endpoint, monkeypatch):
        key = case.send().remote_id
        monkeypatch.setattr(
            endpoint, "withdraw", lambda *_: (endpoint.folder / f"{key}.json").unlink()
        )
        row = case.send(2, action="withdraw")

        assert (row.state, row.state_words) == ("verified", "Withdrawn")
        receipt = outbox.receipt_for(case.store, STORY, case.endpoint_id)
        assert receipt["withdrawn"]
        assert not receipt["held"]["public"]

        assert case.send(1).verified
        assert endpoint.copies() == 1

    def test_it_can_come_back_at_the_same_place(self, case, endpoint):
        first = case.send(1)
        case.send(1, action="withdraw")
        again = case.send(2)

        assert again.verified
        assert again.remote_id == first.remote_id
        assert endpoint.copies() == 1

    def test_what_was_never_sent_needs_no_withdrawal(self, case):
        row = case.send(1, action="withdraw")

        assert row.state == "cancelled"
        assert "never sent there" in row.message

    def test_a_lost_answer_is_tried_again(self, case, endpoint):
        case.send(1)
        endpoint.faults["effect:withdraw"] = NetworkDown("Nobody answered.")

        assert case.send(1, action="withdraw").verified


class TestCallingOff:
    def test_while_it_is_being_sent_before_readers_see_anything(self, case, endpoint):
        delivery_id = case.queue()

        def pause(point):
            if point == "done:create":
                assert outbox.cancel(case.store, delivery_id).notices

        endpoint.pause = pause
        row = case.finish(delivery_id)

        assert row.state == "cancelled"
        assert "Parts of it may have arrived" in row.message
        assert not endpoint.copy(STORY.hex)["public"]

    def test_too_late_means_that_it_is_out_and_said_to_be(self, case, endpoint):
        delivery_id = case.queue()

        def pause(point):
            if point == "effect:publish":
                outbox.cancel(case.store, delivery_id)

        endpoint.pause = pause

        assert case.finish(delivery_id).verified

    def test_before_anything_was_sent(self, case):
        delivery_id = case.queue()
        outbox.cancel(case.store, delivery_id)

        row = outbox.delivery(case.store, delivery_id)
        assert row.state == "cancelled"
        assert row.message.endswith("Called off. Nothing was sent.")
        assert case.courier.run_once() == ()

    def test_what_is_out_cannot_be_called_off(self, case):
        row = case.send()
        with pytest.raises(WrongState):
            outbox.cancel(case.store, row.id)


def test_the_next_turn_is_known(case, endpoint, clock):
    assert case.courier.next_due() is None
    delivery_id = case.queue()
    assert case.courier.next_due() == clock()
    endpoint.faults["begun:create"] = NetworkDown("Nobody answered.")
    (row,) = case.courier.run_once()
    assert case.courier.next_due() == row.not_before
    clock.moment = row.not_before
    ahead = []
    endpoint.pause = lambda _: ahead.append(case.courier.next_due() - clock())
    case.finish(delivery_id)
    assert set(ahead) == {LENGTH}
    assert case.courier.next_due() is None


def test_progress_is_told_and_kept(case, endpoint):
    told = []
    rows = []

    def pause(point):
        if point == "begun:media:1":
            rows.append(outbox.delivery(case.store, delivery_id))

    endpoint.pause = pause
    delivery_id = case.queue()
    case.courier.run_once(progress=lambda *words: told.append(words))

    assert told[1] == (delivery_id, 1, 4, "Photo 1 of 1")
    (row,) = rows
    assert (row.state, row.message, row.progress) == ("sending", "Photo 1 of 1", (1, 4))


def test_clients_are_closed(case, endpoint):
    case.send()
    assert endpoint.closed == 1


@pytest.mark.parametrize("stop_at", [1, 2, 3])
def test_closing_the_program_between_two_steps_loses_and_doubles_nothing(case, endpoint, stop_at):
    calls = iter(range(1, 100))

    def closing(_delivery, _done, _total, _what):
        if next(calls) == stop_at:
            raise Interrupted

    delivery_id = case.queue()
    with pytest.raises(Interrupted):
        case.courier.run_once(progress=closing)
    row = outbox.delivery(case.store, delivery_id)
    assert row.state == "queued"
    assert "by itself" in row.message
    assert case.finish(delivery_id).verified
    assert receipts(case.store) == 1
    assert endpoint.copies() == 1
