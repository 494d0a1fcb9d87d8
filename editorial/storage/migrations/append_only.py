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
