"""The real page of the open story: inside the desk, or in the person's own browser."""

from __future__ import annotations

import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing.preview.in_step import InStep
from editorial.desk.writing.preview.making import make_preview
from editorial.desk.writing.preview.pane import PAPER, PreviewPane
from editorial.desk.writing.preview.unavailable import PreviewUnavailable

if TYPE_CHECKING:
    import uuid

    from PySide6.QtWidgets import QSplitter, QWidget

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.preview.engine import Engine
    from editorial.desk.writing.preview.making import PreviewFiles

AFTER_SAVE_MS = 300
NO_ANSWER_MS = 20_000
_TEXT_AT_LEAST = 440
_ENGINE = "editorial.desk.writing.preview.engine"


class Preview(QObject):
    """Opens and closes the preview, and keeps it at the story's newest words.

    ``splitter`` holds the text as its first widget; the preview stands beside it and takes the
    inspector's room.
    """

    def __init__(
        self,
        commands: StoryCommands,
        manuscript: Manuscript,
        inspector: QWidget,
        splitter: QSplitter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands, self._manuscript = commands, manuscript
        self._inspector, self._splitter = inspector, splitter
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: PreviewFiles | None = None
        self._shown_story: uuid.UUID | None = None
        self._inspector_shown = True
        self._loaded = False
        self.pane: PreviewPane | None = None
        self.engine: Engine | None = None
        self.in_step: InStep | None = None
        self._later = self._timer(AFTER_SAVE_MS, self._make)
        self._patience = self._timer(NO_ANSWER_MS, self._no_answer)
        commands.ctx.jobs.changed.connect(self._changed)

    @property
    def is_open(self) -> bool:
        """Whether the preview is in the desk now."""
        return self.pane is not None

    @property
    def is_loaded(self) -> bool:
        """Whether a page is on show."""
        return self.is_open and self._loaded

    @Slot()
    def open(self) -> None:
        """Save the words, then make the page and show it; close it when it is shown."""
        draft = self._commands.draft
        if self.is_open:
            self.close()
            return
        if draft is None:
            return
        draft.save()
        self._commands.ctx.notices.tell("Making the page…")
        # Behind the save on the writer thread, so that its words are in the page.
        self._commands.ctx.jobs.run(Lane.WRITE, self, _nothing, done=self._make_after)

    @Slot()
    def close(self) -> None:
        """Go back to the text; the engine's memory is given back."""
        self._later.stop()
        self._patience.stop()
        pane, engine, in_step = self.pane, self.engine, self.in_step
        self.pane = self.engine = self.in_step = None
        if pane is None:
            return
        if in_step is not None:
            in_step.stop()
        view = pane.drop_view()
        if view is not None and shiboken6.isValid(view):
            shiboken6.delete(view)
        if engine is not None:
            engine.close()
            engine.deleteLater()
        pane.hide()
        pane.deleteLater()
        self._text_side.show()
        if self._inspector_shown and self._has_place:
            self._inspector.show()
        self._manuscript.body.setFocus()

    @Slot()
    def show_story(self) -> None:
        """Another story came to the desk: show its page, where the preview is open."""
        if self.is_open and self._commands.draft is not None:
            self._make()

    @property
    def _text_side(self) -> QWidget:
        first = self._splitter.widget(0)
        assert first is not None
        return first

    @property
    def _has_place(self) -> bool:
        """Whether the inspector stands beside the text, not over it as a drawer."""
        return self._inspector.parentWidget() is self._splitter

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        draft = self._commands.draft
        if self.is_open and draft is not None and (draft.id in changes.stories or changes.photos):
            self._later.start()

    def _make_after(self, _: None) -> None:
        self._make()

    @Slot()
    def _make(self) -> None:
        draft, ctx = self._commands.draft, self._commands.ctx
        if draft is None:
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="editorial-preview-")
            self.destroyed.connect(self._folder.cleanup)
        ctx.jobs.read(
            self,
            make_preview,
            draft.id,
            Path(self._folder.name) / str(draft.id),
            workbench=ctx.newsroom.workbench,
            newsroom=ctx.newsroom.settings.newsroom,
            done=partial(self._made, draft.id),
            failed=self._commands.refuse,
            latest="preview",
        )

    def _made(self, story_id: uuid.UUID, files: PreviewFiles) -> None:
        self._files = files
        if self.pane is None:
            try:
                self._show_pane()
            except PreviewUnavailable as missing:
                self._open_in_browser(missing.message)
                return
            self._commands.ctx.notices.clear()
        if story_id != self._shown_story and self.in_step is not None:
            self.in_step.begin()
        self._shown_story = story_id
        self._load()

    def _show_pane(self) -> None:
        assert self._folder is not None
        module = import_module(_ENGINE)
        engine: Engine = module.Engine(Path(self._folder.name), self)
        pane = PreviewPane(self._commands.ctx.theme)
        pane.closed.connect(self.close)
        pane.width_chosen.connect(self._suit_width)
        pane.browser_wanted.connect(self._browse)
        pane.link_wanted.connect(QDesktopServices.openUrl)
        engine.page.link_pressed.connect(pane.tell_link)
        engine.page.loadFinished.connect(self._load_finished)
        engine.page.renderProcessTerminated.connect(self._ended)
        self.pane, self.engine, self._loaded = pane, engine, False
        # A drawer has its place beside the text again, once there is room.
        self._inspector_shown = not self._inspector.isHidden() or not self._has_place
        self._inspector.hide()
        self._splitter.insertWidget(1, pane)
        self._splitter.setCollapsible(1, False)
        self.in_step = InStep(self._manuscript, engine.page, module.OWN_WORLD, pane)
        self.in_step.begin()
        pane.set_view(engine.make_view())
        self._suit_width()

    def _load(self) -> None:
        pane, engine, files = self.pane, self.engine, self._files
        if pane is None or engine is None or files is None:
            return
        if not self._loaded:
            self._patience.start()
        engine.page.show_file(files.paper if pane.width_shown is PAPER else files.page)

    @Slot()
    def _suit_width(self) -> None:
        """Give text and page their room, and the page its kind."""
        pane = self.pane
        if pane is None:
            return
        whole = self._splitter.width()
        has_room = whole >= _TEXT_AT_LEAST + pane.minimumWidth()
        pane.beside.setEnabled(has_room)
        beside = pane.beside.isChecked() and has_room
        self._text_side.setVisible(beside)
        page = min(pane.width_shown.pixels, whole - _TEXT_AT_LEAST)
        sizes = [whole - page, page] if beside else [0, whole]
        self._splitter.setSizes([*sizes, *[0] * (self._splitter.count() - 2)])
        if not beside:
            pane.setFocus()
        if self.engine is not None and self._files is not None:
            wanted = self._files.paper if pane.width_shown is PAPER else self._files.page
            if self.engine.page.url().toLocalFile() != str(wanted):
                self._load()

    @Slot(bool)
    def _load_finished(self, well: bool) -> None:
        pane = self.pane
        if pane is None or self.in_step is None:
            return
        self._patience.stop()
        if not well and not self._loaded:
            self._give_up("The page could not be shown here.")
            return
        self._loaded = True
        pane.show_loaded()
        self.in_step.read_layout()

    @Slot()
    def _no_answer(self) -> None:
        self._give_up("The page view does not answer.")

    @Slot()
    def _ended(self) -> None:
        if self.is_open:
            self._give_up("The page view stopped working.")

    def _give_up(self, why: str) -> None:
        # Not from inside the engine's own signal: it is deleted here.
        QTimer.singleShot(0, self, self.close)
        self._open_in_browser(why)

    @Slot()
    def _browse(self) -> None:
        self._open_in_browser("")

    def _open_in_browser(self, why: str) -> None:
        files, notices = self._files, self._commands.ctx.notices
        if files is None:
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(files.page))):
            notices.tell(f"{why} The page is open in your browser.".strip())
        else:
            words = f"{why} No browser could be opened. The page is at {files.page}"
            notices.tell(words.strip())

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _nothing() -> None:
    """Do nothing, in its turn."""
