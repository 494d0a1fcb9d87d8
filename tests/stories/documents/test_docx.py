"""Word documents as stories: words, pictures with their credits, and hostile files."""

import zipfile

import pytest

from editorial.photos.queries import photo
from editorial.stories.importing import import_story
from editorial.stories.text.documents.docx import read_docx
from editorial.system.errors import BadFile
from tests.generate.photos import agency_jpeg
from tests.stories.documents.word_files import (
    HEAD,
    LINK,
    NAMESPACES,
    NOTE,
    paragraph,
    picture,
    run,
    word_file,
)

STORY = (
    paragraph(run("Pilots strike at the harbour"), style="Titel")
    + paragraph(run("Forty-one ships wait."), style="Untertitel")
    + paragraph(run("By Ida Holm and Jo Brandt"), style="Byline")
    + paragraph(run("The pilots stopped "), run("at dawn", bold=True), NOTE, run(" on "), LINK)
    + paragraph(run("What next", bold=True), style="berschrift2")
    + paragraph(run("Three ships"), level=0)
    + paragraph(run("the "), run("Nordlicht", italic=True), level=1)
    + paragraph(run("“We will not sail.”"), style="Zitat")
    + paragraph(picture())
    + paragraph(run("The quay at dawn."), style="Beschriftung")
    + paragraph(run("The end."))
)


@pytest.fixture
def agency(tmp_path):
    return agency_jpeg(tmp_path / "agency.jpg").read_bytes()


def test_a_document_is_read_by_its_styles(tmp_path, agency):
    path = word_file(tmp_path / "pilots.docx", STORY, media={"image1.jpeg": agency})
    document = read_docx(path)
    assert document.title == "Pilots strike at the harbour"
    assert document.dek == "Forty-one ships wait."
    assert document.byline == "By Ida Holm and Jo Brandt"
    assert document.metadata == {"title": "Pilots, draft 3", "author": "Ida Holm"}
    assert document.body == (
        "The pilots stopped **at dawn**[^1] on [12 November](https://example.org/order)\n\n"
        "## What next\n\n- Three ships\n    1. the *Nordlicht*\n\n> “We will not sail.”\n\n"
        '![Pilot boats at the quay](pasted:1 "The quay at dawn.")\n\nThe end.\n\n'
        "[^1]: Notice 14 of the office."
    )
    (image,) = document.images
    assert image.data == agency
    assert (image.alt, image.caption) == ("Pilot boats at the quay", "The quay at dawn.")


def test_a_document_becomes_a_story_with_its_photos(store, person, workbench, tmp_path, agency):
    path = word_file(tmp_path / "pilots.docx", STORY, media={"image1.jpeg": agency})
    done = import_story(store, path, who=person, workbench=workbench)
    story = done.story
    assert story.headline == "Pilots strike at the harbour"
    assert story.byline == ("Ida Holm", "Jo Brandt")
    (placed,) = story.inline
    assert f"![](photo:{placed.photo_id})" in story.body
    assert (placed.alt, placed.caption) == ("Pilot boats at the quay", "The quay at dawn.")
    alone = agency_jpeg(tmp_path / "alone.jpg")
    row = photo(store, placed.photo_id)
    assert row.credit == "Zoë Dvořák/North Sea Pictures"
    assert row.original_path.read_bytes() == alone.read_bytes()
    again = import_story(store, path, who=person, workbench=workbench)
    assert again.story.id == story.id


def test_a_picture_above_the_text_is_the_hero(store, person, workbench, tmp_path, agency):
    body = (
        paragraph(run("Slack water"), style="Titel")
        + paragraph(picture())
        + paragraph(run("The quay at dawn."), style="Beschriftung")
        + paragraph(run("Photo: Jo Brandt"), style="PhotoCredit")
        + paragraph(run("It turned."))
    )
    path = word_file(tmp_path / "a.docx", body, media={"image1.jpeg": agency})
    story = import_story(store, path, who=person, workbench=workbench).story
    assert story.body == "It turned."
    assert story.hero.caption == "The quay at dawn."
    assert photo(store, story.hero.photo_id).credit == "Jo Brandt"


