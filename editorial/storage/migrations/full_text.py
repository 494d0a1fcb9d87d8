"""The full-text index over headline, dek, byline and body.

FTS5 with external content reads its words from a view that joins story and body, and triggers
on both tables keep it in step. The triggers are dropped by every batch migration of those
tables: such a migration calls `drop` first and `create` last.
"""

from __future__ import annotations

from alembic import op

_CREATE = (
    """
    CREATE VIEW story_fts_source AS
    SELECT s.pk, s.headline, s.dek, s.byline, coalesce(b.text, '') AS body
    FROM story s LEFT JOIN story_body b ON b.story_pk = s.pk
    """,
    """
    CREATE VIRTUAL TABLE story_fts USING fts5(
        headline, dek, byline, body,
        content='story_fts_source', content_rowid='pk',
        tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER story_fts_story_insert AFTER INSERT ON story BEGIN
        INSERT INTO story_fts(rowid, headline, dek, byline, body)
        VALUES (new.pk, new.headline, new.dek, new.byline, '');
    END
    """,
    """
    CREATE TRIGGER story_fts_story_update AFTER UPDATE OF headline, dek, byline ON story
    WHEN old.headline IS NOT new.headline OR old.dek IS NOT new.dek
      OR old.byline IS NOT new.byline
    BEGIN
        INSERT INTO story_fts(story_fts, rowid, headline, dek, byline, body)
        VALUES ('delete', old.pk, old.headline, old.dek, old.byline,
                coalesce((SELECT text FROM story_body WHERE story_pk = old.pk), ''));
        INSERT INTO story_fts(rowid, headline, dek, byline, body)
        VALUES (new.pk, new.headline, new.dek, new.byline,
                coalesce((SELECT text FROM story_body WHERE story_pk = new.pk), ''));
    END
    """,
    """
    CREATE TRIGGER story_fts_story_delete BEFORE DELETE ON story BEGIN
        INSERT INTO story_fts(story_fts, rowid, headline, dek, byline, body)
        VALUES ('delete', old.pk, old.headline, old.dek, old.byline,
                coalesce((SELECT text FROM story_body WHERE story_pk = old.pk), ''));
    END
    """,
    """
    CREATE TRIGGER story_fts_body_insert AFTER INSERT ON story_body BEGIN
        INSERT INTO story_fts(story_fts, rowid, headline, dek, byline, body)
        SELECT 'delete', pk, headline, dek, byline, '' FROM story WHERE pk = new.story_pk;
        INSERT INTO story_fts(rowid, headline, dek, byline, body)
        SELECT pk, headline, dek, byline, new.text FROM story WHERE pk = new.story_pk;
    END
    """,
    """
    CREATE TRIGGER story_fts_body_update AFTER UPDATE OF text ON story_body
    WHEN old.text IS NOT new.text BEGIN
        INSERT INTO story_fts(story_fts, rowid, headline, dek, byline, body)
        SELECT 'delete', pk, headline, dek, byline, old.text FROM story WHERE pk = old.story_pk;
        INSERT INTO story_fts(rowid, headline, dek, byline, body)
        SELECT pk, headline, dek, byline, new.text FROM story WHERE pk = new.story_pk;
    END
    """,
    # Nobody removes a body on its own; when a story goes, its own trigger runs first and the
    # cascade finds no story any more, so this one is quiet.
    """
    CREATE TRIGGER story_fts_body_delete BEFORE DELETE ON story_body BEGIN
        INSERT INTO story_fts(story_fts, rowid, headline, dek, byline, body)
        SELECT 'delete', pk, headline, dek, byline, old.text FROM story WHERE pk = old.story_pk;
        INSERT INTO story_fts(rowid, headline, dek, byline, body)
        SELECT pk, headline, dek, byline, '' FROM story WHERE pk = old.story_pk;
    END
    """,
)

_DROP = (
    "DROP TRIGGER story_fts_body_delete",
    "DROP TRIGGER story_fts_body_update",
    "DROP TRIGGER story_fts_body_insert",
    "DROP TRIGGER story_fts_story_delete",
    "DROP TRIGGER story_fts_story_update",
    "DROP TRIGGER story_fts_story_insert",
    "DROP TABLE story_fts",
    "DROP VIEW story_fts_source",
)


def create() -> None:
    """Make the index and its triggers, and fill it from what the tables hold."""
    for statement in _CREATE:
        op.execute(statement)
    op.execute("INSERT INTO story_fts(story_fts) VALUES ('rebuild')")


def drop() -> None:
    """Take the index and its triggers away."""
    for statement in _DROP:
        op.execute(statement)
