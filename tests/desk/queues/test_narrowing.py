"""Narrowing a queue by key: the menu, the chips, the field, saving under a name."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog

from editorial.desk.queues.filter_words import conditions, suggested_name, without
from editorial.desk.queues.listing import Terms
from editorial.desk.queues.name_dialog import NameDialog
from editorial.review.handing import claim
from editorial.review.queue_filter import QueueFilter
from editorial.review.saved_filters import saved_filters
from editorial.stories.filing import file_story

TERMS = Terms((("Europe", "europe"), ("Asia", "asia")), (("Analysis", "analysis"),))


def headlines(desk):
    model = desk.list.model
    return [model.row(number).headline for number in range(model.rowCount())]


def chips(desk):
    return [chip.text for chip in desk.list.filters.chips]


def press(qtbot, widget, *keys):
    for key in keys:
        qtbot.keyClick(widget, key)


def pick(desk, qtbot, *letters):
    """Open the menu by its key's slot, and walk it by mnemonics."""
    desk.window.actions_["view.narrow"].trigger()
    for letter in letters:
        qtbot.keyClick(QApplication.activePopupWidget(), letter)
    assert desk.jobs.wait_idle()


def test_chips_say_what_is_asked_beyond_the_place():
    wanted = QueueFilter("in_edit", section="europe", writer="Ida Holm", due="today",
                         whose="mine", open_notes=True, assigned="Kim Lee")  # fmt: skip
    said = [each.words for each in conditions(wanted, QueueFilter("in_edit"), TERMS)]
    assert said == ["Mine", "Europe", "By Ida Holm", "With Kim Lee", "Due today", "Open notes"]
    assert conditions(wanted, QueueFilter(), TERMS)[0].words == "In edit"
    assert without(wanted, "section", QueueFilter("in_edit")).section == ""


def test_a_filter_gets_a_name_from_what_it_asks():
    plain = QueueFilter("in_edit")
    wanted = QueueFilter("in_edit", whose="mine", due="today", text="ferry")
    assert suggested_name(wanted, "In edit", plain, TERMS) == "In edit: mine, due today, “ferry”"
    assert suggested_name(plain, "In edit", plain, TERMS) == "In edit"


@pytest.fixture
def europe(desk, submit):
    submit("The ferry and its quay", section="Europe")
    submit("The audit of the audit", section="Asia")
    desk.list.read_terms_again()


