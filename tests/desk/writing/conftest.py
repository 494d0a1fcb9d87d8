"""A writing desk on a real store, with notices that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget

from editorial.desk.kit.context import DeskContext
from editorial.desk.kit.jobs import Jobs
from editorial.desk.shell.actions import Actions
from editorial.desk.writing.room import WritingRoom
from editorial.photos.workbench import Workbench
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.system.settings import Settings
from tests.desk.told import ToldGuide, ToldNotices


@dataclass
class Desk:
    """The room and what stands around it."""

    room: WritingRoom
    jobs: Jobs
    store: object
    home: object
    who: Person
    notices: ToldNotices
    guide: ToldGuide
    qtbot: object

    @property
    def page(self):
        return self.room.manuscript

    @property
    def draft(self):
        return self.room.commands.draft

    def open(self, story_id):
        self.room.open_story(story_id)
        self.settle()
        return self.draft

    def stored(self, story_id=None):
        return drafts.open_story(self.store, story_id or self.draft.id)

    def settle(self):
        """Let every job, and what follows from it, come to its end."""
        assert self.jobs.wait_idle(20_000)
        self.qtbot.wait(1)
        assert self.jobs.wait_idle(20_000)


@pytest.fixture(scope="session")
def workbench():
    with Workbench() as bench:
        yield bench


@pytest.fixture
def who():
    return Person("Ada Byron")


@pytest.fixture
def desk(qtbot, theme, home, store, who, workbench):
    jobs = Jobs(store)
    notices, guide = ToldNotices(), ToldGuide()
    newsroom = SimpleNamespace(
        store=store,
        home=home,
        settings=Settings(),
        person=who,
        secrets=None,
        workbench=workbench,
        courier=None,
    )
    newsroom.change_settings = lambda settings: setattr(newsroom, "settings", settings)
    window = QWidget()
    context = DeskContext(newsroom, jobs, theme, Actions(window), notices, guide)
    room = WritingRoom(context)
    room.widget.resize(920, 900)
    room.widget.show()
    made = Desk(room, jobs, store, home, who, notices, guide, qtbot)
    made.settle()
    yield made
    jobs.wait_idle(20_000)
    room.widget.close()
    room.widget.deleteLater()
    room.deleteLater()
    window.deleteLater()
    qtbot.wait(1)
    jobs.close()


@pytest.fixture
def story(store, who):
    """A short draft."""
    return drafts.new_story(
        store,
        who=who,
        headline="The pilots strike",
        dek="Who gains from the wait.",
        body="The boats stay in port.\n\nForty ships wait.",
        type="Analysis",
        section="Global Crises",
    ).created


@pytest.fixture
def make_jpeg(tmp_path):
    def make(name="harbour.jpg", colour=(90, 120, 150), size=(640, 420)):
        path = tmp_path / name
        Image.new("RGB", size, colour).save(path, quality=80)
        return path

    return make
