"""The real page, in the person's browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDesktopServices


def test_the_preview_shows_the_words_on_the_screen(desk, story, qtbot, monkeypatch):
    opened = []

    def open_url(url):
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    desk.open(story)
    qtbot.keyClicks(desk.page.body, "Fresh words. ")
    desk.room._actions["preview"].trigger()
    desk.settle()
    page = opened[0].read_text("utf-8")
    assert "Fresh words. The boats stay in port." in page
    assert "The pilots strike" in page
    assert desk.notices.told[-1] == "The page is open in your browser."


def test_without_a_browser_the_file_is_named(desk, story, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    desk.open(story)
    desk.room.preview.open()
    desk.settle()
    assert "The page is at " in desk.notices.told[-1]
    assert Path(desk.notices.told[-1].partition("The page is at ")[2]).is_file()
