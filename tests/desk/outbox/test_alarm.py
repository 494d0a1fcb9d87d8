"""The alarm of a missed slot on the desk: a notice that stays, a notification, once."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from editorial.desk.kit.jobs import Jobs
from editorial.desk.outbox.alarm import SlotAlarm
from editorial.stories import drafts
from editorial.stories.models import Story
from editorial.system.clock import utc_now
from tests.desk.told import ToldGuide, ToldNotices


class Told(SlotAlarm):
    """Keeps what the system would show."""

    def __init__(self, ctx) -> None:
        super().__init__(ctx, None)
        self.shown: list[str] = []

    def notify(self, title, text) -> None:
        self.shown.append(f"{title}: {text}")


@pytest.fixture
def alarm(qtbot, store):
    jobs = Jobs(store)
    ctx = SimpleNamespace(jobs=jobs, notices=ToldNotices(), guide=ToldGuide())
    made = Told(ctx)
    made.ctx = ctx
    made.settle = lambda: (jobs.wait_idle(20_000), qtbot.wait(1))
    yield made
    jobs.close()
    made.deleteLater()


def planned(store, who, ahead, headline="Pilots"):
    story = drafts.new_story(store, who=who, headline=headline).created
    with store.write() as session:
        row = session.query(Story).filter(Story.id == story).one()
        row.status, row.publish_at = "scheduled", utc_now() + ahead
    return story


def test_a_missed_slot_is_told_once_and_leads_to_the_story(alarm, store, person) -> None:
    story = planned(store, person, dt.timedelta(hours=-1))
    planned(store, person, dt.timedelta(hours=-1), "Ferry")
    alarm.look()
    alarm.settle()
    (error,) = alarm.ctx.notices.refused
    assert "is not public" in error.message
    assert "1 more missed theirs" in error.safe
    assert error.next_step == "Push it now under Publish, or move it in the calendar."
    assert len(alarm.shown) == 1
    assert alarm.shown[0].startswith("A story missed its publish time")
    alarm._clicked()
    assert alarm.ctx.guide.targets[0].story == story
    alarm.look()
    alarm.settle()
    assert len(alarm.ctx.notices.refused) == 1


def test_it_waits_for_the_next_slot_without_polling(alarm, store, person) -> None:
    alarm.look()
    alarm.settle()
    assert not alarm._timer.isActive()
    planned(store, person, dt.timedelta(minutes=10))
    alarm._changed(SimpleNamespace(outbox=True))
    alarm.settle()
    assert alarm._timer.isActive()
    assert 11 * 60_000 < alarm._timer.interval() <= 12 * 60_000
    assert not alarm.ctx.notices.refused


def test_without_a_tray_nothing_breaks(alarm) -> None:
    SlotAlarm.notify(alarm, "A story missed its publish time", "“Pilots” is not public.")
    assert alarm._tray is None
