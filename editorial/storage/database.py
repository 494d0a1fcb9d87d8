"""The engine and its sessions.

The driver is pysqlite3, which carries a current SQLite: the system's may have the WAL-reset
fault that corrupts a database with two or more connections. The driver's own transaction
handling is off (``isolation_level=None``), because it breaks savepoints; a ``begin`` event
says BEGIN, and BEGIN IMMEDIATE for a session that writes, so that a writer waits at the start
and never fails half-way.
"""

from __future__ import annotations

import contextlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pysqlite3 import dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from editorial.system.errors import DatabaseBusy, DatabaseDamaged, DiskFull, HomeUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRAGMAS = (
    "journal_mode=WAL",
    # FULL: an acknowledged save survives a power cut. It costs 0.9 ms at the median.
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "cache_size=-65536",
    "temp_store=MEMORY",
    # The FTS triggers delete by the old row; REPLACE must fire delete triggers too.
    "recursive_triggers=ON",
)


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on the SQLite file ``path``.

    A read-only engine never creates the file and refuses every write.
    """

    def connect() -> Any:
        mode = "ro" if read_only else "rwc"
        return dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=5,
        )

    # A small pool: one writer, a few readers.
    engine = create_engine(
        "sqlite+pysqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=6
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: object) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            if read_only and pragma.startswith(("journal_mode", "synchronous")):
                continue
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("editorial_begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine


class Database:
    """Hands out sessions on one SQLite file. Safe to share between threads."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.engine = make_engine(path, read_only=read_only)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session on one consistent snapshot; whatever it changed is thrown away."""
        with database_errors(self.path), Session(self.engine, autoflush=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session in one transaction: committed at the end, rolled back on any error.

        Raises `DatabaseBusy`, `DiskFull`, `HomeUnusable` or `DatabaseDamaged`.
        """
        engine = self.engine.execution_options(editorial_begin="BEGIN IMMEDIATE")
        with database_errors(self.path), Session(engine, expire_on_commit=False) as session:
            # Take the write lock now: what is read from here on cannot change under us.
            session.connection()
            yield session
            session.commit()

    @contextmanager
    def outside_transaction(self) -> Iterator[Connection]:
        """Open a connection without BEGIN, for VACUUM, checkpoints and pragmas."""
        engine = self.engine.execution_options(editorial_begin="")
        with database_errors(self.path), engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Fold the write-ahead log into the file and close every connection."""
        if not self.read_only:
            # A reader elsewhere may hold the log; then the next start folds it in.
            with contextlib.suppress(DatabaseError), self.outside_transaction() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's words about the file into ones that a person can act on."""
    try:
        yield
    except OperationalError as error:
        word = str(error.orig).lower()
        if "full" in word:
            raise DiskFull(
                "The disk is full, so nothing more can be saved.",
                safe="Everything saved before is untouched.",
                next_step="Make some room on the disk; your open text is kept meanwhile.",
            ) from error
        if "locked" in word or "busy" in word:
            raise DatabaseBusy(
                "Another program is holding the database.",
                safe="Nothing was changed.",
                next_step="Close the other program, or try again in a moment.",
            ) from error
        if "readonly" in word or "unable to open" in word or "disk i/o" in word:
            raise HomeUnusable(
                f"The database {path} cannot be written.",
                safe="What was saved before is untouched.",
                next_step="Allow writing to that folder, or choose another with --home DIR.",
            ) from error
        raise
    except DatabaseError as error:
        word = str(error.orig).lower()
        if "malformed" in word or "not a database" in word:
            raise damaged(path) from error
        raise


def damaged(path: Path) -> DatabaseDamaged:
    """Return the error for a database file that does not hold together."""
    return DatabaseDamaged(
        f"The database {path} is damaged.",
        safe="The file was left as it is.",
        next_step=(
            "Restore a backup with `editorial restore FILE`, "
            "or save what can be read with `editorial backup FILE`."
        ),
    )
