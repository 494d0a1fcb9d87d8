"""Templates, replacing, comparing and rating: by the keys, as one action each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editorial.desk.photo_desk.template_dialog import TemplateDialog
from editorial.photos import pairs, queries
from editorial.photos.templates import Entry, save_template, template


@pytest.fixture
def both(desk, library):
    desk.go()
    ids = (library["harbour"], library["vote"])
    desk.choose(*ids)
    return ids


def test_stars_and_rejection_by_key(desk, both):
    QTest.keyClick(desk.room.grid, Qt.Key.Key_4)
    desk.settle()
    assert [desk.stored(photo).rating for photo in both] == [4, 4]
    assert desk.notices.told[-1] == "Rating changed on 2 photos."
    QTest.keyClick(desk.room.grid, Qt.Key.Key_X)
    desk.settle()
    assert [desk.stored(photo).rating for photo in both] == [-1, -1]
    assert desk.room.queue.counts["rejected"] == 2
    desk.notices.then()
    desk.settle()
    assert [desk.stored(photo).rating for photo in both] == [4, 4]


def test_a_template_is_filled_applied_and_undone(desk, both, store):
    save_template(store, "Handout", {"source": Entry("Port authority", "keep")})
    desk.room.tools.apply_template()
    desk.settle()
    dialog = desk.room.tools.dialog
    assert dialog.names.currentText() == "Handout"
    assert dialog.apply.text() == "Apply to 2 photos"
    QTest.keyClicks(dialog.texts["city"], "Varnmouth")
    assert dialog.ticks["city"].isChecked()
    QTest.keyClicks(dialog.texts["keywords"], "harbour")
    dialog.ways["keywords"].setCurrentIndex(dialog.ways["keywords"].findData("append"))
    dialog.names.setCurrentText("Harbour")
    dialog.save.click()
    desk.settle()
    assert template(store, "Harbour").entries["city"] == Entry("Varnmouth")
    dialog.apply.click()
    desk.settle()
    rows = [desk.stored(photo) for photo in both]
    assert {row.city for row in rows} == {"Varnmouth"}
    assert all("harbour" in row.keywords for row in rows)
    assert {row.source for row in rows} == {"Port authority"}
    assert desk.room.tools.dialog is None
    desk.room._undo()
    desk.settle()
    assert {desk.stored(photo).city for photo in both} == {""}


def test_a_template_that_cannot_be_applied_says_why_and_stays(desk, both):
    desk.room.tools.apply_template()
    desk.settle()
    dialog = desk.room.tools.dialog
    dialog.apply.click()
    assert dialog.problem.text() == "No field is ticked: nothing would change."
    QTest.keyClicks(dialog.texts["rights_expire_at"], "soon")
    dialog.apply.click()
    desk.settle()
    assert "rights expire at" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.reject()


def test_words_are_replaced_after_they_were_shown(desk, both):
    desk.room.tools.replace()
    dialog = desk.room.tools.dialog
    QTest.keyClicks(dialog.sought, "ruiz")
    dialog.written.setText("Ruíz")
    dialog.look()
    desk.settle()
    assert dialog.hits.count() == 2
    assert dialog.said.text() == "2 texts on 2 photos"
    dialog.replace.click()
    desk.settle()
    assert all("Ana Ruíz" in desk.stored(photo).credit for photo in both)
    desk.room._undo()
    desk.settle()
    assert all("Ana Ruiz" in desk.stored(photo).credit for photo in both)


def test_a_pattern_that_is_none_is_said(desk, both):
    desk.room.tools.replace()
    dialog = desk.room.tools.dialog
    dialog.pattern.setChecked(True)
    dialog.sought.setText("(")
    dialog.look()
    desk.settle()
    assert "is no pattern" in dialog.said.text()
    assert not dialog.replace.isEnabled()
    dialog.reject()


def test_two_photos_are_held_side_by_side(desk, both):
    QTest.keyClick(desk.room.grid, Qt.Key.Key_C)
    desk.settle()
    dialog = desk.room.tools.dialog
    assert {side.photo.id for side in dialog.sides} == set(both)
    dialog.zoom_by(1)
    assert dialog.zoom == 0.5
    dialog.zoom_by(-5)
    assert dialog.zoom == 0
    dialog.reject()


def test_a_twin_is_judged(desk, library, store):
    desk.go()
    desk.choose(library["market"])
    desk.room.tools.compare()
    desk.settle()
    if not pairs.pairs_of(store, library["market"]):
        assert "No other photo looks like this one" in desk.notices.told[-1]
    with store.write() as session:
        from editorial.photos.queries import find_photo

        found = {library["harbour"]: 2}
        pairs.record_pairs(session, find_photo(session, library["market"]), found)
    desk.room.tools.compare()
    desk.settle()
    dialog = desk.room.tools.dialog
    different, left, _right = dialog.verdicts
    assert different.text() == "Different pictures"
    kept = dialog.sides[0].photo.id
    left.click()
    desk.settle()
    other = ({library["market"], library["harbour"]} - {kept}).pop()
    assert desk.stored(other).rating == -1
    assert desk.stored(kept).credit == "REUTERS/Ana Ruiz"


def test_nothing_chosen_is_said(desk, library):
    desk.go()
    desk.room.grid.choose_nothing()
    desk.settle()
    for ask in (desk.room.tools.apply_template, desk.room.tools.replace, desk.room.tools.compare):
        ask()
    assert desk.room.tools.dialog is None
    assert len(desk.notices.told) == 3


def test_an_import_gets_its_words_with_it(desk, files, store, monkeypatch):
    chosen = [str(file) for file in sorted(files.iterdir())]
    monkeypatch.setattr(
        "editorial.desk.photo_desk.import_ways.QFileDialog.getOpenFileNames",
        lambda *_: (chosen, ""),
    )
    desk.go()
    desk.room.ways.choose_words()
    desk.settle()
    dialog = desk.room.findChild(TemplateDialog)
    QTest.keyClicks(dialog.texts["source"], "Port authority")
    dialog.ways["source"].setCurrentIndex(dialog.ways["source"].findData("keep"))
    dialog.apply.click()
    desk.qtbot.waitUntil(lambda: not desk.room.importer.is_running, timeout=20_000)
    desk.settle()
    rows = queries.photo_rows(store, queries.photo_ids(store))
    assert len(rows) == 3
    assert {row.source for row in rows} == {"Port authority"}
