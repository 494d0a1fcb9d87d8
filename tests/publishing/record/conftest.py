"""A story with a whole life, for the record's tests."""

from __future__ import annotations

import shutil

import pytest

from editorial.publishing import corrections, outbox
from editorial.publishing.withdrawal import withdraw
from editorial.review import notes
from editorial.storage.store import Store
from editorial.stories.placements import place_hero, remove_hero
from editorial.stories.workflow import Step
from tests.publishing.house import BODY, IDA, House
from tests.publishing.newsroom import Clock


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
def story_id(house, store, make_photo):
    """A story with a whole life: returned, published, corrected, withdrawn."""
    site = house.endpoint("site")
    story = house.story()
    house.step(story, Step.SUBMIT)
    house.step(story, Step.RETURN, note="Put it on the record.")
    place_hero(store, story, make_photo(), who=IDA)
    house.clock.forward(minutes=1)
    house.edit(story, body=BODY + "On the record.")
    remove_hero(store, story, who=IDA)
    notes.add_note(store, story, who=IDA, text="Which berth?", quote="ships")
    for note in notes.notes(store, story):
        notes.resolve_note(store, note.id, who=IDA)
    house.step(story, Step.SUBMIT, Step.APPROVE)
    house.push(story, site)
    house.step(story, Step.CORRECT)
    house.edit(story, body=BODY.replace("Forty-one", "Forty-two"))
    corrections.publish_correction(store, story, "It is 42.", who=IDA)
    house.deliver(outbox.deliveries(store, states=("queued",))[0].id)
    house.clock.forward(minutes=1)
    withdraw(store, story, reason="Libel", note="We took it down.", who=IDA)
    house.deliver(outbox.deliveries(store, states=("queued",))[0].id)
    return story
