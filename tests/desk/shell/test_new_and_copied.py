"""Stories from templates, copies, and recent ones in the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from editorial.stories import drafts


def settle(desk, qtbot):
    assert desk.jobs.wait_idle()
    qtbot.wait(1)
    assert desk.jobs.wait_idle()


def test_a_story_of_a_kind_is_begun_from_the_menu(desk, qtbot):
    desk.window.actions_["file.new_QiOSK"].trigger()
    settle(desk, qtbot)
    room = desk.rooms["stories"]
    assert room.commands.detail.type == "QiOSK"
    assert "TK" in room.commands.detail.body
    assert desk.window.actions_["file.new_QiOSK"] in desk.window.actions_.of_menu("file")


def menu_at(desk, point):
    view = desk.list.view
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(view.viewport(), event)
    return view.findChild(QMenu)


def test_the_lists_menu_duplicates_a_story(desk, write, newsroom, qtbot):
    story = write("The ferry and its quay")
    desk.list.reload()
    settle(desk, qtbot)
    view = desk.list.view
    menu = menu_at(desk, view.visualRect(view.model().index(0, 0)).center())
    assert [action.text() for action in menu.actions()][:2] == ["Open", "Duplicate"]
    menu.actions()[1].trigger()
    menu.close()
    settle(desk, qtbot)
    copy = desk.rooms["stories"].current()
    assert copy != story
    assert drafts.open_story(newsroom.store, copy).headline == "The ferry and its quay (copy)"


def test_the_current_story_is_duplicated_by_the_palette(desk, write, qtbot):
    desk.list.select_story(write("The ferry"))
    settle(desk, qtbot)
    desk.window.actions_["story.duplicate"].trigger()
    settle(desk, qtbot)
    assert desk.rooms["stories"].title == "The ferry (copy)"


@pytest.fixture
def palette(desk, write, qtbot):
    write("The ferry")
    write("The quay")
    settle(desk, qtbot)
    desk.commands.open_palette()
    settle(desk, qtbot)
    opened = desk.commands._palette
    yield opened
    opened.hide()


def test_the_palette_begins_with_recent_stories(desk, palette, qtbot):
    titles = [palette.model.item(row).title for row in range(2)]
    assert titles == ["The quay", "The ferry"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert desk.rooms["stories"].title == "The ferry"


def test_recent_stories_give_way_to_what_is_typed(desk, palette, qtbot):
    qtbot.keyClicks(palette.line, "light")
    settle(desk, qtbot)
    assert palette.model.item(0).title == "Light look"
    palette.line.clear()
    settle(desk, qtbot)
    assert palette.model.item(0).title == "The quay"
