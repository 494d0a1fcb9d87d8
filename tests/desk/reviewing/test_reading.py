"""Reading changes in the room, by keyboard: since the last look, two versions, who wrote what."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from editorial.desk.reviewing import looking
from editorial.photos.edits import edit_photo
from editorial.photos.queries import photo_rows
from editorial.review.story_changes import story_changes
from editorial.stories import drafts, filing, placements, related
from editorial.stories.people import Person

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def every_look_counts(monkeypatch):
    monkeypatch.setattr(looking, "SHORTEST_LOOK_MS", 0)


def _save(store, story, who, old, new):
    detail = drafts.open_story(store, story)
    assert old in detail.body
    drafts.save_text(
        store, story, who=who, base=detail.text_revision, headline=detail.headline,
        dek=detail.dek, body=detail.body.replace(old, new),
    )  # fmt: skip


def _look_and_leave(desk, story):
    desk.open(story)
    desk.room.close_story()
    desk.settle()


def _entries(menu):
    return {entry.text().replace("&", ""): entry for entry in menu.actions() if entry.text()}


def _walk(desk, qtbot):
    """Go through all changes by key; return what the line says of each."""
    said = []
    for _ in desk.view.rendered.changes:
        qtbot.keyClick(desk.view, Qt.Key.Key_Down, ALT)
        said.append(desk.review.desk.change.text)
    return said


def test_a_story_that_was_looked_at_is_read(desk, returned_once, store, writer):
    _look_and_leave(desk, returned_once)
    _save(store, returned_once, writer, "the same photograph", "one photograph")
    desk.open(returned_once)
    assert "1 change since you last read it" in desk.view.toPlainText()
    # What is on show stays so until it is left.
    _save(store, returned_once, writer, "the date", "a date")
    desk.review.refresh()
    desk.settle()
    assert "since you last read it" in desk.view.toPlainText()


def test_what_the_editor_typed_is_read(desk, returned_once, store, editor, qtbot):
    other = drafts.new_story(store, who=editor, headline="Two").created
    desk.open(returned_once)
    desk.bar.edit.click()
    body = desk.room.manuscript.body
    body.setFocus()
    qtbot.keyClick(body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(body, "Indeed: ")
    desk.open(other)
    found = story_changes(store, returned_once, who=editor.name)
    assert found.new.snapshot.body.startswith("Indeed: ")
    assert (found.base.since, found.diff.count) == ("you last read it", 0)


def test_leaving_for_another_story_ends_the_look(desk, returned_once, submitted, store, editor):
    other = drafts.new_story(store, who=editor, headline="Two").created
    desk.open(returned_once)
    desk.open(other)
    desk.open(returned_once)
    assert "no changes since you last read it" in desk.view.toPlainText()


def test_a_glance_is_no_reading(desk, returned_once, store, editor, monkeypatch):
    monkeypatch.setattr(looking, "SHORTEST_LOOK_MS", 3_600_000)
    _look_and_leave(desk, returned_once)
    assert story_changes(store, returned_once, who=editor.name).base.since == "you returned it"
    desk.open(returned_once)
    desk.view.go_to_change(1)
    desk.room.close_story()
    desk.settle()
    assert story_changes(store, returned_once, who=editor.name).base.since == "you last read it"


def test_a_decision_is_a_reading(desk, in_order, store, editor, monkeypatch):
    monkeypatch.setattr(looking, "SHORTEST_LOOK_MS", 3_600_000)
    desk.open(in_order)
    desk.bar.primary.click()
    desk.settle()
    found = story_changes(store, in_order, who=editor.name)
    assert (found.base.since, found.diff.count) == ("you approved it", 0)


def test_closing_the_desk_keeps_what_was_read(desk, returned_once, store, editor):
    desk.open(returned_once)
    assert desk.room.flush()
    assert story_changes(store, returned_once, who=editor.name).base.since == "you last read it"


def test_photos_tags_and_links_are_stepped_through(desk, in_order, store, writer, qtbot):
    (photo,) = [placed.photo_id for placed in drafts.open_story(store, in_order).photos]
    _look_and_leave(desk, in_order)
    edit_photo(store, photo, who="Photo desk", credit="AFP/Ana Ruiz")
    filing.file_story(store, in_order, who=Person("Copy desk"), tags=["law"], section="World")
    related.link_page(store, in_order, who=writer, url="https://example.org/a", title="A")
    desk.open(in_order)
    text = desk.view.toPlainText()
    assert "4 changes since you last read it" in text
    said = _walk(desk, qtbot)
    assert [each.split("  ·  ")[0] for each in said] == [
        "1 of 4  Section: “Asia-Pacific” became “World”",
        "2 of 4  Credit: “REUTERS” became “AFP”",
        "3 of 4  Related: “A (https://example.org/a)” added",
        "4 of 4  Tags: “treaties” became “law”",
    ]
    people = ["Copy desk", "Photo desk", "Tamsin Verhoeven", "Copy desk"]
    assert [each.split("  ·  ")[1].split(",")[0] for each in said] == people
    qtbot.keyClick(desk.view, Qt.Key.Key_Up, ALT)
    assert desk.review.desk.change.text.startswith("3 of 4")


def test_the_count_is_the_same_everywhere(desk, in_order, store, writer, make_photo):
    _look_and_leave(desk, in_order)
    photo = make_photo(caption="Officials shake hands.")
    placements.place_hero(store, in_order, make_photo(), who=writer)
    _save(store, in_order, writer, "Officials sent", f"![](photo:{photo})\n\nOfficials")
    filing.file_story(store, in_order, who=writer, byline=[], tags=[], type="QiOSK")
    desk.open(in_order)
    shown = len(desk.view.rendered.changes)
    assert shown == story_changes(store, in_order, who="Ida Holm").diff.count
    assert f"{shown} changes since" in desk.view.toPlainText()
    assert desk.review.desk.change.text == f"{shown} changes"
    starts = [place.start for place in desk.view.rendered.changes]
    assert starts == sorted(starts)
    assert "By Tamsin Verhoeven" in desk.view.toPlainText()


def test_a_picture_stands_where_its_mark_is(desk, submitted, store, writer, make_photo):
    photo = make_photo(caption="Officials shake hands.")
    (row,) = photo_rows(store, [photo])
    row.thumbnail_path.parent.mkdir(parents=True)
    Image.new("RGB", (400, 200), "#456").save(row.thumbnail_path, "JPEG")
    _look_and_leave(desk, submitted)
    _save(store, submitted, writer, "Officials sent", f"![](photo:{photo})\n\nOfficials sent")
    desk.open(submitted)
    text = desk.view.toPlainText()
    # The object replacement character is the picture.
    assert f"Photo: {row.file_name}\n\ufffc\nCaption: Officials shake hands.\n" in text
    assert "1 change since you last read it" in text
    cursor = desk.view.document().find("\ufffc")
    shape = cursor.charFormat().toImageFormat()
    assert (shape.width(), shape.height()) == (240, 120)


def test_any_two_versions_by_keyboard(desk, returned_once, qtbot):
    desk.open(returned_once)
    menu = desk.bar.since.menu()
    entries = _entries(menu)
    assert entries["Since you last read it"].isChecked()
    earlier = _entries(entries["From"].menu())
    first = next(text for text in earlier if text.startswith("v2 submitted by Tamsin Verhoeven"))
    earlier[first].trigger()
    desk.settle()
    later = _entries(_entries(menu)["To"].menu())
    assert later["The words of now"].isChecked()
    third = next(text for text in later if text.startswith("v3 returned by Ida Holm"))
    later[third].trigger()
    desk.settle()
    assert "version 3, no changes since version 2" in desk.view.toPlainText()
    assert desk.bar.changes.text() == "Changes v2 to v3"
    # An older version is for reading: nothing is decided about it.
    assert not desk.bar.primary.isEnabled()
    assert not desk.bar.give_back.isEnabled()
    _entries(_entries(menu)["To"].menu())["The words of now"].trigger()
    desk.settle()
    assert "4 changes since version 2" in desk.view.toPlainText()
    _entries(menu)["Swap the two"].trigger()
    desk.settle()
    text = desk.view.toPlainText()
    assert "version 2, 4 changes since version 6" in text
    assert "missing\u2009lost" in text
    qtbot.keyClick(desk.view, Qt.Key.Key_Down, ALT)
    assert "“missing” became “lost”  ·  Tamsin Verhoeven" in desk.review.desk.change.text
    _entries(menu)["Since you last read it"].trigger()
    desk.settle()
    assert desk.bar.primary.isEnabled()
    assert "since you returned it" in desk.view.toPlainText()


def test_an_older_version_on_show_is_no_reading(desk, returned_once, store, editor):
    desk.open(returned_once)
    desk.review.comparing.looking.begin()
    menu = desk.bar.since.menu()
    entries = _entries(_entries(menu)["To"].menu())
    entries[next(text for text in entries if text.startswith("v3"))].trigger()
    desk.settle()
    desk.room.close_story()
    desk.settle()
    assert story_changes(store, returned_once, who=editor.name).base.since == "you returned it"


def test_who_wrote_what_is_tinted_and_named(desk, returned_once, store, editor):
    _save(store, returned_once, editor, "the same photograph", "one photograph")
    desk.open(returned_once)
    legend = desk.review.desk.legend
    assert not legend.isVisible()
    _entries(desk.bar.since.menu())["Who wrote what"].trigger()
    desk.settle()
    assert legend.isVisible()
    assert legend.people == ("Tamsin Verhoeven", "Ida Holm")
    looks = {}
    for selection in desk.view.extraSelections():
        words = selection.cursor.selectedText()
        look = (selection.format.background().color().name(), selection.format.underlineStyle())
        looks |= {name: look for name in ("one", "signed annex") if name in words}
    mine, theirs = looks["one"], looks["signed annex"]
    # Ground and line: not by colour alone.
    assert mine[0] != theirs[0]
    assert mine[1] != theirs[1]
    place = desk.view.document().find("None has").selectionStart()
    assert desk.view.tip_at(place).startswith("Tamsin Verhoeven, version 1")
    _entries(desk.bar.since.menu())["Who wrote what"].trigger()
    desk.settle()
    assert not legend.isVisible()


def test_the_menu_is_used_by_its_letters(desk, returned_once, qtbot):
    desk.open(returned_once)
    menu = desk.bar.since.menu()
    for letter, told in (
        (Qt.Key.Key_S, "version 3, 4 changes since version 6"),
        (Qt.Key.Key_W, ""),
    ):
        menu.popup(desk.bar.mapToGlobal(desk.bar.rect().bottomLeft()))
        qtbot.keyClick(menu, letter)
        desk.settle()
        assert told in desk.view.toPlainText()
    # The later of the two is on the left: whose passages they are is told of the present only.
    assert desk.review.desk.legend.people == ()


def test_a_change_says_whose_it_is_where_the_mouse_rests(desk, returned_once):
    desk.open(returned_once)
    place = desk.view.rendered.changes[0]
    told = desk.view.tip_at(place.start + 1)
    assert told.startswith("Headline: “lost” became “missing”  ·  Tamsin Verhoeven, version ")
    assert desk.view.tip_at(place.end + 1) == ""
    spot = desk.view.cursorRect(_cursor_at(desk.view, place.start + 1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, desk.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(desk.view.viewport(), event)
    assert QToolTip.text() == told


def _cursor_at(view, position):
    cursor = view.textCursor()
    cursor.setPosition(position)
    return cursor


def test_the_line_of_changes_is_named_and_steps_by_button(desk, returned_once):
    desk.open(returned_once)
    line = desk.review.desk.change
    assert line.isVisible()
    assert line.text == "4 changes"
    for button in (line.back, line.forward):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    line.forward.click()
    assert line.text.startswith("1 of 4  Headline")
    line.back.click()
    assert line.text.startswith("4 of 4")
    desk.bar.clean.click()
    assert not line.isVisible()
