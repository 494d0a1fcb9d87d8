"""Story files that become new drafts, taken in beside the writer thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.room import Target
from editorial.desk.writing.bringing.kindly import listed
from editorial.desk.writing.use_cases import UseCase
from editorial.system.errors import BadFile, EditorialError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.jobs import Progress

FILTER = "Stories (*.docx *.docm *.odt *.html *.htm *.xhtml *.md *.markdown *.txt);;All files (*)"
_import_story = UseCase("editorial.stories.importing", "import_story")


@dataclass(frozen=True, slots=True)
class TakenStories:
    """What became of some story files."""

    imported: tuple[tuple[str, Any], ...]
    """Name of the file, and its `ImportedStory`."""
    refused: tuple[EditorialError, ...]


class StoryImport(QObject):
    """Imports files and says what came, what is to be looked at, and what was refused."""

    progressed = Signal(object)
    """A `Progress`."""
    ended = Signal()

    def __init__(self, ctx: DeskContext, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._window = window

    @Slot()
    def choose(self) -> None:
        """Ask for files, then import them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import stories", "", FILTER)
        if names:
            self.take(names)

    @Slot(object)
    def take(self, files: Sequence[str]) -> None:
        """Make a draft of each file."""
        newsroom = self._ctx.newsroom
        job = self._ctx.jobs.run(
            Lane.READ,
            self,
            _take_stories,
            newsroom.store,
            tuple(Path(file) for file in files),
            who=newsroom.person,
            workbench=newsroom.workbench,
            done=self._taken,
            failed=self._ctx.notices.refuse,
            progress=self._progress,
        )
        job.ended.connect(self.ended)

    def _progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)
        if progress.total > 1:
            words = f"Importing {progress.what} ({progress.done + 1} of {progress.total})…"
        else:
            words = f"Importing {progress.what}…"
        self._ctx.notices.tell(words)

    def _taken(self, taken: TakenStories) -> None:
        for _, imported in taken.imported:
            self._ctx.jobs.changed.emit(imported.changes)
        warnings = tuple(
            words if len(taken.imported) == 1 else f"{name}: {words}"
            for name, imported in taken.imported
            for words in imported.warnings
        )
        if taken.imported:
            story = taken.imported[-1][1].story
            self._ctx.guide.go_to(Target(place="my_drafts", story=story.id))
        if taken.refused:
            self._ctx.notices.refuse(_refusal(taken))
        elif warnings:
            self._ctx.notices.refuse(
                BadFile(_came(taken), safe="Nothing was lost.", next_step=listed(warnings))
                if len(warnings) > 1
                else BadFile(f"{_came(taken)} {warnings[0]}")
            )
        else:
            self._ctx.notices.tell(_came(taken))


def _take_stories(
    store: Any, paths: tuple[Path, ...], *, progress: Callable[..., None], **words: Any
) -> TakenStories:
    take = partial(_import_story, store, **words)
    imported: list[tuple[str, Any]] = []
    refused: list[EditorialError] = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        try:
            imported.append((path.name, take(path)))
        except EditorialError as error:
            refused.append(error)
    return TakenStories(tuple(imported), tuple(refused))


def _came(taken: TakenStories) -> str:
    count = len(taken.imported)
    if count == 1:
        return f"{taken.imported[0][0]} is a new draft."
    return f"{count} files are new drafts."


def _refusal(taken: TakenStories) -> EditorialError:
    first = taken.refused[0]
    if len(taken.refused) == 1:
        safe = _came(taken) if taken.imported else first.safe
        return BadFile(first.message, safe=safe, next_step=first.next_step)
    return BadFile(
        f"{len(taken.refused)} files were not imported.",
        safe=_came(taken) if taken.imported else "Nothing was changed.",
        next_step=listed([error.message for error in taken.refused]),
    )
