"""Looks at a home and this computer, and says in a line each what is in order and what is not."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editorial.storage.store import Store
    from editorial.system.paths import Home

_LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination."""

    what: str
    level: Literal["ok", "notice", "problem"]
    message: str


def examine(
    home: Home, *, full: bool = False, progress: Callable[[int, int, str], None]
) -> Iterator[Finding]:
    """Yield what was found; ``full`` reads every page of the database and every original."""
    yield Finding("Python", "ok", f"{platform.python_version()} on {platform.system()}")
    yield _sqlite()
    yield _qt()
    yield _keyring()
    yield Finding("Data folder", "ok", str(home.root))
    try:
        home.prepare()
    except EditorialError as error:
        yield Finding("Data folder", "problem", str(error))
        return
    yield from _own_rules(home)
    free = shutil.disk_usage(home.root).free
    level: Literal["ok", "notice"] = "ok" if free > _LEAST_FREE else "notice"
    yield Finding("Disk", level, f"{free / 1e9:.1f} GB free")
    if not home.database.exists():
        yield Finding("Database", "ok", "none yet; the first start makes it")
        return
    from editorial.storage.store import Store

    try:
        store = Store.open(home, what="the command “editorial doctor”")
    except EditorialError as error:
        yield Finding("Database", "problem", str(error))
        return
    try:
        yield from _database(store, full)
        yield from _originals(store, full, progress)
        yield from _papers(store, full)
        yield from _outbox(store)
    except EditorialError as error:
        yield Finding("Database", "problem", str(error))
    finally:
        store.close()


def _own_rules(home: Home) -> Iterator[Finding]:
    """Say what in the newsroom's own files of rules is not used."""
    from editorial.review.checks.levels import load_levels
    from editorial.stories.text.style.loading import load_style

    for what, problems in (
        ("House style", load_style(home).problems),
        ("Levels of checks", load_levels(home).problems),
    ):
        for problem in problems:
            yield Finding(what, "notice", f"{problem}.")


def _sqlite() -> Finding:
    from pysqlite3 import dbapi2

    version = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    if version > (3, 51, 2):
        return Finding("SQLite", "ok", dbapi2.sqlite_version)
    return Finding(
        "SQLite",
        "problem",
        f"{dbapi2.sqlite_version} can damage a database that two programs use. "
        "Set Editorial up again to get a newer one.",
    )


def _qt() -> Finding:
    try:
        from importlib.metadata import version

        found = version("pyside6")
    except ImportError:
        return Finding("Qt", "problem", "is missing. Set Editorial up again.")
    if sys.version_info < (3, 12) and tuple(map(int, found.split(".")[:2])) >= (6, 12):
        return Finding("Qt", "problem", f"{found} is not safe with Python 3.11. Set up again.")
    return Finding("Qt", "ok", found)


def _keyring() -> Finding:
    import keyring
    from keyring.backends.fail import Keyring as NoKeyring

    backend = keyring.get_keyring()
    if isinstance(backend, NoKeyring):
        return Finding(
            "Keyring",
            "notice",
            "none on this computer: passwords are kept for one session, or in the environment",
        )
    return Finding("Keyring", "ok", str(backend.name))


def _database(store: Store, full: bool) -> Iterator[Finding]:
    check = "integrity_check" if full else "quick_check"
    with store.database.outside_transaction() as connection:
        rows = connection.exec_driver_sql(f"PRAGMA {check}(5)").fetchall()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        stories = connection.exec_driver_sql("SELECT count(*) FROM story").scalar_one()
        versions = connection.exec_driver_sql("SELECT count(*) FROM version").scalar_one()
    if [row[0] for row in rows] != ["ok"] or broken:
        yield Finding(
            "Database",
            "problem",
            "is damaged. Save what can be read with `editorial doctor --export DIR`, "
            "then restore a backup.",
        )
    else:
        yield Finding("Database", "ok", f"{stories} stories, {versions} versions")
    from sqlalchemy.exc import DatabaseError

    astray = False
    for index in ("story_fts", "story_fts_head"):
        try:
            with store.write() as session:
                session.connection().exec_driver_sql(
                    f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
                )
        except (DatabaseError, EditorialError):
            astray = True
            with store.write() as session:
                session.connection().exec_driver_sql(
                    f"INSERT INTO {index}({index}) VALUES ('rebuild')"
                )
    if astray:
        yield Finding("Search index", "notice", "had gone astray and was made again")
    else:
        yield Finding("Search index", "ok", "agrees with the stories")


def _originals(
    store: Store, full: bool, progress: Callable[[int, int, str], None]
) -> Iterator[Finding]:
    from editorial.photos.queries import photo_ids, photo_rows
    from editorial.system.files import sha256_of

    ids = photo_ids(store)
    wrong = []
    for place, row in enumerate(photo_rows(store, ids)):
        progress(place, len(ids), row.file_name)
        path = row.original_path
        if not path.exists():
            wrong.append(f"{row.file_name} is missing")
        elif full and sha256_of(path) != row.sha256:
            wrong.append(f"{row.file_name} has changed")
    progress(len(ids), len(ids), "")
    if wrong:
        named = "; ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        yield Finding("Photos", "problem", f"{named}. Restore a backup to get them back.")
    else:
        yield Finding("Photos", "ok", f"{len(ids)} originals are there")


def _papers(store: Store, full: bool) -> Iterator[Finding]:
    from editorial.photos.documents import all_documents
    from editorial.system.files import sha256_of

    rows = all_documents(store)
    missing = [row for row in rows if not row.path.is_file()]
    wrong = [f"{row.file_name} is missing" for row in missing]
    if full:
        there = [row for row in rows if row not in missing]
        wrong += [
            f"{row.file_name} has changed" for row in there if sha256_of(row.path) != row.sha256
        ]
    if wrong:
        yield Finding(
            "Papers", "problem", f"{'; '.join(wrong[:5])}. Restore a backup to get them back."
        )
    elif rows:
        yield Finding("Papers", "ok", f"{len(rows)} licences and releases are there")


def _outbox(store: Store) -> Iterator[Finding]:
    from editorial.publishing.addresses import endpoints
    from editorial.publishing.outbox import deliveries

    names = ", ".join(row.name for row in endpoints(store)) or "none"
    yield Finding("Endpoints", "ok", names)
    waiting = [row for row in deliveries(store) if row.state in {"needs_person", "failed"}]
    if waiting:
        yield Finding("Outbox", "notice", f"{len(waiting)} need you: `editorial outbox list`")
    else:
        yield Finding("Outbox", "ok", "nothing needs you")
