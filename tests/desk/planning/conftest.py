"""A calendar on a real newsroom whose clock stands in Berlin."""

from __future__ import annotations

import datetime as dt
import shutil
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget

from editorial.desk.kit.context import DeskContext
from editorial.desk.kit.jobs import Jobs
from editorial.desk.planning import room as rooms
from editorial.desk.planning.room import CalendarRoom
from editorial.desk.shell.actions import Actions
from editorial.storage.store import Store
from editorial.stories import drafts, filing
from editorial.stories.people import Person
from editorial.system.settings import NewsroomSettings, Settings, save_settings
from tests.desk.told import ToldGuide, ToldNotices

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=BERLIN)
IDA = Person("Ida Holm")


class CalendarDesk:
    """The room, and what it told."""

    def __init__(self, room, jobs, store, notices, guide, context, qtbot) -> None:
        self.room, self.jobs, self.store = room, jobs, store
        self.notices, self.guide, self.context, self.qtbot = notices, guide, context, qtbot

    def settle(self) -> None:
        assert self.jobs.wait_idle(20_000)
        self.qtbot.wait(1)
        assert self.jobs.wait_idle(20_000)

    def story(self, headline, due=None, **fields):
        made = drafts.new_story(self.store, who=IDA, headline=headline, section="World")
        if due is not None:
            fields["due_at"] = due
        filing.file_story(self.store, made.created, who=IDA, **fields)
        return made.created

    def show(self) -> None:
        self.room.reload()
        self.settle()


@pytest.fixture
def store(home, migrated_database):
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home, clock=lambda: NOW.astimezone(dt.UTC))
    yield opened
    opened.close()


@pytest.fixture
def calendar(qtbot, theme, home, store, monkeypatch):
    settings = Settings(newsroom=NewsroomSettings(time_zone="Europe/Berlin"))
    save_settings(home, settings)
    monkeypatch.setattr(rooms, "planning_now", lambda _: NOW)
    jobs = Jobs(store)
    notices, guide = ToldNotices(), ToldGuide()
    newsroom = SimpleNamespace(store=store, home=home, settings=settings, person=IDA)
    window = QWidget()
    context = DeskContext(newsroom, jobs, theme, Actions(window), notices, guide)
    room = CalendarRoom(context)
    room.widget.resize(1180, 820)
    room.widget.show()
    made = CalendarDesk(room, jobs, store, notices, guide, context, qtbot)
    made.show()
    yield made
    jobs.wait_idle(20_000)
    room.widget.close()
    room.widget.deleteLater()
    room.deleteLater()
    window.deleteLater()
    qtbot.wait(1)
    jobs.close()
