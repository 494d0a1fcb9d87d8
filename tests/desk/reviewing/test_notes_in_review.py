"""Notes in the review: their passages, keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from editorial.review import notes


def act(desk, name):
    desk.room._actions[name].trigger()
    desk.settle()


def test_keys_step_through_notes_and_select_their_passages(desk, returned_once, store, writer):
    late = notes.add_note(
        store, returned_once, who=writer, text="One?", quote="the same photograph"
    )
    early = notes.add_note(store, returned_once, who=writer, text="Two?", quote="the signed annex")
    head = notes.add_note(
        store, returned_once, who=writer, text="Three?", quote="missing", field="headline"
    )
    desk.open(returned_once)
    section = desk.room.inspector.review.notes
    found = []
    for _ in range(3):
        act(desk, "next_note")
        found.append((section.current, desk.view.textCursor().selectedText()))
    assert found == [
        (head.created, "missing"),
        (early.created, "the signed annex"),
        (late.created, "the same photograph"),
    ]


def test_a_click_on_a_passage_shows_its_thread(desk, returned_once, store, writer):
    made = notes.add_note(
        store, returned_once, who=writer, text="Source?", quote="the signed annex"
    ).created
    desk.open(returned_once)
    start, _ = desk.view.rendered.passages[0]
    cursor = desk.view.textCursor()
    cursor.setPosition(start + 3)
    place = desk.view.cursorRect(cursor).center() + QPoint(1, 0)
    desk.qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.room.inspector.review.notes.current == made


def test_a_passage_of_the_headline_anchors_a_note(desk, returned_once, store):
    desk.open(returned_once)
    cursor = desk.view.document().find("missing signature")
    desk.view.setTextCursor(cursor)
    desk.view.setFocus()
    act(desk, "note")
    section = desk.room.inspector.review.notes
    section.form.words.setPlainText("Which signature?")
    section.form.send()
    desk.settle()
    note = notes.notes(store, returned_once)[-1]
    assert (note.field, note.quote) == ("headline", "missing signature")
    assert note.before.endswith("and a ")
    assert desk.view.hasFocus()


def test_nothing_selected_is_the_whole_story(desk, returned_once):
    desk.open(returned_once)
    cursor = desk.view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    desk.view.setTextCursor(cursor)
    desk.view.setFocus()
    act(desk, "note")
    assert desk.room.inspector.review.notes.about.currentText() == "On the whole story"
