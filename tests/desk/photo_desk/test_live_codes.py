"""Codes typed into the photo desk's fields."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest


@pytest.fixture
def typing(desk, library, home):
    (home.root / "codes").mkdir()
    (home.root / "codes" / "teams.txt").write_text("ab1\tAda Byron\tAda\nbroken\n", "utf-8")
    desk.go(photo=library["market"])
    desk.settle()
    return desk


def test_a_code_becomes_its_words_with_its_last_key(typing, library):
    caption = typing.field("caption")
    QTest.keyClicks(caption, "Today =ab1= and =ab1#2= and =no= 1=2")
    typing.qtbot.waitUntil(lambda: "=ab1" not in caption.toPlainText(), timeout=5_000)
    assert caption.toPlainText() == "Today Ada Byron and Ada and =no= 1=2"
    caption.give()
    typing.settle()
    assert "Ada Byron" in typing.stored(library["market"]).caption
    assert any("teams.txt, line 2" in words for words in typing.notices.told)


def test_lines_take_codes_too_and_undo_has_them_back(typing, library):
    headline = typing.field("headline")
    for key in "=ab1=":
        QTest.keyClicks(headline, key)
        typing.qtbot.wait(5)
    assert headline.text() == "Ada Byron"
    headline.undo()
    assert headline.text() == "=ab1="
    headline.redo()
    headline.give()
    typing.settle()
    assert typing.stored(library["market"]).headline == "Ada Byron"
