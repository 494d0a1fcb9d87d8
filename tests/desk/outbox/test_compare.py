"""Two sides, and a decision."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from editorial.desk.kit.widgets import QuietButton
from editorial.desk.outbox.compare import CompareDialog

DIFFERENCES = (
    {"field": "headline", "expected": "Three straits, one treaty", "found": "Three straits, two"},
    {"field": "body_text", "expected": "a <b> c", "found": ""},
)


def test_each_difference_stands_side_by_side(delivery, theme, qtbot):
    row = delivery(state="needs_person", differences=DIFFERENCES)
    dialog = CompareDialog(row, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    said = {label.accessibleName() for label in dialog.findChildren(QLabel)}
    assert {"Three straits, one treaty", "Three straits, two", "a <b> c", "nothing"} <= said
    rich = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("&lt;b&gt;" in text for text in rich)
    assert any(theme.tokens.added in text for text in rich)
    assert any(theme.tokens.removed in text for text in rich)


def test_both_decisions_are_told(delivery, theme, qtbot):
    row = delivery(state="needs_person", differences=DIFFERENCES)
    for name, word in (("overwrite", "overwrite"), ("keep", "keep_live")):
        dialog = CompareDialog(row, theme)
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(dialog.decided) as told:
            getattr(dialog, name).click()
        assert told.args == [word]


def test_without_a_question_there_is_only_a_look(delivery, theme, qtbot):
    dialog = CompareDialog(delivery(state="verified", differences=DIFFERENCES), theme)
    qtbot.addWidget(dialog)
    assert [button.text() for button in dialog.findChildren(QuietButton)] == ["Close"]
