"""Versions by name, any two side by side; the word target."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from editorial.desk.writing.versions_dialog import NOW, VersionsDialog
from editorial.stories import versions

_KEEP = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def answer(monkeypatch):
    """Answer the next questions."""

    def give(text=None, number=None):
        monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: (text or "", bool(text)))
        monkeypatch.setattr(
            QInputDialog, "getInt", lambda *_a, **_k: (number or 0, number is not None)
        )

    return give


def write(desk, words):
    body = desk.page.body
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(body, words)


def test_a_version_is_kept_under_a_name_with_the_last_words(desk, story, store, answer):
    desk.open(story)
    write(desk, " And more.")
    answer(text="  before the lawyers ")
    QTest.keyClick(desk.page.body, Qt.Key.Key_S, _KEEP)
    desk.settle()
    newest = versions.versions(store, story)[0]
    assert (newest.kind, newest.name) == ("checkpoint", "before the lawyers")
    assert versions.snapshot(store, story, newest.number).body.endswith("wait. And more.")
    assert "before the lawyers" in desk.notices.told[0]


def test_without_a_name_nothing_is_kept(desk, story, store, answer):
    desk.open(story)
    count = len(versions.versions(store, story))
    answer()
    QTest.keyClick(desk.page.body, Qt.Key.Key_S, _KEEP)
    desk.settle()
    assert len(versions.versions(store, story)) == count


def test_any_two_versions_stand_side_by_side(desk, story, store, who):
    desk.open(story)
    versions.checkpoint(store, story, "first", who=who)
    write(desk, " Ferries too.")
    desk.draft.save()
    desk.settle()
    versions.checkpoint(store, story, "second", who=who)
    write(desk, " No more.")
    desk.room.inspector.review.commands.compare_any_wanted.emit()
    desk.settle()
    dialog = desk.page.findChild(VersionsDialog)
    assert dialog.old.currentText().startswith("Version")
    assert dialog.new.currentData() == NOW
    assert "No more." in dialog.right.toPlainText()
    assert "No more." not in dialog.left.toPlainText()
    assert dialog.summary.text() == "0 words gone, 2 come"
    first = dialog.new.findText("first", Qt.MatchFlag.MatchContains)
    second = dialog.old.findText("second", Qt.MatchFlag.MatchContains)
    dialog.old.setCurrentIndex(second)
    dialog.new.setCurrentIndex(first)
    desk.settle()
    assert "Ferries too." in dialog.left.toPlainText()
    assert "Ferries too." not in dialog.right.toPlainText()
    assert dialog.summary.text() == "2 words gone, 0 come"
    dialog.old.setCurrentIndex(first)
    desk.settle()
    assert dialog.summary.text() == "The two are the same."
    dialog.reject()


def test_the_word_target_is_kept_for_each_story(desk, story, store, who, answer):
    from editorial.stories import drafts

    desk.open(story)
    status = desk.page.status
    assert status._words.text() == "8 of 900 words"
    answer(number=350)
    QTest.mouseClick(status._words, Qt.MouseButton.LeftButton)
    desk.settle()
    assert status._words.text() == "8 of 350 words"
    other = drafts.new_story(store, who=who, headline="Other", body="One.").created
    desk.open(other)
    assert status._words.text() == "1 of 900 words"
    desk.open(story)
    assert status._words.text() == "8 of 350 words"
    answer(number=0)
    desk.room.aids.targets.ask()
    desk.settle()
    assert status._words.text() == "8 words"


def test_the_words_of_this_sitting_are_counted(desk, story):
    desk.open(story)
    write(desk, " Two more")
    desk.page.count()
    assert desk.page.status._words.toolTip().startswith("2 words more since you opened it.")
