"""Focus mode dims; typewriter scrolling holds the line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from editorial.desk.writing.focus_view import sentence_around
from editorial.stories import drafts

LONG = "\n\n".join(f"Paragraph {number}. It has two sentences." for number in range(60))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("One. Tw|o. Three.", "Two. "),
        ("|One. Two.", "One. "),
        ("One. Two.|", "Two."),
        ("One. |Two.", "Two."),
        ("It lies 3.5 mi|les off. Yes.", "It lies 3.5 miles off. "),
        ("😀 One. Two|.", "Two."),
        ("|", ""),
    ],
)
def test_the_sentence_around_the_cursor(line, sentence):
    before, after = line.split("|")
    units = (before + after).encode("utf-16-le")
    column = len(before.encode("utf-16-le")) // 2
    start, end = sentence_around(before + after, column)
    assert units[2 * start : 2 * end].decode("utf-16-le") == sentence


@pytest.fixture
def long_story(desk, store, who):
    made = drafts.new_story(store, who=who, headline="Long", body=LONG).created
    desk.open(made)
    desk.page.body.setFocus()
    return desk.page.body


def set_person(desk, **values):
    newsroom = desk.room._ctx.newsroom
    newsroom.settings = newsroom.settings.with_person(**values)


def darkest(picture, top, bottom):
    """Return the least lightness in a band of pixel rows."""
    return min(
        picture.pixelColor(x, y).lightness()
        for x in range(min(picture.width(), 300))
        for y in range(top, bottom)
    )


@pytest.mark.parametrize("lit", ["paragraph", "sentence"])
def test_all_but_what_is_written_is_dimmed(desk, long_story, lit):
    set_person(desk, lit=lit)
    cursor = long_story.textCursor()
    cursor.setPosition(LONG.index("Paragraph 2.") + 3)
    long_story.setTextCursor(cursor)
    desk.page.page.show_cursor()

    def shades():
        picture = desk.page.page.grab().toImage()
        layout = long_story.document().documentLayout()
        top = long_story.y() - long_story.verticalScrollBar().value()
        found = []
        for number in (0, 4):
            area = layout.blockBoundingRect(long_story.document().findBlockByNumber(number))
            y = top + int(area.top())
            left = long_story.x()
            found.append(darkest(picture.copy(left, y + 4, 300, 20), 0, 20))
        return found

    plain = shades()
    desk.room.aids.focus.set_focused(True)
    dimmed, lit_words = shades()
    assert dimmed > plain[0] + 60
    assert lit_words < plain[1] + 20
    desk.room.aids.focus.set_focused(False)
    assert shades() == plain


def test_focus_mode_can_leave_all_words_lit(desk, long_story):
    set_person(desk, lit="all")
    desk.room.aids.focus.set_focused(True)
    assert long_story.paint_over is None


def height_of_cursor(desk):
    body = desk.page.body
    return body.viewport().mapTo(desk.page.page, body.cursorRect().center()).y()


def test_the_written_line_stays_where_it_is(desk, long_story):
    page = desk.page.page
    QTest.keyClick(
        long_story,
        Qt.Key.Key_T,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    desk.settle()
    assert page.holds_cursor
    assert desk.room._ctx.newsroom.settings.person.typewriter
    held = round(page.height() * 0.45)
    cursor = long_story.textCursor()
    cursor.setPosition(LONG.index("Paragraph 30."))
    long_story.setTextCursor(cursor)
    assert abs(height_of_cursor(desk) - held) <= 2
    for _ in range(4):
        QTest.keyClick(long_story, Qt.Key.Key_Down)
        assert abs(height_of_cursor(desk) - held) <= 2
    long_story.moveCursor(QTextCursor.MoveOperation.End)
    assert abs(height_of_cursor(desk) - held) <= 2
    QTest.keyClick(long_story, Qt.Key.Key_Return)
    QTest.keyClicks(long_story, "More")
    assert abs(height_of_cursor(desk) - held) <= 4


def test_preferences_switch_the_typewriter(desk, long_story):
    set_person(desk, typewriter=True)
    QTest.keyClick(long_story, Qt.Key.Key_Right)
    assert desk.page.page.holds_cursor
    set_person(desk, typewriter=False)
    QTest.keyClick(long_story, Qt.Key.Key_Right)
    assert not desk.page.page.holds_cursor
