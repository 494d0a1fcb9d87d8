"""Letting a story out, on real sites: each use case is one transaction, and the books are true."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid

import pytest

from editorial.publishing import outbox, release
from editorial.review import notes
from editorial.storage.store import Store
from editorial.stories import versions
from editorial.stories.events import events
from editorial.stories.filing import file_story
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import (
    ChecksFailed,
    NotAllowed,
    NotFound,
    RuleRefused,
    StaleStory,
    WrongState,
    WrongUsage,
)
from tests.publishing.house import BODY, IDA, House
from tests.publishing.newsroom import NOW, Clock

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(home, migrated_database, clock):
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def house(store, workbench, clock) -> House:
    return House(store, workbench, clock)


@pytest.fixture
def site(house) -> uuid.UUID:
    return house.endpoint("site")


def submitted(house) -> uuid.UUID:
    story_id = house.story()
    house.step(story_id, Step.SUBMIT)
    return story_id


# Approving


def test_approving_queues_the_approved_version_in_the_same_transaction(house, store, site) -> None:
    story_id = submitted(house)
    revision = house.open(story_id).revision
    changes = release.approve_and_queue(
        store, story_id, who=IDA, revision=revision, endpoint_ids=[site]
    )
    assert changes.stories == {story_id}
    assert changes.outbox
    assert house.status(story_id) is Status.READY
    (row,) = outbox.deliveries(store)
    assert row.state == "queued"
    approved = versions.versions(store, story_id)[0]
    assert (approved.name, approved.number) == ("approve", row.version_number)
    assert [event.what for event in events(store, story_id)][:2] == ["queued", "approve"]
    house.deliver(row.id)
    assert house.status(story_id) is Status.PUBLISHED


def test_approving_without_an_endpoint_only_approves(house, store) -> None:
    story_id = submitted(house)
    assert not release.approve_and_queue(store, story_id, who=IDA).outbox
    assert house.status(story_id) is Status.READY
    assert outbox.deliveries(store) == ()


@pytest.mark.parametrize("what", ["endpoint", "embargo", "crash"])
def test_a_failing_queue_leaves_the_story_unapproved(house, store, site, monkeypatch, what) -> None:
    story_id = submitted(house)
    other = house.endpoint("other")
    endpoints, error = [site, other], RuntimeError
    if what == "endpoint":
        endpoints, error = [site, uuid.uuid4()], NotFound
    elif what == "embargo":
        file_story(store, story_id, who=IDA, embargo_at=house.clock() + HOUR)
        error = RuleRefused
    else:
        real, calls = outbox.queue, iter(range(9))

        def queue(*args, **kw):
            if next(calls) == 1:
                raise RuntimeError("bug")
            return real(*args, **kw)

        monkeypatch.setattr(outbox, "queue", queue)
    before = house.open(story_id)
    history = versions.versions(store, story_id)
    with pytest.raises(error):
        release.approve_and_queue(store, story_id, who=IDA, endpoint_ids=endpoints)
    assert house.open(story_id) == before
    assert before.status is Status.SUBMITTED
    assert versions.versions(store, story_id) == history
    assert outbox.deliveries(store) == ()
    assert events(store, story_id)[0].what != "approve"


def test_nobody_approves_what_has_changed_since_it_was_read(house, store, site) -> None:
    story_id = submitted(house)
    read = house.open(story_id).revision
    house.edit(story_id, body=BODY + "One more line.")
    with pytest.raises(StaleStory):
        release.approve_and_queue(store, story_id, who=IDA, revision=read, endpoint_ids=[site])
    assert house.status(story_id) is Status.SUBMITTED
    assert outbox.deliveries(store) == ()


def test_failing_checks_and_missing_roles_queue_nothing(house, store, site) -> None:
    story_id = submitted(house)
    notes.add_note(store, story_id, who=IDA, text="Who says?")
    with pytest.raises(ChecksFailed, match="unresolved"):
        release.approve_and_queue(store, story_id, who=IDA, endpoint_ids=[site])
    writer = Person("Wim", frozenset({Role.WRITER}))
    with pytest.raises(NotAllowed):
        release.approve_and_queue(store, story_id, who=writer, endpoint_ids=[site])
    assert outbox.deliveries(store) == ()


# Pushing


def test_a_push_of_the_same_revision_twice_is_one_delivery(house, store, site) -> None:
    story_id = house.ready()
    first = release.queue_push(store, story_id, site, who=IDA)
    second = release.queue_push(store, story_id, site, who=IDA)
    assert first.created == second.created
    assert len(outbox.deliveries(store)) == 1
    house.deliver(first.created)
    # A person who pushes it once more after that gets it once more, at the same place.
    third = house.push(story_id, site)
    assert third.url == outbox.delivery(store, first.created).url
    assert len(list((house.folder("site") / "stories").iterdir())) == 1


@pytest.mark.parametrize("step", [None, Step.SUBMIT, Step.SPIKE])
def test_what_nobody_approved_is_not_pushed(house, store, site, step) -> None:
    story_id = house.story()
    if step is not None:
        house.step(story_id, step)
    with pytest.raises(WrongState):
        release.queue_push(store, story_id, site, who=IDA)
    assert outbox.deliveries(store) == ()


def test_a_writer_alone_pushes_nothing(house, store, site) -> None:
    story_id = house.ready()
    with pytest.raises(NotAllowed):
        release.queue_push(store, story_id, site, who=Person("Wim", frozenset({Role.WRITER})))
    assert outbox.deliveries(store) == ()


def test_an_embargo_holds_until_its_moment(house, store, site, clock) -> None:
    story_id = house.ready()
    file_story(store, story_id, who=IDA, embargo_at=clock() + HOUR)
    with pytest.raises(RuleRefused, match="under embargo until") as caught:
        release.queue_push(store, story_id, site, who=IDA)
    assert "Nothing was sent" in caught.value.safe
    with pytest.raises(RuleRefused, match="under embargo"):
        release.schedule(store, story_id, [site], at=clock() + HOUR / 2, who=IDA)
    assert house.status(story_id) is Status.READY
    assert house.open(story_id).publish_at is None
    assert outbox.deliveries(store) == ()
    clock.forward(hours=1)
    assert house.push(story_id, site).verified


def test_an_embargo_set_after_queueing_holds_too(house, store, site, clock) -> None:
    story_id = house.ready()
    queued = release.queue_push(store, story_id, site, who=IDA)
    file_story(store, story_id, who=IDA, embargo_at=clock() + HOUR)
    (row,) = house.courier.run_once()
    assert row.state == "needs_person"
    assert "under embargo until" in row.message
    assert not house.folder("site").exists()
    assert house.status(story_id) is Status.READY
    clock.forward(hours=1)
    outbox.retry_now(store, queued.created)
    (row,) = house.courier.run_once()
    assert row.verified


def test_a_story_may_be_scheduled_for_the_end_of_its_embargo(house, store, site, clock) -> None:
    story_id = house.ready()
    moment = clock() + HOUR
    file_story(store, story_id, who=IDA, embargo_at=moment)
    release.schedule(store, story_id, [site], at=moment, who=IDA)
    assert house.status(story_id) is Status.SCHEDULED


# The schedule


def test_a_scheduled_story_goes_out_at_its_moment_and_shows_it(house, store, site, clock) -> None:
    story_id = house.ready()
    moment = clock() + 26 * HOUR
    release.schedule(store, story_id, [site], at=moment, who=IDA)
    assert house.status(story_id) is Status.SCHEDULED
    assert house.courier.run_once() == ()
    assert house.courier.next_due() == moment
    clock.moment = moment - dt.timedelta(seconds=1)
    assert house.courier.run_once() == ()
    clock.moment = moment + dt.timedelta(seconds=20)
    (row,) = house.courier.run_once()
    assert row.verified, row.message
    story = house.open(story_id)
    assert story.status is Status.PUBLISHED
    # Not the moment at which somebody scheduled it.
    assert story.published_at == moment
    assert f'"datePublished":"{moment:%Y-%m-%dT%H:%M}' in house.page("site", story_id).replace(
        '": "', '":"'
    )


@pytest.mark.parametrize("late", [dt.timedelta(0), -HOUR])
def test_a_schedule_needs_a_moment_to_come_and_a_place(house, store, site, clock, late) -> None:
    story_id = house.ready()
    with pytest.raises(WrongUsage, match="passed"):
        release.schedule(store, story_id, [site], at=clock() + late, who=IDA)
    with pytest.raises(WrongUsage, match="endpoint"):
        release.schedule(store, story_id, [], at=clock() + HOUR, who=IDA)
    assert house.status(story_id) is Status.READY


def test_a_story_off_the_schedule_goes_nowhere(house, store, site, clock) -> None:
    story_id = house.ready()
    other = house.endpoint("other")
    release.schedule(store, story_id, [site, other], at=clock() + HOUR, who=IDA)
    release.unschedule(store, story_id, who=IDA)
    story = house.open(story_id)
    assert (story.status, story.publish_at) == (Status.READY, None)
    assert house.states(story_id) == ["cancelled", "cancelled"]
    clock.forward(hours=2)
    assert house.courier.run_once() == ()
    # And it can be pushed after all.
    assert house.push(story_id, site).verified


def test_a_scheduled_story_can_go_out_at_once(house, store, site, clock) -> None:
    story_id = house.ready()
    release.schedule(store, story_id, [site], at=clock() + 50 * HOUR, who=IDA)
    before = clock()
    house.push(story_id, site)
    story = house.open(story_id)
    assert story.status is Status.PUBLISHED
    assert story.published_at is not None
    # The page must not say tomorrow.
    assert story.published_at <= clock()
    assert story.publish_at is None or story.publish_at <= clock()
    assert house.states(story_id) == ["verified"]
    assert before <= clock()


def test_calling_off_the_last_delivery_takes_the_story_off_the_schedule(
    house, store, site, clock
) -> None:
    story_id = house.ready()
    other = house.endpoint("other")
    release.schedule(store, story_id, [site, other], at=clock() + HOUR, who=IDA)
    first, second = outbox.deliveries(store)
    outbox.cancel(store, first.id, who="Ida Holm")
    assert house.status(story_id) is Status.SCHEDULED
    outbox.cancel(store, second.id, who="Ida Holm")
    # Nothing would ever go out: it must not be called scheduled.
    story = house.open(story_id)
    assert (story.status, story.publish_at) == (Status.READY, None)
    assert events(store, story_id)[0].what == "unschedule"


@pytest.mark.parametrize("field", ["publish_at", "embargo_at"])
def test_the_moment_of_a_scheduled_story_is_not_changed_behind_its_back(
    house, store, site, clock, field
) -> None:
    story_id = house.ready()
    moment = clock() + HOUR
    release.schedule(store, story_id, [site], at=moment, who=IDA)
    with pytest.raises(WrongState, match="schedule"):
        file_story(store, story_id, who=IDA, **{field: moment + HOUR})
    (row,) = outbox.deliveries(store)
    assert row.not_before == house.open(story_id).publish_at == moment


# Corrections


def test_words_newer_than_those_that_went_out_keep_the_correction_open(house, store, site) -> None:
    story_id = house.published("A short note", site)
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, body=BODY + "First change.")
    queued = release.queue_push(store, story_id, site, who=IDA)
    house.edit(story_id, body=BODY + "Second change.")
    house.deliver(queued.created)
    # What went out is what was queued; the rest is still to be published.
    assert "First change." in house.page("site", story_id)
    assert "Second change." not in house.page("site", story_id)
    assert house.status(story_id) is Status.CORRECTING
    house.push(story_id, site)
    assert "Second change." in house.page("site", story_id)
    assert house.status(story_id) is Status.PUBLISHED


def test_the_public_address_does_not_wander_with_the_headline(house, store, site) -> None:
    story_id = house.published("A short note", site)
    slug = house.open(story_id).slug
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, headline="Another headline altogether")
    house.push(story_id, site)
    assert house.open(story_id).slug == slug
    assert "Another headline altogether" in house.page("site", story_id)


def test_all_endpoints_and_attempts_show_the_same_day(house, store, site) -> None:
    other = house.endpoint("other")
    story_id = house.ready()
    house.clock.forward(days=1)
    house.push(story_id, site)
    shown = house.open(story_id).published_at
    house.clock.forward(days=3)
    house.push(story_id, other)
    house.push(story_id, site)
    assert house.open(story_id).published_at == shown
    assert shown is not None
    for name in ("site", "other"):
        assert f"{shown:%Y-%m-%dT%H:%M}" in house.page(name, story_id)
    # The day it was pushed, not the day it was approved.
    assert shown > NOW + dt.timedelta(days=1)


# Withdrawing


def test_a_story_is_withdrawn_once_no_endpoint_shows_it(house, store, site) -> None:
    other = house.endpoint("other")
    story_id = house.published("A short note", site, other)
    house.withdraw(story_id, site)
    assert house.status(story_id) is Status.PUBLISHED
    assert "A short note" in house.page("other", story_id)
    house.withdraw(story_id, other)
    assert house.status(story_id) is Status.WITHDRAWN
    for name in ("site", "other"):
        assert "A short note" not in (house.folder(name) / "index.html").read_text()


def test_a_withdrawn_story_that_was_pushed_again_counts_as_public(house, store, site) -> None:
    other = house.endpoint("other")
    story_id = house.published("A short note", site, other)
    house.withdraw(story_id, site)
    house.push(story_id, site)
    house.withdraw(story_id, other)
    assert house.status(story_id) is Status.PUBLISHED


def test_a_withdrawal_takes_the_place_of_a_push_that_waits(house, store, site) -> None:
    story_id = house.published("A short note", site)
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, body=BODY + "New.")
    release.queue_push(store, story_id, site, who=IDA)
    house.withdraw(story_id, site)
    assert house.states(story_id) == ["verified", "cancelled", "verified"]
    assert house.status(story_id) is Status.WITHDRAWN


@pytest.mark.parametrize("step", [None, Step.SUBMIT])
def test_only_a_public_story_is_withdrawn(house, store, site, step) -> None:
    story_id = house.story()
    if step:
        house.step(story_id, step)
    with pytest.raises(WrongState):
        release.queue_withdrawal(store, story_id, site, who=IDA)
    assert outbox.deliveries(store) == ()
