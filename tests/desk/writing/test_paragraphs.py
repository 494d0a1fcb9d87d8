"""Formats of paragraphs follow the words, and undo and redo never lose their way."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtGui import QTextCursor

from editorial.desk.kit.fonts import serif_font
from editorial.desk.writing.body_editor import BodyEditor
from editorial.desk.writing.markdown_marks import photo_mark
from editorial.desk.writing.paragraphs import GAP, LINE, PICTURE, prepare_body
from editorial.desk.writing.text_edits import plain_text


@pytest.fixture
def body(qtbot, fonts):
    made = BodyEditor()
    qtbot.addWidget(made)

    def put(text):
        document = prepare_body(text, serif_font(18), 40)
        document.setParent(made)
        made.set_document(document)
        return document

    made.put = put
    return made


def heights(document):
    block, found = document.begin(), []
    while block.isValid():
        found.append(block.blockFormat().lineHeight())
        block = block.next()
    return found


def test_a_gap_is_smaller_than_a_line(body):
    document = body.put("One.\n\nTwo.")
    assert heights(document) == [LINE, GAP, LINE]
    assert not document.isUndoAvailable()


def test_a_line_typed_into_a_gap_gets_its_height(body, qtbot):
    document = body.put("One.\n\nTwo.")
    cursor = body.textCursor()
    cursor.setPosition(5)
    body.setTextCursor(cursor)
    qtbot.keyClicks(body, "x")
    assert heights(document) == [LINE, LINE, LINE]
    body.undo()
    assert plain_text(document) == "One.\n\nTwo."
    assert heights(document) == [LINE, GAP, LINE]
    body.redo()
    assert plain_text(document) == "One.\nx\nTwo."
    assert heights(document) == [LINE, LINE, LINE]


def test_undo_and_redo_go_all_the_way(body, qtbot):
    document = body.put("One.")
    states = [plain_text(document)]
    for change in (
        lambda: body.insert_photos((photo_mark(uuid.UUID(int=7)),), 0),
        lambda: body.moveCursor(QTextCursor.MoveOperation.End),
        lambda: qtbot.keyClick(body, "\r"),
        lambda: qtbot.keyClicks(body, "Two"),
        lambda: body.selectAll(),
        lambda: body.cut(),
        lambda: body.paste(),
    ):
        change()
        states.append(plain_text(document))
    last = plain_text(document)
    for _ in range(30):
        body.undo()
    assert plain_text(document) == states[0]
    for _ in range(30):
        body.redo()
    assert plain_text(document) == last


def test_a_photo_has_room_for_its_picture(body):
    document = body.put("One.")
    body.insert_photos((photo_mark(uuid.UUID(int=7)),), 4)
    block = document.begin()
    while "photo:" not in block.text():
        block = block.next()
    assert block.blockFormat().topMargin() == PICTURE
    body.undo()
    assert heights(document) == [LINE]


def test_a_selection_is_found_behind_letters_of_two_units(body):
    body.put("A 🛳 and 🛳🛳 wait for the pilot.")
    assert body.select_words("pilot")
    assert body.textCursor().selectedText() == "pilot"
    assert not body.select_words("not there")


def test_words_typed_in_a_row_are_one_step_to_undo(body, qtbot):
    document = body.put("One.")
    body.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(body, " More words")
    body.undo()
    assert plain_text(document) == "One."


def test_an_emptied_line_becomes_a_gap_in_one_step(body, qtbot):
    document = body.put("One.\nx\nTwo.")
    cursor = body.textCursor()
    cursor.setPosition(6)
    body.setTextCursor(cursor)
    qtbot.keyClick(body, "\b")
    assert heights(document) == [LINE, GAP, LINE]
    body.undo()
    assert plain_text(document) == "One.\nx\nTwo."
    assert heights(document) == [LINE, LINE, LINE]
