"""Every control that can be used says what it is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from editorial.desk.kit.room import Target
from editorial.desk.shell.about import AboutDialog
from editorial.desk.shell.damage import DamagePane
from editorial.desk.shell.fault_dialog import FaultDialog
from editorial.desk.shell.places import fixed_places
from editorial.desk.shell.preferences import Preferences
from editorial.system.errors import DatabaseDamaged

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)


def unnamed(root: QWidget) -> list[str]:
    """Return the visible controls below ``root`` that a screen reader cannot name."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parent(), (QAbstractSpinBox, QComboBox, QTabBar))
        if not isinstance(widget, CONTROLS) or inner or not widget.isVisible():
            continue
        if isinstance(widget, (QHeaderView, QScrollBar)) or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not name.strip():
            path, up = [], widget
            while up is not None and up is not root:
                path.append(type(up).__name__)
                up = up.parentWidget()
            found.append(" < ".join(path))
    return found


def test_the_check_itself_finds_a_nameless_control(qtbot, theme):
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root)
    root.show()
    assert unnamed(root) == ["QLineEdit"]


@pytest.mark.parametrize("place", [p.key for p in fixed_places()], ids=lambda key: key)
def test_every_place(desk, write, place):
    write("A story", body="Some words.", section="Europe", type="Analysis")
    desk.list.reload()
    desk.go_to(Target(place=place))
    assert desk.jobs.wait_idle()
    assert unnamed(desk.window) == []


def test_the_dialogs(newsroom, jobs, theme, qtbot):
    jobs.store = newsroom.store
    preferences = Preferences(newsroom, jobs, theme)
    for dialog in (preferences, AboutDialog(newsroom.home), FaultDialog("x")):
        qtbot.addWidget(dialog)
        dialog.show()
    for page in range(preferences.tabs.count()):
        preferences.tabs.setCurrentIndex(page)
        assert jobs.wait_idle()
        assert unnamed(preferences) == []
    assert unnamed(dialog) == []


def test_the_palette(desk):
    desk.commands.open_palette()
    assert unnamed(desk.commands._palette) == []
    desk.commands._palette.hide()


def test_the_welcome(newsroom, build_desk):
    newsroom.change_settings(newsroom.settings.with_person(seen_welcome=False))
    assert unnamed(build_desk().window) == []


def test_the_preview(desk, write, qtbot):
    story = write("A story", body="Some words.")
    desk.go_to(Target(place="my_drafts", story=story))
    assert desk.jobs.wait_idle()
    preview = desk.rooms["stories"].preview
    preview.open()
    qtbot.waitUntil(lambda: preview.is_loaded, timeout=30_000)
    assert unnamed(desk.window) == []
    preview.close()
    assert desk.jobs.wait_idle()


def test_a_damaged_newsroom(home, jobs, theme, qtbot):
    pane = DamagePane(home, jobs, lambda *_, **__: None)
    qtbot.addWidget(pane)
    pane.show_error(DatabaseDamaged("The database is damaged."))
    pane.show()
    assert unnamed(pane) == []
