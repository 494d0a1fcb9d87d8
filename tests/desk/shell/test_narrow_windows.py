"""Nothing is cut in a small window: bars fold, the inspector becomes a drawer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from editorial.desk.kit.room import Target
from editorial.stories.workflow import Step

SIZES = [(1100, 700), (1280, 800), (1440, 900)]


def cut(bar: QWidget) -> list[str]:
    """Return the buttons of a bar that are narrower than they need, or stand outside of it."""
    found = []
    for button in bar.findChildren(QAbstractButton):
        if not button.isVisible() or isinstance(button.parent(), QLineEdit):
            continue
        right = button.mapTo(bar, QPoint(button.width(), 0)).x()
        if button.width() < button.sizeHint().width() or right > bar.width():
            found.append(f"{button.accessibleName()} {button.width()} of {button.sizeHint()}")
    return found


@pytest.fixture
def room(desk):
    return desk.rooms["stories"]


def show(desk, qtbot, size, story=None, place="my_drafts"):
    desk.window.resize(*size)
    desk.go_to(Target(place=place, story=story))
    assert desk.jobs.wait_idle()
    qtbot.wait(20)
    assert (desk.window.width(), desk.window.height()) == size


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_writing_room(desk, room, write, qtbot, size):
    story = write("A story", body="Some words.")
    show(desk, qtbot, size, story)
    qtbot.waitUntil(lambda: cut(room.toolbar) == [])
    entries = [entry.objectName() for entry in room.toolbar.tools.menu().actions()]
    assert entries == [f"writing.{name}" for name in room.toolbar.folded]
    assert room.toolbar.tools.isVisible() == bool(entries)
    status = room.manuscript.status
    assert status._saved.width() >= status._saved.wanted_width()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_review(desk, room, write, newsroom, qtbot, size):
    from editorial.review.decisions import take_step
    from editorial.stories.filing import file_story

    story = write("A story", body="Some words. " * 40)
    file_story(newsroom.store, story, who=newsroom.person, section="Europe", type="Analysis")
    file_story(newsroom.store, story, who=newsroom.person, byline=["Ana Ruiz"])
    take_step(newsroom.store, story, Step.SUBMIT, who=newsroom.person)
    take_step(newsroom.store, story, Step.CLAIM, who=newsroom.person)
    desk.list.reload()
    show(desk, qtbot, size, story, "in_edit")
    bar = room.review.desk.bar
    assert bar.isVisible()
    qtbot.waitUntil(lambda: cut(bar) == [])
    assert bar.give_back.accessibleName() == "Return with notes"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("place", ["photo_desk", "outbox"])
def test_photo_desk_and_outbox(desk, qtbot, size, place):
    show(desk, qtbot, size, place=place)
    widget = desk.room.widget
    header = getattr(desk.room, "header", None) or getattr(widget, "header", widget)
    qtbot.waitUntil(lambda: cut(header) == [])


def test_the_inspector_is_a_drawer_where_there_is_no_room(desk, room, write, qtbot):
    story = write("A story", body="Some words.")
    show(desk, qtbot, (1440, 900), story)
    inspector, button = room.inspector, room.toolbar.inspector
    assert inspector.isVisible()
    assert not button.isVisible()
    desk.window.resize(1100, 700)
    qtbot.waitUntil(button.isVisible)
    assert not inspector.isVisible()
    assert room.manuscript.width() >= 500
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert inspector.isVisible()
    assert button.isChecked()
    # Over the text's right edge, below the bar that closes it.
    right = inspector.mapTo(room.widget, QPoint(inspector.width(), 0)).x()
    assert right == room.widget.width()
    assert room.manuscript.width() >= 500
    assert button.visibleRegion().boundingRect() == button.rect()
    inspector.findChild(QShortcut).activated.emit()
    assert not inspector.isVisible()
    assert not button.isChecked()
    # A check's jump brings it as well.
    room.jump_to("slug")
    assert inspector.isVisible()
    assert button.isChecked()
    desk.window.resize(1440, 900)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert inspector.isVisible()
    assert inspector.parentWidget() is not room.widget


def test_focus_in_a_narrow_window_shows_the_text_alone(desk, room, write, qtbot):
    show(desk, qtbot, (1100, 700), write("A story", body="Some words."))
    desk.toggle_focus()
    qtbot.waitUntil(lambda: room.widget.width() == 1100)
    assert not room.inspector.isVisible()
    desk.toggle_focus()
    qtbot.waitUntil(lambda: room.widget.width() < 740)
    assert not room.inspector.isVisible()
    assert desk.window.actions_["view.focus"].isChecked() is False


def test_the_preview_in_a_small_window(desk, room, write, qtbot):
    show(desk, qtbot, (1280, 800), write("A story", body="Some words."))
    room.preview.open()
    qtbot.waitUntil(lambda: room.preview.is_loaded, timeout=30_000)
    pane = room.preview.pane
    qtbot.waitUntil(lambda: cut(pane) == [] and cut(room.toolbar) == [])
    assert room.manuscript.isVisible()
    desk.window.resize(1100, 700)
    qtbot.wait(50)
    room.preview.close()
    assert room.manuscript.isVisible()
    assert not room.inspector.isVisible()
    assert desk.jobs.wait_idle()
