"""Everything at the photo desk can be named, reached by keyboard, and read in both schemes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QTabBar)


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_control_has_a_name(desk, library):
    desk.go()
    unnamed = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in desk.room.findChildren(QWidget)
        if isinstance(widget, _CONTROLS)
        and not widget.isHidden()
        and not widget.objectName().startswith("qt_")
        # The arrows that a tab bar keeps for when it is too narrow.
        and not isinstance(widget.parent(), QTabBar | QLineEdit)
        and not _name(widget)
    ]
    assert unnamed == []


def test_the_keyboard_reaches_every_field_and_chip(desk, library):
    desk.go()
    inspector = desk.room.inspector
    for section in (*inspector.credit.sections, *inspector.rights.sections):
        for field in section.fields.values():
            assert field.focusPolicy() & Qt.FocusPolicy.TabFocus
    chips = desk.room.header._chips
    for chip in chips.values():
        assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    desk.qtbot.keyClick(chips["needs_credit"], Qt.Key.Key_Space)
    desk.settle()
    assert desk.room.queue.name == "needs_credit"
    assert [name for name, chip in chips.items() if chip.isChecked()] == ["needs_credit"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_room_is_drawn_in_the_schemes_colours(desk, library, scheme):
    desk.go()
    theme = desk.room._ctx.theme
    theme.set_scheme(scheme)
    desk.settle()
    image = desk.room.grab().toImage()
    paper, pane = theme.colour("paper"), theme.colour("desk")
    # An empty place of the grid, and one of the inspector's margins.
    assert image.pixelColor(desk.room.grid.width() - 40, 600).name() == paper.name()
    assert image.pixelColor(desk.room.width() - 294, 60).name() == pane.name()
