"""What helps a writer at the manuscript, each wired to its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editorial.desk.writing.linking.story_completer import StoryCompleter
from editorial.desk.writing.linking.story_links import StoryLinks

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
        finder = page.finder
        for name, slot in (
            ("find", finder.find),
            ("replace", finder.find_and_replace),
            ("find_next", finder.next),
            ("find_previous", finder.previous),
        ):
            actions[name].triggered.connect(slot)
        self.completer = StoryCompleter(commands, page.body, page)
        self.links = StoryLinks(commands, page.body, self)
        page.counted.connect(self.links.look)
