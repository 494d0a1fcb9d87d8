"""A real newsroom in a real window, without a screen."""

from __future__ import annotations

import pytest

from editorial.desk.kit.jobs import Jobs
from editorial.desk.shell.closing import destroy
from editorial.desk.shell.network_watch import NetworkWatch
from editorial.desk.shell.window import MainWindow
from editorial.desk.shell.window_memory import WindowMemory


@pytest.fixture
def newsroom(home):
    from editorial.app import open_newsroom

    opened = open_newsroom(home)
    opened.change_settings(opened.settings.with_person(name="Ana Ruiz", seen_welcome=True))
    yield opened
    opened.close()


@pytest.fixture
def build_desk(newsroom, theme, qtbot):
    """Open the desk on the newsroom, as often as a test wants; each is closed again."""
    made = []

    def build():
        from editorial.desk.shell.newsroom_desk import NewsroomDesk
        from editorial.desk.shell.rooms import build_rooms

        memory = WindowMemory(newsroom.home)
        window = MainWindow(theme, memory)
        jobs = Jobs(newsroom.store)
        desk = NewsroomDesk(
            window, newsroom, jobs, theme, memory, NetworkWatch(window), build_rooms
        )
        window.resize(1440, 900)
        window.show()
        made.append(desk)
        assert jobs.wait_idle()
        return desk

    yield build
    for desk in made:
        window, jobs = desk.window, desk.jobs
        desk.save_open_text()
        jobs.wait_idle()
        jobs.close()
        window.before_close = None
        window.close()
        destroy(window)
        destroy(jobs)


@pytest.fixture
def desk(build_desk):
    return build_desk()


@pytest.fixture
def write(newsroom):
    """Make a story; return its id."""
    from editorial.stories.drafts import new_story

    def make(headline="Why the pilots strike", **fields):
        changes = new_story(newsroom.store, who=newsroom.person, headline=headline, **fields)
        return changes.created

    return make
