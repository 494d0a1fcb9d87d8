"""Photos come in: by a drop, by a dialog, in the background, each refused one with its reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from editorial.desk.kit.jobs import Lane
from editorial.photos import queries
from editorial.stories import drafts
from editorial.stories.people import Person
from tests.generate import hostile
from tests.generate import photos as make_files


def _urls(paths):
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return source


def _drop(room, paths):
    source = _urls(paths)
    enter = QDragEnterEvent(
        QPoint(40, 40),
        Qt.DropAction.CopyAction,
        source,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    room.dragEnterEvent(enter)
    if enter.isAccepted():
        room.dropEvent(
            QDropEvent(
                QPointF(40, 40),
                Qt.DropAction.CopyAction,
                source,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    return enter.isAccepted()


def _finished(desk):
    desk.qtbot.waitUntil(lambda: not desk.room.importer.is_running, timeout=30_000)
    desk.settle()


def test_an_empty_library_says_how_to_fill_it(desk):
    desk.go()
    assert desk.room.nothing.isVisible()
    assert desk.room.nothing.accessibleName() == "No photos yet"


def test_a_dropped_folder_comes_in_with_its_words(desk, files):
    desk.go()
    assert _drop(desk.room, [files])
    _finished(desk)
    assert desk.room.grid.photos.rowCount() == 3
    assert desk.room.grid.isVisible()
    assert desk.room.queue.counts["all"] == 3
    row = next(r for r in _rows(desk) if r.file_name == "harbour.jpg")
    assert row.credit == "REUTERS/Ana Ruiz"
    assert desk.room.status.text.endswith("3 photos added.")
    # The originals are where they were.
    assert len(list(files.iterdir())) == 3


def test_what_is_no_file_is_not_welcome(desk):
    desk.go()
    source = QMimeData()
    source.setText("some words")
    enter = QDragEnterEvent(
        QPoint(4, 4),
        Qt.DropAction.CopyAction,
        source,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    desk.room.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_fields_leave_drops_to_the_room(desk, library):
    desk.go()
    inspector = desk.room.inspector
    sections = (*inspector.credit.sections, *inspector.rights.sections)
    fields = [field for section in sections for field in section.fields.values()]
    assert len(fields) > 15
    assert not any(field.acceptDrops() for field in (*fields, desk.room.header.search))


def test_refused_files_are_listed_with_their_reasons(desk, files, tmp_path):
    text = tmp_path / "page.jpg"
    text.write_text("<!doctype html><title>Sign in</title>")
    broken = hostile.truncated_jpeg(tmp_path / "half.jpg")
    desk.go()
    desk.room.take([files, text, broken])
    _finished(desk)
    report = desk.room.report
    assert report.isVisible()
    assert report.head.startswith("3 photos added")
    assert any("page.jpg is a web page" in line for line in report.lines)
    assert any("half.jpg" in line for line in report.lines)
    assert desk.room.grid.photos.rowCount() == 3


def test_the_same_photo_twice_is_one(desk, files, library):
    desk.go()
    desk.room.take([files])
    _finished(desk)
    assert desk.room.grid.photos.rowCount() == 3
    assert desk.room.status.text.endswith("3 already here.")
    assert not desk.room.report.isVisible()


def test_progress_is_said_and_stop_keeps_what_came(desk, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        make_files.jpeg(folder / f"{number:02}.jpg", (240 + number, 160), seed=number)
    desk.go()
    said = []
    desk.room.importer.progressed.connect(lambda _: said.append(desk.room.status.text))
    desk.room.importer.progressed.connect(
        lambda progress: desk.room.status.stop_wanted.emit() if progress.done == 2 else None
    )
    desk.room.take([folder])
    _finished(desk)
    assert any("Reading 2 of 12 new photos" in text for text in said)
    came = queries.queue_counts(desk.store)["all"]
    assert 2 <= came < 12
    assert desk.room.grid.photos.rowCount() == came
    assert desk.room.report.head.startswith("Stopped.") or "Stopped." in desk.room.status.text


def test_files_that_come_during_an_import_wait_their_turn(desk, files, tmp_path):
    other = make_files.jpeg(tmp_path / "late.jpg", seed=9)
    desk.go()
    desk.room.take([files])
    desk.room.take([other])
    desk.qtbot.waitUntil(lambda: len(_rows(desk)) == 4, timeout=30_000)
    _finished(desk)
    assert {row.file_name for row in _rows(desk)} == {
        "harbour.jpg",
        "late.jpg",
        "market.png",
        "vote.jpg",
    }


def test_an_import_never_holds_up_a_save(desk, files):
    desk.go()
    desk.room.take([files])
    assert not desk.jobs.is_busy(Lane.WRITE)
    _finished(desk)


def test_photos_are_chosen_by_a_dialog(desk, files, monkeypatch):
    chosen = [str(files / "harbour.jpg")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    desk.go()
    desk.room._ctx.actions["photos.import_files"].trigger()
    _finished(desk)
    assert desk.room.grid.photos.rowCount() == 1
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(files))
    desk.room._ctx.actions["photos.import_folder"].trigger()
    _finished(desk)
    assert desk.room.grid.photos.rowCount() == 3


def test_a_full_disk_is_told_and_ends_the_import(desk, files, monkeypatch):
    from editorial.photos import ingest
    from editorial.system.errors import DiskFull

    def no_room(*_):
        raise DiskFull("The disk is full.", next_step="Make room, then try again.")

    monkeypatch.setattr(ingest.originals, "copy_in", no_room)
    desk.go()
    desk.room.take([files])
    _finished(desk)
    assert [error.message for error in desk.notices.refused] == ["The disk is full."]
    assert "Reading" not in desk.room.status.text


def test_search_finds_words_of_captions(desk, library):
    desk.go()
    desk.room.header.search.setText("quay")
    desk.room.header._search()
    desk.settle()
    assert desk.room.grid.photos.keys == (library["harbour"],)
    desk.room.header.search.setText("nothing like it")
    desk.room.header._search()
    desk.settle()
    assert desk.room.nothing.isVisible()
    desk.room.nothing.chosen.emit()
    desk.settle()
    assert desk.room.grid.photos.rowCount() == 3


def test_queue_chips_say_how_many_and_choose(desk, library):
    desk.go("photo_desk")
    chips = desk.room.header._chips
    assert chips["needs_credit"].text() == "Needs credit 2"
    assert chips["all"].text() == "All 3"
    assert not chips["rights_expiring"].isVisible()
    chips["needs_credit"].click()
    desk.settle()
    assert desk.room.grid.photos.rowCount() == 2


def test_the_stories_of_a_photo_open(desk, library):
    who = Person("Ada Byron")
    story = drafts.new_story(
        desk.store, who=who, headline="Boats", body=f"One.\n\n![](photo:{library['harbour']})\n"
    ).created
    desk.go(photo=library["harbour"])
    inspector = desk.room.inspector
    inspector.tabs.setCurrentIndex(2)
    desk.settle()
    (card,) = inspector.usage.stories
    assert card.accessibleName() == "Open “Boats”, Draft"
    card.click()
    assert [target.story for target in desk.guide.targets] == [story]
    desk.choose(library["vote"])
    assert inspector.usage.stories == ()


def _rows(desk):
    return queries.photo_rows(desk.store, queries.photo_ids(desk.store))


@pytest.fixture(autouse=True)
def no_real_dialogs(monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")


def test_what_is_on_the_clipboard_is_pasted(desk, files, store):
    desk.go()
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("words")
    desk.room.ways.paste()
    assert desk.notices.told[-1] == "There is no picture on the clipboard."
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(files / "harbour.jpg"))])
    clipboard.setMimeData(mime)
    desk.room.ways.paste()
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    clipboard.setImage(picture)
    desk.room.ways.paste()
    desk.qtbot.waitUntil(lambda: not desk.room.importer.is_running, timeout=20_000)
    desk.settle()
    names = {row.file_name for row in queries.photo_rows(store, queries.photo_ids(store))}
    assert names == {"harbour.jpg", "pasted-picture.png"}
