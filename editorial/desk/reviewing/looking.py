"""Keeps what the person has read: once they have looked at a story, or decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject

from editorial.desk.reviewing import use_cases

if TYPE_CHECKING:
    from editorial.desk.kit.context import DeskContext
    from editorial.review.compared_story import ComparedStory

SHORTEST_LOOK_MS = 1500
"""A story that is passed on the way down a queue has not been read."""


class Looking(QObject):
    """One look at one story: begins when it is shown, ends when another is, or with a decision."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._shown: ComparedStory | None = None
        self._since = QElapsedTimer()
        self._stepped = False

    def begin(self) -> None:
        """Begin a look at another story; nothing of it is on the screen yet."""
        self._shown = None
        self._stepped = False
        self._since.invalidate()

    def show(self, compared: ComparedStory) -> None:
        """Take what is on the screen now; an older version there is no reading."""
        if compared.last:
            return
        self._shown = compared
        if not self._since.isValid():
            self._since.start()

    def step(self) -> None:
        """Take it that the person walks through the changes: they read."""
        self._stepped = True

    def end(self, *, decided: bool = False) -> None:
        """Keep what was on the screen as read, where it was looked at; the look is over."""
        shown, self._shown = self._shown, None
        long_enough = self._since.isValid() and self._since.elapsed() >= SHORTEST_LOOK_MS
        if shown is not None and (decided or self._stepped or long_enough):
            self._ctx.jobs.write(
                self,
                use_cases.mark_read,
                shown.story_id,
                who=self._ctx.newsroom.person,
                revision=shown.revision,
                newest=shown.newest,
                at=shown.at,
            )
        self.begin()
