"""Papers of photos: copied once, shared, taken off and put back, never lost."""

import errno
import os

import pytest

from editorial.photos import documents, history, originals
from editorial.photos.documents import (
    add_documents,
    checked_path,
    document,
    documents_of,
    remove_document,
    save_document,
)
from editorial.storage.backup import back_up, restore
from editorial.storage.store import Store
from editorial.system.errors import BadFile, DiskFull, NotFound, WrongUsage
from editorial.system.paths import Home


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Licence 2026.PDF"
    path.write_bytes(b"%PDF-1.7 terms")
    return path


def last_batch(store):
    return history.last_action(store, who="Ida").batch


def test_a_paper_is_copied_once_for_all_its_photos(store, make_photo, paper):
    one, two = make_photo(), make_photo()
    changes = add_documents(store, [one, two], [paper], "licence", who="Ida")
    assert changes.photos == {one, two}
    (row,) = documents_of(store, [one, two])
    assert (row.kind_words, row.file_name, row.added_by) == ("Licence", "Licence 2026.PDF", "Ida")
    assert checked_path(row).read_bytes() == paper.read_bytes()
    assert len([f for f in store.home.documents.rglob("*") if f.is_file()]) == 1
    paper.unlink()
    assert checked_path(row).exists()


def test_the_same_paper_is_not_added_twice_but_under_another_kind(store, make_photo, paper):
    photo = make_photo()
    add_documents(store, [photo], [paper], "licence", who="Ida")
    assert not add_documents(store, [photo], [paper, paper], "licence", who="Ida").photos
    add_documents(store, [photo], [paper], "source", who="Ida")
    assert [row.kind for row in documents_of(store, [photo])] == ["licence", "source"]


def test_only_shared_papers_are_shown_for_several_photos(store, make_photo, paper):
    one, two = make_photo(), make_photo()
    add_documents(store, [one], [paper], "licence", who="Ida")
    assert documents_of(store, [one, two]) == ()
    assert documents_of(store, []) == ()


def test_what_was_taken_off_is_put_back_as_it_was(store, make_photo, paper):
    one, two = make_photo(), make_photo()
    add_documents(store, [one, two], [paper], "model_release", who="Ida")
    before = documents_of(store, [one])
    remove_document(store, [one, two], before[0].id, who="Ida")
    assert documents_of(store, [one]) == documents_of(store, [two]) == ()
    history.undo(store, last_batch(store), who="Ida")
    assert documents_of(store, [one]) == before
    assert len(documents_of(store, [two])) == 1
    assert checked_path(before[0]).exists()


def test_undoing_an_addition_leaves_papers_that_came_since(store, make_photo, paper, tmp_path):
    photo = make_photo()
    add_documents(store, [photo], [paper], "licence", who="Ida")
    batch = last_batch(store)
    other = tmp_path / "release.jpg"
    other.write_bytes(b"scan")
    add_documents(store, [photo], [other], "model_release", who="Ida")
    history.undo(store, batch, who="Ida")
    assert [row.file_name for row in documents_of(store, [photo])] == ["release.jpg"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pdf", b"", "is empty"),
        ("run.exe", b"MZ", "no paper"),
        ("page.html", b"<script>", "no paper"),
        ("noending", b"x", "no paper"),
        ("gone.pdf", None, "not there"),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_changes(
    store, make_photo, paper, tmp_path, name, content, words
):
    photo = make_photo()
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(BadFile, match=words):
        add_documents(store, [photo], [paper, bad], "licence", who="Ida")
    assert documents_of(store, [photo]) == ()


def test_wrong_kinds_photos_and_folders_are_said(store, make_photo, paper, tmp_path):
    photo = make_photo()
    with pytest.raises(WrongUsage, match="no kind of paper"):
        add_documents(store, [photo], [paper], "poem", who="Ida")
    with pytest.raises(BadFile, match="not a file"):
        add_documents(store, [photo], [tmp_path], "licence", who="Ida")
    with pytest.raises(NotFound):
        add_documents(store, [store.home and os.urandom(3).hex()], [paper], "licence", who="Ida")
    with pytest.raises(NotFound):
        document(store, "abcdef")


def test_a_full_disk_leaves_neither_half_a_copy_nor_a_row(store, make_photo, paper, monkeypatch):
    photo = make_photo()

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(originals.os, "fsync", full)
    with pytest.raises(DiskFull):
        add_documents(store, [photo], [paper], "licence", who="Ida")
    monkeypatch.undo()
    assert documents_of(store, [photo]) == ()
    assert [f for f in store.home.documents.rglob("*") if f.is_file()] == []


def test_a_paper_is_saved_under_its_name_and_replaces_nothing(store, make_photo, paper, tmp_path):
    photo = make_photo()
    add_documents(store, [photo], [paper], "licence", who="Ida")
    (row,) = documents_of(store, [photo])
    out = tmp_path / "out"
    out.mkdir()
    saved = save_document(store, row.id, out)
    assert saved == out / "Licence 2026.PDF"
    assert saved.read_bytes() == paper.read_bytes()
    with pytest.raises(WrongUsage, match="there already"):
        save_document(store, row.id, out)
    assert document(store, row.id.hex[-8:]) == row
    row.path.chmod(0o600)
    row.path.write_bytes(b"other")
    with pytest.raises(BadFile, match="damaged"):
        save_document(store, row.id, tmp_path / "more.pdf")


def test_papers_are_in_the_backup(store, make_photo, paper, tmp_path):
    photo = make_photo()
    add_documents(store, [photo], [paper], "licence", who="Ida")
    file = back_up(store.home, tmp_path / "all.zip")
    other = Home(tmp_path / "other")
    restore(other, file)
    back = Store.open(other)
    (row,) = documents_of(back, [photo])
    assert checked_path(row).read_bytes() == paper.read_bytes()
    back.close()


def test_names_are_fit_for_every_system(tmp_path):
    assert documents._name(tmp_path / 'a:b"c?.pdf') == "a_b_c_.pdf"
    assert len(documents._name(tmp_path / ("x" * 300 + ".pdf"))) == 200
