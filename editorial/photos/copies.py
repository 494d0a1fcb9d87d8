"""Copies of photos for other hands: the picture as it came, with the library's words inside.

A copy in full size is the original, byte for byte but for its metadata: no pixel is coded anew,
and what its metadata say beyond our fields (camera, position, other programs' XMP) stays. A
smaller one is made as for a page, and tells as much of place and camera as pages do. The
originals in the library are only read.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.photos.metadata.embedding import xmp_packet
from editorial.photos.queries import photo as photo_of
from editorial.photos.queries import photo_rows
from editorial.photos.renditions import prepare, words_of_photo
from editorial.system.errors import BadFile, DiskFull, EnvironmentProblem, HomeUnusable, WrongUsage
from editorial.system.files import sha256_of, write_atomically

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator, Sequence

    from editorial.photos.rows import PhotoRow
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

_WITHOUT_WORDS = frozenset({"GIF"})
SMALLEST, LARGEST = 16, 20_000
"""Widths in pixels that a smaller copy may have."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What became of one photo. ``file`` is None and ``error`` filled where it was refused."""

    photo_id: uuid.UUID
    name: str
    file: Path | None
    error: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return what scripts get."""
        return {
            "id": str(self.photo_id),
            "name": self.name,
            "file": str(self.file) if self.file else None,
            "error": self.error,
            "note": self.note,
        }


def save_copies(
    store: Store,
    photo_ids: Sequence[uuid.UUID],
    folder: Path,
    *,
    workbench: Workbench,
    width: int | None = None,
    private: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[CopyResult, ...]:
    """Write a copy of each photo into ``folder``; nothing that lies there is overwritten.

    ``width`` makes JPEGs of at most so many pixels instead of whole copies; ``private`` lets
    place and camera go out in them. ``progress`` is told (done, of how many, name of the next).
    One that is refused never stops the others. Raises `WrongUsage` for a width or folder that
    cannot be, `DiskFull` or `HomeUnusable`; what was written before that stays.
    """
    _check(store, folder, width)
    rows = photo_rows(store, photo_ids)
    results: list[CopyResult] = []
    for number, row in enumerate(rows):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(number, len(rows), row.file_name)
        try:
            with _said_of(folder):
                results.append(_copy(store, row, folder, workbench, width, private))
        except BadFile as error:
            results.append(CopyResult(row.id, row.file_name, None, str(error)))
        except EnvironmentProblem as problem:
            if results:
                problem.safe = f"Written and complete so far: {len(results)} of {len(rows)}."
            raise
    if progress is not None:
        progress(len(results), len(rows), "")
    return tuple(results)


def write_into_file(
    store: Store, photo_id: uuid.UUID, file: Path, *, workbench: Workbench
) -> PhotoRow:
    """Write the library's words into the very file that the photo was imported from.

    It must lie outside the library and be, byte for byte, what was imported: then nothing can
    be lost, because the library keeps that. Returns the photo. Raises `WrongUsage` for another
    file, `BadFile`, `DiskFull` or `HomeUnusable`; then the file is as it was.
    """
    row = photo_of(store, photo_id)
    if store.home.root.resolve() in file.resolve().parents:
        raise WrongUsage(
            f"{file.name} lies in the library, whose originals are never changed.",
            next_step="Name the file that it was imported from.",
        )
    if not file.is_file():
        raise WrongUsage(f"{file.name} is not there.", next_step="Name a file that is.")
    if sha256_of(file) != row.sha256:
        raise WrongUsage(
            f"{file.name} is not, byte for byte, the file that {row.file_name} was imported from.",
            safe="It was left as it is.",
            next_step="Save a copy with metadata instead: `editorial photo export`.",
        )
    if row.format in _WITHOUT_WORDS:
        raise BadFile(
            f"A {row.format} file has no place for caption and credit.",
            safe="It was left as it is.",
            next_step="Save a copy with metadata instead: `editorial photo export`.",
        )
    workbench.copy(file, file, words_of_photo(row), name=file.name)
    return row


def _check(store: Store, folder: Path, width: int | None) -> None:
    if width is not None and not SMALLEST <= width <= LARGEST:
        raise WrongUsage(
            f"A copy cannot be {width} pixels wide.",
            next_step=f"Choose a width from {SMALLEST} to {LARGEST} pixels.",
        )
    inside = folder.resolve()
    if store.home.root.resolve() in (inside, *inside.parents):
        raise WrongUsage(
            "That folder belongs to the library itself.", next_step="Choose another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(f"{folder.name} is not a folder.", next_step="Choose a folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUsage(
            f"The folder {folder} cannot be made ({error.strerror or error}).",
            next_step="Choose another folder.",
        ) from error


def _copy(
    store: Store,
    row: PhotoRow,
    folder: Path,
    workbench: Workbench,
    width: int | None,
    private: bool,
) -> CopyResult:
    if width is not None:
        (made,) = prepare(
            store, row, caption=row.caption, alt=row.alt, workbench=workbench,
            widths=(width,), formats=("JPEG",), private=private,
        )  # fmt: skip
        out = _free(folder / f"{_stem(row)}-{made.width}.jpg")
        write_atomically(out, made.path.read_bytes())
        return CopyResult(row.id, row.file_name, out)
    if not row.original_path.is_file():
        raise BadFile(
            f"The original of {row.file_name} is missing from the data folder.",
            next_step="Import the same file again; it takes the old place.",
        )
    out = _free(folder / f"{_stem(row)}{row.original_path.suffix}")
    if row.format in _WITHOUT_WORDS:
        write_atomically(out, row.original_path.read_bytes())
        beside = _free(out.with_suffix(".xmp"))
        write_atomically(beside, xmp_packet(words_of_photo(row)))
        note = f"{row.format} has no place for words: they lie beside it, in {beside.name}."
        return CopyResult(row.id, row.file_name, out, note=note)
    workbench.copy(row.original_path, out, words_of_photo(row), name=row.file_name)
    return CopyResult(row.id, row.file_name, out)


def _stem(row: PhotoRow) -> str:
    """Return the photo's name without ending, safe on every system."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "-", Path(row.file_name).stem).strip(" .")
    return plain[:120] or "photo"


def _free(path: Path) -> Path:
    """Return the path, or one with a number where something lies there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


@contextmanager
def _said_of(folder: Path) -> Iterator[None]:
    """Let an error of the disk name the person's folder, not ours."""
    try:
        yield
    except (DiskFull, HomeUnusable) as problem:
        problem.next_step = f"Make room in {folder}, or choose a folder that can be written."
        raise
