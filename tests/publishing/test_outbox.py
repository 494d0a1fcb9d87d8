"""Queueing, the words of each state, and what a person can do."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest

from editorial.publishing import outbox
from editorial.publishing.models import Delivery
from editorial.publishing.outbox_rows import clock_time
from editorial.storage.store import Store
from editorial.stories.models import StoryPhoto
from editorial.system.errors import NotFound, WrongState
from tests.publishing.newsroom import Clock, add_endpoint, add_story, queue
from tests.publishing.plain import plain_piece

STORY = uuid.UUID(int=0x5707)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(home, clock):
    opened = Store.open(home, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def piece(store):
    made = plain_piece(STORY)
    add_story(store, made)
    return made


@pytest.fixture
def endpoint_id(store):
    return add_endpoint(store)


def set_state(store, delivery_id, state, **values):
    with store.write() as session:
        found = session.query(Delivery).filter(Delivery.id == delivery_id).one()
        found.state = state
        for name, value in values.items():
            setattr(found, name, value)


def test_a_queued_piece_says_that_there_is_nothing_to_do(store, piece, endpoint_id, clock):
    delivery_id = queue(store, piece, endpoint_id)

    (row,) = outbox.deliveries(store)

    assert row == outbox.delivery(store, delivery_id)
    assert (row.headline, row.kicker) == (piece.headline, "Analysis · Global Crises")
    assert (row.endpoint_name, row.endpoint_kind) == ("Main site", "site")
    assert (row.state, row.state_words) == ("queued", "Queued")
    time = clock_time(clock(), clock())
    assert row.message == f"Queued {time}. Goes out by itself; nothing to do."
    assert outbox.open_count(store) == 1


def test_the_same_revision_is_queued_once(store, piece, endpoint_id):
    first = queue(store, piece, endpoint_id)
    second = queue(store, piece, endpoint_id, version_number=9)

    assert first == second
    assert len(outbox.deliveries(store)) == 1


def test_two_at_the_same_moment_queue_it_once(store, piece, endpoint_id):
    together = threading.Barrier(4)
    found = []

    def work():
        together.wait()
        found.append(queue(store, piece, endpoint_id))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(found)) == 1
    assert len(found) == 4
    assert outbox.open_count(store) == 1


def test_a_newer_revision_takes_the_place_of_one_that_waits(store, piece, endpoint_id):
    old = queue(store, piece, endpoint_id)
    new = queue(store, piece, endpoint_id, revision=2)

    assert old != new
    row = outbox.delivery(store, old)
    assert row.state == "cancelled"
    assert row.message.endswith("Replaced by a newer version.")
    assert outbox.open_count(store) == 1


@pytest.mark.parametrize("state", ["sending", "published"])
def test_one_that_is_going_out_is_not_replaced(store, piece, endpoint_id, state):
    delivery_id = queue(store, piece, endpoint_id)
    set_state(store, delivery_id, state)

    with pytest.raises(WrongState, match="right now"):
        queue(store, piece, endpoint_id, revision=2)
    assert outbox.delivery(store, delivery_id).state == state


def test_a_failed_use_case_leaves_nothing_queued(store, piece, endpoint_id):
    def approve_and_queue():
        with store.write() as session:
            outbox.queue(
                session,
                story_id=piece.story_id,
                endpoint_id=endpoint_id,
                version_number=1,
                revision=1,
                who="Ada",
                now=store.now(),
            )
            raise WrongState("The story was changed.")

    with pytest.raises(WrongState):
        approve_and_queue()
    assert outbox.deliveries(store) == ()


def test_unknown_things_are_named(store, piece, endpoint_id):
    with pytest.raises(NotFound, match="no such endpoint"):
        queue(store, piece, uuid.uuid4())
    with pytest.raises(NotFound, match="no such story"):
        queue(store, plain_piece(uuid.uuid4()), endpoint_id)
    for use_case in (outbox.delivery, outbox.cancel, outbox.retry_now):
        with pytest.raises(NotFound, match="no such delivery"):
            use_case(store, uuid.uuid4())


def test_a_scheduled_piece_says_when(store, piece, endpoint_id, clock):
    queue(store, piece, endpoint_id, not_before=clock() + dt.timedelta(hours=7, minutes=18))

    (row,) = outbox.deliveries(store)

    assert row.state_words == "Scheduled"
    assert row.message.startswith("Today, ")
    assert row.message.endswith("(in 7 h 18 min)")


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (dt.timedelta(minutes=4, seconds=50), "in 5 min"),
        (dt.timedelta(hours=2), "in 2 h"),
        (dt.timedelta(days=6), "in 6 days"),
    ],
)
def test_waits_are_told_in_round_numbers(store, piece, endpoint_id, clock, ahead, words):
    queue(store, piece, endpoint_id, not_before=clock() + ahead)
    assert outbox.deliveries(store)[0].message.endswith(f"({words})")


def test_what_needs_a_person_comes_first(store, endpoint_id, clock):
    found = {}
    for number, state in enumerate(("verified", "queued", "needs_person", "sending")):
        piece = plain_piece(uuid.UUID(int=number + 1))
        add_story(store, piece)
        clock.forward(minutes=1)
        found[state] = queue(store, piece, endpoint_id)
        set_state(store, found[state], state)

    rows = outbox.deliveries(store)

    assert [row.state for row in rows] == ["needs_person", "sending", "queued", "verified"]
    assert [row.state for row in outbox.deliveries(store, states=("queued",))] == ["queued"]
    assert len(outbox.deliveries(store, limit=2, offset=1)) == 2
    assert outbox.deliveries(store, story_id=uuid.uuid4()) == ()
    assert len(outbox.deliveries(store, endpoint_id=endpoint_id)) == 4
    assert outbox.open_count(store) == 3


def test_old_ended_deliveries_can_be_left_out(store, piece, endpoint_id, clock):
    delivery_id = queue(store, piece, endpoint_id)
    set_state(store, delivery_id, "verified")
    day = dt.timedelta(hours=24)
    clock.forward(hours=25)

    assert outbox.deliveries(store, since=clock() - day) == ()
    set_state(store, delivery_id, "queued")
    assert len(outbox.deliveries(store, since=clock() - day)) == 1


@pytest.mark.parametrize("state", ["verified", "failed", "cancelled", "published"])
def test_what_is_over_is_not_called_off(store, piece, endpoint_id, state):
    delivery_id = queue(store, piece, endpoint_id)
    set_state(store, delivery_id, state)
    with pytest.raises(WrongState):
        outbox.cancel(store, delivery_id)


@pytest.mark.parametrize("state", ["waiting", "needs_person", "failed"])
def test_a_person_can_try_again_at_once(store, piece, endpoint_id, clock, state):
    delivery_id = queue(store, piece, endpoint_id)
    later = clock() + dt.timedelta(minutes=9)
    set_state(store, delivery_id, state, not_before=later, message="Something.")

    changes = outbox.retry_now(store, delivery_id)

    assert changes.outbox
    assert changes.stories == {piece.story_id}
    row = outbox.delivery(store, delivery_id)
    assert (row.state, row.not_before) == ("queued", None)


def test_a_failed_one_is_not_tried_again_beside_a_newer_one(store, piece, endpoint_id):
    old = queue(store, piece, endpoint_id)
    set_state(store, old, "failed")
    queue(store, piece, endpoint_id, revision=2)

    with pytest.raises(WrongState, match="newer delivery"):
        outbox.retry_now(store, old)


@pytest.mark.parametrize("state", ["sending", "verified", "cancelled"])
def test_what_is_under_way_or_over_is_not_tried_again(store, piece, endpoint_id, state):
    delivery_id = queue(store, piece, endpoint_id)
    set_state(store, delivery_id, state)
    with pytest.raises(WrongState):
        outbox.retry_now(store, delivery_id)


def test_a_decision_is_only_taken_where_one_is_asked_for(store, piece, endpoint_id):
    delivery_id = queue(store, piece, endpoint_id)
    with pytest.raises(WrongState, match="does not wait"):
        outbox.decide(store, delivery_id, "overwrite")


def test_the_kicker_counts_photos(store, piece, endpoint_id):
    from editorial.photos.models import Photo

    queue(store, piece, endpoint_id)
    with store.write() as session:
        for number in range(2):
            photo = Photo(
                **{
                    column.name: value
                    for column, value in photo_values(Photo, number, store).items()
                }
            )
            session.add(photo)
            session.flush()
            session.add(StoryPhoto(story_pk=1, photo_pk=photo.pk, role="inline"))
    assert outbox.deliveries(store)[0].kicker == "Analysis · Global Crises · 2 photos"


def photo_values(model, number, store):
    """Fill whatever a photo's row demands."""
    values = {}
    for column in model.__table__.columns:
        if column.nullable or column.default is not None or column.primary_key:
            continue
        kind = column.type.python_type if column.type.__class__.__name__ != "Moment" else None
        values[column] = (
            store.now() if kind is None else f"{number}" if kind is str else kind(number + 1)
        )
    return values


def test_nothing_is_public_before_it_was_seen(store, piece, endpoint_id):
    queue(store, piece, endpoint_id)
    with store.read() as session:
        assert outbox.public_address(session, piece.story_id, 1) is None
    assert outbox.receipt_for(store, piece.story_id, endpoint_id) is None


def test_times_name_the_day_when_it_is_another_one():
    now = dt.datetime(2026, 11, 23, 12, 0).astimezone()
    assert clock_time(now - dt.timedelta(hours=2), now) == "10:00"
    assert clock_time(now - dt.timedelta(days=3), now) == "20 Nov 12:00"
    assert clock_time(now - dt.timedelta(days=400), now) == "19 Oct 2025 12:00"
