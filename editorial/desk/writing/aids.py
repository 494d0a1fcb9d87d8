"""What helps a writer at the manuscript, each wired to its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from editorial.desk.writing.focus_view import FocusView
from editorial.desk.writing.headings import HeadingDialog, headings
from editorial.desk.writing.kept_versions import KeptVersions
from editorial.desk.writing.language.corrections import Corrections
from editorial.desk.writing.language.mending import Mending
from editorial.desk.writing.language.proofreader import Proofreader
from editorial.desk.writing.linking.story_completer import StoryCompleter
from editorial.desk.writing.linking.story_links import StoryLinks
from editorial.desk.writing.pairing import Pairing
from editorial.desk.writing.word_target import WordTargets
from editorial.desk.writing.zoom import Zoom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript


class Aids(QObject):
    """Owned by the room; gives its actions something to do."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        finder = page.finder
        for name, slot in (
            ("find", finder.find),
            ("replace", finder.find_and_replace),
            ("find_next", finder.next),
            ("find_previous", finder.previous),
            ("headings", self.choose_heading),
        ):
            actions[name].triggered.connect(slot)
        self.pairing = Pairing(commands.ctx, page.body, self)
        # After the pairing, so that Tab reaches its list first.
        self.completer = StoryCompleter(commands, page.body, page)
        self.focus = FocusView(commands.ctx, page, actions, self)
        self.zoom = Zoom(commands.ctx, page, actions, self)
        self.versions = KeptVersions(commands, page, actions, self)
        self.targets = WordTargets(commands, page, actions["target"], self)
        self.links = StoryLinks(commands, page.body, self)
        page.counted.connect(self.links.look)
        self.proofreader = Proofreader(commands, page, self)
        self.corrections = Corrections(commands, page, self.proofreader, actions, self)
        self.mending = Mending(commands, self)

    @Slot()
    def choose_heading(self) -> None:
        """Offer the headings of the body to jump to."""
        body = self._page.body
        dialog = HeadingDialog(headings(body.document()), body.textCursor().position(), self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._go_to_position)
        dialog.open_over(self._page)

    @Slot(int)
    def _go_to_position(self, position: int) -> None:
        body = self._page.body
        cursor = body.textCursor()
        cursor.setPosition(min(position, body.document().characterCount() - 1))
        body.setTextCursor(cursor)
        body.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.page.show_cursor(at_top=True)
