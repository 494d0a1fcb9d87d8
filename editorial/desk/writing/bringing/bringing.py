"""Words that come into the manuscript from outside, and those that are copied out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing.bringing.copying import MARKDOWN, clip_of, rendered
from editorial.desk.writing.bringing.pasting import Pasting
from editorial.desk.writing.line_edit import LineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript


class Bringing(QObject):
    """Owned by the room: pasting, copying, files put in at the cursor."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        actions: dict[str, QAction],
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ctx = commands.ctx
        self._page = page
        self.pasting = Pasting(commands, page, self)
        plain = QAction("Paste without formatting", window)
        plain.setObjectName("writing.paste_plain")
        plain.setShortcut(QKeySequence("Ctrl+Shift+V"))
        plain.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        plain.triggered.connect(self.paste_plain)
        window.addAction(plain)
        actions["paste_plain"] = plain
        page.body.long_copied.connect(self._add_html_to)

    @Slot()
    def paste_plain(self) -> None:
        """Paste words without formatting where the cursor is: body, headline or dek."""
        for line in (self._page.head.headline, self._page.head.dek):
            if isinstance(line, LineEdit) and line.hasFocus():
                line.paste()
                return
        self._page.body.paste_plain()

    @Slot(object)
    def insert_files(self, files: Sequence[str]) -> None:
        """Put the words and pictures of story files in at the cursor."""
        for file in files:
            self.pasting.insert_file(Path(file))

    def settle(self) -> None:
        """Have everything that was pasted in the text."""
        self.pasting.settle()

    @Slot(str)
    def _add_html_to(self, words: str) -> None:
        """Give a long copy its HTML, made in the background."""
        self._ctx.jobs.run(
            Lane.READ, self, rendered, words, done=partial(_add_html, words), latest="copy"
        )


def _add_html(words: str, page: str) -> None:
    clipboard = QGuiApplication.clipboard()
    # Something else may have been copied since.
    if clipboard.mimeData().hasFormat(MARKDOWN) and clipboard.text() == words:
        clipboard.setMimeData(clip_of(words, page))
