"""Pictures and stories that are dropped, pasted or chosen come in here.

Importing runs beside the writer thread, so that a folder of pictures never holds up a save.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import use_cases
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.jobs import Job, Progress
    from editorial.photos.rows import PhotoRow
    from editorial.system.errors import EditorialError

STORY_ENDINGS = frozenset(
    {".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"}
    | {".docx", ".docm", ".odt", ".ott", ".html", ".htm", ".xhtml"}
    # These cannot be read: the import says so, and what to do.
    | {".doc", ".dot", ".rtf", ".pages", ".pdf"}
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of some files: photos in their order, and a sentence for each refused one."""

    photos: tuple[PhotoRow, ...]
    refused: tuple[str, ...]
    changes: Any


class Intake(QObject):
    """Takes pictures into the library and says how far it is."""

    progressed = Signal(object)
    """A `Progress`."""
    ended = Signal()

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx

    def take_files(
        self, files: Sequence[str], done: Callable[[tuple[PhotoRow, ...]], object]
    ) -> Job:
        """Import picture files; ``done`` gets the photos that came in, in their order."""
        newsroom = self._ctx.newsroom
        return self._run(
            done,
            _take_in,
            newsroom.store,
            tuple(Path(file) for file in files),
            who=newsroom.person.name,
            workbench=newsroom.workbench,
            credit_form=newsroom.settings.newsroom.credit_form,
        )

    def take_image(self, image: QImage, done: Callable[[tuple[PhotoRow, ...]], object]) -> Job:
        """Import a picture that has no file, as one from the clipboard."""
        newsroom = self._ctx.newsroom
        return self._run(
            done,
            _take_image,
            newsroom.store,
            QImage(image),
            who=newsroom.person.name,
            workbench=newsroom.workbench,
            credit_form=newsroom.settings.newsroom.credit_form,
        )

    def _run(
        self, done: Callable[[tuple[PhotoRow, ...]], object], call: Any, *args: Any, **words: Any
    ) -> Job:
        def finish(taken: TakenIn) -> None:
            if taken.changes:
                self._ctx.jobs.changed.emit(taken.changes)
            if taken.refused:
                self._ctx.notices.refuse(_refusal(taken))
            if taken.photos:
                done(taken.photos)

        job = self._ctx.jobs.run(
            Lane.READ,
            self,
            call,
            *args,
            done=finish,
            failed=self._failed,
            progress=self._progress,
            **words,
        )
        job.ended.connect(self.ended)
        return job

    def _progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _failed(self, error: EditorialError) -> None:
        self._ctx.notices.refuse(error)


def is_story_file(file: str) -> bool:
    """Return whether a file's name says that it holds a story."""
    return Path(file).suffix.lower() in STORY_ENDINGS


def _take_in(store: Any, paths: tuple[Path, ...], **words: Any) -> TakenIn:
    results, changes = use_cases.import_photos(store, paths, **words)
    return TakenIn(
        photos=tuple(result.photo for result in results if result.photo is not None),
        refused=tuple(result.error for result in results if result.photo is None),
        changes=changes,
    )


def _take_image(store: Any, image: QImage, **words: Any) -> TakenIn:
    with tempfile.TemporaryDirectory(prefix="editorial-") as folder:
        path = Path(folder) / "pasted-picture.png"
        if not image.save(str(path)):
            raise BadFile(
                "The picture on the clipboard could not be read.",
                safe="The story is unchanged.",
                next_step="Save it as a file and drop that here.",
            )
        return _take_in(store, (path,), **words)


def _refusal(taken: TakenIn) -> BadFile:
    count = len(taken.refused)
    head = taken.refused[0] if count == 1 else f"{count} files were not taken in."
    came = len(taken.photos)
    return BadFile(
        head,
        safe=f"{came} others came in." if came > 1 else "The other one came in." if came else "",
        next_step="" if count == 1 else " ".join(taken.refused[:3]),
    )
