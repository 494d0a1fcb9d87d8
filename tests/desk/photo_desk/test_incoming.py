"""A watched folder, and imports that were cut short, as the desk offers them."""

from __future__ import annotations

import pytest

from editorial.photos import imports
from tests.generate import photos as make_files


@pytest.fixture
def watching(desk, tmp_path):
    """Watch an empty folder."""
    folder = tmp_path / "watched"
    folder.mkdir()
    newsroom = desk.room._ctx.newsroom
    newsroom.change_settings = lambda settings: setattr(newsroom, "settings", settings)
    desk.go()
    desk.room.incoming.set_folder(str(folder))
    desk.settle()
    return folder


def look(desk):
    desk.room.incoming.look()
    desk.settle()
    desk.qtbot.waitUntil(lambda: not desk.room.importer.is_running, timeout=20_000)
    desk.settle()


def test_pictures_put_into_the_watched_folder_come_in_once(desk, watching):
    assert desk.room.incoming.watch.isChecked()
    make_files.jpeg(watching / "quay.jpg", seed=40, size=(60, 40))
    look(desk)
    assert desk.room.queue.counts["all"] == 0
    look(desk)
    assert desk.room.queue.counts["all"] == 1
    look(desk)
    look(desk)
    assert desk.room.queue.counts["all"] == 1
    desk.room.incoming.choose_folder()
    desk.settle()
    assert not desk.room.incoming.watch.isChecked()
    assert desk.notices.told[-1].endswith("is not watched any more.")


def test_an_import_that_was_cut_short_is_offered_and_goes_on(desk, files, store):
    imports.begin(store, [files], who="Ada Byron")
    desk.go()
    assert desk.notices.told[-1] == "3 of 3 photos are still to be imported."
    desk.notices.then()
    desk.qtbot.waitUntil(lambda: desk.room.importer.is_running, timeout=5_000)
    desk.qtbot.waitUntil(lambda: not desk.room.importer.is_running, timeout=20_000)
    desk.settle()
    assert desk.room.queue.counts["all"] == 3
    assert imports.unfinished(store) == ()


def test_it_can_be_forgotten(desk, files, store):
    imports.begin(store, [files], who="Ada Byron")
    desk.go()
    desk.room.incoming.forget.trigger()
    desk.settle()
    assert imports.unfinished(store) == ()
    assert not desk.room.incoming.forget.isEnabled()
