"""Footnotes by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from editorial.desk.writing.footnotes import add_footnote, next_number
from editorial.desk.writing.text_edits import plain_text


def test_numbers_go_on_from_the_highest():
    assert next_number([]) == 1
    assert next_number(["2", "note", "1", "2"]) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ships^ wait.", "Ships[^1] wait.\n\n[^1]: "),
        ("Ships wait.^\n", "Ships wait.[^1]\n\n[^1]: "),
        ("Ships wait.^\n\n", "Ships wait.[^1]\n\n[^1]: "),
        ("A[^1] b^.\n\n[^1]: One.", "A[^1] b[^2].\n\n[^1]: One.\n[^2]: "),
    ],
)
def test_the_words_stand_at_the_end(qapp, before, after):
    place = before.index("^", before.index("b") if "b" in before else 0)
    text = before[:place] + before[place + 1 :]
    document = QTextDocument()
    document.setPlainText(text)
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    add_footnote(cursor)
    assert plain_text(document) == after
    assert cursor.position() == len(after)
    document.undo()
    assert plain_text(document) == text


def test_a_key_makes_one_and_the_words_follow(desk, story):
    desk.open(story)
    body = desk.page.body
    body.setFocus()
    body.select_words("Forty ships")
    control_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(body, Qt.Key.Key_F, control_alt)
    QTest.keyClicks(body, "By the log.")
    assert body.toPlainText().endswith("Forty ships[^1] wait.\n\n[^1]: By the log.")
