"""A whole newsroom in one file, and back again.

A backup is a ZIP archive: the database (a compact copy, taken while it may be in use), the
settings, the original photos, the site, and the newsroom's own words, style, templates and
dictionaries, with a manifest that holds the SHA-256 of each. Passwords are in the system's
keyring and never in a backup.

Restoring unpacks and checks everything first, beside the data; only then are the pieces
exchanged, by renames that a note on disk (`PLAN`) describes, so that a crash in between is
finished at the next start. What was there before is kept under ``backups``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import lzma
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pysqlite3 import dbapi2

from editorial.storage.database import damaged
from editorial.storage.migrations.head import KNOWN
from editorial.storage.upgrade import revision_of, vacuum_into
from editorial.system.errors import BadFile, DatabaseTooNew
from editorial.system.files import disk_errors, sha256_of, sync_folder, write_atomically
from editorial.system.home_lock import alone_in

if TYPE_CHECKING:
    from editorial.system.paths import Home

FORMAT = 1
MANIFEST = "editorial-backup.json"
PLAN = "restore-plan.json"
_OWN_FILES = ("settings.json", "words.txt", "style.toml", "credit_rules.toml", "checks.toml")
_OWN_FOLDERS = (
    *("photos/originals", "site", "templates", "dictionaries", "rescue", "documents"),
    "codes",
)
"""What a newsroom has beside its database and cannot be made again."""
_PARTS = (
    *("editorial.db", "editorial.db-wal", "editorial.db-shm"),
    *_OWN_FILES,
    *dict.fromkeys(folder.partition("/")[0] for folder in _OWN_FOLDERS),
)
_CHUNK = 1 << 20
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, KeyError, NotImplementedError,
)  # fmt: skip
"""What a file raises that is no zip, or whose bytes are spoilt, in any way of packing."""

Progress = Callable[[int, int, str], None]


def back_up(home: Home, file: Path, *, progress: Progress | None = None) -> Path:
    """Write everything of ``home`` into ``file`` and return it.

    An older file of that name is replaced only when the new one is whole. Raises `DiskFull`,
    `HomeUnusable` or `DatabaseDamaged`.
    """
    temporary = file.parent / f".{file.name}.part"
    copy = file.parent / f".{file.name}.db"
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            copy.unlink(missing_ok=True)
            _copy_database(home.database, copy)
            _pack(home, copy, temporary, progress)
            temporary.replace(file)
            sync_folder(file.parent)
        finally:
            copy.unlink(missing_ok=True)
            temporary.unlink(missing_ok=True)
    return file


def restore(home: Home, file: Path, *, progress: Progress | None = None) -> Path | None:
    """Bring back a backup; return the folder that keeps what was there before, if anything was.

    Raises `BadFile` for a file that is no whole backup, `DatabaseTooNew` for one of a newer
    Editorial, `DatabaseBusy` where another program has the home open; then nothing was changed.
    """
    home.prepare()
    with alone_in(home.root):
        return _restore(home, file, progress)


def _restore(home: Home, file: Path, progress: Progress | None) -> Path | None:
    finish_restore(home)
    unpacked = home.root / ".restoring"
    with disk_errors(unpacked):
        shutil.rmtree(unpacked, ignore_errors=True)
        try:
            _unpack(file, unpacked, progress)
            _check_database(unpacked / "editorial.db")
        except BaseException:
            shutil.rmtree(unpacked, ignore_errors=True)
            raise
    moment = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = home.backups / f"before-restore-{moment}"
    had_data = any((home.root / part).exists() for part in _PARTS)
    plan = {"from": unpacked.name, "aside": str(aside.relative_to(home.root))}
    write_atomically(home.root / PLAN, json.dumps(plan).encode())
    finish_restore(home)
    return aside if had_data else None


def has_unfinished_restore(home: Home) -> bool:
    """Whether a restore was cut short and is to be finished by `finish_restore`."""
    return (home.root / PLAN).exists()


def finish_restore(home: Home) -> None:
    """Carry out what `PLAN` says, as far as it is not done yet; silent where there is none.

    For whoever is alone in the home.
    """
    note = home.root / PLAN
    try:
        plan = json.loads(note.read_text("utf-8"))
    except FileNotFoundError:
        return
    unpacked, aside = home.root / plan["from"], home.root / plan["aside"]
    with disk_errors(aside):
        aside.mkdir(parents=True, exist_ok=True)
        for part in _PARTS:
            new, present, old = unpacked / part, home.root / part, aside / part
            # Each part is moved aside once; what stands in its place afterwards is the new one.
            if present.exists() and not old.exists() and not _is_done(aside, part):
                present.rename(old)
            _mark_done(aside, part)
            if new.exists():
                new.rename(present)
        for part in _PARTS:
            (aside / f".{part}.done").unlink(missing_ok=True)
        shutil.rmtree(unpacked, ignore_errors=True)
        sync_folder(home.root)
        note.unlink()
        if not any(aside.iterdir()):
            aside.rmdir()


def _is_done(aside: Path, part: str) -> bool:
    return (aside / f".{part}.done").exists()


def _mark_done(aside: Path, part: str) -> None:
    (aside / f".{part}.done").touch()


def _copy_database(database: Path, copy: Path) -> None:
    try:
        vacuum_into(database, copy)
    except dbapi2.DatabaseError as error:
        if "full" in str(error):
            raise OSError(28, "No space left on device") from error
        raise damaged(database) from error


def _pack(home: Home, copy: Path, target: Path, progress: Progress | None) -> None:
    files = list(_files(home, copy))
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "revision": revision_of(copy),
        "files": {},
    }
    with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
        for number, (name, path) in enumerate(files):
            if progress is not None:
                progress(number, len(files), name)
            # Photos are compressed already; packing them again takes time and gains nothing.
            kind = zipfile.ZIP_DEFLATED if name == "editorial.db" else zipfile.ZIP_STORED
            archive.write(path, name, compress_type=kind)
            manifest["files"][name] = sha256_of(path)
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())
    if progress is not None:
        progress(len(files), len(files), "")


def _files(home: Home, copy: Path) -> Iterator[tuple[str, Path]]:
    yield "editorial.db", copy
    for name in _OWN_FILES:
        if (home.root / name).exists():
            yield name, home.root / name
    for name in _OWN_FOLDERS:
        for path in sorted((home.root / name).rglob("*")):
            if path.is_file() and not path.name.endswith(".tmp"):
                yield path.relative_to(home.root).as_posix(), path


def _unpack(file: Path, target: Path, progress: Progress | None) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            names = list(manifest["files"])
            for number, name in enumerate(names):
                if progress is not None:
                    progress(number, len(names), name)
                _unpack_one(archive, name, manifest["files"][name], target, file)
            if progress is not None:
                progress(len(names), len(names), "")
    except FileNotFoundError as error:
        raise BadFile(f"{file.name} does not exist.", next_step="Check the name.") from error
    except _UNREADABLE as error:
        raise _broken(file) from error
    except OSError as error:
        # Spoilt bytes packed by bzip2: the system has no part in it, so there is no number.
        if error.errno is not None:
            raise
        raise _broken(file) from error


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise BadFile(
            f"{file.name} is not a backup of Editorial.",
            safe="Nothing was changed.",
            next_step="Choose a file that `editorial backup` wrote.",
        ) from error
    revision = manifest.get("revision")
    if manifest.get("format") != FORMAT or revision not in KNOWN:
        raise DatabaseTooNew(
            f"{file.name} was written by a newer Editorial.",
            safe="Nothing was changed.",
            next_step="Update Editorial, then restore it.",
        )
    return dict(manifest)


def _unpack_one(archive: zipfile.ZipFile, name: str, sha256: str, target: Path, file: Path) -> None:
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in _PARTS or ".." in parts or PurePosixPath(name).is_absolute():
        raise _broken(file)
    entry = archive.getinfo(name)
    # A password: ours have none.
    if entry.flag_bits & 1:
        raise _broken(file)
    path = target.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(entry) as source, path.open("wb") as out:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    if digest.hexdigest() != sha256:
        raise _broken(file)


def _check_database(path: Path) -> None:
    if not path.exists():
        raise damaged(path)
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()
    except dbapi2.DatabaseError as error:
        raise damaged(path) from error
    finally:
        connection.close()
    if answer != ("ok",):
        raise damaged(path)


def _broken(file: Path) -> BadFile:
    return BadFile(
        f"{file.name} is not whole: a part of it is missing or changed.",
        safe="Nothing was changed.",
        next_step="Use another backup.",
    )
