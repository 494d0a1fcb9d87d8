"""Writing with nothing else in sight: other paragraphs dimmed, the written line held still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTextBoundaryFinder, Slot
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing.word_places import word_rects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction, QTextBlock

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.manuscript import Manuscript

DIMMED = 176
"""How much paper lies over dimmed words, of 255."""


class FocusView(QObject):
    """Dims while focus mode is on, as the person's settings say."""

    def __init__(
        self,
        ctx: DeskContext,
        page: Manuscript,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._page, self._body = ctx, page, page.body
        self._focused = False
        self._lit = (-1, 0, 0)
        self._body.cursorPositionChanged.connect(self._moved)
        self._typewriter = actions["typewriter"]
        self._typewriter.setCheckable(True)
        self._set_before = ctx.newsroom.settings.person.typewriter
        self._typewriter.setChecked(self._set_before)
        self._typewriter.toggled.connect(self._set_typewriter)
        page.page.set_holds_cursor(self._typewriter.isChecked())
        if "view.focus" in ctx.actions and ctx.actions["view.focus"].isCheckable():
            ctx.actions["view.focus"].toggled.connect(self.set_focused)

    @property
    def dims(self) -> str:
        """What stays lit: ``paragraph``, ``sentence``, or ``all``."""
        return self._ctx.newsroom.settings.person.lit if self._focused else "all"

    @Slot(bool)
    def set_focused(self, focused: bool) -> None:
        """Begin or end focus mode."""
        self._focused = focused
        self._body.paint_over = self._dim if self.dims != "all" else None
        self._body.viewport().update()

    @Slot(bool)
    def _set_typewriter(self, holds: bool) -> None:
        self._page.page.set_holds_cursor(holds)
        if holds:
            self._page.page.hold_cursor()
        settings = self._ctx.newsroom.settings
        if settings.person.typewriter != holds:
            change = self._ctx.newsroom.change_settings
            kept = settings.with_person(typewriter=holds)
            self._ctx.jobs.run(Lane.WRITE, self, change, kept)

    def _follow_settings(self) -> None:
        """Take what the preferences were changed to meanwhile."""
        wanted = self._ctx.newsroom.settings.person.typewriter
        if wanted != self._set_before:
            self._set_before = wanted
            self._typewriter.setChecked(wanted)

    @Slot()
    def _moved(self) -> None:
        self._follow_settings()
        if self.dims != "all":
            number, start, length = self._lit_range()
            # Typing inside the sentence changes its length alone, and repaints its lines anyway.
            rest = self._body.textCursor().block().length() - length
            if (number, start, rest) != self._lit:
                self._lit = (number, start, rest)
                self._body.viewport().update()
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self._page.page.holds_cursor and self._body.hasFocus() and not by_mouse:
            self._page.page.hold_cursor()

    def _lit_range(self) -> tuple[int, int, int]:
        """Return the block's number, and start and length of what is lit in it."""
        cursor = self._body.textCursor()
        block = cursor.block()
        if self.dims == "paragraph":
            return block.blockNumber(), 0, block.length()
        start, end = sentence_around(block.text(), cursor.positionInBlock())
        return block.blockNumber(), start, end - start

    def _dim(self, painter: QPainter, area: QRect) -> None:
        number, start, length = self._lit_range()
        block = self._body.document().findBlockByNumber(number)
        dark = QRegion(area)
        for rect in self._lit_rects(block, start, length):
            dark -= QRegion(rect)
        paper = QColor(self._ctx.theme.tokens.paper)
        paper.setAlpha(DIMMED)
        painter.setClipRegion(dark)
        painter.fillRect(area, paper)

    def _lit_rects(self, block: QTextBlock, start: int, length: int) -> list[QRect]:
        layout = self._body.document().documentLayout()
        place = layout.blockBoundingRect(block)
        place.translate(0, -self._body.verticalScrollBar().value())
        if self.dims == "paragraph":
            whole = place.toAlignedRect()
            return [QRect(0, whole.top(), self._body.viewport().width(), whole.height())]
        return [
            rect.translated(place.topLeft()).toAlignedRect()
            for rect in word_rects(block.layout(), start, length)
        ]


def sentence_around(line: str, column: int) -> tuple[int, int]:
    """Return start and end of the sentence around a column, in UTF-16 units."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, line)
    finder.setPosition(column)
    start = column if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(column)
    end = finder.toNextBoundary()
    if end < 0:
        # At the line's end one goes on with the sentence before.
        finder.setPosition(column)
        start, end = finder.toPreviousBoundary(), column
    return max(start, 0), end
