"""Moments on the newsroom's clock: due, embargo, publish time, and the hour that comes twice."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from editorial.desk.writing.inspector import moment_field
from editorial.system.clock import utc_now

BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def at(monkeypatch):
    """Let the newsroom's clock stand still, and choose the person's own."""

    def stand(moment: dt.datetime, own: dt.tzinfo = BERLIN) -> None:
        monkeypatch.setattr(moment_field, "planning_now", lambda _: moment)
        monkeypatch.setattr(moment_field, "computer_zone", lambda: own)

    return stand


@pytest.fixture
def pane(desk, story):
    desk.open(story)
    made = desk.room.inspector.publish
    desk.room.inspector.turn_to(made)
    desk.settle()
    return made


def test_a_zone_of_the_newsroom_is_the_one_that_counts(desk, pane) -> None:
    newsroom = pane.commands.ctx.newsroom
    newsroom.change_settings(newsroom.settings.with_newsroom(time_zone="Asia/Tokyo"))
    pane.embargo.setText("tomorrow 6:00")
    pane.embargo.give()
    desk.settle()
    stored = desk.stored().embargo_at.astimezone(TOKYO)
    assert (stored.hour, stored.minute) == (6, 0)
    assert stored.date() == utc_now().astimezone(TOKYO).date() + dt.timedelta(days=1)
    assert pane.embargo.text() == "Tomorrow, 06:00"
    assert "Asia/Tokyo" in pane.embargo.toolTip()


def test_a_person_elsewhere_reads_their_own_clock_beside_it(desk, pane, at) -> None:
    at(dt.datetime(2026, 11, 20, 12, tzinfo=BERLIN), TOKYO)
    pane.embargo.setText("today 18:00")
    pane.embargo.give()
    desk.settle()
    assert not pane.embargo.own_clock.isHidden()
    assert pane.embargo.own_clock.text() == "Sat 02:00 in Asia/Tokyo, your clock"
    pane.embargo.setText("")
    pane.embargo.give()
    desk.settle()
    assert desk.stored().embargo_at is None
    assert pane.embargo.own_clock.isHidden()


def test_an_embargo_needs_its_hour(desk, pane, at) -> None:
    at(dt.datetime(2026, 11, 20, 12, tzinfo=BERLIN))
    pane.embargo.setText("Friday")
    pane.embargo.give()
    assert "says a day, but no time" in desk.notices.refused[-1].message
    assert pane.embargo.text() == ""


def test_an_hour_that_comes_twice_is_asked_for(desk, pane, at) -> None:
    at(dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN))
    pane.embargo.setText("tomorrow 2:30")
    pane.embargo.give()
    first, second = pane.embargo.which.actions()
    assert first.text() == "2026-10-25 02:30 +02:00, the first time"
    second.trigger()
    pane.embargo.which.close()
    desk.settle()
    assert desk.stored().embargo_at == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    assert pane.embargo.text() == "Tomorrow, 02:30 +01:00"


def test_asked_and_not_answered_changes_nothing(desk, pane, at) -> None:
    at(dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN))
    pane.embargo.setText("tomorrow 2:30")
    pane.embargo.give()
    assert pane.embargo.which.isVisible()
    pane.embargo.which.close()
    desk.settle()
    assert desk.stored().embargo_at is None
    assert pane.embargo.text() == ""


def test_an_hour_that_does_not_exist_is_refused(desk, pane, at) -> None:
    at(dt.datetime(2027, 3, 27, 12, tzinfo=BERLIN))
    pane.publish_at.setText("tomorrow 2:30")
    pane.publish_at.take()
    assert desk.notices.refused[-1].next_step == "Choose 01:59 or 03:00."
