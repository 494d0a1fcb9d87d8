"""OpenDocument texts as stories: one that LibreOffice wrote, and ones made here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import odfdo
import pytest

from editorial.photos.queries import photo
from editorial.stories.importing import import_story
from editorial.stories.text.documents.odt import read_odt
from editorial.system.errors import BadFile
from tests.generate.photos import agency_jpeg

# Written by LibreOffice 7.4 from the Word document of test_docx; the words are ours.
BY_LIBREOFFICE = Path(__file__).parent / "data" / "libreoffice.odt"


def made(path: Path, *elements: object) -> Path:
    document = odfdo.Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    document.save(str(path))
    return path


def xml(text: str) -> odfdo.Element:
    return odfdo.Element.from_tag(text)


def test_a_document_of_libreoffice(tmp_path) -> None:
    document = read_odt(BY_LIBREOFFICE)
    assert document.title == "Pilots strike at the harbour"
    assert document.dek == "Forty-one ships wait."
    assert document.byline == "By Ida Holm and Jo Brandt"
    assert document.body == (
        "The pilots stopped **at dawn**[^1] on [12 November](https://example.org/order)\n\n"
        "## What next\n\n- Three ships\n    1. the *Nordlicht*\n\n> “We will not sail.”\n\n"
        '![Pilot boats at the quay](pasted:1 "The quay at dawn.")\n\nThe end.\n\n'
        "[^1]: Notice 14 of the office."
    )
    (image,) = document.images
    assert image.data == agency_jpeg(tmp_path / "agency.jpg").read_bytes()


def test_it_becomes_a_story_with_its_photo(store, person, workbench) -> None:
    done = import_story(store, BY_LIBREOFFICE, who=person, workbench=workbench)
    (placed,) = done.story.inline
    assert placed.caption == "The quay at dawn."
    assert photo(store, placed.photo_id).credit == "Zoë Dvořák/North Sea Pictures"
    again = import_story(store, BY_LIBREOFFICE, who=person, workbench=workbench)
    assert again.story.id == done.story.id


def test_tables_spaces_and_deleted_words(tmp_path) -> None:
    path = made(
        tmp_path / "table.odt",
        xml(
            "<text:tracked-changes><text:changed-region><text:deletion>"
            "<text:p>Nobody must see this.</text:p></text:deletion></text:changed-region>"
            "</text:tracked-changes>"
        ),
        xml('<text:h text:outline-level="2">Ships<text:s text:c="2"/>waiting</text:h>'),
        xml("<text:p>One<text:line-break/>two<text:tab/>three &lt;b&gt;</text:p>"),
        xml(
            "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
            "<text:p>Port</text:p></table:table-cell><table:table-cell><text:p>Ships</text:p>"
            "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
            "<table:table-cell><text:p>Hale</text:p></table:table-cell><table:table-cell>"
            "<text:p>41</text:p></table:table-cell></table:table-row></table:table>"
        ),
    )
    body = read_odt(path).body
    assert "Nobody" not in body
    assert "## Ships waiting" in body
    assert "three" in body
    assert "<b>" not in body.replace("\\<b>", "")
    assert "| Port | Ships |" in body
    assert "| Hale | 41 |" in body


def test_words_in_shapes_boxes_and_groups_are_kept(tmp_path) -> None:
    path = made(
        tmp_path / "shapes.odt",
        xml(
            "<text:p>Before. <draw:g><draw:custom-shape><text:p>In a shape.</text:p>"
            "<draw:enhanced-geometry/></draw:custom-shape><draw:frame><draw:text-box>"
            "<text:p>In a box.</text:p></draw:text-box></draw:frame></draw:g>After.</text:p>"
        ),
        xml("<draw:rect><text:p>On the page.</text:p></draw:rect>"),
    )
    body = read_odt(path).body
    for words in ("Before.", "In a shape.", "In a box.", "After.", "On the page."):
        assert body.count(words) == 1, words


def test_merged_cells_and_tables_in_tables(tmp_path) -> None:
    def cell(words: str, inside: str = "") -> str:
        return f"<table:table-cell><text:p>{words}</text:p>{inside}</table:table-cell>"

    inner = f"<table:table><table:table-row>{cell('inner')}</table:table-row></table:table>"
    covered = "<table:covered-table-cell/>"
    path = made(
        tmp_path / "merged.odt",
        xml(
            f"<table:table><table:table-row>{cell('wide')}{covered}{cell('last')}"
            f"</table:table-row><table:table-row>{cell('a')}{cell('b')}{cell('c')}"
            "</table:table-row></table:table>"
        ),
        xml("<text:p>Between.</text:p>"),
        xml(
            f"<table:table><table:table-row>{cell('outer', inner)}{cell('d')}"
            "</table:table-row></table:table>"
        ),
    )
    body = read_odt(path).body
    assert "| wide |  | last |" in body
    assert "| a | b | c |" in body
    assert body.count("inner") == 1


def test_numbered_headings_and_preformatted_lines(tmp_path) -> None:
    path = made(
        tmp_path / "numbered.odt",
        xml(
            "<text:list><text:list-item><text:list><text:list-item>"
            '<text:h text:outline-level="2">What next</text:h>'
            "</text:list-item></text:list></text:list-item></text:list>"
        ),
        xml('<text:p text:style-name="Preformatted_20_Text">one</text:p>'),
        xml('<text:p text:style-name="Preformatted_20_Text"><text:s text:c="2"/>two</text:p>'),
    )
    assert read_odt(path).body == "## What next\n\n```\none\n  two\n```"


def test_a_password_is_named(tmp_path) -> None:
    path = tmp_path / "locked.odt"
    with zipfile.ZipFile(BY_LIBREOFFICE) as old, zipfile.ZipFile(path, "w") as package:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "content.xml":
                data = b"\x8f\x02 nothing that can be read"
            if entry == "META-INF/manifest.xml":
                data = data.replace(
                    b"</manifest:manifest>",
                    b'<manifest:file-entry manifest:full-path="content.xml"><manifest:'
                    b"encryption-data/></manifest:file-entry></manifest:manifest>",
                )
            package.writestr(entry, data)
    with pytest.raises(BadFile, match="protected by a password"):
        read_odt(path)


def test_a_picture_that_lies_elsewhere_is_told(tmp_path) -> None:
    path = made(
        tmp_path / "linked.odt",
        xml(
            '<text:p>See <draw:frame><draw:image xlink:href="file:///C:/a.png"/></draw:frame>'
            "it.</text:p>"
        ),
    )
    document = read_odt(path)
    assert document.images == ()
    assert "C:/a.png" not in document.body
    assert document.warnings


def test_definitions_in_xml_are_refused(tmp_path) -> None:
    path = tmp_path / "bomb.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><office:document-content>&b;</x>'
        )
    with pytest.raises(BadFile, match="made to do harm"):
        read_odt(path)


@pytest.mark.parametrize("cut", [30, 5000, 15000])
def test_truncated_documents_are_told(tmp_path, cut) -> None:
    path = tmp_path / "cut.odt"
    path.write_bytes(BY_LIBREOFFICE.read_bytes()[:cut])
    with pytest.raises(BadFile, match="damaged"):
        read_odt(path)


@pytest.mark.parametrize("content", ["<a/>", "<office:document-content/>", ""])
def test_xml_that_is_no_document_is_told(tmp_path, content) -> None:
    path = tmp_path / "odd.odt"
    with zipfile.ZipFile(BY_LIBREOFFICE) as old, zipfile.ZipFile(path, "w") as package:
        for entry in old.namelist():
            data = content.encode() if entry == "content.xml" else old.read(entry)
            package.writestr(entry, data)
    with pytest.raises(BadFile, match="damaged"):
        read_odt(path)
