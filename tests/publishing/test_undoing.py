"""A decision is taken back within ten seconds, whole, or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid

import pytest

from editorial.publishing import outbox, release
from editorial.publishing.undoing import UNDO_SECONDS, undo_step
from editorial.review import notes
from editorial.review.decisions import take_step
from editorial.storage.store import Store
from editorial.stories.drafts import save_text
from editorial.stories.events import events
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import NotAllowed, RuleRefused, StaleStory, WrongState
from tests.publishing.house import IDA, House
from tests.publishing.newsroom import Clock

EVA = Person("Eva Brandt", frozenset({Role.EDITOR}))


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


@pytest.fixture
def story(house) -> uuid.UUID:
    made = house.story()
    house.step(made, Step.SUBMIT)
    return made


@pytest.mark.parametrize(
    ("before", "step", "note"),
    [
        ((), Step.TAKE_BACK, ""),
        ((), Step.CLAIM, ""),
        ((Step.CLAIM,), Step.RELEASE, ""),
        ((Step.CLAIM,), Step.RETURN, "Who says so?"),
        ((Step.CLAIM,), Step.APPROVE, ""),
        ((Step.APPROVE,), Step.REOPEN, ""),
        ((), Step.SPIKE, ""),
        ((Step.SPIKE,), Step.RESTORE, ""),
    ],
)
def test_each_step_goes_back_to_where_it_was(store, house, story, before, step, note):
    for each in before:
        house.step(story, each)
    old = house.open(story)
    take_step(store, story, step, who=IDA, note=note)
    undo_step(store, story, who=IDA)
    now = house.open(story)
    assert (now.status, now.assigned_to) == (old.status, old.assigned_to)
    newest = events(store, story)[0]
    assert (newest.what, newest.data["step"], newest.data["to"]) == ("undo", step.value, old.status)
    # What stood in the way of nothing before stands in the way of nothing now.
    assert [n for n in notes.notes(store, story) if n.resolved_at is None] == []
    assert {n.text for n in notes.notes(store, story)} == ({note} if note else set())


def test_nothing_leaves_while_an_approval_can_be_undone(store, house, story, site, clock):
    release.approve_and_queue(store, story, who=IDA, endpoint_ids=[site], undo_seconds=UNDO_SECONDS)
    (row,) = outbox.deliveries(store)
    assert row.state_words == "Queued"
    assert "unless it is undone" in row.message
    assert house.courier.run_once() == ()
    clock.forward(seconds=UNDO_SECONDS - 1)
    undo_step(store, story, who=IDA)
    clock.forward(seconds=60)
    house.courier.run_once()
    (row,) = outbox.deliveries(store)
    assert (row.state, row.attempts) == ("cancelled", 0)
    assert "Nothing was sent" in row.message
    assert house.status(story) is Status.SUBMITTED


def test_what_is_not_undone_leaves_by_itself(store, house, story, site, clock):
    release.approve_and_queue(store, story, who=IDA, endpoint_ids=[site], undo_seconds=UNDO_SECONDS)
    clock.forward(seconds=UNDO_SECONDS + 1)
    house.courier.run_once()
    assert outbox.deliveries(store)[0].state == "verified"
    with pytest.raises(RuleRefused):
        undo_step(store, story, who=IDA)
    assert house.status(story) is Status.PUBLISHED


def test_a_schedule_is_taken_back_with_its_deliveries(store, house, story, site, clock):
    house.step(story, Step.APPROVE)
    at = clock() + dt.timedelta(hours=3)
    release.schedule(store, story, [site], at=at, who=IDA)
    undo_step(store, story, who=IDA)
    assert (house.status(story), house.open(story).publish_at) == (Status.READY, None)
    assert [row.state for row in outbox.deliveries(store)] == ["cancelled"]


def test_its_time_is_short(store, house, story, clock):
    house.step(story, Step.CLAIM)
    clock.forward(seconds=60)
    with pytest.raises(WrongState, match="within 10 seconds"):
        undo_step(store, story, who=IDA)
    assert house.status(story) is Status.IN_EDIT


def test_only_who_took_the_step_takes_it_back(store, house, story):
    house.step(story, Step.CLAIM)
    with pytest.raises(NotAllowed, match="took that step"):
        undo_step(store, story, who=EVA)


def test_a_story_that_changed_since_is_left_alone(store, house, story):
    house.step(story, Step.CLAIM)
    detail = house.open(story)
    save_text(
        store, story, who=EVA, base=detail.text_revision, headline=detail.headline,
        dek=detail.dek, body=detail.body + "\n\nOne more line.",
    )  # fmt: skip
    with pytest.raises(StaleStory, match="changed after that step"):
        undo_step(store, story, who=IDA)
    assert house.open(story).body.endswith("One more line.")
    assert house.status(story) is Status.IN_EDIT


def test_an_undo_is_not_undone(store, house, story):
    house.step(story, Step.CLAIM)
    undo_step(store, story, who=IDA)
    with pytest.raises(WrongState):
        undo_step(store, story, who=IDA)
