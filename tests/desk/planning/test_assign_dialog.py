"""Assigning a story from the desk."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from editorial.desk.planning.assign_dialog import AssignDialog
from editorial.system.errors import WrongUsage

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def dialog(qtbot, theme):
    made = AssignDialog(lambda: NOW, 900, "World")
    qtbot.addWidget(made)
    made.offer(("Harbours", "World"), ("Analysis",), ("Ana Ruiz",))
    made.show()
    return made


def ok(dialog):
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_a_writer_and_a_headline_are_all_it_needs(dialog) -> None:
    assert not ok(dialog).isEnabled()
    dialog.headline.setText("Pilots")
    dialog.to.setText("Ana Ruiz")
    assert ok(dialog).isEnabled()
    given = []
    dialog.given.connect(given.append)
    dialog.due.setText("fri 18:00")
    dialog.brief.setPlainText("Call the union.")
    ok(dialog).click()
    (wanted,) = given
    assert wanted.due_at == dt.datetime(2026, 11, 27, 17, tzinfo=dt.UTC)
    assert (wanted.section, wanted.type, wanted.word_target) == ("World", "", 900)
    # It stays until the story is made.
    assert dialog.isVisible()


def test_a_time_that_is_none_is_said_and_nothing_lost(dialog) -> None:
    dialog.headline.setText("Pilots")
    dialog.to.setText("Ana Ruiz")
    dialog.due.setText("soon")
    ok(dialog).click()
    assert "says no day or time" in dialog.problem.text()
    assert dialog.headline.text() == "Pilots"
    dialog.refuse(WrongUsage("The brief is too long.", next_step="Shorten it."))
    assert dialog.problem.text() == "The brief is too long. Shorten it."
