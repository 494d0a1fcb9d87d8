"""Going to a heading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from editorial.desk.writing.headings import Heading, HeadingDialog, headings
from editorial.stories import drafts

BODY = (
    "Opening.\n\n## The *wait*\n\nOne.\n\n### Étude\n\n" + "Two.\n\n" * 60 + "## After ##\n\nEnd."
)


def test_headings_are_read_with_their_levels(qapp):
    document = QTextDocument()
    document.setPlainText("# A\n\n```\n# no\n```\n\n#hash\n\n## [B](https://x.org)\n\n### ")
    assert headings(document) == [
        Heading(1, "A", 2),
        Heading(2, "B", document.toPlainText().index("[B]")),
        Heading(3, "Heading without words", document.characterCount() - 1),
    ]


@pytest.fixture
def dialog(desk, store, who):
    made = drafts.new_story(store, who=who, headline="H", body=BODY).created
    desk.open(made)
    desk.page.body.setFocus()

    def ask():
        QTest.keyClick(
            desk.page.body,
            Qt.Key.Key_O,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        return desk.page.findChildren(HeadingDialog)[-1]

    return ask


def test_the_list_narrows_and_enter_jumps(desk, dialog):
    shown = dialog()
    assert [shown.list.item(row).text().strip() for row in range(3)] == [
        "The wait",
        "Étude",
        "After",
    ]
    QTest.keyClicks(shown.line, "etu")
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    cursor = desk.page.body.textCursor()
    assert cursor.block().text() == "### Étude"
    assert desk.page.body.hasFocus()


def test_arrows_go_round_and_the_page_follows(desk, dialog):
    shown = dialog()
    assert shown.list.currentRow() == 0
    QTest.keyClick(shown.line, Qt.Key.Key_Up)
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    body = desk.page.body
    assert body.textCursor().block().text() == "## After ##"
    place = body.mapTo(desk.page.page, body.viewport().mapTo(body, body.cursorRect().center()))
    assert 0 < place.y() < desk.page.page.height()


def test_a_story_without_headings_says_how_to_make_one(desk, story):
    desk.open(story)
    desk.room.aids.choose_heading()
    shown = desk.page.findChildren(HeadingDialog)[-1]
    assert not shown.list.isVisible()
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    assert shown.isVisible()
    QTest.keyClick(shown.line, Qt.Key.Key_Escape)
    assert not shown.isVisible()
