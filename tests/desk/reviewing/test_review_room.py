"""Reviewing in the room: who sees it, what is decided, and what happens when it is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from editorial.publishing.outbox import deliveries
from editorial.review import decisions, notes
from editorial.stories import drafts
from editorial.stories.events import events
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step


def _menu(button):
    return {entry.text(): entry for entry in button.menu().actions() if entry.text()}


def test_an_editor_sees_the_changes_of_a_story_in_edit(desk, returned_once):
    desk.open(returned_once)
    assert desk.review.is_on
    assert desk.view.isVisible()
    assert not desk.room.manuscript.isVisible()
    assert desk.bar.changes.text() == "Changes since v3"
    text = desk.view.toPlainText()
    assert "lost" in text
    assert "missing" in text
    assert "version 6, 4 changes since you returned it (v3)" in text
    assert desk.review.desk.where_text.startswith("You are editing.")


def test_a_writer_does_not(desk, returned_once):
    desk.newsroom.person = Person("Tamsin Verhoeven", frozenset({Role.WRITER}))
    desk.open(returned_once)
    assert not desk.review.is_on
    assert not desk.review.switch.isVisible()
    assert desk.room.manuscript.isVisible()


def test_a_draft_is_written_not_reviewed(desk, store, editor):
    story = drafts.new_story(store, who=editor, headline="Mine").created
    desk.open(story)
    assert not desk.review.is_on


def test_clean_and_back(desk, returned_once):
    desk.open(returned_once)
    desk.bar.clean.click()
    assert "lost" not in desk.view.toPlainText()
    assert (desk.bar.clean.isChecked(), desk.bar.changes.isChecked()) == (True, False)
    desk.bar.changes.click()
    assert "lost" in desk.view.toPlainText()


def test_edit_and_back_to_review_shows_what_was_typed(desk, returned_once, qtbot):
    desk.open(returned_once)
    desk.bar.edit.click()
    assert desk.room.manuscript.isVisible()
    assert desk.review.switch.isVisible()
    body = desk.room.manuscript.body
    body.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(body, "Indeed: ")
    desk.review.switch.click()
    desk.settle()
    assert desk.review.is_on
    assert "Indeed: " in desk.view.toPlainText()
    assert desk.stored(returned_once).body.startswith("Indeed: ")
    assert desk.bar.primary.isEnabled()


def test_the_next_change_is_a_key_away(desk, returned_once, qtbot):
    desk.open(returned_once)
    found = []
    for _ in range(5):
        qtbot.keyClick(desk.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        found.append(desk.view.textCursor().selectedText().replace("\u2009", " "))
    assert found[0] == "lost missing"
    assert found[1] == "has said says, on the record,"
    assert found[4] == found[0]
    qtbot.keyClick(desk.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "it does not give the document" in desk.view.textCursor().selectedText()


def test_a_passage_chosen_here_anchors_a_note(desk, returned_once, store):
    desk.open(returned_once)
    assert desk.view.show_words("the signed annex")
    desk.view.setFocus()
    desk.room.remarks.notes.add()
    about = desk.room.inspector.review.notes.about.currentData()
    assert about.quote == "the signed annex"
    assert about.before.endswith("None has produced ")
    assert about.after.startswith(". ")


def test_a_note_jumps_to_its_passage_in_the_review(desk, returned_once):
    desk.open(returned_once)
    desk.room.jump_to("body", "The line is not a formality.")
    assert desk.review.is_on
    assert desk.view.textCursor().selectedText() == "The line is not a formality."


def test_return_asks_in_the_room_and_ctrl_return_sends(desk, returned_once, store, qtbot):
    desk.open(returned_once)
    desk.bar.give_back.click()
    panel = desk.review.desk.give_back
    assert panel.isVisible()
    assert desk.view.isVisible()
    qtbot.keyClick(panel.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Say what is to be done" in panel._problem.text()
    assert desk.stored(returned_once).status is Status.IN_EDIT
    qtbot.keyClicks(panel.note, "Name the depositary.")
    qtbot.keyClick(panel.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.stored(returned_once).status is Status.RETURNED
    assert notes.notes(store, returned_once)[-1].text == "Name the depositary."
    assert not desk.review.is_on
    assert desk.notices.told == ["Returned with your note. The writer finds it under Returned."]


def test_escape_leaves_the_note_and_keeps_its_words(desk, returned_once, qtbot):
    desk.open(returned_once)
    desk.bar.give_back.click()
    panel = desk.review.desk.give_back
    qtbot.keyClicks(panel.note, "Name the")
    qtbot.keyClick(panel.note, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    desk.bar.give_back.click()
    assert panel.note.toPlainText() == "Name the"


def test_a_note_for_one_story_is_not_offered_for_another(desk, returned_once, store, qtbot):
    other = drafts.new_story(store, who=Person("Tamsin Verhoeven"), headline="Two").created
    desk.open(returned_once)
    desk.bar.give_back.click()
    qtbot.keyClicks(desk.review.desk.give_back.note, "Name the depositary.")
    desk.open(other)
    desk.open(returned_once)
    assert not desk.review.desk.give_back.isVisible()
    assert desk.review.desk.give_back.note.toPlainText() == ""


def test_approve_approves_what_is_on_the_screen(desk, in_order):
    desk.open(in_order)
    desk.bar.primary.click()
    desk.settle()
    assert desk.notices.refused == []
    assert desk.stored(in_order).status is Status.READY
    assert desk.review.is_on
    assert desk.bar.primary.text() == "Publish…"
    assert not desk.bar.edit.isVisible()
    assert desk.review.desk.where_text.startswith("Approved.")


def test_ctrl_return_approves_the_same_way(desk, in_order):
    desk.open(in_order)
    desk.room._actions["step"].trigger()
    desk.settle()
    assert desk.stored(in_order).status is Status.READY


def test_approve_and_push_queues_in_the_same_step(desk, in_order, endpoint, store):
    desk.open(in_order)
    entries = _menu(desk.bar.more)
    assert list(entries)[:2] == ["Approve and push to Main site", "Approve only"]
    entries["Approve and push to Main site"].trigger()
    desk.settle()
    assert desk.stored(in_order).status is Status.READY
    (delivery,) = deliveries(store)
    assert delivery.state == "queued"
    assert desk.notices.told[-1].startswith("Approved. It leaves in 10 seconds")


def test_findings_are_listed_with_jumps(desk, returned_once):
    jumps = []
    desk.room.commands.jump_wanted.connect(lambda *where: jumps.append(where))
    desk.open(returned_once)
    desk.bar.primary.click()
    desk.settle()
    panel = desk.review.desk.findings
    assert panel.isVisible()
    assert desk.stored(returned_once).status is Status.IN_EDIT
    words = [line.accessibleName() for line in panel.lines]
    assert words[0] == "There is no hero photo"
    panel.lines[0].jumped.emit()
    assert jumps == [("hero", "")]
    assert desk.bar.primary.isEnabled()


def test_a_decision_is_undone_by_its_key(desk, in_order, endpoint, store):
    desk.open(in_order)
    undo = desk.room._actions["undo_step"]
    assert undo.shortcut().toString() == "Ctrl+Alt+Z"
    assert not undo.isEnabled()
    _menu(desk.bar.more)["Approve and push to Main site"].trigger()
    desk.settle()
    assert undo.isEnabled()
    undo.trigger()
    desk.settle()
    assert desk.stored(in_order).status is Status.IN_EDIT
    assert [row.state for row in deliveries(store)] == ["cancelled"]
    assert desk.notices.told[-1].startswith("Taken back.")
    assert not undo.isEnabled()
    assert desk.bar.primary.isEnabled()


def test_an_undone_return_brings_the_note_back_to_be_sent_again(desk, returned_once, store, qtbot):
    desk.open(returned_once)
    desk.bar.give_back.click()
    panel = desk.review.desk.give_back
    qtbot.keyClicks(panel.note, "Name the depositary.")
    panel.send()
    desk.settle()
    assert desk.stored(returned_once).status is Status.RETURNED
    desk.room._actions["undo_step"].trigger()
    desk.settle()
    assert desk.stored(returned_once).status is Status.IN_EDIT
    assert desk.review.is_on
    assert panel.isVisible()
    assert panel.note.toPlainText() == "Name the depositary."


def test_a_warning_is_passed_for_a_reason_by_keyboard_alone(desk, in_order, store, qtbot):
    store.home.checks.write_text('[checks]\nbody_short = { approve = "warn" }\n')
    desk.open(in_order)
    desk.room._actions["step"].trigger()
    desk.settle()
    panel = desk.review.desk.findings
    assert panel.isVisible()
    assert "second look" in panel._head.text()
    assert not panel.approve.isEnabled()
    qtbot.keyClicks(panel.reason, "It is meant to be short.")
    assert panel.approve.isEnabled()
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    desk.settle()
    assert desk.stored(in_order).status is Status.READY
    approved = next(e for e in events(store, in_order) if e.what == "approve")
    assert approved.data["reason"] == "It is meant to be short."


def test_a_finding_about_the_words_turns_to_them(desk, returned_once):
    desk.open(returned_once)
    desk.review.desk.findings.jump_wanted.emit("headline", "")
    desk.settle()
    assert not desk.review.is_on
    assert desk.room.manuscript.head.headline.isVisible()


def test_a_story_changed_by_another_is_not_approved_unseen(desk, in_order, store, writer):
    desk.open(in_order)
    detail = desk.stored(in_order)
    # Another program saves, which this desk is not told of.
    drafts.save_text(
        store,
        in_order,
        who=writer,
        base=detail.text_revision,
        headline=detail.headline,
        dek=detail.dek,
        body=detail.body.replace("a formality", "a whim"),
    )
    desk.bar.primary.click()
    desk.settle()
    assert desk.stored(in_order).status is Status.IN_EDIT
    notice = desk.review.desk.notice
    assert notice.isVisible()
    assert "Nothing was decided." in notice.text
    notice.acted.emit()
    desk.settle()
    assert not notice.isVisible()
    assert desk.bar.changes.text() == "Changes since you looked"
    text = desk.view.toPlainText()
    assert "1 change since you looked" in text
    assert "whim" in text
    desk.bar.primary.click()
    desk.settle()
    assert desk.stored(in_order).status is Status.READY


def test_a_stale_return_keeps_the_note(desk, returned_once, store, writer, qtbot):
    desk.open(returned_once)
    decisions.take_step(store, returned_once, Step.RELEASE, who=Person("Copy desk"))
    desk.bar.give_back.click()
    panel = desk.review.desk.give_back
    qtbot.keyClicks(panel.note, "Name the depositary.")
    panel.send()
    desk.settle()
    assert desk.stored(returned_once).status is Status.SUBMITTED
    assert panel.isVisible()
    assert panel.note.toPlainText() == "Name the depositary."
    assert desk.review.desk.notice.isVisible()


def test_a_submitted_story_can_be_taken_or_decided(desk, submitted):
    desk.open(submitted)
    assert desk.review.desk.where_text.startswith("Waiting for an editor.")
    entries = _menu(desk.bar.more)
    assert "Start editing" in entries
    entries["Start editing"].trigger()
    desk.settle()
    assert desk.stored(submitted).status is Status.IN_EDIT
    assert desk.review.is_on


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_is_drawn_in_both_schemes(desk, returned_once, theme, scheme):
    desk.open(returned_once)
    theme.set_scheme(scheme)
    desk.settle()
    image = desk.view.grab().toImage()
    assert image.pixelColor(6, 6).name() == theme.colour("paper").name()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }
    assert theme.colour("added").name() in colours
    assert theme.colour("removed").name() in colours


def test_every_control_has_a_name(desk, returned_once):
    desk.open(returned_once)
    desk.bar.give_back.click()
    desk.bar.primary.click()
    desk.settle()
    unnamed = [
        type(widget).__name__
        for widget in desk.review.desk.findChildren(QAbstractButton)
        if widget.isVisibleTo(desk.review.desk)
        and not widget.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert unnamed == []
    for widget in (desk.view, desk.review.desk.give_back.note):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_review_begins_on_its_own_tab_and_a_draft_on_its(desk, returned_once, store, editor):
    draft = drafts.new_story(store, who=editor, headline="Mine").created
    inspector = desk.room.inspector
    desk.open(returned_once)
    assert inspector.tabs.currentWidget() is inspector.review
    desk.open(draft)
    assert inspector.tabs.currentWidget() is inspector.story
    inspector.turn_to(inspector.photos)
    desk.open(returned_once)
    # A tab that the person chose stays.
    assert inspector.tabs.currentWidget() is inspector.photos


def test_the_bar_fits_beside_list_and_inspector(desk, returned_once):
    desk.open(returned_once)
    # 1440 px, less the rail, the list and the inspector.
    assert desk.review.desk.minimumSizeHint().width() <= 1440 - 216 - 306 - 300
