"""Papers and releases on the photo desk: given to all that are chosen, and taken back."""

from __future__ import annotations

from editorial.desk.photo_desk import documents_section
from editorial.desk.photo_desk.rights_tab import MINING
from editorial.photos.documents import documents_of
from editorial.photos.edit_fields import RELEASES
from editorial.photos.edits import edit_photo


def test_papers_come_and_go_with_undo(desk, library, tmp_path, monkeypatch):
    paper = tmp_path / "terms.pdf"
    paper.write_bytes(b"%PDF-1.7 terms")
    desk.go(photo=library["harbour"])
    section = desk.room.inspector.rights.documents
    assert section.note.text().startswith("No papers yet")
    desk.choose(library["harbour"], library["market"])
    section.added.emit([paper], "model_release")
    desk.settle()
    assert [row.file_name for row in section.rows] == ["terms.pdf"]
    assert section.note.text() == "All 2 photos have these."
    assert "2 photos" in desk.notices.told[-1]

    opened = []
    monkeypatch.setattr(documents_section, "_show", opened.append)
    section.open(section.rows[0])
    desk.settle()
    assert [path.read_bytes() for path in opened] == [paper.read_bytes()]

    section.removed.emit(section.rows[0].id)
    desk.settle()
    assert section.rows == ()
    assert documents_of(desk.store, [library["market"]]) == ()
    desk.room.edits.undo()
    desk.settle()
    assert [row.kind for row in documents_of(desk.store, [library["market"]])] == ["model_release"]
    assert len(section.rows) == 1


def test_a_paper_that_is_no_paper_is_refused(desk, library, tmp_path):
    bad = tmp_path / "run.exe"
    bad.write_bytes(b"MZ")
    desk.go(photo=library["harbour"])
    desk.room.inspector.rights.documents.added.emit([bad], "licence")
    desk.settle()
    assert "no paper" in str(desk.notices.refused[-1])


def choose(desk, name, words):
    sections = desk.room.inspector.rights.sections
    box = next(section.fields[name] for section in sections if name in section.fields)
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())
    desk.settle()
    return box


def test_releases_and_data_mining_are_chosen_in_words(desk, library):
    desk.go(photo=library["harbour"])
    desk.choose(library["harbour"], library["market"])
    choose(desk, "model_release", "Limited or incomplete")
    mining = choose(desk, "data_mining", "Not for training AI")
    for name in ("harbour", "market"):
        row = desk.stored(library[name])
        assert row.model_release == "MR-LMR"
        assert row.data_mining.endswith("DMI-PROHIBITED-AIMLTRAINING")
    # One of another vocabulary is shown as it is, and differing ones as several.
    edit_photo(desk.store, library["market"], who="Ida", data_mining="https://terms.example/ai")
    desk.room.inspector.refresh()
    desk.settle()
    assert mining.currentText() == "(several)"
    desk.choose(library["market"])
    assert mining.words == "https://terms.example/ai"


def test_every_release_that_can_be_stored_can_be_chosen(desk, library):
    desk.go(photo=library["harbour"])
    for section in desk.room.inspector.rights.sections:
        for name in RELEASES.keys() & section.fields.keys():
            box = section.fields[name]
            codes = {box.itemData(place) for place in range(box.count())}
            assert codes == {"", *RELEASES[name]}
    assert all(address.startswith("http://ns.useplus.org/ldf/vocab/DMI-") for address in MINING)
