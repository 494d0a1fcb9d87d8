"""Brings the database of a home to the layout of this program.

A current one is recognised by plain SQL, without alembic. Before a migration the file is
copied to the backups; a database from a newer program is refused, never touched.
"""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pysqlite3 import dbapi2

from editorial.storage.database import damaged, make_engine
from editorial.storage.migrations.head import HEAD, KNOWN
from editorial.system.errors import DatabaseBusy, DatabaseTooNew, HomeUnusable
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    from editorial.system.paths import Home

_log = logging.getLogger(__name__)


def bring_up_to_date(home: Home) -> None:
    """Make or migrate the database of ``home`` where needed.

    Raises `DatabaseTooNew`, `DatabaseDamaged`, `DatabaseBusy`, `HomeUnusable` or `DiskFull`.
    """
    revision = revision_of(home.database)
    if revision == HEAD:
        return
    if revision is not None and revision not in KNOWN:
        raise DatabaseTooNew(
            "The newsroom in this folder was last opened by a newer Editorial.",
            safe="Nothing was changed.",
            next_step=f"Update Editorial, or choose another folder than {home.root}.",
        )
    if revision is not None:
        copy = back_up_before(home, revision)
        _log.info("migrating from %s to %s; the copy is %s", revision, HEAD, copy)
    migrate(home.database, HEAD)


def revision_of(path: Path) -> str | None:
    """Return the layout's revision; None for a file that does not exist yet.

    Raises `DatabaseDamaged` for a file that is no newsroom database.
    """
    if not path.exists():
        return None
    try:
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except dbapi2.DatabaseError as error:
        return _revision_after(error, path)
    return None if row is None else str(row[0])


def _revision_after(error: Exception, path: Path) -> str | None:
    word = str(error)
    if "no such table" in word and _is_blank(path):
        # A first start that was cut short before its one transaction.
        return None
    if "locked" in word or "busy" in word:
        raise DatabaseBusy(
            "Another program is holding the database.",
            safe="Nothing was changed.",
            next_step="Close the other program, then try again.",
        ) from error
    if "unable to open" in word:
        raise HomeUnusable(
            f"The database {path} cannot be opened.",
            safe="Nothing was changed.",
            next_step="Allow reading it, or choose another folder with --home DIR.",
        ) from error
    raise damaged(path) from error


def _is_blank(path: Path) -> bool:
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    try:
        count = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        connection.close()
    return bool(count == 0)


def back_up_before(home: Home, revision: str) -> Path:
    """Copy the database into the backups before it is migrated; return the copy's path."""
    moment = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = home.backups / f"before-migration-{revision}-{moment}.db"
    with disk_errors(copy):
        home.backups.mkdir(parents=True, exist_ok=True)
    vacuum_into(home.database, copy)
    return copy


def vacuum_into(database: Path, copy: Path) -> None:
    """Write a compact, consistent copy of a database that may be in use (3 s per GB)."""
    engine = make_engine(database)
    try:
        connection = engine.raw_connection()
        try:
            connection.execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()
    finally:
        engine.dispose()


def migrate(path: Path, revision: str) -> None:
    """Run the migrations up or down to ``revision``, all in one transaction.

    A failure leaves the database as it was. Foreign keys are checked before the commit.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    engine = make_engine(path).execution_options(editorial_begin="BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection:
            _without_foreign_keys(connection)
            with connection.begin():
                config.attributes["connection"] = connection
                if _is_older(connection, revision):
                    command.upgrade(config, revision)
                else:
                    command.downgrade(config, revision)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise damaged(path)
    finally:
        engine.dispose()


def _without_foreign_keys(connection: Any) -> None:
    # The pragma is a no-op inside a transaction, so it goes to the driver before BEGIN.
    connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")


def _is_older(connection: Any, revision: str) -> bool:
    tables = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).fetchone()
    if tables is None:
        return True
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return True
    return revision != "base" and KNOWN.index(row[0]) <= KNOWN.index(revision)
