"""kill -9, again and again: no acknowledged word is lost, no picture stands without its file."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from editorial.photos.ingest import import_photos
from editorial.photos.models import Photo
from editorial.photos.rows import row_of
from editorial.photos.workbench import Workbench
from editorial.storage import backup
from editorial.storage.store import Store
from editorial.stories import drafts, versions
from editorial.stories.search import search
from editorial.system.files import sha256_of
from editorial.system.paths import Home
from tests.generate.photos import picture
from tests.storage import killed

ROUNDS = 12
DAY = 24 * 3600


@pytest.fixture(scope="module")
def processes():
    """Start processes from one that has imported everything: 12 of them in a few seconds."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["tests.storage.killed"])
    return context


def run(processes, work, *values) -> list[int]:
    """Run ``work`` until it ends or kills itself; return what it told."""
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(*values, there))
    process.start()
    there.close()
    told = drain(here)
    process.join(120)
    assert process.exitcode is not None
    process.close()
    return told


def drain(pipe) -> list[int]:
    told = []
    with pipe:
        while True:
            try:
                told.append(pipe.recv())
            except EOFError:
                return told


def look_sound(store: Store) -> None:
    """The database holds together, and its full-text index with it."""
    with store.write() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        connection.exec_driver_sql(
            "INSERT INTO story_fts(story_fts, rank) VALUES ('integrity-check', 1)"
        )


def test_no_acknowledged_save_is_lost(processes, home, store, person) -> None:
    story_id = drafts.new_story(
        store, who=person, headline="Save 0", body=killed.text_of(0)
    ).created
    store.close()
    chance = random.Random(20261123)
    last = 0
    for _ in range(ROUNDS):
        here, there = processes.Pipe(duplex=False)
        process = processes.Process(
            target=killed.save_in_a_loop, args=(home.root, story_id, last + 1, there)
        )
        process.start()
        there.close()
        wanted = chance.randrange(1, 12)
        told = [here.recv() for _ in range(wanted)]
        # Somewhere inside a later save.
        time.sleep(chance.random() * 0.03)
        process.kill()
        told += drain(here)
        process.join(60)
        process.close()
        assert told == list(range(last + 1, last + 1 + len(told)))

        with closing(Store.open(home)) as opened:
            look_sound(opened)
            story = drafts.open_story(opened, story_id)
            number = int(story.headline.removeprefix("Save "))
            # At most one save was under way: it is there whole, or not at all.
            assert told[-1] <= number <= told[-1] + 1
            assert story.body == killed.text_of(number)
            kept = versions.versions(opened, story_id)
            assert [row.number for row in kept] == list(range(len(kept), 0, -1))
            for row in kept:
                snapshot = versions.snapshot(opened, story_id, row.number)
                assert snapshot.body == killed.text_of(int(snapshot.headline.split()[1]))
            texts = {versions.snapshot(opened, story_id, row.number).headline for row in kept}
            assert {f"Save {told_number}" for told_number in told} <= texts
            assert [hit.story.id for hit in search(opened, f"save{number}")] == [story_id]
            assert search(opened, f"save{number - 1}") == ()
        last = number
    assert last >= ROUNDS


@pytest.fixture
def photos(tmp_path) -> list[Path]:
    folder = tmp_path / "card"
    folder.mkdir()
    paths = []
    for number in range(3):
        path = folder / f"{number}.jpg"
        picture((240, 160), seed=number).save(path, quality=80)
        paths.append(path)
    return paths


def look_at_photos(store: Store) -> set[Path]:
    """No row without its whole original. Return the originals that have rows."""
    with store.read() as session:
        rows = [row_of(photo, store.home) for photo in session.scalars(select(Photo))]
        hashes = {row.original_path: row.sha256 for row in rows}
    for path, sha256 in hashes.items():
        assert sha256_of(path) == sha256, path
    return set(hashes)


