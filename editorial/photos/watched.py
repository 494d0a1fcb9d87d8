"""A folder that is watched: pictures that are put there come in by themselves, each once.

A file is taken when it has stopped growing, that is, when two looks find it the same. What was
seen before, taken or refused, is known by its path, size and time of change, also after a
restart. The files themselves are never touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.photos.formats import has_picture_ending
from editorial.photos.imports import stamp
from editorial.photos.models import PhotoImport, PhotoImportFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.storage.store import Store

ORIGIN = "watched"
Seen = dict[Path, tuple[int, int]]
"""Size and time of change of each picture in the folder."""


def look(
    store: Store, folder: Path, before: Mapping[Path, tuple[int, int]]
) -> tuple[Seen, list[Path]]:
    """Return what is in the folder now, and which files are new and at rest.

    ``before`` is what the last look returned; an unreadable or missing folder is empty.
    """
    try:
        names = sorted(folder.iterdir())
    except OSError:
        return {}, []
    now = {
        file: mark
        for file in names
        if not file.name.startswith(".") and has_picture_ending(file) and (mark := stamp(file))[0]
    }
    resting = [file for file, mark in now.items() if before.get(file) == mark]
    if not resting:
        return now, []
    with store.read() as session:
        known = {
            (path, size, modified)
            for path, size, modified in session.execute(
                select(
                    PhotoImportFile.path, PhotoImportFile.size_bytes, PhotoImportFile.modified_ns
                )
                .join(PhotoImport, PhotoImport.pk == PhotoImportFile.import_pk)
                .where(
                    PhotoImport.origin == ORIGIN,
                    PhotoImportFile.path.in_([str(file) for file in resting]),
                    PhotoImportFile.state != "waiting",
                )
            )
        }
    return now, [file for file in resting if (str(file), *now[file]) not in known]
