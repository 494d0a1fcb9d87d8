"""Guards that make the database itself refuse to change or remove rows of a table."""

from __future__ import annotations

from alembic import op


def guard(*tables: str) -> None:
    """Refuse UPDATE and DELETE on each of ``tables``."""
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def release(*tables: str) -> None:
    """Take the guards away, for a migration that must move rows."""
    for table in tables:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")


def guard_rows(table: str, *keys: str) -> None:
    """Refuse ``INSERT OR REPLACE`` over a row of ``table``; ``keys`` are its unique columns.

    Each key may name several columns, parted by commas. SQLite fires no delete trigger when a
    row is replaced, unless the connection asked for recursive triggers.
    """
    same = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in key.split(",")) + ")"
        for key in keys
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def release_rows(*tables: str) -> None:
    """Take those guards away again."""
    for table in tables:
        op.execute(f"DROP TRIGGER {table}_no_replace")
