"""Copies with metadata from the desk."""

from __future__ import annotations

from editorial.desk.photo_desk.copies_dialog import CopiesDialog
from editorial.photos.metadata.reading import read_metadata


def test_the_chosen_photos_are_saved_with_their_words(desk, library, tmp_path):
    desk.go()
    desk.choose(library["harbour"], library["vote"])
    desk.room.tools.save_copies()
    dialog = desk.room.tools.dialog
    assert isinstance(dialog, CopiesDialog)
    assert dialog.save.text() == "Save 2 photos to a folder…"
    dialog.size_box.setCurrentIndex(3)
    assert "Place and camera do not" in dialog.about.text()
    dialog.write_to(tmp_path / "out")
    assert not dialog.save.isEnabled()
    desk.settle()
    assert dialog.said.text() == "2 copies are written."
    assert read_metadata(tmp_path / "out" / "harbour-320.jpg").credit == "REUTERS/Ana Ruiz"
    assert dialog.save.isEnabled()
    assert dialog.leave.text() == "Close"
    dialog.leave.click()
    assert desk.room.tools.dialog is None


def test_a_refused_folder_is_told_and_can_be_chosen_again(desk, library):
    desk.go()
    desk.choose(library["market"])
    desk.room.tools.save_copies()
    dialog = desk.room.tools.dialog
    dialog.write_to(desk.store.home.originals)
    desk.settle()
    assert "belongs to the library" in dialog.said.text()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_stop_keeps_what_is_written(desk, library, tmp_path):
    desk.go()
    desk.choose(library["harbour"], library["vote"])
    desk.room.tools.save_copies()
    dialog = desk.room.tools.dialog
    dialog.write_to(tmp_path / "out")
    dialog.leave.click()
    desk.settle()
    written = len(list((tmp_path / "out").glob("*.jpg"))) if (tmp_path / "out").exists() else 0
    expected = "2 copies are written." if written == 2 else f"Stopped: {written} of 2 written."
    assert dialog.said.text() == expected
    dialog.reject()
