"""Typing as suggestions: from the review and the manuscript, through saves and other edits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from editorial.desk.suggesting.suggest_mode import CLOSED, TOLD
from editorial.review import decisions, note_following
from editorial.review.suggestions import accept, suggest, suggestions
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.stories.workflow import Step
from tests.desk.reviewing.conftest import NEW_BODY, NEW_HEADLINE

EVA = Person("Eva Brandt")


@pytest.fixture
def suggesting(desk, returned_once):
    """The room, suggesting on the story in edit."""
    desk.open(returned_once)
    desk.bar.suggest.click()
    desk.settle()
    return desk


@pytest.fixture
def body(desk):
    return desk.room.manuscript.body


def mode(desk):
    return desk.room.remarks.suggesting


def save(desk):
    desk.room._actions["save"].trigger()
    desk.settle()


def pairs(store, story):
    return [(row.author, row.old, row.new) for row in suggestions(store, story)]


def change(desk, body, old, new):
    assert body.select_words(old)
    desk.qtbot.keyClicks(body, new)


def test_what_is_typed_becomes_suggestions(suggesting, returned_once, body, store):
    desk = suggesting
    assert mode(desk).is_on
    assert desk.room.manuscript.isVisible()
    assert mode(desk).notice.isVisible()
    assert mode(desk).notice.text == TOLD
    assert desk.room._actions["suggest_edits"].isChecked()
    change(desk, body, "signed", "sealed")
    headline = desk.room.manuscript.head.headline
    cursor = headline.document().find("missing")
    headline.setTextCursor(cursor)
    desk.qtbot.keyClicks(headline, "lost")
    save(desk)
    assert pairs(store, returned_once) == [
        ("Ida Holm", "missing", "lost"),
        ("Ida Holm", "signed", "sealed"),
    ]
    stored = desk.stored(returned_once)
    assert (stored.headline, stored.body) == (NEW_HEADLINE, NEW_BODY)
    rows = desk.room.inspector.review.suggestions.rows
    assert [row.new for row in rows] == ["lost", "sealed"]


def test_what_is_suggested_is_underlined(suggesting, body):
    desk = suggesting
    assert body.select_words("signed")
    body.textCursor().insertText("sealed 🚢")
    desk.settle()
    mark = mode(desk).marks.marks["body"]
    ((start, end),) = [mark.place(key) for key in mark._marks]
    cursor = body.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "sealed 🚢"
    mode(desk).stop()
    desk.settle()
    assert not mark._marks


def test_stopping_shows_the_storys_own_words(suggesting, returned_once, body, store):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    mode(desk).notice._action.click()
    desk.settle()
    assert not mode(desk).is_on
    assert mode(desk).notice.isHidden()
    assert "signed annex" in body.toPlainText()
    assert pairs(store, returned_once) == [("Ida Holm", "signed", "sealed")]
    desk.room._actions["suggest_edits"].trigger()
    desk.settle()
    assert "sealed annex" in body.toPlainText()


def test_undo_takes_a_suggestion_back(suggesting, returned_once, body, store):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    save(desk)
    while body.document().isUndoAvailable():
        body.undo()
    save(desk)
    assert pairs(store, returned_once) == []
    body.redo()
    body.redo()
    change(desk, body, "Officials", "Clerks")
    save(desk)
    assert ("Ida Holm", "Officials", "Clerks") in pairs(store, returned_once)


def test_a_paste_is_suggested_too(suggesting, returned_once, body, store):
    desk = suggesting
    body.moveCursor(QTextCursor.MoveOperation.End)
    body._paste_words("\n\nOne paragraph more.")
    save(desk)
    (row,) = suggestions(store, returned_once)
    assert row.old == ""
    assert row.new.strip() == "One paragraph more."


def test_the_review_shows_them_and_ends_the_mode(suggesting, returned_once, body, store):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    desk.review.switch.click()
    desk.settle()
    assert desk.review.is_on
    assert not mode(desk).is_on
    text = desk.view.toPlainText().replace("\u2009", " ")
    assert "signed sealed Ida Holm" in text
    assert pairs(store, returned_once) == [("Ida Holm", "signed", "sealed")]


def test_another_story_ends_it_and_nothing_is_lost(suggesting, returned_once, body, store, editor):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    other = drafts.new_story(store, who=editor, headline="Two", body="Words.").created
    desk.open(other)
    assert not mode(desk).is_on
    assert body.toPlainText() == "Words."
    assert pairs(store, returned_once) == [("Ida Holm", "signed", "sealed")]
    desk.qtbot.keyClicks(body, "Own ")
    save(desk)
    assert desk.stored(other).body == "Own Words."
    assert suggestions(store, other) == ()


def test_a_restart_goes_on_where_it_was_left(suggesting, returned_once, body, store):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    assert desk.room.flush()
    assert pairs(store, returned_once) == [("Ida Holm", "signed", "sealed")]
    ids = {row.id for row in suggestions(store, returned_once)}
    change(desk, body, "Officials", "Clerks")
    save(desk)
    assert ids < {row.id for row in suggestions(store, returned_once)}


def test_words_that_the_writer_changes_meanwhile_come_in(
    suggesting, returned_once, body, store, writer
):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    now = drafts.open_story(store, returned_once)
    saved = note_following.save_text(
        store, returned_once, who=writer, base=now.text_revision, headline=now.headline,
        dek=now.dek, body=now.body.replace("Officials sent", "Two officials sent"),
    )  # fmt: skip
    desk.jobs.changed.emit(saved.changes)
    desk.settle()
    assert "Two officials sent" in body.toPlainText()
    assert "sealed annex" in body.toPlainText()
    assert pairs(store, returned_once) == [("Ida Holm", "signed", "sealed")]


def test_another_persons_is_accepted_while_one_suggests(suggesting, returned_once, body, store):
    desk = suggesting
    change(desk, body, "signed", "sealed")
    made = suggest(store, returned_once, who=EVA, old="Officials", new="Clerks").created
    desk.jobs.changed.emit(accept(store, returned_once, [made], who=EVA))
    desk.settle()
    assert "Clerks sent" in body.toPlainText()
    assert pairs(store, returned_once) == [("Ida Holm", "signed", "sealed")]
    assert "Clerks sent" in desk.room.drafts.get(returned_once).words.body


def test_closed_words_say_so(desk, in_order, store, editor):
    decisions.take_step(store, in_order, Step.APPROVE, who=editor)
    desk.open(in_order)
    desk.room._actions["suggest_edits"].trigger()
    desk.settle()
    assert desk.notices.told == [CLOSED]
    assert not desk.room._actions["suggest_edits"].isChecked()


def test_an_open_suggestion_blocks_approval(desk, in_order, store, editor):
    suggest(store, in_order, who=EVA, old="signed annex", new="sealed annex")
    desk.open(in_order)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    desk.bar.primary.click()
    desk.settle()
    assert desk.review.desk.findings.isVisible()
    assert desk.stored(in_order).status.value == "in_edit"
