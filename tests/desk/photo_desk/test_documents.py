"""Papers on the photo desk: added to all that are chosen, opened, taken off, put back."""

from __future__ import annotations

from editorial.desk.photo_desk import documents_section
from editorial.photos.documents import documents_of


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
