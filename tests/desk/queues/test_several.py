"""Several stories at once: chosen by key, dealt with, reported, taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editorial.desk.queues import deeds
from editorial.desk.queues.due_dialog import DueDialog
from editorial.desk.queues.hand_over_dialog import HandOverDialog
from editorial.desk.queues.report_dialog import ReportDialog
from editorial.review.handing import claim
from editorial.review.notes import notes
from editorial.stories.drafts import open_story
from tests.desk.queues.conftest import KIM

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def three(submit, show, desk):
    """Three submitted stories, the oldest first; the list has the focus."""
    stories = [submit(headline) for headline in ("First", "Second", "Third")]
    show("submitted")
    desk.list.view.setFocus()
    return stories


def where(newsroom, *stories):
    rows = [open_story(newsroom.store, story) for story in stories]
    return [(row.status.value, row.assigned_to) for row in rows]


def choose(desk, qtbot, count):
    for _ in range(count - 1):
        qtbot.keyClick(desk.list.view, Qt.Key.Key_Down, SHIFT)


def act(desk, name):
    desk.window.actions_[f"story.{name}"].trigger()
    assert desk.jobs.wait_idle()


def test_shift_and_arrow_choose_and_the_page_stays(desk, three, qtbot):
    opened = desk.rooms["stories"].current()
    choose(desk, qtbot, 2)
    assert desk.list.batch.text == "2 selected"
    assert desk.list.batch.isVisible()
    assert len(desk.list.chosen_keys) == 2
    assert desk.jobs.wait_idle()
    assert desk.rooms["stories"].current() == opened == three[0]
    qtbot.keyClick(desk.list.view, Qt.Key.Key_Escape)
    assert desk.list.batch.isHidden()
    assert desk.list.chosen_keys == ()
    qtbot.keyClick(desk.list.view, Qt.Key.Key_A, CONTROL)
    assert desk.list.batch.text == "3 selected"
    qtbot.keyClick(desk.list.view, Qt.Key.Key_Home)
    assert desk.list.batch.isHidden()
    assert desk.jobs.wait_idle()
    assert desk.rooms["stories"].current() == three[0]


def test_the_mouse_chooses_with_control_and_shift(desk, three, qtbot):
    view = desk.list.view

    def click(row, modifier=Qt.KeyboardModifier.NoModifier):
        place = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click(0)
    click(2, CONTROL)
    assert view.chosen_rows == [0, 2]
    assert desk.list.batch.text == "2 selected"
    click(0)
    click(2, SHIFT)
    assert view.chosen_rows == [0, 1, 2]
    click(2)
    assert view.chosen_rows == [2]
    assert desk.jobs.wait_idle()
    assert desk.rooms["stories"].current() == three[2]


def test_all_chosen_are_claimed_by_key_and_taken_back(desk, three, newsroom, qtbot):
    choose(desk, qtbot, 3)
    act(desk, "claim")
    assert where(newsroom, *three) == [("in_edit", "Ana Ruiz")] * 3
    assert desk.window.notices.text == "3 stories claimed."
    assert desk.list.batch.isHidden()
    assert desk.window.rail.model.count_of("in_edit") == 3
    qtbot.keyClick(desk.window.notices.notice._action, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert where(newsroom, *three) == [("submitted", "")] * 3
    assert desk.window.notices.text == "Taken back. It stands where it stood before."
    assert not desk.window.actions_["story.undo_handing"].isEnabled()


def test_the_bar_is_reached_by_tab_and_pressed_by_enter(desk, three, newsroom, qtbot):
    choose(desk, qtbot, 2)
    for _ in range(12):
        if QApplication.focusWidget() is desk.list.batch.buttons["claim"]:
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert where(newsroom, *three[:2]) == [("in_edit", "Ana Ruiz")] * 2


def test_what_was_refused_is_told_story_by_story(desk, three, newsroom, qtbot):
    claim(newsroom.store, [three[1]], who=KIM)
    # The list still shows it as it was: nobody told this desk yet.
    choose(desk, qtbot, 3)
    act(desk, "claim")
    assert where(newsroom, *three) == [
        ("in_edit", "Ana Ruiz"), ("in_edit", "Kim Lee"), ("in_edit", "Ana Ruiz"),
    ]  # fmt: skip
    assert desk.window.notices.text == "2 claimed, 1 left as they were."
    qtbot.keyClick(desk.window.notices.notice._action, Qt.Key.Key_Return)
    report = desk.window.findChild(ReportDialog)
    lines = [report.lines.item(row).text() for row in range(report.lines.count())]
    assert lines[0] == "Left as it was: “Second”. Kim Lee has it."
    assert sorted(lines[1:]) == ["Claimed: “First”", "Claimed: “Third”"]
    qtbot.keyClick(report.undo, Qt.Key.Key_Space)
    assert desk.jobs.wait_idle()
    assert where(newsroom, *three)[0] == ("submitted", "")
    assert where(newsroom, *three)[1] == ("in_edit", "Kim Lee")


def test_stories_stay_chosen_when_others_come(desk, three, submit, qtbot):
    choose(desk, qtbot, 2)
    before = set(desk.list.chosen_keys)
    submit("Fourth")
    desk.list.reload()
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 4
    assert set(desk.list.chosen_keys) == before
    assert desk.list.batch.text == "2 selected"


def test_hand_over_asks_whom_with_those_who_are_known(desk, three, newsroom, qtbot):
    claim(newsroom.store, [three[2]], who=KIM)
    choose(desk, qtbot, 2)
    act(desk, "hand_over")
    dialog = desk.window.findChild(HandOverDialog)
    people = dialog.line.completer().model().stringList()
    assert {"Ana Ruiz", "Kim Lee"} <= set(people)
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.line, "Kim Lee")
    qtbot.keyClicks(dialog.note, "Check the tonnage.")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert [who for _, who in where(newsroom, *three[:2])] == ["Kim Lee", "Kim Lee"]
    assert notes(newsroom.store, three[0])[0].text == "Check the tonnage."
    assert desk.window.notices.text == "2 stories handed to Kim Lee."


def test_another_persons_story_is_asked_for_once_more(desk, three, newsroom, show, qtbot):
    claim(newsroom.store, [three[0]], who=KIM)
    show("in_edit")
    act(desk, "hand_over")
    dialog = desk.window.findChild(HandOverDialog)
    qtbot.keyClicks(dialog.line, "Bo Berg")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.question.text().startswith("Kim Lee has this story now.")
    assert dialog.ok.text() == "Hand over all the same"
    assert where(newsroom, three[0]) == [("in_edit", "Kim Lee")]
    # Another name is another question.
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    assert dialog.ok.text() == "Hand over"
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert where(newsroom, three[0]) == [("in_edit", "Bo Ber")]


def test_due_times_are_set_in_words_and_taken_away(desk, three, newsroom, qtbot):
    choose(desk, qtbot, 3)
    act(desk, "set_due")
    dialog = desk.window.findChild(DueDialog)
    qtbot.keyClicks(dialog.line, "sometime")
    assert "says no day or time" in dialog.understood.text()
    assert not dialog.ok.isEnabled()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.line.clear()
    qtbot.keyClicks(dialog.line, "2031-03-04 09:30 UTC")
    assert "2031" in dialog.understood.text()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    due = {open_story(newsroom.store, story).due_at for story in three}
    assert due == {dt.datetime(2031, 3, 4, 9, 30, tzinfo=dt.UTC)}
    assert desk.window.notices.text == "3 stories given a due time."
    act(desk, "undo_handing")
    assert {open_story(newsroom.store, story).due_at for story in three} == {None}


def test_a_time_that_comes_twice_can_be_the_second(desk, qtbot, newsroom):
    newsroom.change_settings(newsroom.settings.with_newsroom(time_zone="Europe/Berlin"))
    given = []
    dialog = DueDialog(1, desk.queues.deeds._now, desk.window)
    dialog.given.connect(given.append)
    dialog.open()
    qtbot.keyClicks(dialog.line, "2031-10-26 02:30")
    assert "the first of the two times" in dialog.understood.text()
    qtbot.keyClick(dialog.second, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert given == [dt.datetime(2031, 10, 26, 1, 30, tzinfo=dt.UTC)]


def test_the_story_on_the_page_is_claimed_and_released(desk, three, newsroom):
    act(desk, "claim")
    assert where(newsroom, *three) == [
        ("in_edit", "Ana Ruiz"),
        ("submitted", ""),
        ("submitted", ""),
    ]
    assert desk.window.notices.text == "“First” is claimed."
    # It has left the queue, and is on the page all the same.
    act(desk, "release")
    assert where(newsroom, three[0]) == [("submitted", "")]


def test_words_that_were_just_typed_are_kept_before_a_story_goes(
    desk, write, newsroom, show, qtbot
):
    story = write("Mine", body="Old words.")
    show("my_drafts")
    room = desk.rooms["stories"]
    room.manuscript.body.setPlainText("New words, not saved yet.")
    act(desk, "set_due")
    assert open_story(newsroom.store, story).body.startswith("New words")
    desk.window.findChild(DueDialog).reject()


def test_nothing_chosen_and_too_many_are_refused_in_words(desk, three, show, qtbot, monkeypatch):
    monkeypatch.setattr(deeds, "MOST", 2)
    choose(desk, qtbot, 3)
    act(desk, "claim")
    assert desk.window.notices.text.startswith("3 stories are more than can be changed at once.")
    show("spiked")
    act(desk, "claim")
    assert desk.window.notices.text.startswith("No story is chosen.")


def test_the_palette_and_the_menu_have_every_deed(desk):
    titles = {action.text() for action in desk.window.menu("story").actions()}
    assert {"Claim", "Release", "Hand over…", "Set due…", "Next in queue"} <= titles
    shortcuts = [
        key.toString() for action in desk.window.actions_ for key in action.shortcuts()
    ] + [key.toString() for action in desk.rooms["stories"].actions() for key in action.shortcuts()]
    assert sorted(set(shortcuts)) == sorted(shortcuts)
