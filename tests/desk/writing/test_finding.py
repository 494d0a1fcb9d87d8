"""The find bar, with real keys; and what a pattern finds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from editorial.desk.writing.finding.pattern import Pattern, Wanted
from editorial.system.errors import WrongUsage

BODY = (
    "The boats stay in port. Boats wait.\n\n"
    "Forty boats, boatswains too: it’s 1914 😀 boats.\n\n"
    "No more."
)


@pytest.fixture
def desk_with_boats(desk, store, who):
    from editorial.stories import drafts

    made = drafts.new_story(
        store, who=who, headline="Boats at rest", dek="Why boats stay.", body=BODY
    )
    desk.open(made.created)
    desk.page.body.setFocus()
    return desk


def press(desk, key, modifiers=Qt.KeyboardModifier.NoModifier):
    from PySide6.QtWidgets import QApplication

    QTest.keyClick(QApplication.focusWidget() or desk.page.body, key, modifiers)


def look_for(desk, words):
    press(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = desk.page.find_bar
    assert bar.words.hasFocus()
    QTest.keyClicks(bar.words, words)
    return bar


@pytest.mark.parametrize(
    ("wanted", "text", "spans"),
    [
        (Wanted("boats"), "Boats, boatswain", [(0, 5), (7, 5)]),
        (Wanted("boats", case=True), "Boats, boats", [(7, 5)]),
        (Wanted("boats", whole=True), "boats boatswain", [(0, 5)]),
        (Wanted("it's"), "it’s", [(0, 4)]),
        (Wanted("port"), "😀 port", [(3, 4)]),
        (Wanted("😀"), "a 😀", [(2, 2)]),
        (Wanted("a.c"), "abc a.c", [(4, 3)]),
        (Wanted("a.c", regular=True), "abc a.c", [(0, 3), (4, 3)]),
        (Wanted("^b", regular=True), "ab\nba", [(3, 1)]),
        (Wanted("a|b", regular=True, whole=True), "a ab b", [(0, 1), (5, 1)]),
        (Wanted("x*", regular=True), "axx", [(1, 2)]),
        (Wanted("é", case=False), "É", [(0, 1)]),
        (Wanted(""), "abc", []),
    ],
)
def test_what_is_found(wanted, text, spans):
    assert Pattern(wanted).spans(text) == spans


def test_groups_are_put_into_the_replacement():
    pattern = Pattern(Wanted(r"(\w+) (\w+)", regular=True))
    assert pattern.changes("forty boats", r"$2, \1\n") == [(0, 11, "boats, forty\n")]
    plain = Pattern(Wanted("boats"))
    assert plain.changes("boats", r"$1\n") == [(0, 5, r"$1\n")]


def test_an_expression_that_never_ends_is_given_up():
    pattern = Pattern(Wanted(r"(\w+\s?)+$", regular=True))
    with pytest.raises(WrongUsage, match="given up"):
        pattern.spans("word " * 60 + "!")


def test_a_search_goes_through_headline_dek_and_body(desk_with_boats):
    desk = desk_with_boats
    bar = look_for(desk, "boats")
    assert bar.count.text() == "7 found"
    press(desk, Qt.Key.Key_Return)
    assert bar.count.text() == "3 of 7"
    assert desk.page.body.textCursor().selectedText() == "boats"
    press(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "2 of 7"
    assert desk.page.head.dek.textCursor().selectedText() == "boats"
    press(desk, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert desk.page.head.headline.textCursor().selectedText() == "Boats"
    press(desk, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "7 of 7"
    press(desk, Qt.Key.Key_F3)
    assert bar.count.text() == "1 of 7"


def test_case_whole_words_and_expressions(desk_with_boats):
    bar = look_for(desk_with_boats, "boats")
    bar.whole.click()
    assert bar.count.text() == "6 found"
    bar.case.click()
    assert bar.count.text() == "4 found"
    bar.regular.click()
    bar.words.setText("(boats")
    assert "missing closing parenthesis" in bar.problem.text()
    assert not bar.problem.isHidden()
    assert not bar.replace_all.isEnabled()
    bar.words.setText(r"\d+")
    assert bar.problem.isHidden()
    assert bar.count.text() == "1 found"
    bar.words.setText("cargo")
    assert bar.count.text() == "Not found"


def test_escape_leaves_the_match_selected(desk_with_boats):
    desk = desk_with_boats
    bar = look_for(desk, "Forty")
    press(desk, Qt.Key.Key_Return)
    press(desk, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert desk.page.body.hasFocus()
    assert desk.page.body.textCursor().selectedText() == "Forty"
    press(desk, Qt.Key.Key_F3)
    assert bar.isVisible()
    assert desk.page.body.hasFocus()
    press(desk, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_one_match_is_replaced_at_a_time(desk_with_boats):
    desk = desk_with_boats
    press(desk, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    bar = desk.page.find_bar
    QTest.keyClicks(bar.words, "Forty")
    bar.replacement.setFocus()
    QTest.keyClicks(bar.replacement, "Fifty")
    press(desk, Qt.Key.Key_Return)
    assert "Forty boats" in desk.page.body.toPlainText()
    press(desk, Qt.Key.Key_Return)
    assert "Fifty boats" in desk.page.body.toPlainText()
    assert bar.count.text() == "Not found"


def test_replacing_all_is_one_step_to_undo(desk_with_boats):
    desk = desk_with_boats
    bar = look_for(desk, "boats")
    bar.show_replacing(True)
    bar.replacement.setText("ships")
    bar.replace_all.click()
    assert bar.count.text() == "7 replaced"
    assert desk.page.head.headline.toPlainText() == "ships at rest"
    body = desk.page.body
    assert "😀 ships" in body.toPlainText()
    assert "boats " not in body.toPlainText()
    body.setFocus()
    press(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert body.toPlainText() == BODY
    assert desk.room.flush()
    assert desk.stored().headline == "ships at rest"


def test_only_in_the_selection(desk_with_boats):
    desk = desk_with_boats
    body = desk.page.body
    cursor = body.textCursor()
    cursor.setPosition(BODY.index("Boats wait"))
    cursor.setPosition(BODY.index("boatswains"), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    bar = look_for(desk, "boats")
    assert bar.in_selection.isChecked()
    assert bar.count.text() == "2 found"
    bar.replacement.setText("ferries and boats")
    bar.replace_all.click()
    assert body.toPlainText().startswith("The boats stay in port. ferries and boats wait.")
    assert "ferries and boats, boatswains" in body.toPlainText()
    assert desk.page.head.headline.toPlainText() == "Boats at rest"
    bar.in_selection.click()
    bar.words.setText("at rest")
    assert bar.count.text() == "1 found"


def test_a_selected_word_is_looked_for(desk_with_boats):
    desk = desk_with_boats
    desk.page.body.select_words("port")
    press(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.find_bar.words.text() == "port"
    assert desk.page.find_bar.count.text() == "1 of 1"


def test_matches_follow_what_is_typed(desk_with_boats, qtbot):
    desk = desk_with_boats
    bar = look_for(desk, "boats")
    desk.page.body.setFocus()
    QTest.keyClicks(desk.page.body, "boats ")
    qtbot.waitUntil(lambda: bar.count.text() == "8 found")


def test_closed_words_are_found_and_never_replaced(desk_with_boats):
    desk = desk_with_boats
    bar = look_for(desk, "boats")
    for field in (desk.page.body, desk.page.head.headline, desk.page.head.dek):
        field.setReadOnly(True)
    bar.replacement.setText("ships")
    bar.replace_all.click()
    assert desk.page.body.toPlainText() == BODY


def test_a_long_story_is_marked_only_where_it_is_seen(desk_with_boats):
    desk = desk_with_boats
    body = desk.page.body
    cursor = body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("\n\nboats " * 5000)
    bar = look_for(desk, "boats")
    desk.page.finder.look()
    assert bar.count.text() == "5,007 found"
    marked = body.viewport().grab().toImage()
    wanted = desk.page._ctx.theme.colour("marked").rgb()
    spots = {
        marked.pixel(x, y)
        for x in range(0, marked.width(), 3)
        for y in range(0, min(marked.height(), 200), 3)
    }
    assert wanted in spots
    bar.replacement.setText("ships")
    bar.replace_all.click()
    assert bar.count.text() == "5,007 replaced"
    body.undo()
    assert body.toPlainText().count("boats ") == 5000 + 1
