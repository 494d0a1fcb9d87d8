from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from editorial.storage import backup
from editorial.storage.store import Store
from editorial.stories import drafts
from editorial.system.errors import BadFile, DatabaseTooNew
from editorial.system.paths import Home


@pytest.fixture
def filled(store, person, home):
    drafts.new_story(store, who=person, headline="Kept", body="Every word.")
    photo = home.originals / "ab" / "abcdef.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"picture")
    home.settings.write_text("{}")
    return store


def headlines(home: Home) -> list[str]:
    store = Store.open(home)
    try:
        return [drafts.open_story(store, slug).headline for slug in ("kept",)]
    finally:
        store.close()


def test_a_backup_brings_everything_to_another_computer(filled, home, tmp_path) -> None:
    file = backup.back_up(home, tmp_path / "out" / "news.zip")
    other = Home(tmp_path / "other")
    assert backup.restore(other, file) is None
    assert headlines(other) == ["Kept"]
    assert (other.originals / "ab" / "abcdef.jpg").read_bytes() == b"picture"
    assert sorted(p.name for p in file.parent.iterdir()) == ["news.zip"]


def test_restoring_keeps_what_was_there(filled, home, tmp_path, person) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")
    drafts.new_story(filled, who=person, headline="Written later")
    filled.close()
    aside = backup.restore(home, file)
    assert headlines(home) == ["Kept"]
    old = Home(tmp_path / "old")
    old.prepare()
    shutil.copy(aside / "editorial.db", old.database)
    store = Store.open(old)
    assert drafts.open_story(store, "written-later")
    store.close()


@pytest.mark.parametrize("crash_at", range(12))
def test_a_crash_while_restoring_is_finished_at_the_next_start(
    filled, home, tmp_path, monkeypatch, crash_at
) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")
    filled.close()
    calls = iter(range(1000))
    real = type(home.root).rename

    def rename(self, target):
        if next(calls) == crash_at:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(type(home.root), "rename", rename)
    try:
        backup.restore(home, file)
    except KeyboardInterrupt:
        monkeypatch.undo()
    assert headlines(home) == ["Kept"]
    assert (home.originals / "ab" / "abcdef.jpg").exists()
    assert not (home.root / backup.PLAN).exists()


def broken(file, name, data) -> None:
    with zipfile.ZipFile(file) as old:
        parts = {n: old.read(n) for n in old.namelist()}
    parts[name] = data(parts[name])
    with zipfile.ZipFile(file, "w") as new:
        for n, content in parts.items():
            new.writestr(n, content)


def test_a_changed_or_foreign_file_is_refused_and_nothing_is_touched(
    filled, home, tmp_path
) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")
    before = home.database.read_bytes()
    broken(file, "photos/originals/ab/abcdef.jpg", lambda data: data + b"!")
    with pytest.raises(BadFile, match="not whole"):
        backup.restore(home, file)
    with pytest.raises(BadFile, match="does not exist"):
        backup.restore(home, tmp_path / "none.zip")
    (tmp_path / "text.zip").write_text("hello")
    with pytest.raises(BadFile, match="not whole"):
        backup.restore(home, tmp_path / "text.zip")
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as foreign:
        foreign.writestr("a.txt", "a")
    with pytest.raises(BadFile, match="not a backup"):
        backup.restore(home, tmp_path / "foreign.zip")
    assert home.database.read_bytes() == before


def test_names_that_lead_outside_are_refused(filled, home, tmp_path) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")

    def evil(data):
        manifest = json.loads(data)
        manifest["files"]["photos/../../evil"] = "0"
        return json.dumps(manifest)

    broken(file, backup.MANIFEST, evil)
    with pytest.raises(BadFile, match="not whole"):
        backup.restore(home, file)
    assert not (tmp_path / "evil").exists()


def test_a_backup_of_a_newer_program_is_refused(filled, home, tmp_path) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")
    broken(file, backup.MANIFEST, lambda data: json.dumps(json.loads(data) | {"revision": "9999"}))
    with pytest.raises(DatabaseTooNew, match="newer"):
        backup.restore(home, file)


def test_an_older_backup_stays_when_the_new_one_fails(filled, home, tmp_path, monkeypatch) -> None:
    file = tmp_path / "news.zip"
    file.write_text("old")
    monkeypatch.setattr(backup, "_pack", lambda *a: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(Exception, match="disk is full"):
        backup.back_up(home, file)
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
