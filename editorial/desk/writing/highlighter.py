"""Markdown made visible while it is written: marks faint, their effect real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat

from editorial.desk.writing.linking.story_marks import STORY_LINK
from editorial.desk.writing.markdown_marks import Kind, is_fence, spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextBlock, QTextDocument


@dataclass(frozen=True, slots=True)
class Palette:
    """What the highlighter needs of the page's dress: colours as ``#RRGGBB``, and the scale."""

    ink: str
    soft: str
    faint: str
    accent: str
    selection: str
    scale: float = 1.0
    """How much larger than designed the type is."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Formats one block at a time; 1 as block state means that a fence of code is open."""

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        super().__init__(document)
        self._palette = palette
        self._formats = _formats(palette)
        self._unpublished: frozenset[str] = frozenset()
        self._overlay: Callable[[QSyntaxHighlighter, QTextBlock], object] | None = None
        # Before the first layout this costs a sixth of what it costs after.
        self.rehighlight()

    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another scheme and, where they differ, format everything again."""
        if palette == self._palette:
            return
        self._palette = palette
        self._formats = _formats(palette)
        self.rehighlight()

    def set_overlay(self, overlay: Callable[[QSyntaxHighlighter, QTextBlock], object]) -> None:
        """Let ``overlay`` add formats to each block that is highlighted from now on."""
        self._overlay = overlay

    def set_unpublished(self, ids: frozenset[str]) -> None:
        """Mark links to these stories (ids in lower case): readers cannot follow them yet."""
        if ids == self._unpublished:
            return
        self._unpublished = ids
        block = self.document().firstBlock()
        while block.isValid():
            if "](story:" in block.text():
                self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        """Format one block; later spans add to what lies beneath."""
        in_code = self.previousBlockState() == 1
        for span in spans(text, in_code=in_code):
            merged = QTextCharFormat(self.format(span.start))
            merged.merge(self._formats[span.kind])
            self.setFormat(span.start, span.length, merged)
        if self._unpublished and not in_code and "](story:" in text:
            self._soften(text)
        if self._overlay is not None:
            self._overlay(self, self.currentBlock())
        self.setCurrentBlockState(int(in_code != is_fence(text)))

    def _soften(self, text: str) -> None:
        for link in STORY_LINK.finditer(text):
            if link[2].lower() in self._unpublished:
                soft = QTextCharFormat(self.format(link.start(1)))
                soft.setForeground(QColor(self._palette.soft))
                soft.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                self.setFormat(link.start(1), len(link[1]), soft)


def _formats(palette: Palette) -> dict[Kind, QTextCharFormat]:
    def made(
        *,
        colour: str = "",
        weight: QFont.Weight | None = None,
        italic: bool = False,
        pixels: int = 0,
        background: str = "",
    ) -> QTextCharFormat:
        result = QTextCharFormat()
        if colour:
            result.setForeground(QColor(colour))
        if weight is not None:
            result.setFontWeight(weight)
        if italic:
            result.setFontItalic(True)
        if pixels:
            result.setProperty(
                QTextCharFormat.Property.FontPixelSize, round(pixels * palette.scale)
            )
        if background:
            result.setBackground(QColor(background))
        return result

    link = made(colour=palette.accent)
    link.setFontUnderline(True)
    code = made(background=palette.selection, pixels=15)
    code.setFontFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
    mark = made(colour=palette.faint, weight=QFont.Weight.Normal)
    mark.setFontItalic(False)
    address = made(colour=palette.faint, pixels=12)
    address.setFontUnderline(False)
    return {
        Kind.MARK: mark,
        # Newsreader's Medium is too near to its Regular to be read as bold.
        Kind.BOLD: made(weight=QFont.Weight.Bold),
        Kind.ITALIC: made(italic=True),
        Kind.HEADING: made(weight=QFont.Weight.Medium, pixels=22),
        Kind.QUOTE: made(colour=palette.soft, italic=True),
        Kind.CODE: code,
        Kind.LINK: link,
        Kind.ADDRESS: address,
        Kind.PHOTO: made(colour=palette.faint, pixels=11),
    }
