"""Story files dropped on the manuscript or the list, or chosen in the menu."""

from __future__ import annotations

import docx
import pytest
from docx.shared import Cm
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget

from editorial.desk.writing.bringing.list_drop import ListDrop
from editorial.desk.writing.bringing.story_import import StoryImport
from editorial.photos.queries import photo
from tests.generate.photos import agency_jpeg


def drop(widget, files):
    point = QPoint(20, 10)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    rest = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, QDragEnterEvent(point, *rest))
    QApplication.sendEvent(widget, QDropEvent(QPointF(point), *rest))


@pytest.fixture
def word(tmp_path):
    """A document as Word's users write one: title, heading, marks, list, picture."""
    document = docx.Document()
    document.add_heading("Pilots strike at the harbour", 0)
    paragraph = document.add_paragraph("The pilots stopped ")
    paragraph.add_run("at dawn").bold = True
    paragraph.add_run(".")
    document.add_heading("What next", 2)
    document.add_paragraph("Three ships", style="List Bullet")
    document.add_picture(str(agency_jpeg(tmp_path / "agency.jpg")), width=Cm(8))
    document.add_paragraph("The end.")
    path = tmp_path / "pilots.docx"
    document.save(str(path))
    return path


@pytest.fixture
def importing(desk):
    return StoryImport(desk.room.commands.ctx, desk.room.widget, desk.room)


def test_a_dropped_word_document_becomes_a_draft(desk, story, word):
    draft = desk.open(story)
    before = draft.words
    drop(desk.page.body.viewport(), [word])
    desk.settle()
    offered = desk.room.files.offered
    assert "pilots.docx" in offered.question.text()
    offered.draft_button.click()
    desk.settle()
    made = desk.stored(desk.guide.targets[-1].story)
    assert made.headline == "Pilots strike at the harbour"
    assert "The pilots stopped **at dawn**." in made.body
    assert "- Three ships" in made.body
    assert len(made.photos) == 1
    assert photo(desk.store, made.photos[0].photo_id).credit
    assert draft.words == before


def test_a_dropped_word_document_is_put_in_at_the_cursor(desk, story, word):
    draft = desk.open(story)
    before = draft.words.body
    first, last = before.split("\n\n")
    drop(desk.page.body.viewport(), [word])
    desk.settle()
    desk.room.files.offered.here_button.click()
    desk.settle()
    desk.room.flush()
    body = desk.stored(story).body
    assert body.startswith(f"{first}\n\n## Pilots strike at the harbour\n\n")
    assert "The pilots stopped **at dawn**.\n\n## What next\n\n- Three ships" in body
    assert body.endswith(f"The end.\n\n{last}")
    (placed,) = desk.stored(story).inline
    assert photo(desk.store, placed.photo_id).credit
    desk.page.body.undo()
    assert draft.words.body == before


def test_nothing_is_put_into_a_story_that_is_closed(desk, word):
    desk.room.files.offer((str(word),))
    offered = desk.room.files.offered
    assert offered.here_button.isHidden()
    offered.cancel_button.click()
    desk.settle()


@pytest.mark.parametrize("name", ["old.doc", "notes.rtf", "broken.docx"])
def test_a_refused_file_is_named_with_the_reason(desk, story, tmp_path, name):
    draft = desk.open(story)
    before = draft.words
    path = tmp_path / name
    path.write_bytes(b"no such document")
    drop(desk.page.body.viewport(), [path])
    desk.settle()
    desk.room.files.offered.draft_button.click()
    desk.settle()
    error = desk.notices.refused[-1]
    assert name in error.message
    assert error.next_step
    assert draft.words == before
    assert not desk.guide.targets


def test_the_menu_imports_several_files_and_tells_what_to_look_at(
    desk, importing, tmp_path, monkeypatch
):
    page = tmp_path / "page.html"
    page.write_text("<h1>From a page</h1><p>Its <em>words</em>.</p>", "utf-8")
    notes = tmp_path / "notes.txt"
    notes.write_text("From notes\n\nTheir words.", "utf-8")
    names = [str(page), str(notes), str(tmp_path / "gone.md")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    steps = []
    importing.progressed.connect(steps.append)
    importing.choose()
    desk.settle()
    assert [(step.done, step.total) for step in steps] == [(0, 3), (1, 3), (2, 3)]
    assert "gone.md" in desk.notices.refused[-1].message
    assert "2 files are new drafts" in desk.notices.refused[-1].safe
    assert desk.stored(desk.guide.targets[-1].story).headline == "From notes"


def test_a_warning_is_told_and_stays(desk, importing, tmp_path):
    file = tmp_path / "brief.md"
    file.write_text("---\ntitle: Brief\nbyline: [Jo]\n---\n\n![](gone.jpg)\n", "utf-8")
    importing.take((str(file),))
    desk.settle()
    assert desk.notices.refused[-1].message.startswith("brief.md is a new draft.")
    assert "gone.jpg" in str(desk.notices.refused[-1])


def test_files_dropped_on_the_list_are_taken(desk, qtbot, word):
    view = QListWidget()
    qtbot.addWidget(view)
    dropped = ListDrop((view,), desk.room)
    taken = []
    dropped.dropped.connect(taken.append)
    drop(view.viewport(), [word])
    qtbot.wait(1)
    assert taken == [(str(word),)]
    drop(view.viewport(), [word.parent])
    qtbot.wait(1)
    assert len(taken) == 1
