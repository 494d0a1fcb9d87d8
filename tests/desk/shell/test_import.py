"""Story files come in at the window: dropped on the list, or by the File menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from editorial.stories.drafts import open_story


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<h1>From a page</h1><p>Its <em>words</em>.</p>", "utf-8")
    return path


def settle(desk, qtbot):
    for _ in range(3):
        assert desk.jobs.wait_idle()
        qtbot.wait(1)


def test_a_file_dropped_on_the_list_is_a_new_draft(desk, page, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(page))])
    rest = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for target in (desk.list, desk.list.view.viewport(), desk.list.found.viewport()):
        assert target.acceptDrops()
    target = desk.list.view.viewport()
    enter = QDragEnterEvent(QPoint(30, 30), *rest)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(30, 30), *rest))
    settle(desk, qtbot)
    story = open_story(desk.newsroom.store, desk.room.current())
    assert story.headline == "From a page"
    assert story.body == "Its *words*."
    assert "page.html is a new draft." in desk.window.notices.text


def test_the_menu_imports_what_was_chosen(desk, page, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(page)], ""))
    desk.window.actions_["file.import"].trigger()
    settle(desk, qtbot)
    assert open_story(desk.newsroom.store, desk.room.current()).headline == "From a page"


def test_a_notice_may_offer_the_folder(desk, tmp_path):
    opened = []
    notices = desk.window.notices
    url = QUrl.fromLocalFile(str(tmp_path))
    notices.tell("It is written.", action="Open folder", then=lambda: opened.append(url))
    notices.notice.acted.emit()
    assert opened == [url]
    notices.tell("Something else.")
    notices.notice.acted.emit()
    assert opened == [url]
