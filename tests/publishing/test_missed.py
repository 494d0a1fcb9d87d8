"""Missed slots: told once, kept in the record, told by a doubted clock and again by a true one."""

from __future__ import annotations

import datetime as dt
import logging
import shutil

import pytest

from editorial.publishing import holding, outbox, release
from editorial.publishing.clock_watch import REST
from editorial.publishing.missed import missed_slots, next_alarm, raise_alarms
from editorial.publishing.record.event_words import KNOWN
from editorial.publishing.replanning import reschedule
from editorial.review.queue_filter import GRACE
from editorial.storage.store import Store
from editorial.stories.events import events
from editorial.system.settings import NewsroomSettings, Settings, save_settings
from tests.publishing.house import IDA, House
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
    save_settings(home, Settings(newsroom=NewsroomSettings(time_zone="Europe/Berlin")))
    yield opened
    opened.close()


@pytest.fixture
def house(store, workbench, clock) -> House:
    return House(store, workbench, clock)


@pytest.fixture
def planned(house, store):
    """A story that is to leave at 14:40 in Berlin, whose endpoint rests."""
    story_id = house.ready()
    site = house.endpoint("site")
    release.schedule(store, story_id, [site], at=NOW + 4 * HOUR, who=IDA)
    holding.pause_endpoint(store, site, who="Ida")
    return story_id


def test_a_slot_is_missed_after_a_moment_of_grace(house, store, planned, clock) -> None:
    assert next_alarm(store) == NOW + 4 * HOUR + GRACE
    clock.moment = NOW + 4 * HOUR + GRACE
    house.courier.run_once()
    assert raise_alarms(store) == missed_slots(store) == ()
    clock.forward(seconds=1)
    (slot,) = missed_slots(store)
    assert slot.message == (
        "“A short note” was to go out on Monday 23 November at 14:40 (Europe/Berlin) "
        "and is not public."
    )
    assert slot.why == "site: it is held back."
    assert next_alarm(store) is None


def test_it_is_told_once_also_after_a_restart(house, store, planned, clock, caplog) -> None:
    clock.moment = NOW + 5 * HOUR
    with caplog.at_level(logging.WARNING):
        assert [alarm.story_id for alarm in raise_alarms(store)] == [planned]
    assert "missed slot" in caplog.text
    assert raise_alarms(store) == ()
    # A restart keeps nothing but what is in the database.
    again = Store(store.home, store.database, clock)
    assert raise_alarms(again) == ()
    assert len(missed_slots(again)) == 1
    newest, *_ = events(store, planned)
    assert newest.what == "slot_missed"
    assert newest.what in KNOWN


def test_another_slot_is_another_alarm(house, store, planned, clock) -> None:
    clock.moment = NOW + 5 * HOUR
    assert len(raise_alarms(store)) == 1
    reschedule(store, planned, at=NOW + 6 * HOUR, who=IDA)
    assert missed_slots(store) == ()
    clock.moment = NOW + 7 * HOUR
    assert len(raise_alarms(store)) == 1


def test_what_came_out_is_not_missed(house, store, clock) -> None:
    story_id = house.ready()
    release.schedule(store, story_id, [house.endpoint("site")], at=NOW + HOUR, who=IDA)
    house.courier.run_once()
    clock.moment = NOW + 2 * HOUR
    (row,) = house.courier.run_once()
    assert row.verified
    assert raise_alarms(store) == ()


def test_a_clock_in_doubt_is_told_and_the_true_miss_again(house, store, clock) -> None:
    story_id = house.ready()
    release.schedule(store, story_id, [house.endpoint("site")], at=NOW + HOUR, who=IDA)
    house.courier.run_once()
    late = House(store, house.workbench, clock)
    clock.moment = NOW + 2 * REST
    late.courier.run_once()
    (alarm,) = raise_alarms(store)
    assert "clock jumped ahead" in alarm.why
    assert raise_alarms(store) == ()
    # The clock is put right; then the endpoint rests, and the slot is missed in truth.
    clock.moment = NOW + HOUR / 2
    late.courier.run_once()
    row, *_ = outbox.deliveries(store)
    holding.pause_endpoint(store, row.endpoint_id, who="Ida")
    clock.moment = NOW + 2 * HOUR
    late.courier.run_once()
    assert len(raise_alarms(store)) == 1
