"""Takes formatted words from the clipboard into the body, converted off the GUI thread.

What is pasted waits in a row, one after the other, each with a cursor that marks its place; the
text holds no stand-in for it. When the words are there they are inserted as one step to undo.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextCursor, QTextDocumentFragment

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import text_edits
from editorial.desk.writing.bringing.copying import MADE_HERE, MARKDOWN
from editorial.desk.writing.bringing.kindly import PASTED, brought, left_behind
from editorial.desk.writing.bringing.placing import Place, insert_markdown, next_footnote
from editorial.desk.writing.paragraphs import shape_after_edit
from editorial.desk.writing.use_cases import UseCase
from editorial.system.errors import WrongState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QMimeData

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.system.errors import EditorialError

TOLD_AFTER_MS = 100
SETTLE_MS = 20_000

_bring_paste = UseCase("editorial.stories.bringing", "bring_paste")
_bring_file = UseCase("editorial.stories.bringing", "bring_file")
_set_photo_words = UseCase("editorial.stories.placements", "set_photo_words")


@dataclass(slots=True, eq=False)
class _Waiting:
    """Something on its way into a draft; ``plain`` is what comes if nothing better does."""

    draft: OpenDraft
    place: Place
    what: str
    call: Callable[..., Any]
    plain: str = ""
    is_file: bool = False
    first_footnote: int = 0


class Pasting(QObject):
    """Owned by the room; the body offers it every paste and drop."""

    def __init__(self, commands: StoryCommands, page: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._page = page
        self._waiting: deque[_Waiting] = deque()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(TOLD_AFTER_MS)
        self._late.timeout.connect(self._say_late)
        page.body.set_taker(self.take)

    def take(self, source: QMimeData) -> bool:
        """Take formatted words; False for what the body can insert as it is."""
        draft = self._commands.draft
        if draft is None or not draft.is_editable or not source.hasHtml():
            return False
        plain = source.text() if source.hasText() else _words_of(source.html())
        # Our own words come back as they were written, photos and footnotes in place.
        is_ours = source.hasFormat(MARKDOWN) or MADE_HERE in source.html()
        if (is_ours and source.hasText()) or text_edits.is_address(plain):
            return False
        call = partial(_bring_paste, self._commands.ctx.newsroom.store, source.html(), plain)
        self._queue(_Waiting(draft, Place(self._page.body.textCursor()), PASTED, call, plain))
        return True

    def insert_file(self, path: Path) -> None:
        """Insert the words and pictures of a story file at the cursor of the open story."""
        draft = self._commands.draft
        if draft is None or not draft.is_editable:
            return
        cursor = QTextCursor(self._page.body.textCursor())
        # A paragraph is never torn: a document dropped on one stands behind it.
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        call = partial(_bring_file, self._commands.ctx.newsroom.store, path)
        self._queue(_Waiting(draft, Place(cursor), path.name, call, is_file=True))

    def settle(self) -> None:
        """Have everything in the text; what takes too long comes as plain words."""
        if self._waiting:
            self._commands.ctx.jobs.wait_idle(SETTLE_MS, Lane.READ)
        while self._waiting:
            waiting = self._waiting.popleft()
            if waiting.plain:
                self._insert(waiting, waiting.plain)

    def _queue(self, waiting: _Waiting) -> None:
        self._waiting.append(waiting)
        if len(self._waiting) == 1:
            self._begin()

    def _begin(self) -> None:
        while self._waiting and not shiboken6.isValid(self._waiting[0].draft):
            self._waiting.popleft()
        if not self._waiting:
            self._late.stop()
            return
        waiting, newsroom = self._waiting[0], self._commands.ctx.newsroom
        waiting.first_footnote = next_footnote(text_edits.plain_text(waiting.draft.body))
        self._late.start()
        self._commands.ctx.jobs.run(
            Lane.READ,
            self,
            waiting.call,
            first_footnote=waiting.first_footnote,
            who=self._commands.person,
            workbench=newsroom.workbench,
            newsroom=newsroom.settings.newsroom,
            done=partial(self._arrived, waiting),
            failed=partial(self._failed, waiting),
        )

    def _arrived(self, waiting: _Waiting, came: Any) -> None:
        if waiting not in self._waiting:
            return
        self._waiting.remove(waiting)
        ctx = self._commands.ctx
        if came.changes:
            ctx.jobs.changed.emit(came.changes)
        self._commands.photos.keep(came.photos)
        self._insert(waiting, came.body)
        self._keep_words(waiting.draft, came)
        if came.problem or came.warnings:
            ctx.notices.refuse(left_behind(waiting.what, came.warnings, came.problem))
        else:
            photos = len(came.photos)
            # A paste that came at once can be seen.
            if photos or waiting.is_file or not self._late.isActive():
                ctx.notices.tell(brought(waiting.what, photos))
        self._begin()

    def _failed(self, waiting: _Waiting, error: EditorialError) -> None:
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            if waiting.plain:
                self._insert(waiting, waiting.plain)
        self._commands.refuse(error)
        self._begin()

    def _insert(self, waiting: _Waiting, markdown: str) -> None:
        draft = waiting.draft
        if not shiboken6.isValid(draft) or not markdown:
            return
        if not draft.is_editable:
            self._commands.refuse(
                WrongState(
                    f"The story was closed before {waiting.what} could be put into it.",
                    safe="The story and what you have copied are unchanged.",
                    next_step="Open the story’s words again, then repeat it.",
                )
            )
            return
        start, end = insert_markdown(
            waiting.place, markdown, waiting.first_footnote, alone=waiting.is_file
        )
        for other in self._waiting:
            # What was pasted at the same place later stands behind.
            if other.draft is draft and other.place.start == other.place.end == start:
                other.place.move(end)
        body = self._page.body
        if body.document() is draft.body:
            body.ensureCursorVisible()
        else:
            shape_after_edit(draft.body, start, end)
        draft.save()

    def _keep_words(self, draft: OpenDraft, came: Any) -> None:
        """Keep alt text and caption that came with the photos, behind the save of the text."""
        for photo_id, (alt, caption) in came.words.items():
            if alt or caption:
                self._commands.ctx.jobs.write(
                    self,
                    _set_photo_words,
                    draft.id,
                    photo_id,
                    "inline",
                    who=self._commands.person,
                    caption=caption or None,
                    alt=alt or None,
                    failed=self._commands.refuse,
                )

    @Slot()
    def _say_late(self) -> None:
        if self._waiting:
            what = self._waiting[0].what
            self._commands.ctx.notices.tell(f"Bringing in {what}. You can go on writing.")


def _words_of(html: str) -> str:
    return QTextDocumentFragment.fromHtml(html).toPlainText()
