"""Takes files and folders into the library in the background.

It runs beside the writer thread, so that a folder of pictures never holds up a save.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from editorial.desk.kit.jobs import Lane, Progress
from editorial.desk.photo_desk import use_cases
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.photos.ingest import ImportResult
    from editorial.photos.templates import Entry
    from editorial.system.errors import EditorialError
    from editorial.system.paths import Home


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import: ids of new photos, how many were here already, sentences.

    ``refused`` and ``remarks`` are (file name, sentence); ``stopped`` says that the person
    ended it before the last file.
    """

    new: tuple[uuid.UUID, ...] = ()
    duplicates: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Imported:
    results: tuple[ImportResult, ...]
    changes: Any
    stopped: bool


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be imported, or which import is to be taken up again."""

    paths: tuple[Path, ...]
    entries: dict[str, Entry]
    origin: str
    unfinished: uuid.UUID | None = None
    image: QImage | None = None
    """A picture of the clipboard: it has no file to go on from, and is taken in at once."""


class Importer(QObject):
    """One import after the other; files that come meanwhile wait their turn."""

    progressed = Signal(object)
    """A `Progress`."""
    ended = Signal(object)
    """An `ImportReport`, or None where a full disk or the like ended the import."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._waiting: list[_Wish] = []
        self._stop: threading.Event | None = None
        self._told = False

    @property
    def is_running(self) -> bool:
        """Whether an import is under way."""
        return self._stop is not None

    def take(
        self,
        paths: Sequence[Path],
        entries: Mapping[str, Entry] | None = None,
        *,
        origin: str = "files",
    ) -> None:
        """Import files, and the pictures in folders; ``entries`` is a template for the new ones."""
        if paths:
            self._line_up(_Wish(tuple(paths), dict(entries or {}), origin))

    def take_image(self, image: QImage) -> None:
        """Import a picture that has no file, as one from the clipboard."""
        if not image.isNull():
            self._line_up(_Wish((), {}, "paste", image=QImage(image)))

    def go_on(self, unfinished: uuid.UUID) -> None:
        """Take up an import that was cut short."""
        self._line_up(_Wish((), {}, "", unfinished))

    def _line_up(self, wish: _Wish) -> None:
        self._waiting.append(wish)
        if self._stop is None:
            self._start()

    def stop(self) -> None:
        """End after the photo that is being read; what came in stays."""
        self._waiting.clear()
        if self._stop is not None:
            self._stop.set()

    def _start(self) -> None:
        wish = self._waiting.pop(0)
        self._stop = threading.Event()
        self._told = False
        self.progressed.emit(Progress(0, 0))
        newsroom = self._ctx.newsroom
        job = self._ctx.jobs.run(
            Lane.READ,
            self,
            _take_in,
            newsroom.store,
            wish,
            self._stop,
            home=newsroom.home,
            who=newsroom.person.name,
            workbench=newsroom.workbench,
            credit_form=newsroom.settings.newsroom.credit_form,
            done=self._done,
            failed=self._failed,
            progress=self._progress,
        )
        job.ended.connect(self._next)

    def _progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _done(self, imported: _Imported) -> None:
        if imported.changes:
            self._ctx.jobs.changed.emit(imported.changes)
        self._tell(_report(imported))

    def _failed(self, error: EditorialError) -> None:
        self._waiting.clear()
        self._ctx.notices.refuse(error)
        self._tell(None)

    def _tell(self, report: ImportReport | None) -> None:
        self._told = True
        self.ended.emit(report)

    def _next(self) -> None:
        self._stop = None
        if not self._told:
            # A fault of ours: the crash dialog speaks, the bar goes.
            self._tell(None)
        if self._waiting:
            self._start()


def _take_in(
    store: Any, wish: _Wish, stop: threading.Event, *, home: Home, who: str, **words: Any
) -> _Imported:
    from editorial.photos.codes import FOLDER, load_codes

    if wish.image is not None:
        return _take_image(store, wish.image, stop, who=who, **words)
    unfinished = wish.unfinished or use_cases.begin_import(
        store, wish.paths, who=who, origin=wish.origin, entries=wish.entries
    )
    results, changes = use_cases.run_import(
        store,
        unfinished,
        who=who,
        cancelled=stop.is_set,
        codes=load_codes(home.root / FOLDER),
        **words,
    )
    return _Imported(results, changes, stop.is_set())


def _take_image(store: Any, image: QImage, stop: threading.Event, **words: Any) -> _Imported:
    with tempfile.TemporaryDirectory(prefix="editorial-") as folder:
        path = Path(folder) / "pasted-picture.png"
        if not image.save(str(path)):
            raise BadFile(
                "The picture on the clipboard could not be read.",
                safe="Nothing was imported.",
                next_step="Save it as a file and drop that here.",
            )
        results, changes = use_cases.import_photos(store, [path], **words)
    return _Imported(results, changes, stop.is_set())


def _report(imported: _Imported) -> ImportReport:
    results = imported.results
    return ImportReport(
        new=tuple(r.photo.id for r in results if r.status == "new" and r.photo is not None),
        duplicates=sum(r.status == "duplicate" for r in results),
        refused=tuple((r.file.name, r.error) for r in results if r.status == "refused"),
        remarks=tuple(
            (r.file.name, " ".join(r.warnings)) for r in results if r.status == "new" and r.warnings
        ),
        stopped=imported.stopped,
    )
