"""What is typed about photos: saved by itself, to all that are chosen, taken back in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from editorial.desk.photo_desk import fields as fields_module
from editorial.desk.photo_desk.credit_tab import NEEDS_CAPTION
from editorial.photos.edits import edit_photo


def test_the_inspector_shows_the_photo(desk, library):
    desk.go(photo=library["harbour"])
    assert desk.field("credit").words == "REUTERS/Ana Ruiz"
    assert desk.field("caption").words == "Pilot boats at the quay."
    assert desk.field("alt").words == "Two boats moored at a stone quay"
    assert not desk.room.inspector.credit.read_as.isVisible()


def test_leaving_a_field_saves_it(desk, library, qtbot):
    desk.go(photo=library["market"])
    caption = desk.field("caption")
    assert caption.placeholderText() == NEEDS_CAPTION
    assert caption.property("attention") is True
    caption.setFocus()
    qtbot.keyClicks(caption, "Stalls at noon.")
    desk.field("alt").setFocus()
    desk.settle()
    assert desk.stored(library["market"]).caption == "Stalls at noon."
    assert caption.property("attention") is False


def test_a_pause_saves_without_leaving(desk, library, qtbot, monkeypatch):
    desk.go(photo=library["market"])
    caption = desk.field("caption")
    caption._timer.setInterval(30)
    caption.setFocus()
    qtbot.keyClicks(caption, "Stalls ")
    qtbot.wait(60)
    desk.settle()
    assert desk.stored(library["market"]).caption == "Stalls"
    # The space that was typed is the beginning of the next word: it stays.
    assert caption.words == "Stalls "
    qtbot.keyClicks(caption, "at noon")
    qtbot.wait(60)
    desk.settle()
    assert desk.stored(library["market"]).caption == "Stalls at noon"
    assert fields_module.GIVE_AFTER_MS == 800


def test_typing_is_never_overwritten_by_what_was_saved_before(desk, library, qtbot):
    desk.go(photo=library["market"])
    caption = desk.field("caption")
    caption.setFocus()
    qtbot.keyClicks(caption, "Stalls")
    caption.give()
    qtbot.keyClicks(caption, " at noon")
    desk.settle()
    assert caption.words == "Stalls at noon"
    caption.give()
    desk.settle()
    assert desk.stored(library["market"]).caption == "Stalls at noon"


def test_a_mended_photo_stays_in_its_queue_until_it_is_chosen_anew(desk, library):
    desk.go()
    desk.room.header.queue_chosen.emit("needs_credit")
    desk.settle()
    assert len(desk.room.grid.photos.keys) == 2
    desk.choose(library["market"])
    desk.write("credit", "Ida Holm / Harbour Review")
    assert desk.room.queue.counts["needs_credit"] == 1
    assert library["market"] in desk.room.grid.photos.keys
    desk.room.header.queue_chosen.emit("needs_credit")
    desk.settle()
    assert library["market"] not in desk.room.grid.photos.keys


def test_a_messy_credit_is_read_live_and_used(desk, library, qtbot):
    desk.go(photo=library["vote"])
    offer = desk.room.inspector.credit.read_as
    assert offer.text == "Read as Ana Ruiz / AP. Use it"
    offer.accept()
    desk.settle()
    row = desk.stored(library["vote"])
    assert row.credit == "Ana Ruiz / AP"
    assert row.creators == ("Ana Ruiz",)
    assert desk.field("credit").words == "Ana Ruiz / AP"
    assert offer.text == ""


def test_a_supplier_is_named_as_it_asks_with_one_press(desk, library, qtbot):
    desk.go(photo=library["market"])
    credit, offer = desk.field("credit"), desk.room.inspector.credit.named
    assert offer.text == ""
    credit.setFocus()
    qtbot.keyClicks(credit, "Ana Ruiz/NurPhoto/Getty Images")
    desk.settle()
    assert offer.text == "Getty Images asks for Ana Ruiz/NurPhoto via Getty Images. Use it"
    offer.accept()
    desk.settle()
    assert desk.stored(library["market"]).credit == "Ana Ruiz/NurPhoto via Getty Images"
    assert offer.text == ""
    desk.room.edits.undo()
    desk.settle()
    assert desk.stored(library["market"]).credit == "Ana Ruiz/NurPhoto/Getty Images"


def test_what_is_read_follows_the_keys(desk, library, qtbot):
    desk.go(photo=library["market"])
    credit = desk.field("credit")
    offer = desk.room.inspector.credit.read_as
    credit.setFocus()
    qtbot.keyClicks(credit, "Foto: Ana Ruiz / REUTERS")
    desk.settle()
    assert "Ana Ruiz" in offer.text
    assert "Foto" not in offer.text
    offer.accept()
    desk.settle()
    stored = desk.stored(library["market"])
    assert "Foto" not in stored.credit
    assert stored.creators == ("Ana Ruiz",)


def test_a_credit_that_names_nobody_is_said(desk, library):
    desk.go(photo=library["market"])
    desk.write("credit", "Photographer")
    section = desk.room.inspector.credit.sections[0]
    assert section._problems["credit"].text() == "It names nobody: only a placeholder."


def test_a_credit_at_the_end_of_a_caption_is_moved(desk, library):
    desk.go(photo=library["market"])
    desk.write("caption", "Stalls at noon in Varnmouth. (AP Photo/Ana Ruiz)")
    offer = desk.room.inspector.credit.move_credit
    assert offer.text.endswith("AP Photo/Ana Ruiz. Move the credit")
    offer.accept()
    desk.settle()
    row = desk.stored(library["market"])
    assert row.caption == "Stalls at noon in Varnmouth."
    assert row.credit == "AP Photo/Ana Ruiz"
    assert offer.text == ""
    desk.room._undo()
    desk.settle()
    row = desk.stored(library["market"])
    assert row.caption == "Stalls at noon in Varnmouth. (AP Photo/Ana Ruiz)"
    assert row.credit == ""


def test_several_photos_are_edited_together_and_taken_back_each_to_its_own(desk, library):
    before = {name: desk.stored(photo).credit for name, photo in library.items()}
    desk.go()
    desk.choose(*library.values())
    assert desk.field("credit").placeholderText() == "(several)"
    assert desk.field("credit").words == ""
    assert desk.field("source").placeholderText() == ""
    desk.write("credit", "Ida Holm / Harbour Review")
    assert {desk.stored(photo).credit for photo in library.values()} == {
        "Ida Holm / Harbour Review"
    }
    assert desk.stored(library["harbour"]).caption == "Pilot boats at the quay."
    desk.room._undo()
    desk.settle()
    assert {name: desk.stored(photo).credit for name, photo in library.items()} == before
    assert desk.room.status.text.endswith("Taken back: credit line of 3 photos.")
    assert not desk.room.edits.can_undo


def test_a_field_of_several_left_alone_changes_nothing(desk, library):
    desk.go()
    desk.choose(*library.values())
    credit = desk.field("credit")
    credit.setFocus()
    desk.field("source").setFocus()
    desk.settle()
    assert desk.stored(library["harbour"]).credit == "REUTERS/Ana Ruiz"
    assert not desk.room.edits.can_undo


def test_words_typed_before_another_photo_is_chosen_belong_to_the_first(desk, library, qtbot):
    desk.go(photo=library["market"])
    caption = desk.field("caption")
    caption.setFocus()
    qtbot.keyClicks(caption, "Stalls at noon.")
    desk.room.grid.choose(library["vote"])
    desk.settle()
    assert desk.stored(library["market"]).caption == "Stalls at noon."
    assert desk.stored(library["vote"]).caption == ""
    assert caption.words == ""


def test_ctrl_z_in_a_field_with_nothing_typed_takes_the_edit_back(desk, library, qtbot):
    desk.go(photo=library["harbour"])
    desk.write("source", "Reuters")
    assert desk.stored(library["harbour"]).source == "Reuters"
    desk.room.activateWindow()
    source = desk.field("source")
    source.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is source)
    assert not source.isUndoAvailable()
    qtbot.keyClick(source, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.stored(library["harbour"]).source == ""
    assert QKeySequence(QKeySequence.StandardKey.Undo).toString() == "Ctrl+Z"


def test_a_decorative_photo_needs_no_alt_text(desk, library, qtbot):
    desk.go(photo=library["vote"])
    box = desk.room.inspector.credit.decorative
    box.click()
    desk.settle()
    assert desk.stored(library["vote"]).decorative
    assert not desk.field("alt").isEnabled()


def test_mixed_decorative_is_partial_and_one_click_sets_all(desk, library):
    edit_photo(desk.store, library["vote"], who="Ada Byron", decorative=True)
    desk.go()
    desk.choose(*library.values())
    box = desk.room.inspector.credit.decorative
    assert box.checkState() is Qt.CheckState.PartiallyChecked
    box.click()
    desk.settle()
    assert {desk.stored(photo).decorative for photo in library.values()} == {True}


def test_rights_are_written(desk, library):
    desk.go(photo=library["vote"])
    desk.write("usage_terms", "Editorial use only")
    desk.write("web_statement", "https://example.org/terms")
    desk.write("rights_expire_at", "2026-12-31")
    row = desk.stored(library["vote"])
    assert row.usage_terms == "Editorial use only"
    assert row.web_statement == "https://example.org/terms"
    assert f"{row.rights_expire_at:%Y-%m-%d}" == "2026-12-31"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("web_statement", "not an address"),
        ("rights_expire_at", "next week"),
        ("date_created", "yesterday"),
        ("country_code", "Norway"),
    ],
)
def test_a_value_that_is_refused_is_said_at_its_field_and_kept_there(desk, library, name, words):
    desk.go(photo=library["vote"])
    desk.write(name, words)
    inspector = desk.room.inspector
    sections = (*inspector.credit.sections, *inspector.rights.sections)
    section = next(each for each in sections if name in each.fields)
    assert "must be" in section._problems[name].text()
    assert desk.field(name).words == words
    assert desk.notices.refused == []


def test_a_change_from_elsewhere_is_shown(desk, library):
    desk.go(photo=library["vote"])
    desk.jobs.write(
        desk.room, edit_photo, library["vote"], who="Ida Holm", caption="The board after the vote."
    )
    desk.settle()
    assert desk.field("caption").words == "The board after the vote."


def test_unsaved_words_are_written_before_the_window_closes(desk, library, qtbot):
    desk.go(photo=library["market"])
    qtbot.keyClicks(desk.field("caption"), "Stalls at noon.")
    assert desk.room.flush()
    desk.jobs.wait_idle()
    assert desk.stored(library["market"]).caption == "Stalls at noon."


def test_a_field_is_reached_from_a_check(desk, library):
    desk.go(photo=library["vote"], field="photo.usage_terms")
    desk.settle()
    assert desk.room.inspector.tabs.currentIndex() == 1
    assert desk.room.focusWidget() is desk.field("usage_terms")