def test_a_drawing_that_is_no_photo_is_told_and_leaves_no_address(
    store, person, workbench, tmp_path
):
    body = paragraph(run("Words.")) + paragraph(picture()) + paragraph(run("More."))
    path = word_file(tmp_path / "a.docx", body, media={"image1.emf": b"\x01\x00\x00\x00" * 20})
    done = import_story(store, path, who=person, workbench=workbench)
    assert "pasted:" not in done.story.body
    assert done.story.photos == ()
    assert any("a-1.bin" in words for words in done.warnings)


def test_pictures_that_are_linked_or_gone_are_told(tmp_path):
    body = paragraph(run("Words.")) + paragraph(picture("rId20"))
    path = word_file(tmp_path / "a.docx", body, media={"image1.jpeg": b"x"})
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist() if "media" not in n}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    document = read_docx(path)
    assert document.body == "Words."
    assert "Pilot boats at the quay" in document.warnings[0]


def test_macros_are_not_read(tmp_path):
    macro = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"}
    path = word_file(tmp_path / "a.docm", paragraph(run("Words.")), parts=macro)
    assert read_docx(path).body == "Words."


LAUGHS = f"""{HEAD}<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""
OUTSIDE = f"""{HEAD}<!DOCTYPE w SYSTEM "file:///etc/passwd"><w:document {NAMESPACES}/>"""


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
def test_definitions_in_xml_are_refused(tmp_path, part, text):
    path = word_file(tmp_path / "a.docx", paragraph(run("x")), parts={part: text})
    with pytest.raises(BadFile, match="made to do harm"):
        read_docx(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = word_file(
        tmp_path / "a.docx", paragraph(run("x")), media={"image1.jpeg": bytes(60_000_000)}
    )
    assert path.stat().st_size < 200_000
    with pytest.raises(BadFile, match="unpacks to far more"):
        read_docx(path)


def test_thousands_of_parts_are_refused(tmp_path):
    media = {f"image{n}.jpeg": b"" for n in range(5001)}
    with pytest.raises(BadFile, match="unpacks to far more"):
        read_docx(word_file(tmp_path / "a.docx", "", media=media))


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", OLD, "before 2007"),
        ("a.docx", OLD, "before 2007"),
        ("a.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.docx", b"", "empty"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "damaged"),
        ("a.docx", b"just text", "damaged"),
        ("a.doc", b"{\\rtf1 text}", "damaged"),
    ],
)
def test_what_is_no_document_is_told_plainly(store, person, workbench, tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadFile, match=words) as caught:
        import_story(store, path, who=person, workbench=workbench)
    assert caught.value.next_step
    assert path.name in caught.value.message


def test_truncated_and_shuffled_documents_are_told(tmp_path, agency):
    whole = word_file(tmp_path / "a.docx", STORY, media={"image1.jpeg": agency}).read_bytes()
    for cut in range(50, len(whole), len(whole) // 20):
        path = tmp_path / "cut.docx"
        path.write_bytes(whole[:cut])
        with pytest.raises(BadFile):
            read_docx(path)


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_spoilt_bytes_are_told_however_they_are_packed(tmp_path, how):
    whole = word_file(tmp_path / "a.docx", STORY * 20)
    again = tmp_path / "again.docx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(again, "w", compression=how) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        entry = new.getinfo("word/document.xml")
    data = bytearray(again.read_bytes())
    start = entry.header_offset + 30 + len(entry.filename)
    for place in range(start + 8, start + entry.compress_size, 7):
        data[place] ^= 0xFF
    again.write_bytes(data)
    with pytest.raises(BadFile, match="damaged"):
        read_docx(again)


@pytest.mark.parametrize("body", ["<w:p><w:r>", "</w:p>", "<w:p>&nbsp;</w:p>"])
def test_broken_xml_is_told(tmp_path, body):
    with pytest.raises(BadFile, match="damaged"):
        read_docx(word_file(tmp_path / "a.docx", body))


def test_a_protected_entry_is_told(tmp_path):
    path = word_file(tmp_path / "a.docx", paragraph(run("x")))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(BadFile, match="password"):
        read_docx(path)
