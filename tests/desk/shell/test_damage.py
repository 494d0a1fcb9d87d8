"""A database that is really damaged: a backup comes back, or what can be read is saved."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from editorial.app import open_newsroom
from editorial.desk.shell.run import Starter
from editorial.storage.backup import back_up, restore
from editorial.stories.drafts import new_story, open_story


@pytest.fixture
def stories(home):
    """A newsroom with twelve stories, closed again; their headlines."""
    newsroom = open_newsroom(home)
    newsroom.change_settings(newsroom.settings.with_person(name="Ana Ruiz", seen_welcome=True))
    headlines = [f"Story number {number}" for number in range(12)]
    for headline in headlines:
        new_story(
            newsroom.store, who=newsroom.person, headline=headline, body=f"{headline}. " * 400
        )
    newsroom.close()
    return headlines


def break_header(home):
    """Overwrite the first page: nothing of the file can be opened any more."""
    with home.database.open("r+b") as stream:
        stream.write(b"\0" * 4096)


def break_schema(home):
    """Damage what is read at each start, and leave the stories."""
    size = int.from_bytes(home.database.read_bytes()[16:18], "big") or 65536
    from pysqlite3 import dbapi2

    connection = dbapi2.connect(str(home.database))
    root = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'alembic_version'"
    ).fetchone()[0]
    connection.close()
    with home.database.open("r+b") as stream:
        stream.seek((root - 1) * size)
        stream.write(b"\xff" * size)


@pytest.fixture
def start(home, theme, qtbot):
    made = []

    def start():
        begun = Starter(home, open_newsroom, theme, restore)
        made.append(begun)
        begun.show()
        qtbot.waitUntil(
            lambda: begun.damage is not None and begun.damage.isVisible(), timeout=30_000
        )
        assert begun.jobs.wait_idle()
        return begun

    yield start
    for begun in made:
        begun.window.before_close = None
        begun.window.close()
        begun.close()


@pytest.mark.parametrize("damage", [break_header, break_schema])
def test_a_backup_is_brought_back(home, stories, damage, start, qtbot, tmp_path, monkeypatch):
    backup = back_up(home, tmp_path / "newsroom.zip")
    damage(home)
    begun = start()
    pane = begun.damage
    assert "damaged" in pane.title.text()
    assert "The file was left as it is." in pane.text.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    broken = home.database.read_bytes()
    pane.restore.click()
    assert pane.progress.isVisible()
    assert not pane.salvage.isEnabled()
    qtbot.waitUntil(lambda: begun.desk is not None, timeout=30_000)
    assert begun.jobs.wait_idle()
    said = begun.window.notices.text
    assert said.startswith("newsroom.zip was restored. What was here before is kept in ")
    kept = next(home.backups.glob("before-restore-*/editorial.db"))
    assert str(kept.parent) in said
    assert kept.read_bytes() == broken
    found = open_story(begun.newsroom.store, "story-number-7")
    assert found.headline == "Story number 7"


def test_a_wrong_file_changes_nothing_and_leaves_every_way_open(home, stories, start, tmp_path):
    break_header(home)
    begun = start()
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"not an archive")
    broken = home.database.read_bytes()
    begun.damage.restore_backup(wrong)
    assert begun.jobs.wait_idle()
    assert "holiday.zip is not whole" in begun.damage.result.text()
    assert home.database.read_bytes() == broken
    assert begun.desk is None
    for button in (begun.damage.restore, begun.damage.salvage, begun.damage.again):
        assert button.isEnabled()
    assert not begun.damage.progress.isVisible()


def test_what_can_be_read_is_saved(home, stories, start, tmp_path, monkeypatch):
    break_schema(home)
    begun = start()
    pane = begun.damage
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    pane.salvage.click()
    assert begun.jobs.wait_idle()
    assert pane.result.text().startswith("12 stories were saved in ")
    folder = next((tmp_path / "out").iterdir())
    assert str(folder) in pane.result.text()
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.md"))]
    assert len(texts) == 12
    for headline, text in zip(stories, texts, strict=True):
        assert f"title: {headline}" in text
        assert text.count(f"{headline}. ") >= 399
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    pane.folder.click()
    assert opened[0].toLocalFile() == str(folder)


def test_nothing_to_read_is_said(home, stories, start, tmp_path):
    break_header(home)
    begun = start()
    begun.damage.save_readable(tmp_path)
    assert begun.jobs.wait_idle()
    said = begun.damage.result.text()
    assert said.startswith("Nothing of ")
    assert said.endswith("The file was left as it is. Restore a backup.")
    assert not begun.damage.folder.isVisible()


def test_no_dialog_answer_does_nothing(home, stories, start, monkeypatch):
    break_header(home)
    begun = start()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    begun.damage.restore.click()
    begun.damage.salvage.click()
    assert not begun.jobs.is_busy()
    assert not begun.damage.result.isVisible()


def test_a_file_that_was_mended_elsewhere_opens_by_trying_again(home, stories, start, qtbot):
    good = home.database.read_bytes()
    break_header(home)
    begun = start()
    home.database.write_bytes(good)
    begun.damage.again.click()
    qtbot.waitUntil(lambda: begun.desk is not None, timeout=30_000)
    assert begun.jobs.wait_idle()
