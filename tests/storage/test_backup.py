from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path
from random import Random

import pytest

from editorial.storage import backup
from editorial.storage.store import Store
from editorial.stories import drafts
from editorial.system.errors import BadFile, DatabaseBusy, DatabaseTooNew
from editorial.system.home_lock import NOTES, alone_in, holders
from editorial.system.paths import Home

HOLD = """
import sys, time
from pathlib import Path
from editorial.system.home_lock import HomeLock

lock = HomeLock(Path(sys.argv[1]), "the command “editorial outbox run”")
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def filled(store, person, home):
    drafts.new_story(store, who=person, headline="Kept", body="Every word.")
    photo = home.originals / "ab" / "abcdef.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"picture")
    home.settings.write_text("{}")
    home.words.write_text("Varnmouth\n")
    home.style.write_text('off = ["dashes"]\n')
    home.templates.mkdir()
    (home.templates / "analysis.md").write_text("## What is at stake\n")
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
    assert other.words.read_text() == "Varnmouth\n"
    assert other.style.read_text() == 'off = ["dashes"]\n'
    assert (other.templates / "analysis.md").read_text() == "## What is at stake\n"
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


def test_nothing_is_restored_under_an_open_window(filled, home, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("editorial.storage.backup.alone_in", partial(alone_in, patience=0.1))
    file = backup.back_up(home, tmp_path / "news.zip")
    other = Store.open(home, what="its window")
    assert len(holders(home.root)) == 2
    for each, named in ((filled, "Editorial (process"), (other, "its window (process")):
        with pytest.raises(DatabaseBusy, match="is open on this newsroom") as caught:
            backup.restore(home, file)
        assert named in caught.value.message
        assert "since" in caught.value.message
        each.close()
    assert backup.restore(home, file) is not None
    assert headlines(home) == ["Kept"]


def test_a_program_that_was_killed_does_not_stand_in_the_way(filled, home, tmp_path) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")
    filled.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.root)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(DatabaseBusy) as caught, alone_in(home.root, patience=0.1):
        pass
    assert f"the command “editorial outbox run” (process {holder.pid}, " in caught.value.message
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert list((home.root / NOTES).iterdir())
    assert holders(home.root) == ()
    assert not list((home.root / NOTES).iterdir())
    assert backup.restore(home, file) is not None


@pytest.mark.parametrize("crash_at", range(20))
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
    filled.close()
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


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_backup_with_spoilt_bytes_is_refused_and_nothing_is_touched(
    filled, home, tmp_path, how
) -> None:
    file = packed_again(backup.back_up(home, tmp_path / "news.zip"), how)
    filled.close()
    before = home.database.read_bytes()
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("editorial.db")
    whole, seen = file.read_bytes(), set[str]()
    for seed in range(40):
        spoilt, random = bytearray(whole), Random(seed)
        start = entry.header_offset + 30 + len(entry.filename)
        for _ in range(5):
            spoilt[start + random.randrange(entry.compress_size)] = random.randrange(256)
        file.write_bytes(spoilt)
        with pytest.raises(BadFile, match="not whole") as caught:
            backup.restore(home, file)
        seen.add(type(caught.value.__cause__).__name__)
    assert home.database.read_bytes() == before
    # Spoilt in more than one way: for the unpacker itself, too, not only by its sum.
    assert seen & {"error", "LZMAError", "OSError"}


def test_a_backup_that_a_person_packed_again_is_a_backup(filled, home, tmp_path) -> None:
    file = packed_again(backup.back_up(home, tmp_path / "news.zip"), zipfile.ZIP_LZMA)
    filled.close()
    assert backup.restore(home, file) is not None


def packed_again(file: Path, how: int) -> Path:
    """Pack the same files in another way."""
    again = file.with_name("again.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(again, "w", compression=how) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return again


def test_names_that_lead_outside_are_refused(filled, home, tmp_path) -> None:
    file = backup.back_up(home, tmp_path / "news.zip")
    filled.close()

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
    filled.close()
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
