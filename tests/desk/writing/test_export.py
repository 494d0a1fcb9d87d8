"""File ▸ Export: the open story as a file."""

from __future__ import annotations

import pytest
from PySide6.QtPdf import QPdfDocument

from editorial.desk.writing.exporting import export, pdf
from editorial.desk.writing.exporting.export import KINDS, PDF
from editorial.desk.writing.preview.unavailable import PreviewUnavailable
from editorial.stories.placements import place_hero
from editorial.system.errors import DiskFull

OF = {kind.ending: kind for kind in KINDS}


@pytest.fixture
def choose(monkeypatch, tmp_path):
    """Answer the question for a file's name; the names that were suggested."""
    suggested = []

    def ask(_parent, kind, name):
        suggested.append(name.name)
        return tmp_path / f"out.{kind.ending}"

    monkeypatch.setattr(export, "ask_file", ask)
    return suggested


def run(desk, qtbot, kind):
    with qtbot.waitSignal(desk.room.export.ended, timeout=60_000):
        desk.room._ctx.actions[f"export.{kind.ending}"].trigger()
    desk.settle()


def text_of(path):
    document = QPdfDocument()
    assert document.load(str(path)) == QPdfDocument.Error.None_
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    size = document.pagePointSize(0)
    document.close()
    return pages, (round(size.width()), round(size.height()))


def test_the_page_is_printed(desk, story, qtbot, choose, tmp_path):
    desk.open(story)
    qtbot.keyClicks(desk.page.body, "Fresh words. ")
    steps = []
    desk.room.export.progressed.connect(steps.append)
    run(desk, qtbot, PDF)
    pages, size = text_of(tmp_path / "out.pdf")
    text = " ".join(pages).replace("\r\n", " ")
    assert "The pilots strike" in text
    assert "Fresh words. The boats stay in port." in text
    # What print leaves out: the newsletter, the imprint.
    assert "Sign up" not in text
    assert size in {(595, 841), (595, 842), (612, 792)}
    assert [step.done for step in steps][-1] == 100
    assert {"Making the page", "Printing", "Writing the file"} <= {step.what for step in steps}
    assert choose == ["the-pilots-strike.pdf"]
    assert desk.notices.told[-1].endswith("out.pdf")
    # The folder is offered.
    assert desk.notices.then.args == (tmp_path,)
    assert not desk.room._progress.isVisible()
    assert not list(desk.room.export.findChildren(pdf.PdfPrinter))


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_other_kinds(
    desk, story, qtbot, choose, tmp_path, ending, make_jpeg, store, who, workbench
):
    from editorial.photos.ingest import import_photos

    results, _ = import_photos(store, [make_jpeg()], workbench=workbench, who=who.name)
    place_hero(store, story, results[0].photo.id, who=who)
    desk.open(story)
    qtbot.keyClicks(desk.page.body, "Fresh words. ")
    run(desk, qtbot, OF[ending])
    out = tmp_path / f"out.{ending}"
    if ending == "docx":
        from docx import Document

        text = "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    else:
        text = out.read_text("utf-8")
    assert "Fresh words. The boats stay in port." in text
    assert "The pilots strike" in text
    assert desk.notices.refused == []


def test_without_the_engine_the_way_round_is_said(
    desk, story, qtbot, choose, tmp_path, monkeypatch
):
    def missing(_name):
        raise PreviewUnavailable("The page view (Qt WebEngine) is missing here.")

    monkeypatch.setattr(pdf, "import_module", missing)
    desk.open(story)
    run(desk, qtbot, PDF)
    error = desk.notices.refused[-1]
    assert "is missing here" in error.message
    assert "Export it as HTML" in error.next_step
    assert not (tmp_path / "out.pdf").exists()


def test_a_full_disk_is_said(desk, story, qtbot, choose, monkeypatch):
    def full(path, _content):
        raise DiskFull(f"The disk is full, so {path.name} could not be written.")

    monkeypatch.setattr(pdf, "write_atomically", full)
    desk.open(story)
    run(desk, qtbot, PDF)
    assert "out.pdf could not be written" in desk.notices.refused[-1].message
    assert not desk.room._progress.isVisible()


def test_nothing_is_asked_where_no_story_is_open(desk, choose):
    desk.room._ctx.actions["export.md"].trigger()
    assert choose == []
    assert "Open a story first" in desk.notices.told[-1]