def test_a_killed_import_leaves_no_row_without_its_file_and_can_be_repeated(
    processes, tmp_path, photos, migrated_database
) -> None:
    def fresh(name: str) -> Home:
        made = Home(tmp_path / name)
        made.prepare()
        shutil.copy(migrated_database, made.database)
        return made

    (whole,) = run(processes, killed.import_all, fresh("whole").root, photos, 10**6)
    assert whole >= 3 * 3
    chance = random.Random(7)
    moments = sorted(chance.sample(range(whole), 6))
    cut_short = 0
    with Workbench(seconds=60) as workbench:
        for moment in moments:
            home = fresh(f"killed-{moment}")
            assert run(processes, killed.import_all, home.root, photos, moment) == []
            with closing(Store.open(home)) as store:
                look_sound(store)
                cut_short += len(look_at_photos(store)) < len(photos)
                # Copies without a name are swept once they are surely nobody's.
                for left in home.originals.rglob("*.tmp"):
                    long_ago = time.time() - 2 * DAY
                    os.utime(left, (long_ago, long_ago))
                results, _ = import_photos(store, photos, who="Ida", workbench=workbench)
                assert {result.status for result in results} <= {"new", "duplicate"}
                with_rows = look_at_photos(store)
            assert len(with_rows) == len(photos)
            files = {path for path in home.originals.rglob("*") if path.is_file()}
            assert files == with_rows, f"killed before change {moment}"
    assert cut_short


def words(store: Store) -> dict[str, str]:
    """Everything of a home that tells which of the two it is."""
    home = store.home
    originals = [path.read_text() for path in home.originals.rglob("*") if path.is_file()]
    pages = [path.read_text() for path in home.site.rglob("*") if path.is_file()]
    return {
        "story": drafts.open_story(store, "the-story").body,
        "settings": home.settings.read_text(),
        "originals": " ".join(originals),
        "site": " ".join(pages),
    }


def furnish(home: Home, migrated_database: Path, person, name: str) -> dict[str, str]:
    home.prepare()
    shutil.copy(migrated_database, home.database)
    for path in (home.originals / "ab" / f"{name}.jpg", home.site / "a" / "index.html"):
        path.parent.mkdir(parents=True)
        path.write_text(name)
    home.settings.write_text(f'{{"newsroom": {{"title": "{name}"}}}}')
    with closing(Store.open(home)) as store:
        drafts.new_story(store, who=person, headline="The story", body=name)
        return words(store)


def test_a_restore_killed_at_any_step_gives_the_old_newsroom_or_the_new(
    processes, tmp_path, migrated_database, person
) -> None:
    source, old = Home(tmp_path / "source"), Home(tmp_path / "old")
    new_words = furnish(source, migrated_database, person, "new")
    old_words = furnish(old, migrated_database, person, "old")
    file = backup.back_up(source, tmp_path / "news.zip")
    shutil.copytree(old.root, tmp_path / "whole")
    (whole,) = run(processes, killed.restore, tmp_path / "whole", file, 10**6)
    assert whole > 15
    seen = set()
    for moment in range(whole):
        home = Home(tmp_path / f"killed-{moment}")
        shutil.copytree(old.root, home.root)
        assert run(processes, killed.restore, home.root, file, moment) == []
        with closing(Store.open(home)) as store:
            look_sound(store)
            found = words(store)
        assert found in (old_words, new_words), f"killed before change {moment}"
        seen.add(found["story"])
        if found == new_words:
            # What was there before is kept.
            (aside,) = home.backups.glob("before-restore-*")
            assert (aside / "photos" / "originals" / "ab" / "old.jpg").read_text() == "old"
        assert not (home.root / backup.PLAN).exists()
        if moment % 5 == 0:
            # And it can be done again.
            backup.restore(home, file)
            with closing(Store.open(home)) as store:
                assert words(store) == new_words
        shutil.rmtree(home.root)
    assert seen == {"old", "new"}
