"""Suggestions at the desk: seen in the words, listed, decided by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication

from editorial.review import note_following
from editorial.review.suggestions import proposal_of, propose, suggest, suggestions
from editorial.stories import drafts
from editorial.stories.people import Person

EVA = Person("Eva Brandt")


@pytest.fixture
def suggested(store, returned_once):
    """The story with four suggestions of two people, two of them for the same words."""
    suggest(store, returned_once, who=EVA, old="missing", new="lost", field="headline")
    suggest(store, returned_once, who=EVA, old="signed annex", new="sealed annex")
    suggest(store, returned_once, who=Person("Lu"), old="signed annex", new="signed page")
    suggest(store, returned_once, who=EVA, old="The line is not a formality.", new="")
    return returned_once


@pytest.fixture
def section(desk):
    return desk.room.inspector.review.suggestions


def act(desk, name):
    desk.room._actions[name].trigger()
    desk.settle()


def test_they_are_read_in_the_review(desk, suggested):
    desk.open(suggested)
    text = desk.view.toPlainText().replace("\u2009", " ")
    assert "missing lost Eva Brandt" in text
    assert "sealed annex Eva Brandt signed page Lu" in text
    desk.bar.clean.click()
    assert "sealed" not in desk.view.toPlainText()


def test_they_are_listed_as_they_stand(desk, suggested, section):
    desk.open(suggested)
    assert [(card.row.old, card.row.new) for card in section.cards] == [
        ("missing", "lost"),
        ("signed annex", "sealed annex"),
        ("signed annex", "signed page"),
        ("The line is not a formality.", ""),
    ]
    assert section.cards[0].words.text() == "<s>missing</s> <u>lost</u>"
    assert section.cards[3].accessibleName().startswith("Eva Brandt suggests to take out")


def test_one_is_accepted_by_keyboard_and_overtakes_the_other(desk, suggested, section, store):
    desk.open(suggested)
    act(desk, "next_suggestion")
    act(desk, "next_suggestion")
    assert "sealed annex" in desk.view.textCursor().selectedText()
    act(desk, "accept_suggestion")
    assert "sealed annex" in desk.stored(suggested).body
    assert "sealed annex" in desk.room.manuscript.body.toPlainText()
    assert [card.row.new for card in section.cards] == ["lost", ""]
    section.filter.click()
    states = {card.row.new: card.row for card in section.cards}
    assert states["sealed annex"].state == "accepted"
    assert states["signed page"].is_overtaken


def test_one_is_rejected_by_keyboard(desk, suggested, section, store):
    desk.open(suggested)
    act(desk, "next_suggestion")
    act(desk, "reject_suggestion")
    assert len(suggestions(store, suggested)) == 3
    assert "missing" in desk.stored(suggested).headline


def test_all_of_one_person(desk, suggested, section, store):
    desk.open(suggested)
    section.whose.setCurrentIndex(section.whose.findData("Eva Brandt"))
    assert section.accept_all.accessibleName() == "Accept all: 3 suggestions"
    section.accept_all.click()
    desk.settle()
    stored = desk.stored(suggested)
    assert stored.headline.endswith("lost signature")
    assert "sealed annex" in stored.body
    assert "formality" not in stored.body
    assert suggestions(store, suggested) == ()


def test_all_are_rejected(desk, suggested, section, store):
    desk.open(suggested)
    before = desk.stored(suggested).body
    section.reject_all.click()
    desk.settle()
    assert suggestions(store, suggested) == ()
    assert desk.stored(suggested).body == before
    assert section.cards == ()


def test_what_is_gone_says_so_and_can_be_copied(desk, suggested, section, store, writer):
    now = drafts.open_story(store, suggested)
    note_following.save_text(
        store, suggested, who=writer, base=now.text_revision, headline=now.headline, dek=now.dek,
        body=now.body.replace("the signed annex", "any paper"),
    )  # fmt: skip
    desk.open(suggested)
    gone = [card for card in section.cards if card.row.is_gone]
    assert len(gone) == 2
    assert gone[0].accept.isHidden()
    gone[0].copy.click()
    assert QApplication.clipboard().text() == "sealed annex"


def test_a_click_shows_the_card(desk, suggested, section):
    desk.open(suggested)
    row = section.rows[0]
    start, _ = desk.view.rendered.suggestion_place(row.id)
    cursor = desk.view.textCursor()
    cursor.setPosition(start + 2)
    place = desk.view.cursorRect(cursor).center() + QPoint(1, 0)
    desk.qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert section.current == row.id


def test_without_any_the_section_is_not_there(desk, returned_once, section):
    desk.open(returned_once)
    assert section._section.isHidden()
    act(desk, "next_suggestion")
    assert desk.notices.told == ["Nothing is suggested in this story."]
    act(desk, "accept_suggestion")
    assert desk.notices.told[-1] == "No suggestion is chosen. F8 goes to the next."


def test_everything_has_a_name(desk, suggested, section):
    desk.open(suggested)
    controls = [b for card in section.cards for b in card.findChildren(QAbstractButton)]
    for control in (*controls, section.whose, section.accept_all, *section.cards):
        face = QAccessible.queryAccessibleInterface(control)
        assert face.text(QAccessible.Text.Name)


def test_a_proposal_of_a_whole_text_is_read_too(desk, returned_once, store, section):
    shown = proposal_of(store, returned_once, EVA.name)
    body = shown.words["body"].replace("Officials", "\n\nThat is new.\n\nOfficials")
    propose(
        store, returned_once, who=EVA, words=shown.words,
        proposed=dict(shown.words) | {"body": body},
    )  # fmt: skip
    desk.open(returned_once)
    assert "That is new." in desk.view.toPlainText()
