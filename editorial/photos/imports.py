"""Imports that survive a crash, a full disk and a cancel: what was asked for is written down first.

Each file's fate is noted as soon as it is known. An import that was cut short is offered again;
going on takes the files that are left, and puts the template on a photo that had come in just
before the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from editorial.photos.ingest import ImportResult, files_in, import_photos
from editorial.photos.models import Photo, PhotoChange, PhotoImport, PhotoImportFile
from editorial.photos.templates import Entry, apply_entries
from editorial.storage.changes import Changes
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Mapping, Sequence

    from editorial.photos.codes import Codes
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was cut short."""

    id: uuid.UUID
    left: int
    total: int
    started_at: dt.datetime
    started_by: str


def begin(
    store: Store,
    paths: Sequence[Path],
    *,
    who: str,
    origin: str = "files",
    entries: Mapping[str, Entry] | None = None,
) -> uuid.UUID:
    """Write down which files are to be imported, folders by their pictures; return its id.

    ``entries`` is the template that every new photo gets (see `templates`).
    """
    files = list(files_in(paths))
    with store.write() as session:
        job = PhotoImport(
            origin=origin,
            fields={
                name: {"value": entry.value, "mode": entry.mode, "on": entry.on}
                for name, entry in (entries or {}).items()
            },
            started_at=store.now(),
            started_by=who,
        )
        session.add(job)
        session.flush()
        for file in files:
            size, modified = stamp(file)
            session.add(
                PhotoImportFile(
                    import_pk=job.pk, path=str(file), size_bytes=size, modified_ns=modified
                )
            )
        return job.id


def run(
    store: Store,
    import_id: uuid.UUID,
    *,
    who: str,
    workbench: Workbench,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    credit_form: str = "supplier",
    codes: Codes | None = None,
) -> tuple[tuple[ImportResult, ...], Changes]:
    """Import what is left of an import. Results and errors are those of `import_photos`.

    Raises `NotFound` for an import that never was.
    """
    with store.read() as session:
        job = _job(session.scalar(select(PhotoImport).where(PhotoImport.id == import_id)))
        entries = {
            name: Entry(entry["value"], entry["mode"], entry["on"])
            for name, entry in job.fields.items()
        }
        waiting = (PhotoImportFile.import_pk == job.pk, PhotoImportFile.state == "waiting")
        files = [
            Path(path)
            for path in session.scalars(
                select(PhotoImportFile.path).where(*waiting).order_by(PhotoImportFile.pk)
            )
        ]
        job_pk, began = job.pk, job.started_at
    results, changes = import_photos(
        store,
        files,
        who=who,
        workbench=workbench,
        progress=progress,
        cancelled=cancelled,
        credit_form=credit_form,
        each=partial(_note, store, job_pk, began, entries, codes, who),
    )
    if len(results) == len(files):
        forget(store, import_id)
    return results, changes


def unfinished(store: Store) -> tuple[Unfinished, ...]:
    """Return the imports that were cut short, the newest first."""
    left = func.sum(func.iif(PhotoImportFile.state == "waiting", 1, 0))
    query = (
        select(PhotoImport, left, func.count())
        .join(PhotoImportFile, PhotoImportFile.import_pk == PhotoImport.pk)
        .where(PhotoImport.ended_at.is_(None))
        .group_by(PhotoImport.pk)
        .having(left > 0)
        .order_by(PhotoImport.pk.desc())
    )
    with store.read() as session:
        return tuple(
            Unfinished(job.id, waiting, total, job.started_at, job.started_by)
            for job, waiting, total in session.execute(query)
        )


def forget(store: Store, import_id: uuid.UUID) -> Changes:
    """Call an import over; the files that are left can be imported anew at any time."""
    with store.write() as session:
        session.execute(
            update(PhotoImport).where(PhotoImport.id == import_id).values(ended_at=store.now())
        )
    return Changes()


def stamp(file: Path) -> tuple[int, int]:
    """Return size and time of change of a file; zeros where it is not there."""
    try:
        facts = file.stat()
    except OSError:
        return 0, 0
    return facts.st_size, facts.st_mtime_ns


def _note(
    store: Store,
    job_pk: int,
    began: dt.datetime,
    entries: Mapping[str, Entry],
    codes: Codes | None,
    who: str,
    result: ImportResult,
) -> None:
    """Write down what became of one file, after its template is on it."""
    photo = result.photo
    if photo is not None and entries and photo.imported_at >= began:
        with store.read() as session:
            has_it = session.scalar(
                select(func.count())
                .select_from(PhotoChange)
                .join(Photo, Photo.pk == PhotoChange.photo_pk)
                .where(Photo.id == photo.id, PhotoChange.action == TEMPLATE)
            )
        if not has_it:
            apply_entries(store, [photo.id], entries, who=who, codes=codes, action=TEMPLATE)
    with store.write() as session:
        photo_pk = (
            session.scalar(select(Photo.pk).where(Photo.id == photo.id))
            if photo is not None
            else None
        )
        session.execute(
            update(PhotoImportFile)
            .where(PhotoImportFile.import_pk == job_pk, PhotoImportFile.path == str(result.file))
            .values(state=result.status, error=result.error, photo_pk=photo_pk)
        )


def _job(found: PhotoImport | None) -> PhotoImport:
    if found is None:
        raise NotFound("There is no such import.", safe="Nothing was changed.")
    return found
