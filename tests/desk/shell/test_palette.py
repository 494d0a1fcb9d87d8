"""The palette finds commands and stories by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from editorial.desk.shell.palette_model import PaletteModel, found_stories, matching_commands


@pytest.fixture
def palette(desk):
    desk.commands.open_palette()
    opened = desk.commands._palette
    yield opened
    opened.hide()


def titles(palette):
    return [palette.model.item(row).title for row in range(palette.model.rowCount())]


def test_it_opens_on_all_commands(palette):
    assert "Preferences …" in titles(palette)
    assert palette.list.currentIndex().row() == 0


def test_it_finds_a_command_and_runs_it(palette, desk, qtbot):
    qtbot.keyClicks(palette.line, "dark")
    assert desk.jobs.wait_idle()
    assert titles(palette)[0] == "Dark look"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert desk.theme.tokens.dark
    assert desk.jobs.wait_idle()
    assert desk.newsroom.settings.person.scheme == "dark"
    assert not palette.isVisible()


def test_it_finds_a_story_and_opens_it(palette, desk, write, qtbot):
    story = write("The ferry and its quay")
    qtbot.keyClicks(palette.line, "ferr")
    assert desk.jobs.wait_idle()
    assert titles(palette)[-1] == "The ferry and its quay"
    qtbot.keyClick(palette.line, Qt.Key.Key_PageDown)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Enter)
    assert desk.jobs.wait_idle()
    assert desk.list.view.current_story == story
    assert desk.rooms["stories"].title == "The ferry and its quay"


def test_commands_that_begin_with_the_words_come_first(desk):
    found = matching_commands(desk.window.actions_, "go to")
    assert found[0].title == "Go to My drafts"
    assert found[0].detail == "Ctrl+1"
    assert matching_commands(desk.window.actions_, "no such thing") == ()


def test_the_model_keeps_its_contract(desk, write, newsroom, qtmodeltester):
    from editorial.stories.search import search

    write("The ferry")
    model = PaletteModel()
    model.set_commands(matching_commands(desk.window.actions_, "go"))
    model.set_stories(found_stories(search(newsroom.store, "ferry")))
    qtmodeltester.check(model)
    assert model.item(model.rowCount() - 1).detail == "Draft · Not filed yet"
    assert model.item(model.rowCount()) is None


def test_every_command_has_a_title_a_tooltip_and_no_shortcut_twice(desk):
    taken: dict[str, str] = {}
    for action in desk.window.actions_:
        assert action.text()
        assert action.toolTip()
        for key in action.shortcuts():
            assert key.toString() not in taken, (action.objectName(), taken[key.toString()])
            taken[key.toString()] = action.objectName()


def test_the_menus_are_built_from_the_commands(desk):
    for name in ("file", "view", "help"):
        actions = desk.window.menu(name).actions()
        # A menu within a menu, such as Export, is named in `SUBMENUS`.
        shown = {action.objectName() for action in actions if action.menu() is None}
        assert shown == {a.objectName() for a in desk.window.actions_.of_menu(name)}
        assert shown
