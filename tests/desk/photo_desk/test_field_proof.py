"""Spelling and house style in the fields of the photo desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from editorial.desk.photo_desk.field_proof import IGNORE
from editorial.photos.edits import edit_photo


@pytest.fixture
def caption(desk, library, store):
    edit_photo(store, library["market"], who="Ida", caption="Stalls  recieve fish at noon.")
    desk.go(photo=library["market"])
    desk.qtbot.waitUntil(lambda: desk.room.inspector.language.proof is not None, timeout=20_000)
    desk.settle()
    return desk.field("caption")


def underlined(field):
    block = field.document().firstBlock()
    text = block.text()
    return [text[part.start : part.start + part.length] for part in block.layout().formats()]


def menu_at(desk, field, word):
    cursor = field.textCursor()
    cursor.setPosition(field.toPlainText().index(word) + 1)
    field.setTextCursor(cursor)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(field, event)
    menu = desk.room.inspector.language.menu
    desk.qtbot.waitUntil(lambda: menu._waiting is None, timeout=10_000)
    return menu


def choose(desk, menu, title):
    action = next(a for a in menu.actions() if a.text() == title)
    action.trigger()
    menu.close()
    desk.settle()


def test_what_is_wrong_is_underlined_and_nothing_is_saved_for_it(caption, desk, library):
    assert underlined(caption) == ["  ", "recieve"]
    assert not caption.is_pending
    assert desk.stored(library["market"]).caption == "Stalls  recieve fish at noon."


def test_a_suggestion_is_taken_and_saved(caption, desk, library):
    choose(desk, menu_at(desk, caption, "recieve"), "receive")
    caption.give()
    desk.settle()
    assert desk.stored(library["market"]).caption == "Stalls  receive fish at noon."
    assert underlined(caption) == ["  "]


def test_a_word_is_let_be_or_kept_for_the_newsroom(caption, desk):
    choose(desk, menu_at(desk, caption, "recieve"), IGNORE)
    assert underlined(caption) == ["  "]
    desk.room.inspector.language.ignored.clear()
    desk.room.inspector.language._draw()
    choose(desk, menu_at(desk, caption, "recieve"), "Add to the newsroom's words")
    assert underlined(caption) == ["  "]
    caption.moveCursor(QTextCursor.MoveOperation.End)
    assert desk.room._ctx.newsroom.home.words.read_text().endswith("recieve\n")
