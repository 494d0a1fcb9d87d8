"""An archive of 100,000 stories, made once for the whole run."""

from __future__ import annotations

import json

import pytest

from tests.generate.stories import generate

STORIES = 100_000
_BATCH = 2_000


def fill(database, count: int) -> None:
    """Insert realistic stories in bulk; the triggers index them as they would any other."""
    from editorial.storage.types import Moment
    from editorial.stories.text.words import count_words, slug_of
    from editorial.system.clock import uuid7

    micros = Moment().process_bind_param
    statuses = ("draft", "submitted", "in_edit", "returned", "ready", *("published",) * 15)
    sections: dict[str, int] = {}
    types: dict[str, int] = {}
    with database.write() as session:
        cursor = session.connection().connection.cursor()

        def key(table: str, known: dict[str, int], name: str) -> int:
            if name not in known:
                cursor.execute(
                    f"INSERT INTO {table} (id, name, slug, position"
                    f"{', description' if table == 'section' else ''}) VALUES (?, ?, ?, 0"
                    f"{', ?' if table == 'section' else ''})",
                    (uuid7().bytes, name, slug_of(name), *([""] if table == "section" else [])),
                )
                known[name] = cursor.lastrowid
            return known[name]

        for number, story in enumerate(generate(count), start=1):
            at = micros(story.created, None)
            cursor.execute(
                "INSERT INTO story (pk, id, slug, slug_fixed, status, headline, dek, byline, "
                "language, type_pk, section_pk, word_count, revision, text_revision, author, "
                "assigned_to, created_at, updated_at) "
                "VALUES (?, ?, ?, 0, ?, ?, ?, ?, 'en', ?, ?, ?, 1, 1, ?, '', ?, ?)",
                (
                    number, uuid7().bytes, f"{slug_of(story.headline)[:60]}-{number}",
                    statuses[number % len(statuses)], story.headline, story.dek,
                    json.dumps(list(story.byline)), key("story_type", types, story.type),
                    key("section", sections, story.section), count_words(story.body),
                    story.byline[0], at, at,
                ),
            )  # fmt: skip
            cursor.execute(
                "INSERT INTO story_body (story_pk, text) VALUES (?, ?)", (number, story.body)
            )


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """Return a store with 100,000 stories of about 1,200 words."""
    from editorial.storage.store import Store
    from editorial.system.paths import Home

    store = Store.open(Home(tmp_path_factory.mktemp("archive")))
    fill(store.database, STORIES)
    with store.database.outside_transaction() as connection:
        connection.exec_driver_sql("PRAGMA optimize")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    yield store
    store.close()
