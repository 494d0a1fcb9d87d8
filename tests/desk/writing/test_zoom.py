"""Larger and smaller type, without anything to undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editorial.desk.writing.page import COLUMN
from editorial.stories import drafts

_CONTROL = Qt.KeyboardModifier.ControlModifier
BODY = "One.\n\nTwo.\n\n## Three"


@pytest.fixture
def body(desk, store, who):
    desk.room.widget.resize(1400, 900)
    made = drafts.new_story(store, who=who, headline="Head", dek="Dek", body=BODY).created
    desk.open(made)
    desk.page.body.setFocus()
    return desk.page.body


def tops(body):
    layout, block, found = body.document().documentLayout(), body.document().firstBlock(), []
    while block.isValid():
        found.append(layout.blockBoundingRect(block).top())
        block = block.next()
    return found


def test_keys_zoom_and_nothing_is_to_be_undone(desk, body):
    before, width = tops(body), body.width()
    QTest.keyClick(body, Qt.Key.Key_Plus, _CONTROL)
    QTest.keyClick(body, Qt.Key.Key_Equal, _CONTROL)
    QTest.keyClick(body, Qt.Key.Key_Plus, _CONTROL)
    assert desk.room.aids.zoom.percent == 150
    assert tops(body) == pytest.approx([top * 1.5 for top in before], abs=1)
    assert body.font().pixelSize() == 27
    assert desk.page.head.headline.font().pixelSize() == 48
    assert body.width() > width
    assert not body.document().isUndoAvailable()
    assert desk.draft.is_clean
    QTest.keyClick(body, Qt.Key.Key_Minus, _CONTROL)
    assert desk.room.aids.zoom.percent == 125
    QTest.keyClick(body, Qt.Key.Key_0, _CONTROL)
    assert tops(body) == before
    assert body.width() == COLUMN == width


def test_undo_goes_on_after_a_zoom(desk, body):
    QTest.keyClicks(body, "More. ")
    QTest.keyClick(body, Qt.Key.Key_Plus, _CONTROL)
    QTest.keyClick(body, Qt.Key.Key_Z, _CONTROL)
    assert body.toPlainText() == BODY
    QTest.keyClick(body, Qt.Key.Key_Y, _CONTROL)
    assert body.toPlainText().startswith("More. ")


def test_the_wheel_zooms_while_control_is_held(desk, body):
    def turn(by, modifiers):
        spot = QPointF(30, 30)
        event = QWheelEvent(
            spot,
            body.viewport().mapToGlobal(spot),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(body.viewport(), event)

    zoom = desk.room.aids.zoom
    turn(120, _CONTROL)
    assert zoom.percent == 110
    turn(-60, _CONTROL)
    assert zoom.percent == 110
    turn(-60, _CONTROL)
    assert zoom.percent == 100
    turn(120, Qt.KeyboardModifier.NoModifier)
    assert zoom.percent == 100


def test_every_story_comes_in_the_size_that_was_chosen(desk, body, story):
    first = desk.draft.id
    plain = tops(body)
    desk.open(story)
    desk.room.aids.zoom.set_percent(200)
    assert desk.page.body.document().defaultFont().pixelSize() == 36
    desk.open(first)
    assert tops(body) == pytest.approx([top * 2 for top in plain], abs=1)
    desk.room.aids.zoom.reset()
    desk.open(story)
    assert desk.page.body.document().defaultFont().pixelSize() == 18


def test_the_ends_of_the_scale_hold(desk, body):
    zoom = desk.room.aids.zoom
    for _ in range(12):
        zoom.larger()
    assert zoom.percent == 200
    for _ in range(12):
        zoom.smaller()
    assert zoom.percent == 70


def test_the_size_is_remembered(desk, body, theme, home):
    from editorial.desk.writing.editing import make_actions
    from editorial.desk.writing.zoom import Zoom

    desk.room.aids.zoom.set_percent(125)
    desk.room.aids.zoom._kept.sync()
    again = Zoom(desk.room._ctx, desk.page, make_actions(desk.page), desk.page)
    assert again.percent == 125
