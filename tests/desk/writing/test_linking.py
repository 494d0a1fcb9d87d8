"""Links to our own stories: ``[[``, Ctrl+K, tooltips, Ctrl+click, their dress."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editorial.desk.writing.linking import story_marks
from editorial.desk.writing.linking.link_dialog import LinkDialog
from editorial.stories import drafts
from editorial.stories.linked import linked_stories, recent_stories

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def other(store, who):
    return drafts.new_story(
        store, who=who, headline="Ménage à trois [in the port]", body="Ferries.", type="Analysis"
    ).created


def write(desk, words):
    body = desk.page.body
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(body, words)
    desk.settle()
    return body


def test_marks_are_read_and_written():
    number = uuid.UUID("0199f7a2-1c4d-7e7a-9f00-2b1d3c4e5f60")
    mark = story_marks.story_link("Two [or three] boats", number)
    assert mark == rf"[Two \[or three\] boats](story:{number})"
    line = f"See {mark} and ![](photo:{number})"
    assert story_marks.story_at(line, 6) == number
    assert story_marks.story_at(line, 4) is None
    assert story_marks.story_at(line, 4 + len(mark)) is None
    assert story_marks.asked_words("see [[har") == "har"
    assert story_marks.asked_words("see [[har]]") is None
    assert story_marks.asked_words("see [har") is None


def test_recent_and_linked_rows(store, who, story, other):
    assert [row.id for row in recent_stories(store)] == [other, story]
    assert recent_stories(store, 1)[0].id == other
    assert [row.id for row in linked_stories(store, [story, uuid.uuid4()])] == [story]
    assert linked_stories(store, []) == ()


def test_two_brackets_offer_stories_and_enter_links(desk, story, other):
    desk.open(story)
    body = write(desk, " [[")
    completer = desk.room.aids.completer
    assert completer.is_open
    assert completer.model.row(0).id == other
    assert completer.model.rowCount() == 1
    QTest.keyClicks(body, "menage")
    desk.settle()
    assert completer.model.row(0).id == other
    before = body.toPlainText()
    QTest.keyClick(body, Qt.Key.Key_Return)
    assert not completer.is_open
    link = rf"[Ménage à trois \[in the port\]](story:{other})"
    assert body.toPlainText().endswith(f"wait. {link}")
    body.undo()
    assert body.toPlainText() == before


def test_arrows_choose_and_escape_leaves_the_words(desk, story, other, store, who):
    third = drafts.new_story(store, who=who, headline="Ferries again", body="x").created
    desk.open(story)
    body = write(desk, " [[")
    completer = desk.room.aids.completer
    assert completer.list.chosen.id == third
    QTest.keyClick(body, Qt.Key.Key_Down)
    assert completer.list.chosen.id == other
    QTest.keyClick(body, Qt.Key.Key_Down)
    assert completer.list.chosen.id == third
    QTest.keyClick(body, Qt.Key.Key_Escape)
    assert not completer.is_open
    QTest.keyClicks(body, "fer")
    desk.settle()
    assert not completer.is_open
    assert "[[fer" in body.toPlainText()
    QTest.keyClicks(body, ". [[zzzz")
    desk.settle()
    assert completer.is_open
    assert completer.list.chosen is None
    QTest.keyClick(body, Qt.Key.Key_Return)
    assert body.toPlainText().count("\n\n") > 1


def test_nothing_is_offered_where_words_are_closed(desk, story):
    desk.open(story)
    desk.page.body.setReadOnly(True)
    write(desk, "[[")
    assert not desk.room.aids.completer.is_open


def underline_at(body, place):
    block = body.document().findBlock(place)
    for entry in block.layout().formats():
        if entry.start <= place - block.position() < entry.start + entry.length:
            return entry.format.underlineStyle()
    return None


def test_links_to_drafts_are_soft_until_they_are_public(desk, story, other, store):
    opened = desk.open(story)
    body = write(desk, f" [boats](story:{other})")
    desk.page.count()
    desk.settle()
    place = body.toPlainText().index("boats](")
    dots = QTextCharFormat.UnderlineStyle.DotLine
    assert underline_at(body, place) == dots
    assert "Not public yet" in desk.room.aids.links.about(other)
    assert "Ménage" in desk.room.aids.links.about(other)
    assert "not in the newsroom" in desk.room.aids.links.about(uuid.uuid4())
    from sqlalchemy import update

    from editorial.stories.models import Story

    with store.write() as session:
        session.execute(update(Story).where(Story.id == other).values(status="published"))
    desk.room.aids.links._read()
    desk.settle()
    assert underline_at(body, place) != dots
    assert "Not public yet" not in desk.room.aids.links.about(other)
    assert opened.words.body.endswith(f"(story:{other})")


def test_a_headline_that_changed_is_told_at_once(desk, story, other, store, who):
    desk.open(story)
    write(desk, f" [boats](story:{other})")
    desk.page.count()
    desk.settle()
    detail = drafts.open_story(store, other)
    desk.jobs.write(
        desk.room,
        drafts.save_text,
        other,
        who=who,
        base=detail.text_revision,
        headline="Ferries at last",
        dek="",
        body=detail.body,
    )
    desk.settle()
    assert "Ferries at last" in desk.room.aids.links.about(other)


def test_control_click_and_control_enter_open_the_story(desk, story, other):
    desk.open(story)
    body = write(desk, f" [boats](story:{other}) and on")
    cursor = body.textCursor()
    cursor.setPosition(body.toPlainText().index("boats](") + 2)
    body.setTextCursor(cursor)
    spot = body.cursorRect().center()
    QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, _CONTROL, spot)
    assert [target.story for target in desk.guide.targets] == [other]
    QTest.keyClick(body, Qt.Key.Key_Return, _CONTROL)
    assert [target.story for target in desk.guide.targets] == [other, other]
    QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(desk.guide.targets) == 2


def ask_for_link(desk):
    body = desk.page.body
    body.setFocus()
    body.select_words("Forty ships")
    QTest.keyClick(body, Qt.Key.Key_K, _CONTROL)
    desk.settle()
    return desk.page.body.findChild(LinkDialog)


def test_control_k_links_a_story(desk, story, other):
    desk.open(story)
    QApplication.clipboard().clear()
    dialog = ask_for_link(desk)
    assert not dialog.button.isEnabled()
    QTest.keyClicks(dialog.field, "menage")
    desk.settle()
    assert dialog.button.text() == "Link the story"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert f"[Forty ships](story:{other}) wait" in desk.page.body.toPlainText()


def test_control_k_links_the_address_of_the_clipboard(desk, story, other):
    desk.open(story)
    QApplication.clipboard().setText("https://example.org/a")
    dialog = ask_for_link(desk)
    assert dialog.button.text() == "Link the address"
    QTest.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert "[Forty ships](https://example.org/a) wait" in desk.page.body.toPlainText()
    QApplication.clipboard().clear()


def test_an_address_without_its_scheme_gets_one(desk, story):
    desk.open(story)
    QApplication.clipboard().clear()
    dialog = ask_for_link(desk)
    QTest.keyClicks(dialog.field, "www.example.org")
    assert dialog.address == "https://www.example.org"
    dialog.reject()