def test_a_section_is_chosen_and_taken_away_by_key(desk, europe, show, qtbot):
    show("submitted")
    assert desk.list.model.rowCount() == 2
    pick(desk, qtbot, Qt.Key.Key_S, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert chips(desk) == ["Europe"]
    assert headlines(desk) == ["The ferry and its quay"]
    assert desk.list._count.text() == "1 of 2"
    # From the empty field Backspace leads to the chips, and there takes one away.
    desk.list.focus_filter()
    press(qtbot, desk.list.field, Qt.Key.Key_Backspace)
    assert desk.window.focusWidget() is desk.list.filters.chips[-1]
    press(qtbot, desk.list.filters.chips[-1], Qt.Key.Key_Delete)
    assert desk.jobs.wait_idle()
    assert chips(desk) == []
    assert desk.list.filters.isHidden()
    assert desk.window.focusWidget() is desk.list.field
    assert desk.list.model.rowCount() == 2


def test_each_queue_keeps_its_conditions_and_the_words_go(desk, europe, show, qtbot):
    show("submitted")
    desk.list.narrow(section="asia")
    qtbot.keyClicks(desk.list.field, "audit")
    assert desk.jobs.wait_idle()
    assert headlines(desk) == ["The audit of the audit"]
    show("in_edit")
    assert chips(desk) == []
    show("submitted")
    assert chips(desk) == ["Asia"]
    assert desk.list.field.text() == ""


def test_arrows_walk_the_chips_and_the_rest_keep_the_focus(desk, europe, show, qtbot):
    show("submitted")
    desk.list.narrow(section="europe", due="none", type="analysis")
    assert desk.jobs.wait_idle()
    bar = desk.list.filters
    bar.focus_last()
    press(qtbot, bar.chips[2], Qt.Key.Key_Left)
    assert bar.chips[1].hasFocus()
    press(qtbot, bar.chips[1], Qt.Key.Key_Backspace)
    assert chips(desk) == ["Europe", "No date"]
    assert bar.chips[1].hasFocus()
    assert desk.jobs.wait_idle()


def test_nothing_that_fits_offers_the_whole_queue(desk, europe, show, qtbot):
    show("submitted")
    desk.list.narrow(due="overdue")
    assert desk.jobs.wait_idle()
    empty = desk.list.empty
    assert desk.list._stack.currentWidget() is empty
    assert empty.accessibleName() == "No story in Submitted fits these conditions"
    press(qtbot, empty._button, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 2
    assert chips(desk) == []


def test_mine_and_the_desks_by_one_key(desk, submit, newsroom, show):
    mine, _ = submit("Mine"), submit("Anybody’s")
    file_story(newsroom.store, mine, who=newsroom.person, assigned_to=newsroom.person.name)
    show("submitted")
    desk.window.actions_["view.mine"].trigger()
    assert desk.jobs.wait_idle()
    assert (headlines(desk), chips(desk)) == (["Mine"], ["Mine"])
    desk.window.actions_["view.mine"].trigger()
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 2


def test_a_writer_is_asked_for_by_name(desk, submit, newsroom, show, qtbot):
    story = submit("By Ida")
    file_story(newsroom.store, story, who=newsroom.person, byline=["Ida Holm"])
    submit("By somebody else")
    show("submitted")
    pick(desk, qtbot, Qt.Key.Key_R)
    dialog = desk.window.findChild(NameDialog)
    assert "Ida Holm" in dialog.line.completer().model().stringList()
    qtbot.keyClicks(dialog.line, "Ida Holm")
    press(qtbot, dialog.line, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert (headlines(desk), chips(desk)) == (["By Ida"], ["By Ida Holm"])


def test_a_filter_is_saved_renamed_moved_and_removed_by_key(desk, europe, newsroom, show, qtbot):
    store, me = newsroom.store, newsroom.person
    show("submitted")
    desk.list.narrow(section="europe")
    assert desk.jobs.wait_idle()
    press(qtbot, desk.list.filters.save, Qt.Key.Key_Return)
    dialog = desk.window.findChild(QInputDialog)
    assert dialog.textValue() == "Submitted: europe"
    dialog.setTextValue("From Europe")
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    row = saved_filters(store, me)[0]
    assert (row.name, row.wanted.queue, row.wanted.section) == (
        "From Europe",
        "submitted",
        "europe",
    )
    rail, key = desk.window.rail, f"filter:{row.id}"
    assert rail.model.count_of(key) == 1
    show(key)
    assert chips(desk) == ["Submitted", "Europe"]
    assert desk.list.filters.save.isHidden()
    press(qtbot, rail.list, Qt.Key.Key_F2)
    renaming = desk.window.findChildren(QInputDialog)[-1]
    renaming.setTextValue("Europe first")
    press(qtbot, renaming, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert rail.current.title == "Europe first"
    press(qtbot, rail.list, Qt.Key.Key_Delete)
    assert desk.jobs.wait_idle()
    assert saved_filters(store, me) == ()
    assert desk.list.place.key == "my_drafts"
    assert rail.current.key == "my_drafts"
    press(qtbot, desk.window.notices.notice._action, Qt.Key.Key_Return)
    assert desk.jobs.wait_idle()
    assert saved_filters(store, me)[0].name == "Europe first"
    assert rail.model.count_of(key) == 1


def test_without_a_condition_there_is_nothing_to_save(desk, europe, show):
    show("submitted")
    desk.window.actions_["view.save_filter"].trigger()
    assert "Nothing narrows this queue" in desk.window.notices.text


def test_who_is_led_to_a_story_sees_it_whatever_narrows_the_queue(desk, europe, submit, show):
    show("submitted")
    desk.list.narrow(section="europe")
    assert desk.jobs.wait_idle()
    wanted = submit("Elsewhere", section="Asia")
    desk.list.select_story(wanted)
    assert desk.jobs.wait_idle()
    assert desk.list.view.current_story == wanted
    assert chips(desk) == []


def test_the_clock_alone_makes_a_story_late(desk, submit, newsroom, show, monkeypatch):
    story = submit("Nearly due")
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    file_story(newsroom.store, story, who=newsroom.person, due_at=soon)
    show("late")
    assert desk.list.model.rowCount() == 0
    later = soon + dt.timedelta(minutes=1)
    monkeypatch.setattr(newsroom.store, "now", lambda: later)
    desk.queues.minute.timeout.emit()
    assert desk.jobs.wait_idle()
    assert headlines(desk) == ["Nearly due"]
    assert desk.window.rail.model.count_of("late") == 1


def test_open_notes_and_whose_are_live(desk, submit, newsroom, show):
    one, _ = submit("One"), submit("Two")
    show("submitted")
    desk.list.narrow(whose="unclaimed")
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 2
    desk.jobs.write(desk, claim, [one], who=newsroom.person)
    assert desk.jobs.wait_idle()
    assert headlines(desk) == ["Two"]
    assert desk.window.rail.model.count_of("in_edit") == 1
