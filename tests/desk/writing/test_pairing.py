"""Pairs of marks and items of lists, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editorial.desk.writing import list_items, text_edits

_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def body(desk, story):
    desk.open(story)
    found = desk.page.body
    found.selectAll()
    QTest.keyClick(found, Qt.Key.Key_Delete)
    found.setFocus()
    return found


def put(body, marked):
    """Set a text in which ``^`` is the cursor, or ``<`` and ``>`` the selection."""
    start = marked.index("<") if "<" in marked else marked.index("^")
    text = marked.replace("<", "", 1).replace("^", "", 1)
    end = text.index(">") if "<" in marked else start
    text = text.replace(">", "", 1) if "<" in marked else text
    cursor = body.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def shown(body):
    text, cursor = body.toPlainText(), body.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if start == end:
        return f"{text[:start]}^{text[start:]}"
    return f"{text[:start]}<{text[start:end]}>{text[end:]}"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("say ^", "(", "say (^)"),
        ("say ^", "(so)", "say (so)^"),
        ("say ^", '"so"', 'say "so"^'),
        ("say ^", "**so** on", "say **so** on^"),
        ("say ^", "*so* on", "say *so* on^"),
        ("say ^", "_so_", "say _so_^"),
        ("say ^", "__so__ on", "say __so__ on^"),
        ("say ^", "***so*** on", "say ***so*** on^"),
        ("say ^", "('so')", "say ('so')^"),
        ("it^", "'s", "it's^"),
        ("^", "* item", "* item^"),
        ("^", "_so_", "_so_^"),
        ("say ^so", "(", "say (^so"),
        ("say (so^)", ")", "say (so)^)"),
        ("<so>", "(", "(<so>)"),
        ("< so>", '"', ' "<so>"'),
        ("<so>", "**", "**<so>**"),
        ("<so>", "_", "_<so>_"),
        ("<so\n\non>", "(", "(^"),
        ("<so>", "x", "x^"),
        ("5^", '"', '5"^'),
        ("“^", "‘so’", "“‘so’^"),
    ],
)
def test_pairs(body, before, keys, after):
    put(body, before)
    for key in keys:
        # QTest cannot write what lies outside of ASCII.
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
        QApplication.sendEvent(body, press)
    assert shown(body) == after


def test_backspace_takes_an_empty_pair_and_nothing_else(body):
    put(body, "say ^")
    QTest.keyClicks(body, "(")
    QTest.keyClick(body, Qt.Key.Key_Backspace)
    assert shown(body) == "say ^"
    put(body, "say (^)")
    QTest.keyClick(body, Qt.Key.Key_Backspace)
    assert shown(body) == "say ^)"


def test_a_pair_that_was_left_is_the_writers_own(body):
    put(body, "say ^")
    QTest.keyClicks(body, "(so")
    QTest.keyClick(body, Qt.Key.Key_Home)
    QTest.keyClick(body, Qt.Key.Key_End)
    QTest.keyClick(body, Qt.Key.Key_Left)
    assert shown(body) == "say (so^)"
    QTest.keyClick(body, Qt.Key.Key_End)
    QTest.keyClicks(body, ")")
    assert shown(body) == "say (so))^"


def test_one_undo_takes_the_pair_back(body):
    put(body, "<so> on")
    QTest.keyClicks(body, "(")
    body.undo()
    assert body.toPlainText() == "so on"


def test_pairing_can_be_switched_off(desk, body):
    desk.room._ctx.newsroom.settings = desk.room._ctx.newsroom.settings.with_person(autopair=False)
    put(body, "say ^")
    QTest.keyClicks(body, "(so")
    assert shown(body) == "say (so^"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. one^\n2. two\n3. three", "1. one\n2. \n3. two\n4. three"),
        ("1. one^\n1. two", "1. one\n2. \n3. two"),
        ("1. one^\n    - deep\n2. two", "1. one\n2. \n    - deep\n3. two"),
        ("1. one^\n\n2. two\n\n\n2. other", "1. one\n2. \n\n3. two\n\n\n2. other"),
        ("- a\n    - ^", "- a\n- "),
        ("1. a\n    1. b\n    2. ^\n2. c", "1. a\n    1. b\n2. \n3. c"),
        ("1) a^", "1) a\n2) "),
    ],
)
def test_enter_counts_on(qapp, before, after):
    place = before.index("^")
    document = QTextDocument()
    document.setPlainText(before.replace("^", ""))
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    text_edits.new_paragraph(cursor)
    assert text_edits.plain_text(document) == after
    document.undo()
    assert text_edits.plain_text(document) == before.replace("^", "")


@pytest.mark.parametrize(
    ("before", "deeper", "after"),
    [
        ("- one\n- two^", True, "- one\n    - two"),
        ("- one^", True, "- one"),
        ("- one\n    - two^", False, "- one\n- two"),
        ("1. one\n2. two^\n3. three", True, "1. one\n    1. two\n2. three"),
        ("1. one\n    1. two^\n2. three", False, "1. one\n2. two\n3. three"),
        ("1. one\n    1. a\n2. two^", True, "1. one\n    1. a\n    2. two"),
    ],
)
def test_items_nest(qapp, before, deeper, after):
    place = before.index("^")
    document = QTextDocument()
    document.setPlainText(before.replace("^", ""))
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    assert list_items.nest(cursor, deeper=deeper)
    assert text_edits.plain_text(document) == after
    document.undo()
    assert text_edits.plain_text(document) == before.replace("^", "")


def test_tab_nests_items_and_leaves_the_body_elsewhere(desk, body):
    put(body, "- one\n- two^")
    QTest.keyClick(body, Qt.Key.Key_Tab)
    assert body.toPlainText() == "- one\n    - two"
    QTest.keyClick(body, Qt.Key.Key_Backtab, _SHIFT)
    assert body.toPlainText() == "- one\n- two"
    put(body, "Words.^")
    QTest.keyClick(body, Qt.Key.Key_Tab)
    assert not body.hasFocus()
    assert body.toPlainText() == "Words."
