"""The window: first start, focus, memory, closing, trouble."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QMessageBox

from editorial.desk.kit.room import Target
from editorial.desk.shell.run import Starter
from editorial.storage.changes import Changes
from editorial.system.errors import DatabaseTooNew, NotFound
from editorial.system.settings import load_settings


def test_the_first_start_offers_two_ways(newsroom, build_desk):
    newsroom.change_settings(newsroom.settings.with_person(seen_welcome=False))
    desk = build_desk()
    assert desk.window.stack.currentWidget() is desk.welcome
    desk.welcome.write.click()
    assert desk.jobs.wait_idle()
    assert desk.window.stack.currentWidget() is desk.splitter
    assert desk.list.model.rowCount() == 1
    assert load_settings(newsroom.home).person.seen_welcome


def test_the_sample_shows_how_far_it_is_and_can_be_stopped(newsroom, build_desk, monkeypatch):
    import editorial.desk.shell.newsroom_desk as module

    newsroom.change_settings(newsroom.settings.with_person(seen_welcome=False))
    going, go_on = threading.Event(), threading.Event()

    def slow(store, who, workbench, courier, progress):
        for number in range(100):
            progress(number, 100, f"story {number}")
            going.set()
            go_on.wait(5)
        return Changes()

    monkeypatch.setattr(module, "load_sample", slow)
    desk = build_desk()
    desk.welcome.sample.click()
    assert going.wait(5)
    assert not desk.welcome.write.isEnabled()
    desk.welcome.stop_wanted.emit()
    go_on.set()
    assert desk.jobs.wait_idle()
    assert desk.welcome.write.isEnabled()
    assert desk.window.stack.currentWidget() is desk.welcome
    assert not newsroom.settings.person.seen_welcome


def test_focus_leaves_only_the_text(desk):
    desk.toggle_focus()
    assert desk.window.rail.isHidden()
    assert desk.list.isHidden()
    assert all(pane.isHidden() for pane in desk.room.side_panes)
    desk.toggle_focus()
    assert not desk.window.rail.isHidden()
    assert not desk.list.isHidden()


def test_panes_and_place_are_remembered(build_desk, newsroom):
    first = build_desk()
    first.go_to(Target(place="ready"))
    first.splitter.setSizes([240, 983])
    kept = first.splitter.sizes()
    assert first.before_close()
    first.memory.close()
    second = build_desk()
    assert second.list.place.key == "ready"
    assert abs(second.splitter.sizes()[0] - kept[0]) <= 2


def test_closing_waits_for_the_last_write(desk):
    gate = threading.Event()
    written: list[str] = []

    def slow(_store):
        gate.wait(5)
        written.append("words")

    desk.jobs.write(desk, slow)
    threading.Timer(0.05, gate.set).start()
    assert desk.before_close()
    assert written == ["words"]


def test_words_that_cannot_be_saved_keep_the_window_open(desk, monkeypatch):
    room = desk.rooms["stories"]
    monkeypatch.setattr(room, "flush", lambda: False)
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Close])
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: next(answers))
    assert desk.before_close() is False
    assert desk.window.centralWidget().isEnabled()
    assert desk.before_close() is True


def test_closing_twice_closes_once(desk):
    again: list[bool] = []
    desk.jobs.write(desk, lambda _: None, done=lambda _: again.append(desk.before_close()))
    assert desk.before_close() is True
    assert again == [False]


def test_a_refusal_that_nobody_asked_for_stands_above_the_room(desk):
    def refuse(_store):
        raise NotFound("There is no such story.", next_step="Look in the list.")

    desk.jobs.write(desk, refuse)
    assert desk.jobs.wait_idle()
    assert desk.window.notices.text == "There is no such story. Look in the list."
    desk.window.notices.clear()
    assert desk.window.notices.text == ""


def test_a_story_leads_to_where_it_stands(desk, write):
    story = write("Here it is")
    desk.go_to(Target(place="outbox"))
    desk.go_to(Target(story=story))
    assert desk.jobs.wait_idle()
    assert desk.room is desk.rooms["stories"]
    assert desk.list.view.current_story == story
    assert desk.window.windowTitle() == "Here it is · Editorial"


def test_what_waited_goes_out_when_the_network_is_back(desk, monkeypatch):
    import editorial.desk.shell.newsroom_desk as module

    woken: list[bool] = []
    monkeypatch.setattr(module.outbox, "wake", lambda store: woken.append(True))
    for online in (None, True, False, False, True, True):
        desk.network.changed.emit(online)
        assert desk.jobs.wait_idle()
    assert woken == [True]
    assert desk.window.rail.state.text.startswith("Online.")


@pytest.fixture
def starter(home, theme, qtbot):
    made = []

    def build(open_newsroom):
        begun = Starter(home, open_newsroom, theme)
        made.append(begun)
        begun.show()
        return begun

    yield build
    for each in made:
        each.window.before_close = None
        each.window.close()
        each.close()


def test_a_newsroom_opens_behind_the_painted_frame(starter, qtbot):
    from editorial.app import open_newsroom

    begun = starter(open_newsroom)
    assert begun.newsroom is None
    qtbot.waitUntil(lambda: begun.desk is not None, timeout=30_000)
    assert begun.jobs.wait_idle()
    assert begun.window.stack.currentWidget() is begun.desk.welcome


def test_a_newsroom_that_cannot_be_opened_says_why_and_can_be_tried_again(starter, qtbot):
    from editorial.app import open_newsroom

    tries: list[int] = []

    def open_second_time(home):
        tries.append(1)
        if len(tries) == 1:
            raise DatabaseTooNew("It was written by a newer Editorial.", next_step="Update.")
        return open_newsroom(home)

    begun = starter(open_second_time)
    qtbot.waitUntil(
        lambda: begun.window.stack.currentWidget() is begun.window.problem, timeout=30_000
    )
    assert begun.window.problem.accessibleName() == "It was written by a newer Editorial."
    begun.window.problem.chosen.emit()
    qtbot.waitUntil(lambda: begun.desk is not None, timeout=30_000)
    assert begun.jobs.wait_idle()
