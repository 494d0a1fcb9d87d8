"""Every migration up and down, with data; the models and the migrations agree."""

from __future__ import annotations

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pysqlite3 import dbapi2

import editorial.publishing.models
import editorial.review.models  # noqa: F401 - fills the metadata
from editorial.photos.models import Photo
from editorial.storage import upgrade
from editorial.storage.base import Base
from editorial.storage.database import Database
from editorial.storage.migrations.head import HEAD, KNOWN
from editorial.storage.store import Store
from editorial.stories.models import Section, Story, StoryBody, StoryPhoto, Version
from editorial.system.errors import DatabaseDamaged, DatabaseTooNew

NOW = dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC)


def fill(database: Database) -> None:
    with database.write() as session:
        section = Section(name="Global Crises", slug="global-crises")
        photo = Photo(
            sha256="0" * 64,
            file_name="a.jpg",
            format="JPEG",
            size_bytes=1,
            width=3,
            height=2,
            imported_at=NOW,
            updated_at=NOW,
        )
        story = Story(
            slug="pilots",
            headline="Čačak pilots",
            byline=["A. Writer"],
            section=section,
            body=StoryBody(text="Forty-one ships ride at anchor."),
            created_at=NOW,
            updated_at=NOW,
        )
        story.photos.append(StoryPhoto(photo=photo, role="hero"))
        session.add(story)
        session.flush()
        session.add(
            Version(
                story_pk=story.pk, number=1, kind="step", author="W", at=NOW, keyframe=1, data=b"x"
            )
        )


def found(database: Database, words: str) -> list[int]:
    with database.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT rowid FROM story_fts WHERE story_fts MATCH ?", (words,)
        )
        return [row[0] for row in rows]


def integrity(database: Database) -> None:
    for index in ("story_fts", "story_fts_head"):
        with database.write() as session:
            session.connection().exec_driver_sql(
                f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
            )


def test_known_revisions_are_the_scripts() -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(upgrade.Path(upgrade.__file__).parent / "migrations")
    )
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == KNOWN


def test_models_and_migrations_agree(home) -> None:
    home.prepare()
    upgrade.migrate(home.database, HEAD)
    database = Database(home.database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, parents: not (name or "").startswith("story_fts")
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    database.close()


@pytest.mark.parametrize("revision", KNOWN)
def test_up_with_data_down_and_up_again(home, revision: str) -> None:
    home.prepare()
    upgrade.migrate(home.database, HEAD)
    database = Database(home.database)
    fill(database)
    integrity(database)
    assert found(database, "cacak") == [1]
    assert found(database, "anchor") == [1]
    database.close()
    upgrade.migrate(home.database, revision)
    upgrade.migrate(home.database, HEAD)
    database = Database(home.database)
    integrity(database)
    assert found(database, "anchor") == [1]
    with database.read() as session:
        story = session.get(Story, 1)
        assert story is not None
        assert story.photos[0].photo.file_name == "a.jpg"
        assert story.updated_at == NOW
    database.close()


def test_down_to_nothing(home) -> None:
    home.prepare()
    upgrade.migrate(home.database, HEAD)
    upgrade.migrate(home.database, "base")
    connection = dbapi2.connect(str(home.database))
    names = {
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    connection.close()
    assert names <= {"alembic_version"}


def test_the_index_follows_every_kind_of_change(store) -> None:
    database = store.database
    fill(database)
    with database.write() as session:
        story = session.get(Story, 1)
        story.headline = "Lighthouse"
        story.body.text = "Nobody pays."
    integrity(database)
    assert found(database, "lighthouse") == [1]
    assert found(database, "anchor") == []
    with database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM story_photo")
        session.connection().exec_driver_sql("DROP TRIGGER version_no_delete")
        session.connection().exec_driver_sql("DELETE FROM version")
        session.connection().exec_driver_sql("DELETE FROM story")
    integrity(database)
    assert found(database, "lighthouse") == []


@pytest.mark.parametrize("statement", ["UPDATE version SET name = 'x'", "DELETE FROM version"])
def test_history_cannot_be_changed(store, statement: str) -> None:
    fill(store.database)
    with (
        pytest.raises(Exception, match="append-only"),
        store.write() as session,
    ):
        session.connection().exec_driver_sql(statement)


def test_a_backup_is_made_before_a_migration(home, monkeypatch) -> None:
    Store.open(home).close()
    monkeypatch.setattr(upgrade, "HEAD", "9999")
    monkeypatch.setattr(upgrade, "migrate", lambda path, revision: None)
    upgrade.bring_up_to_date(home)
    (copy,) = home.backups.iterdir()
    assert upgrade.revision_of(copy) == HEAD


def test_a_newer_database_is_refused_untouched(home) -> None:
    Store.open(home).close()
    connection = dbapi2.connect(str(home.database))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = home.database.read_bytes()
    with pytest.raises(DatabaseTooNew, match="newer Editorial"):
        Store.open(home)
    assert home.database.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_untouched(home) -> None:
    home.prepare()
    home.database.write_bytes(b"Dear diary" * 500)
    with pytest.raises(DatabaseDamaged, match="damaged"):
        Store.open(home)
    assert home.database.read_bytes() == b"Dear diary" * 500


def test_a_first_start_that_was_cut_short_starts_again(home) -> None:
    home.prepare()
    home.database.write_bytes(b"")
    store = Store.open(home)
    with store.read() as session:
        assert session.get(Story, 1) is None
    store.close()


def test_a_failing_migration_leaves_the_database_as_it_was(home, monkeypatch) -> None:
    home.prepare()
    monkeypatch.setattr(
        "editorial.storage.migrations.full_text.create",
        lambda: (_ for _ in ()).throw(OSError("no")),
    )
    with pytest.raises(OSError, match="no"):
        upgrade.migrate(home.database, HEAD)
    monkeypatch.undo()
    assert upgrade.revision_of(home.database) is None
    upgrade.migrate(home.database, HEAD)
    assert upgrade.revision_of(home.database) == HEAD
