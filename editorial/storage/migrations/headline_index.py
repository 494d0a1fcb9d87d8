"""A small full-text index over headline, dek and byline alone, with beginnings kept ready.

The large index has no ``prefix=``: that would double it. Here it costs little, and the first
letters that somebody types are answered from it. External content of the story table itself.
"""

from __future__ import annotations

from alembic import op

_COLUMNS = "headline, dek, byline"
_OLD = "old.pk, old.headline, old.dek, old.byline"
_NEW = "new.pk, new.headline, new.dek, new.byline"
_REMOVE = (
    f"INSERT INTO story_fts_head(story_fts_head, rowid, {_COLUMNS}) VALUES ('delete', {_OLD});"
)
_ADD = f"INSERT INTO story_fts_head(rowid, {_COLUMNS}) VALUES ({_NEW});"

_CREATE = (
    f"""
    CREATE VIRTUAL TABLE story_fts_head USING fts5(
        {_COLUMNS}, content='story', content_rowid='pk',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
    )
    """,
    f"CREATE TRIGGER story_fts_head_insert AFTER INSERT ON story BEGIN {_ADD} END",
    f"""
    CREATE TRIGGER story_fts_head_update AFTER UPDATE OF headline, dek, byline ON story
    WHEN old.headline IS NOT new.headline OR old.dek IS NOT new.dek
      OR old.byline IS NOT new.byline
    BEGIN {_REMOVE} {_ADD} END
    """,
    f"CREATE TRIGGER story_fts_head_delete BEFORE DELETE ON story BEGIN {_REMOVE} END",
)

_DROP = (
    "DROP TRIGGER story_fts_head_delete",
    "DROP TRIGGER story_fts_head_update",
    "DROP TRIGGER story_fts_head_insert",
    "DROP TABLE story_fts_head",
)


def create() -> None:
    """Make the index and its triggers, and fill it from the stories that are there."""
    for statement in _CREATE:
        op.execute(statement)
    op.execute("INSERT INTO story_fts_head(story_fts_head) VALUES ('rebuild')")


def drop() -> None:
    """Take the index and its triggers away."""
    for statement in _DROP:
        op.execute(statement)
