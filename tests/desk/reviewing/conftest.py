"""A writing room on a real store, with a story that an editor is to decide about."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from editorial.desk.kit.context import DeskContext
from editorial.desk.kit.jobs import Jobs
from editorial.desk.shell.actions import Actions
from editorial.desk.writing.room import WritingRoom
from editorial.publishing.addresses import add_endpoint
from editorial.review import decisions, notes
from editorial.stories import drafts, filing, placements
from editorial.stories.people import Person
from editorial.stories.workflow import Step
from editorial.system.settings import Settings
from tests.desk.told import ToldGuide, ToldNotices

BODY = (
    "Every party to the talks has said that the treaty is finished. "
    "None has produced the signed annex. 🚢\n\n"
    "Officials sent the same photograph. The caption gives the date; it does not give the "
    "document.\n"
)
NEW_BODY = (
    "Every party to the talks says, on the record, that the treaty is finished. "
    "None has produced the signed annex. 🚢\n\n"
    "The line is not a formality.\n\n"
    "Officials sent the same photograph. The caption gives the date.\n"
)
OLD_HEADLINE = "Three straits, one treaty, and a lost signature"
NEW_HEADLINE = "Three straits, one treaty, and a missing signature"


@dataclass
class Desk:
    """The room and what stands around it."""

    room: WritingRoom
    jobs: Jobs
    store: object
    newsroom: SimpleNamespace
    notices: ToldNotices
    qtbot: object

    @property
    def review(self):
        return self.room.review

    @property
    def bar(self):
        return self.room.review.desk.bar

    @property
    def view(self):
        return self.room.review.desk.view

    def open(self, story_id):
        self.room.open_story(story_id)
        self.settle()

    def stored(self, story_id):
        return drafts.open_story(self.store, story_id)

    def settle(self):
        """Let every short timer run out, and every job come to its end."""
        self.qtbot.wait(1)
        self.qtbot.waitUntil(self._is_quiet, timeout=30_000)

    def _is_quiet(self):
        timers = (*self.room.findChildren(QTimer), *self.room.widget.findChildren(QTimer))
        waiting = any(t.isActive() and t.isSingleShot() and t.interval() < 800 for t in timers)
        return not self.jobs.is_busy() and not waiting


@pytest.fixture
def editor():
    return Person("Ida Holm")


@pytest.fixture
def writer():
    return Person("Tamsin Verhoeven")


@pytest.fixture
def desk(qtbot, theme, home, store, editor):
    jobs = Jobs(store)
    notices = ToldNotices()
    newsroom = SimpleNamespace(
        store=store,
        home=home,
        settings=Settings(),
        person=editor,
        secrets=None,
        workbench=None,
        courier=None,
    )
    window = QWidget()
    context = DeskContext(newsroom, jobs, theme, Actions(window), notices, ToldGuide())
    crashes = []
    jobs.crashed.connect(crashes.append)
    room = WritingRoom(context)
    room.widget.resize(920, 900)
    room.widget.show()
    yield Desk(room, jobs, store, newsroom, notices, qtbot)
    jobs.wait_idle(30_000)
    assert crashes == []
    room.widget.close()
    room.widget.deleteLater()
    room.deleteLater()
    window.deleteLater()
    qtbot.wait(1)
    jobs.close()


@pytest.fixture
def submitted(store, writer):
    """A story that nobody has read yet."""
    story = drafts.new_story(
        store,
        who=writer,
        headline=OLD_HEADLINE,
        dek="The text was agreed in March.",
        body=BODY,
        type="Analysis",
        section="Asia-Pacific",
        byline=["Tamsin Verhoeven"],
    ).created
    decisions.take_step(store, story, Step.SUBMIT, who=writer)
    return story


@pytest.fixture
def returned_once(store, submitted, writer, editor):
    """The story after it was returned, mended, submitted again and taken by the editor."""
    decisions.take_step(store, submitted, Step.RETURN, who=editor, note="Put it on the record.")
    for note in notes.notes(store, submitted):
        notes.resolve_note(store, note.id, who=editor)
    detail = drafts.open_story(store, submitted)
    drafts.save_text(
        store,
        submitted,
        who=writer,
        base=detail.text_revision,
        headline=NEW_HEADLINE,
        dek=detail.dek,
        body=NEW_BODY,
    )
    decisions.take_step(store, submitted, Step.SUBMIT, who=writer)
    decisions.take_step(store, submitted, Step.CLAIM, who=editor)
    return submitted


@pytest.fixture
def in_order(store, returned_once, writer, make_photo):
    """The same story with a hero photo: nothing stands in its way."""
    placements.place_hero(store, returned_once, make_photo(), who=writer)
    filing.file_story(store, returned_once, who=writer, tags=["treaties"])
    return returned_once


@pytest.fixture
def endpoint(store):
    return add_endpoint(store, None, name="Main site", kind="site", who="Ida Holm").created
