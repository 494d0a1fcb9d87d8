"""Takes photos into the library: files first, durably, then one row each.

A refused file never stops the others; a full or closed disk stops all, since it would refuse
them too. Whatever was taken in before that stays.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from editorial.photos import originals, places
from editorial.photos.arrival import Words, words_of
from editorial.photos.formats import format_named, has_picture_ending
from editorial.photos.judging import judge
from editorial.photos.models import Photo, PhotoMetadata
from editorial.photos.pairs import record_pairs, twins
from editorial.photos.rows import PhotoRow, row_of
from editorial.photos.workbench import Copy, Inspection, Workbench
from editorial.storage.changes import Changes
from editorial.system.errors import BadFile, EnvironmentProblem

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator, Sequence

    from editorial.storage.store import Store


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file. ``photo`` is None and ``error`` filled when it was refused."""

    file: Path
    photo: PhotoRow | None
    error: str
    status: Literal["new", "duplicate", "refused"]
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return what scripts get: the photo's keys, or those that matter with the error."""
        if self.photo is not None:
            return self.photo.to_json() | {
                "file": str(self.file),
                "import": self.status,
                "warnings": list(self.warnings),
            }
        return {
            "id": None,
            "file": str(self.file),
            "width": None,
            "height": None,
            "caption": "",
            "alt": "",
            "creator": "",
            "source": "",
            "copyright": "",
            "credit": None,
            "date_created": "",
            "status": "refused",
            "import": "refused",
            "warnings": list(self.warnings),
            "error": self.error,
        }


