"""Saving what can still be read of a damaged database, story by story, as Markdown files."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import yaml
from pysqlite3 import dbapi2

from editorial.stories.text.words import slug_of
from editorial.system.errors import DatabaseDamaged, NotFound
from editorial.system.files import disk_errors, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editorial.system.paths import Home

_FURTHEST = 10_000_000
_EMPTY_RUN = 5_000
"""Keys without a row after which no more are looked for, when even the count is lost."""


def export_readable(home: Home, folder: Path) -> tuple[int, int]:
    """Write every readable story of ``home`` into ``folder``; return (saved, lost).

    The database is only read. Each story becomes a Markdown file with front matter that
    ``story import`` takes in; original photos are copied beside them. Raises `NotFound`,
    `DatabaseDamaged` where nothing can be opened, `DiskFull` or `HomeUnusable`.
    """
    if not home.database.exists():
        raise NotFound(f"There is no database in {home.root}.")
    saved = lost = 0
    with contextlib.closing(_open(home.database)) as connection, disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for key in _keys(connection):
            try:
                row = connection.execute(
                    "SELECT slug, headline, dek, byline, status, updated_at FROM story "
                    "WHERE pk = ?",
                    (key,),
                ).fetchone()
            except dbapi2.DatabaseError:
                lost += 1
                continue
            if row is None:
                continue
            body = _body(connection, key)
            if body is None:
                lost += 1
            _write(folder, key, row, body)
            saved += body is not None
        if home.originals.is_dir():
            shutil.copytree(home.originals, folder / "photos", dirs_exist_ok=True)
    return saved, lost


def _open(database: Path) -> Any:
    try:
        connection = dbapi2.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except dbapi2.DatabaseError as error:
        raise DatabaseDamaged(
            f"Nothing of {database} can be read.",
            safe="The file was left as it is.",
            next_step="Restore a backup with `editorial restore FILE`.",
        ) from error
    return connection


def _keys(connection: Any) -> Iterator[int]:
    """Return the keys to try; where even they cannot be listed, every number for a while."""
    try:
        yield from [row[0] for row in connection.execute("SELECT pk FROM story ORDER BY pk")]
    except dbapi2.DatabaseError:
        empty = 0
        for key in range(1, _FURTHEST):
            try:
                known = connection.execute("SELECT 1 FROM story WHERE pk = ?", (key,)).fetchone()
            except dbapi2.DatabaseError:
                known = True
            empty = 0 if known else empty + 1
            if empty > _EMPTY_RUN:
                return
            if known:
                yield key


def _body(connection: Any, key: int) -> str | None:
    try:
        row = connection.execute(
            "SELECT text FROM story_body WHERE story_pk = ?", (key,)
        ).fetchone()
    except dbapi2.DatabaseError:
        return None
    return str(row[0]) if row else ""


def _write(folder: Path, key: int, row: tuple[Any, ...], body: str | None) -> None:
    slug, headline, dek, byline, status, updated = row
    with contextlib.suppress(ValueError):
        byline = json.loads(byline)
    moment = dt.datetime.fromtimestamp((updated or 0) / 1_000_000, dt.UTC)
    front = yaml.safe_dump(
        {"title": headline, "dek": dek, "byline": byline, "slug": slug, "status": status},
        allow_unicode=True,
        sort_keys=False,
    )
    lost = "\n\n[The text of this story could not be read.]\n" if body is None else ""
    name = f"{key:06}-{slug_of(str(slug)) or 'untitled'}.md"
    text = f"---\n{front}# saved {moment:%Y-%m-%d %H:%M} UTC\n---\n{body or ''}{lost}\n"
    write_atomically(folder / name, text.encode("utf-8"))
