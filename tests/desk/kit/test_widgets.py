"""Small widgets say their names and keep what they are given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from editorial.desk.kit.chips import Chip, TokenEdit
from editorial.desk.kit.messages import EmptyState, Notice
from editorial.desk.kit.widgets import (
    CountBadge,
    ElidedLabel,
    IconButton,
    ProgressLine,
    QuietButton,
    StatusDot,
)
from editorial.system.errors import DiskFull


def test_names_become_chips_and_can_be_taken_back(theme, qtbot):
    field = TokenEdit("Tags", "Add a tag")
    qtbot.addWidget(field)
    field.show()
    heard: list[tuple[str, ...]] = []
    field.changed.connect(heard.append)
    field.set_names(["shipping", "labour"])
    assert heard == []
    line = field.focusProxy()
    qtbot.keyClicks(line, "harbour   pilots,")
    qtbot.keyClicks(line, "Shipping")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert field.names == ("shipping", "labour", "harbour pilots")
    assert heard == [("shipping", "labour", "harbour pilots")]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert field.names == ("shipping", "labour")
    cross = field.findChildren(Chip)[0].findChild(QToolButton)
    assert cross.accessibleName() == "Remove shipping"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.names == ("labour",)


def test_the_field_grows_by_lines_and_shrinks_again(theme, qtbot):
    field = TokenEdit("Tags")
    qtbot.addWidget(field)
    field.resize(160, 40)
    field.show()
    one = field.heightForWidth(160)
    field.set_names(["shipping", "labour", "ports", "pilots", "strikes"])
    assert field.heightForWidth(160) > one
    field.set_names([])
    assert field.heightForWidth(160) == one


def test_completions_leave_out_what_is_already_there(theme, qtbot):
    field = TokenEdit("Tags")
    qtbot.addWidget(field)
    field.set_names(["ports"])
    field.set_completions(["ports", "pilots"])
    assert field._model.stringList() == ["pilots"]


def test_a_notice_says_what_happened_what_is_safe_and_what_to_do(theme, qtbot):
    notice = Notice(theme)
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.refuse(DiskFull("The disk is full.", safe="Nothing is lost.", next_step="Make room."))
    assert notice.text == "The disk is full. Nothing is lost. Make room."
    assert notice.accessibleName() == notice.text
    assert not notice.isHidden()
    notice.close_notice()
    assert notice.isHidden()


def test_an_empty_place_offers_its_way_out(theme, qtbot):
    empty = EmptyState("No drafts yet", "They stand here.", "New story")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.chosen):
        empty.findChild(QuietButton).click()
    empty.say("Nothing returned", "Stories that an editor sends back stand here.")
    assert empty.findChild(QuietButton).isHidden()


def test_a_long_line_is_cut_and_told_whole(theme, qtbot):
    label = ElidedLabel("Why the harbour pilots are striking now")
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "Why the harbour pilots are striking now"
    label.resize(900, 20)
    assert label.text() == "Why the harbour pilots are striking now"
    assert label.toolTip() == ""


def test_controls_have_names(theme, qtbot):
    badge = CountBadge("photos need work")
    qtbot.addWidget(badge)
    badge.set_count(1200)
    assert badge.accessibleName() == "1,200 photos need work"
    badge.set_count(0)
    assert badge.isHidden()
    button = IconButton("x", "Close", "Esc")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close (Esc)")
    dot = StatusDot(theme, "in_edit", "In edit")
    qtbot.addWidget(dot)
    assert dot.accessibleName() == "In edit"
    dot.set_status("ready", "Ready")
    assert dot.accessibleName() == "Ready"
    line = ProgressLine("Import")
    qtbot.addWidget(line)
    line.set_progress(48, 120)
    assert (line.value(), line.maximum()) == (48, 120)


def test_enter_and_space_press_a_button_and_a_shortcut_does_not(theme, qtbot):
    button = QuietButton("Push")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert len(pressed) == 3
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 3