def import_photos(
    store: Store,
    paths: Sequence[Path],
    *,
    who: str,
    workbench: Workbench,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    credit_form: str = "supplier",
    each: Callable[[ImportResult], object] | None = None,
) -> tuple[tuple[ImportResult, ...], Changes]:
    """Take the files, and the pictures in the folders, of ``paths`` into the library.

    ``progress`` is told (how many are done, of how many, the name of the next). When
    ``cancelled`` says so, the rest is left out. ``each`` is called with every result as soon as
    it is known. The originals stay where they are, untouched.

    Raises `DiskFull` or `HomeUnusable`; photos taken in before that are kept, and the same
    import can simply be repeated.
    """
    files = list(files_in(paths))
    results: list[ImportResult] = []
    created: list[uuid.UUID] = []
    hashes = _known_hashes(store)
    originals.sweep(store.home.originals)
    for index, file in enumerate(files):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(index, len(files), file.name)
        try:
            result = _take_in(store, file, who, workbench, credit_form, hashes)
        except BadFile as error:
            result = ImportResult(file, None, str(error), "refused")
        except EnvironmentProblem as problem:
            count = len(created)
            if count:
                photos = "photo is" if count == 1 else "photos are"
                problem.safe = f"{count} {photos} imported and safe; the import can be repeated."
            raise
        if each is not None:
            each(result)
        results.append(result)
        if result.status == "new" and result.photo is not None:
            created.append(result.photo.id)
            hashes[result.photo.id] = result.photo.perceptual_hash
    if progress is not None:
        progress(len(results), len(files), "")
    notices = tuple(
        f"{result.file.name}: {sentence}" for result in results for sentence in result.warnings
    )
    last = created[-1] if created else None
    return tuple(results), Changes(photos=frozenset(created), created=last, notices=notices)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Return the files themselves and, in order, the pictures inside folders, each once."""
    seen: set[Path] = set()
    for path in paths:
        found = _pictures_in(path) if _is_folder(path) else [path]
        for file in found:
            if (key := file.absolute()) not in seen:
                seen.add(key)
                yield file


def _pictures_in(folder: Path) -> Iterator[Path]:
    unreadable: list[Path] = []
    any_found = False
    for here, folders, names in os.walk(
        folder, onerror=lambda error: unreadable.append(Path(error.filename))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(here, name)
            if not name.startswith(".") and has_picture_ending(file):
                any_found = True
                yield file
    # A folder stands in the results as refused: it may not be read, or holds no picture.
    yield from unreadable
    if not any_found and not unreadable:
        yield folder


def _take_in(
    store: Store,
    file: Path,
    who: str,
    workbench: Workbench,
    credit_form: str,
    hashes: dict[uuid.UUID, int | None],
) -> ImportResult:
    if _is_folder(file):
        raise _unusable_folder(file)
    sha256 = originals.check_readable(file)
    if (known := _known(store, sha256)) is not None and known.original_path.exists():
        return _duplicate(file, known)
    arrival = originals.copy_in(file, store.home.originals, sha256)
    made: list[Path] = []
    try:
        copies = [
            Copy(places.THUMBNAIL_WIDTH, places.thumbnail_path(store.home, sha256)),
            Copy(places.PREVIEW_WIDTH, places.preview_path(store.home, sha256)),
        ]
        made += [copy.out for copy in copies if not copy.out.exists()]
        found = workbench.inspect(arrival.path, copies, name=file.name)
        target = places.original_path(store.home, sha256, found.format)
        if originals.place(arrival, target):
            made.append(target)
        words = words_of(found.metadata, credit_form)
        found_twins = twins(found.perceptual_hash, hashes.items())
        row = _write_row(store, file, who, arrival, found, words, found_twins)
    except BaseException:
        originals.discard(arrival.path)
        if _known(store, sha256) is None:
            for path in made:
                originals.discard(path)
        raise
    if known is not None:
        return _duplicate(file, row, "Its missing original was put back.")
    warnings = [*_warnings(file, found), *words.warnings]
    if found_twins and known is None:
        names = " and ".join(_twin_names(store, found_twins))
        warnings.append(f"It looks like {names}, already in the library.")
    return ImportResult(file, row, "", "new", tuple(warnings))


def _write_row(
    store: Store,
    file: Path,
    who: str,
    arrival: originals.Arrival,
    found: Inspection,
    words: Words,
    found_twins: dict[uuid.UUID, int],
) -> PhotoRow:
    metadata = found.metadata
    with store.write() as session:
        photo = session.scalar(select(Photo).where(Photo.sha256 == arrival.sha256))
        if photo is None:
            now = store.now()
            photo = Photo(
                sha256=arrival.sha256,
                file_name=file.name,
                format=found.format,
                size_bytes=arrival.size,
                width=found.width,
                height=found.height,
                perceptual_hash=found.perceptual_hash,
                color_profile=found.color_profile,
                imported_at=now,
                imported_by=who,
                updated_at=now,
                decorative=False,
                crops={},
                **words.columns(),
            )
            judge(photo)
            session.add(photo)
            session.flush()
            session.add(
                PhotoMetadata(
                    photo_pk=photo.pk,
                    properties=metadata.properties | {"camera": metadata.camera},
                    xmp_packet=metadata.xmp_packet,
                )
            )
            record_pairs(session, photo, found_twins)
        return row_of(photo, store.home)


def _known(store: Store, sha256: str) -> PhotoRow | None:
    with store.read() as session:
        photo = session.scalar(select(Photo).where(Photo.sha256 == sha256))
        return None if photo is None else row_of(photo, store.home)


def _known_hashes(store: Store) -> dict[uuid.UUID, int | None]:
    with store.read() as session:
        return {row.id: row.perceptual_hash for row in session.execute(_HASHES)}


_HASHES = select(Photo.id, Photo.perceptual_hash)


def _twin_names(store: Store, found: dict[uuid.UUID, int]) -> list[str]:
    """Return the names of up to two photos that show the same picture in another file."""
    with store.read() as session:
        names = session.scalars(select(Photo.file_name).where(Photo.id.in_(list(found)[:2])))
        return sorted(names)


def _duplicate(file: Path, photo: PhotoRow, more: str = "") -> ImportResult:
    sentence = "It is already in the library"
    if photo.file_name != file.name:
        sentence += f" as {photo.file_name}"
    warnings = (f"{sentence}; nothing was changed.", more)
    return ImportResult(file, photo, "", "duplicate", tuple(w for w in warnings if w))


def _warnings(file: Path, found: Inspection) -> list[str]:
    warnings = list(found.metadata.warnings)
    kind = format_named(found.format)
    if file.suffix.lower() not in kind.endings:
        warnings.append(f"Its name says {file.suffix or 'nothing'}, but it is a {kind.name} file.")
    if found.animated:
        warnings.append("It is animated; pages show its first picture only.")
    return warnings


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A parent folder may not be read: the look at the file itself will say so.
        return False


def _unusable_folder(folder: Path) -> BadFile:
    if not os.access(folder, os.R_OK | os.X_OK):
        return BadFile(
            f"The folder {folder.name} may not be read.",
            next_step="Allow reading it, or copy the photos to a folder of your own.",
        )
    return BadFile(
        f"The folder {folder.name} holds no pictures.", next_step="Choose another folder."
    )
