"""Imports that were cut short go on where they stopped."""

from __future__ import annotations

import pytest

from editorial.photos import history, imports, watched
from editorial.photos.queries import photo, photo_ids, photo_rows
from editorial.photos.templates import Entry
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound
from tests.generate import photos as make_files

ENTRIES = {"source": Entry("Port authority"), "city": Entry("Hale", on=False)}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "incoming"
    made.mkdir()
    for number in range(4):
        make_files.jpeg(made / f"{number}.jpg", seed=20 + number, size=(60, 40))
    (made / "4.jpg").write_bytes(b"no picture")
    return made


def go(store, import_id, workbench, **more):
    return imports.run(store, import_id, who="Ida", workbench=workbench, **more)[0]


def test_every_file_is_noted_and_gets_its_template(store, workbench, folder) -> None:
    job = imports.begin(store, [folder], who="Ida", entries=ENTRIES)
    (left,) = imports.unfinished(store)
    assert (left.id, left.left, left.total, left.started_by) == (job, 5, 5, "Ida")
    results = go(store, job, workbench)
    assert [result.status for result in results] == ["new"] * 4 + ["refused"]
    rows = photo_rows(store, photo_ids(store))
    assert {row.source for row in rows} == {"Port authority"}
    assert {row.city for row in rows} == {""}
    assert imports.unfinished(store) == ()
    assert go(store, job, workbench) == ()


def test_a_cancelled_import_goes_on_with_what_is_left(store, workbench, folder) -> None:
    job = imports.begin(store, [folder], who="Ida", entries=ENTRIES)
    answers = iter([False, False, True])
    assert len(go(store, job, workbench, cancelled=lambda: next(answers))) == 2
    (left,) = imports.unfinished(store)
    assert (left.left, left.total) == (3, 5)
    assert len(go(store, job, workbench)) == 3
    assert imports.unfinished(store) == ()
    assert len(photo_ids(store)) == 4


def test_a_photo_that_came_in_just_before_the_end_still_gets_its_template(
    store, workbench, folder, monkeypatch
) -> None:
    job = imports.begin(store, [folder], who="Ida", entries=ENTRIES)
    real = imports.apply_entries

    def die(*_args, **_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(imports, "apply_entries", die)
    with pytest.raises(KeyboardInterrupt):
        go(store, job, workbench)
    monkeypatch.setattr(imports, "apply_entries", real)
    results = go(store, job, workbench)
    assert results[0].status == "duplicate"
    first = photo(store, results[0].photo.id)
    assert first.source == "Port authority"
    assert [change.action for change in history.changes_of(store, first.id)] == ["template"]


def test_a_forgotten_import_is_not_offered_again(store, workbench, folder) -> None:
    job = imports.begin(store, [folder], who="Ida")
    imports.forget(store, job)
    assert imports.unfinished(store) == ()
    with pytest.raises(NotFound):
        go(store, uuid7(), workbench)


def test_a_watched_folder_gives_each_file_once_and_at_rest(store, workbench, folder) -> None:
    seen, ready = watched.look(store, folder, {})
    assert ready == []
    with (folder / "3.jpg").open("ab") as growing:
        growing.write(b"more")
    seen, ready = watched.look(store, folder, seen)
    assert [file.name for file in ready] == ["0.jpg", "1.jpg", "2.jpg", "4.jpg"]
    job = imports.begin(store, ready, who="Ida", origin=watched.ORIGIN)
    go(store, job, workbench)
    seen, ready = watched.look(store, folder, seen)
    assert [file.name for file in ready] == ["3.jpg"]
    job = imports.begin(store, ready, who="Ida", origin=watched.ORIGIN)
    go(store, job, workbench)
    assert watched.look(store, folder, seen)[1] == []
    # A restart knows them too; a refused file that is mended comes again.
    seen, _ = watched.look(store, folder, {})
    make_files.jpeg(folder / "4.jpg", seed=31, size=(60, 40))
    seen, ready = watched.look(store, folder, watched.look(store, folder, seen)[0])
    assert [file.name for file in ready] == ["4.jpg"]


def test_a_watched_folder_that_is_gone_is_empty(store, tmp_path) -> None:
    assert watched.look(store, tmp_path / "gone", {}) == ({}, [])
