"""The database itself refuses to change or to lose anything of a record, by any connection."""

from __future__ import annotations

import pytest
from pysqlite3 import dbapi2

TABLES = ("event", "version", "correction", "delivery_step", "receipt")


@pytest.fixture
def raw(store, house, story_id):
    """A connection that knows nothing of the program, with no pragma set."""
    connection = dbapi2.connect(str(store.home.database), isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET pk = pk",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0} LIMIT 1",
    ],
)
def test_no_row_is_changed_removed_or_replaced(raw, table, statement) -> None:
    before = raw.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(dbapi2.IntegrityError, match=f"{table} is append-only"):
        raw.execute(statement.format(table))
    assert raw.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", ["event", "version", "correction", "receipt"])
def test_a_row_under_another_key_is_not_replaced_either(raw, table) -> None:
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})") if row[1] != "pk"]
    listed = ", ".join(f'"{name}"' for name in columns)
    with pytest.raises(dbapi2.IntegrityError, match=f"{table} is append-only"):
        raw.execute(
            f"INSERT OR REPLACE INTO {table} ({listed}) SELECT {listed} FROM {table} LIMIT 1"
        )


def test_deleting_the_story_does_not_take_the_record_along(raw) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(dbapi2.IntegrityError):
        raw.execute("DELETE FROM story")
    assert raw.execute("SELECT count(*) FROM story").fetchone() == (1,)
    assert raw.execute("SELECT count(*) FROM correction").fetchone() == (1,)
