"""Opening, jumping, keys, names for those who listen, both looks."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from editorial.desk.kit.room import Target
from editorial.photos.ingest import import_photos
from editorial.stories import drafts, placements


def test_a_story_is_shown_whole(desk, story):
    desk.open(story)
    head = desk.page.head
    assert head.kicker.text() == "Analysis  |  Global Crises"
    assert head.headline.toPlainText() == "The pilots strike"
    assert head.byline.text() == "Ada Byron"
    assert desk.room.title == "The pilots strike"
    assert desk.room.current() == story


def test_a_missing_story_is_said_kindly(desk):
    desk.room.open_story(uuid.uuid4())
    desk.settle()
    assert desk.notices.refused
    assert desk.room.widget.currentWidget() is desk.room.nothing


def test_a_new_story_waits_in_its_headline(desk, qtbot):
    desk.room.new_story()
    desk.settle()
    headline = desk.page.head.headline
    qtbot.keyClicks(headline, "A beginning")
    qtbot.keyClick(headline, Qt.Key.Key_Return)
    assert desk.room.flush()
    assert desk.stored().headline == "A beginning"


def test_the_shell_sends_the_room_places(desk, story):
    desk.room.activate(Target(story=story, field="dek"))
    desk.settle()
    assert desk.room.current() == story
    desk.room.activate(Target(place="spiked"))
    assert desk.room.current() is None
    assert desk.room.widget.currentWidget() is desk.room.nothing


@pytest.mark.parametrize(
    ("field", "tab"),
    [
        ("section", "story"),
        ("slug", "story"),
        ("hero", "photos"),
        ("related", "related"),
        ("notes", "review"),
    ],
)
def test_checks_jump_to_tabs(desk, story, field, tab):
    desk.open(story)
    desk.room.commands.jump_wanted.emit(field, "")
    assert desk.room.inspector.tabs.currentWidget() is getattr(desk.room.inspector, tab)


def test_a_check_jumps_to_its_words(desk, story):
    desk.open(story)
    desk.room.commands.jump_wanted.emit("body", "Forty ships")
    assert desk.page.body.textCursor().selectedText() == "Forty ships"


def test_the_checks_follow_the_words(desk, story, qtbot):
    draft = desk.open(story)
    codes = {r.code: r.level for r in desk.room.inspector.story.check_list.results}
    assert codes["basics"] == "pass"
    draft.put_words(type(draft.words)("", "", draft.words.body))
    draft.save()
    desk.settle()
    codes = {r.code: r.level for r in desk.room.inspector.story.check_list.results}
    assert codes["headline_missing"] == "block"


def test_marks_have_their_keys(desk, story, qtbot):
    draft = desk.open(story)
    body = desk.page.body
    assert body.select_words("Forty")
    desk.room._actions["bold"].trigger()
    assert "**Forty** ships" in draft.words.body
    desk.room._actions["bold"].trigger()
    desk.room._actions["heading"].trigger()
    assert draft.words.body.endswith("## Forty ships wait.")
    shortcuts = {a.objectName(): a.shortcut().toString() for a in desk.room.actions()}
    assert shortcuts["writing.bold"] == "Ctrl+B"
    assert shortcuts["writing.italic"] == "Ctrl+I"
    assert shortcuts["writing.preview"] == "Ctrl+P"
    assert shortcuts["writing.step"] == "Ctrl+Return"


def test_enter_and_shift_enter(desk, story, qtbot):
    draft = desk.open(story)
    body = desk.page.body
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    body.setTextCursor(cursor)
    qtbot.keyClick(body, Qt.Key.Key_Return)
    qtbot.keyClicks(body, "- one")
    qtbot.keyClick(body, Qt.Key.Key_Return)
    qtbot.keyClicks(body, "two")
    qtbot.keyClick(body, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(body, "still two")
    assert draft.words.body.endswith("Forty ships wait.\n\n- one\n- two\nstill two")


def test_enter_leads_through_the_fields(desk, story, qtbot):
    desk.open(story)
    desk.room.widget.activateWindow()
    head = desk.page.head
    head.headline.setFocus()
    qtbot.keyClick(head.headline, Qt.Key.Key_Return)
    assert desk.room.widget.focusWidget() is head.dek
    qtbot.keyClick(head.dek, Qt.Key.Key_Return)
    assert desk.room.widget.focusWidget() is desk.page.body
    assert head.headline.toPlainText() == "The pilots strike"


def test_the_byline_is_filed(desk, story, qtbot):
    desk.open(story)
    byline = desk.page.head.byline
    byline.setText("Ada Byron,  Grace Hopper ")
    byline.editingFinished.emit()
    desk.settle()
    assert desk.stored().byline == ("Ada Byron", "Grace Hopper")


def test_head_and_body_scroll_as_one(desk, store, who):
    body = "\n\n".join(f"Paragraph {n} of a long story." for n in range(300))
    long = drafts.new_story(store, who=who, headline="Long", body=body).created
    desk.open(long)
    page, bar = desk.page.page, desk.page.page.scroll_bar
    page.place()
    head_high = desk.page.head.height()
    assert bar.maximum() > 5000
    bar.setValue(100)
    assert desk.page.head.y() == -100
    assert desk.page.body.y() == head_high - 100
    bar.setValue(head_high + 500)
    assert desk.page.body.y() == 0
    assert desk.page.body.verticalScrollBar().value() == 500
    # The cursor at the end of the story brings the page along.
    cursor = desk.page.body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    desk.page.body.setTextCursor(cursor)
    desk.page.body.ensureCursorVisible()
    assert bar.value() > head_high + 5000
    seen = desk.page.body.cursorRect().translated(0, desk.page.body.y())
    assert 0 <= seen.top() <= page.height()


def test_the_wheel_over_the_words_moves_the_page(desk, store, who):
    body = "\n\n".join(f"Paragraph {n}." for n in range(200))
    desk.open(drafts.new_story(store, who=who, headline="Long", body=body).created)
    bar = desk.page.page.scroll_bar
    desk.page.page.place()
    event = QWheelEvent(
        QPointF(20, 20),
        QPointF(20, 20),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.page.body.viewport(), event)
    assert bar.value() > 50
    assert desk.page.head.y() == -bar.value()


def test_the_place_in_a_story_is_remembered(desk, store, story, who):
    body = "\n\n".join(f"Paragraph {n}." for n in range(200))
    long = drafts.new_story(store, who=who, headline="Long", body=body).created
    desk.open(long)
    desk.page.page.scroll_bar.setValue(900)
    desk.open(story)
    desk.open(long)
    assert desk.page.page.scroll_bar.value() == 900


def test_the_length_is_said(desk, story, qtbot):
    desk.open(story)
    desk.page.count()
    assert desk.page.status._words.text() == "8 of 900 words"
    desk.page.body.select_words("Forty ships")
    desk.page.count()
    assert desk.page.status._words.text() == "2 of 8 words selected"


def test_every_control_has_a_name(desk, story, store, who, workbench, make_jpeg):
    results, _ = import_photos(store, [make_jpeg()], who="Ada", workbench=workbench)
    placements.place_hero(store, story, results[0].photo.id, who=who)
    desk.open(story)
    for index in range(desk.room.inspector.tabs.count()):
        desk.room.inspector.tabs.setCurrentIndex(index)
        desk.settle()
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    nameless = []
    for widget in desk.room.widget.findChildren(object):
        if not isinstance(widget, kinds) or widget.objectName().startswith("qt_"):
            continue
        if widget.window() is not desk.room.widget.window():
            # The pop-up of a combo box or a completion is named by its field.
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        hidden_action = isinstance(widget, QAbstractButton) and not widget.isVisibleTo(
            desk.room.widget
        )
        if not hidden_action and not face.text(QAccessible.Text.Name):
            nameless.append(repr(widget))
    assert nameless == []


def test_both_looks_are_painted(desk, story, theme, tmp_path):
    desk.open(story)
    pictures = {}
    for scheme in ("light", "dark"):
        theme.set_scheme(scheme)
        QApplication.processEvents()
        pictures[scheme] = desk.room.widget.grab().toImage()
    corner = QPoint(4, 300)
    assert pictures["light"].pixelColor(corner).lightness() > 230
    assert pictures["dark"].pixelColor(corner).lightness() < 60
