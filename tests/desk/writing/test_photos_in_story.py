"""Pictures that are dropped, pasted and chosen end as placed photos with their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from editorial.desk.writing.library_dialog import LibraryDialog
from editorial.desk.writing.markdown_marks import photo_mark
from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.photos.queries import photo_rows
from editorial.review.decisions import take_step
from editorial.stories import drafts, placements
from editorial.stories.workflow import Step


def drop(widget, files, point):
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
def photo(store, workbench, make_jpeg):
    results, _ = import_photos(store, [make_jpeg("boat.jpg")], who="Ada", workbench=workbench)
    return results[0].photo


def test_a_picture_dropped_on_the_body_stands_there(desk, story, make_jpeg):
    draft = desk.open(story)
    body = desk.page.body
    drop(body.viewport(), [make_jpeg()], QPoint(20, 10))
    desk.settle()
    detail = desk.stored()
    photo = detail.inline[0].photo_id
    assert photo_mark(photo) in detail.body.split("\n\n")
    assert draft.is_clean
    body.undo()
    assert "photo:" not in draft.words.body


def test_several_pictures_dropped_at_once(desk, story, make_jpeg):
    desk.open(story)
    files = [make_jpeg("one.jpg", (200, 10, 10)), make_jpeg("two.jpg", (10, 200, 10))]
    drop(desk.page.body.viewport(), files, QPoint(20, 10))
    desk.settle()
    names = [row.file_name for row in photo_rows(desk.store, inline_ids(desk))]
    assert sorted(names) == ["one.jpg", "two.jpg"]
    assert "2 photos are in the text." in desk.notices.told


def inline_ids(desk):
    return [placed.photo_id for placed in desk.stored().inline]


def test_a_picture_dropped_above_is_the_hero(desk, story, make_jpeg):
    desk.open(story)
    drop(desk.page.page, [make_jpeg()], QPoint(100, 150))
    desk.settle()
    hero = desk.stored().hero
    assert hero is not None
    assert desk.draft.detail.hero == hero
    assert "harbour.jpg" in desk.page.head.hero.picture.accessibleName()


def test_words_typed_during_an_import_move_its_place_along(desk, story, make_jpeg, qtbot):
    draft = desk.open(story)
    body = desk.page.body
    end = body.document().characterCount() - 1
    desk.room.placing.body_files((str(make_jpeg()),), end)
    cursor = body.textCursor()
    cursor.setPosition(0)
    cursor.insertText("Before. ")
    desk.settle()
    lines = draft.words.body.split("\n")
    assert lines[0] == "Before. The boats stay in port."
    assert lines[-1].startswith("![](photo:")


def test_a_pasted_picture_comes_in(desk, story):
    draft = desk.open(story)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    mime = QMimeData()
    mime.setImageData(image)
    desk.page.body.insertFromMimeData(mime)
    desk.settle()
    assert "![](photo:" in draft.words.body
    assert len(desk.stored().inline) == 1


def test_pasted_words_keep_their_marks(desk, story):
    draft = desk.open(story)
    mime = QMimeData()
    mime.setHtml("<b>Bold</b> claim\r\nand more")
    mime.setText("Bold claim\r\nand more")
    cursor = desk.page.body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    desk.page.body.setTextCursor(cursor)
    desk.page.body.insertFromMimeData(mime)
    desk.settle()
    assert draft.words.body.endswith("Forty ships wait.**Bold** claim and more")


def test_a_file_that_is_no_picture_is_refused_by_name(desk, story, tmp_path):
    draft = desk.open(story)
    before = draft.words
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a picture")
    drop(desk.page.body.viewport(), [broken], QPoint(20, 10))
    desk.settle()
    assert "broken.jpg" in desk.notices.refused[0].message
    assert draft.words == before


def test_a_dropped_text_file_is_offered_as_a_story(desk, story, tmp_path):
    desk.open(story)
    file = tmp_path / "brief.md"
    file.write_text("---\ntitle: From a file\n---\n\nIts words.\n", "utf-8")
    drop(desk.page.body.viewport(), [file], QPoint(20, 10))
    desk.settle()
    offered = desk.room.files.offered
    assert "brief.md" in offered.question.text()
    offered.draft_button.click()
    desk.settle()
    target = desk.guide.targets[-1]
    assert desk.stored(target.story).headline == "From a file"


def test_nothing_is_dropped_into_a_closed_story(desk, story, make_jpeg):
    take_step(desk.store, story, Step.SPIKE, who=desk.who)
    draft = desk.open(story)
    drop(desk.page.page, [make_jpeg()], QPoint(100, 150))
    desk.settle()
    assert desk.stored().hero is None
    assert "photo:" not in draft.words.body


def test_a_credit_left_in_the_storys_caption_is_moved_with_one_press(desk, story, photo):
    placements.place_hero(
        desk.store, story, photo.id, who=desk.who, caption="The boat. (Photo: Ana Ruiz/AFP)"
    )
    desk.open(story)
    desk.room.jump_to("hero.caption")
    desk.settle()
    card = desk.room.inspector.photos.cards[0]
    assert card._move.toolTip() == "The caption ends in the credit “Ana Ruiz/AFP”"
    assert card._move.isVisibleTo(card)
    card._move.click()
    desk.settle()
    assert desk.stored().hero.caption == "The boat."
    assert photo_rows(desk.store, [photo.id])[0].credit == "Ana Ruiz/AFP"
    assert not desk.room.inspector.photos.cards[0]._move.isVisibleTo(card)


def test_captions_and_alt_text_are_written_where_they_belong(desk, story, photo):
    placements.place_hero(desk.store, story, photo.id, who=desk.who)
    desk.open(story)
    desk.room.jump_to("hero.alt")
    desk.settle()
    card = desk.room.inspector.photos.cards[0]
    card.alt.setPlainText("A pilot boat at the quay")
    card.caption.setPlainText("The boat.")
    card.alt.give()
    card.caption.give()
    desk.settle()
    row = photo_rows(desk.store, [photo.id])[0]
    # The photo had no words of its own: now it has, for every story.
    assert (row.alt, row.caption) == ("A pilot boat at the quay", "The boat.")
    card.caption.setPlainText("The boat, this morning.")
    card.caption.give()
    desk.settle()
    assert desk.stored().hero.caption == "The boat, this morning."
    assert photo_rows(desk.store, [photo.id])[0].caption == "The boat."


def test_words_typed_into_a_card_are_not_lost_on_leaving(desk, story, photo, store, who):
    other = drafts.new_story(store, who=who, headline="Other").created
    placements.place_hero(desk.store, story, photo.id, who=desk.who)
    desk.open(story)
    desk.room.jump_to("hero.alt")
    desk.settle()
    desk.room.inspector.photos.cards[0].alt.setPlainText("Typed, then away")
    desk.open(other)
    assert photo_rows(desk.store, [photo.id])[0].alt == "Typed, then away"


def test_a_read_credit_is_offered_and_used(desk, story, photo):
    edit_photo(desk.store, photo.id, who="Ada", credit="Photo by Jane Doe/Reuters")
    placements.place_hero(desk.store, story, photo.id, who=desk.who)
    desk.open(story)
    desk.room.jump_to("hero.credit")
    desk.settle()
    card = desk.room.inspector.photos.cards[0]
    assert "Use it" in card._read.text()
    card._read.click()
    desk.settle()
    credit = photo_rows(desk.store, [photo.id])[0].credit
    assert "Jane Doe" in credit
    assert "Photo by" not in credit


def test_the_library_is_searched_and_chosen_from(desk, story, photo):
    edit_photo(desk.store, photo.id, who="Ada", caption="A tugboat at dawn")
    desk.open(story)
    desk.room.placing.hero_from_library()
    dialog = desk.page.findChild(LibraryDialog)
    desk.settle()
    dialog.search.setText("no such words")
    dialog._look()
    desk.settle()
    assert dialog.model.rowCount() == 0
    assert dialog.hint.text() == "No photo has these words."
    dialog.search.setText("tugboat")
    dialog._look()
    desk.settle()
    assert dialog.model.rowCount() == 1
    assert not dialog.choose.isEnabled()
    dialog.view.setCurrentIndex(dialog.model.index(0))
    dialog.choose.click()
    desk.settle()
    assert desk.stored().hero.photo_id == photo.id


def test_the_photo_model_keeps_the_rules(desk, photo, qtmodeltester):
    dialog = LibraryDialog(desk.room._ctx, desk.room.photos, several=True)
    desk.settle()
    qtmodeltester.check(dialog.model)
    dialog.deleteLater()


def test_a_photo_leaves_the_text_and_comes_back_by_undo(desk, story, photo):
    draft = desk.open(story)
    before = draft.words.body
    desk.room.placing._insert(draft, end_of(draft), (photo,))
    desk.settle()
    assert len(desk.stored().inline) == 1
    desk.room.commands.remove_inline_wanted.emit(photo.id)
    draft.save()
    desk.settle()
    assert draft.words.body.rstrip() == before
    desk.page.body.undo()
    assert photo_mark(photo.id) in draft.words.body


def end_of(draft):
    cursor = QTextCursor(draft.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def test_a_mark_says_over_it_which_photo_it_is(desk, story, photo):
    draft = desk.open(story)
    desk.room.placing._insert(draft, end_of(draft), (photo,))
    desk.settle()
    assert desk.room.photos.about(photo.id) == "boat.jpg\nNo credit yet"
    desk.room.photos.thumbnail(photo.id)
    desk.settle()
    assert desk.room.photos.thumbnail(photo.id).width() > 0
