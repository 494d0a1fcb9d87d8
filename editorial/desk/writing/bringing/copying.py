"""What the body puts on the clipboard: Markdown, and the same rendered for other programs."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData

from editorial.desk.writing.use_cases import UseCase

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCursor

AT_ONCE = 8_000
"""Characters that are rendered while the person waits for the copy; a tenth of a second."""
MARKDOWN = "text/markdown"
MADE_HERE = '<meta name="generator" content="Editorial">'
"""Tells our own HTML apart where a clipboard's keeper has left the Markdown out."""
_render_body = UseCase("editorial.publishing.body", "render_body")


def clip_of(markdown: str, page: str) -> QMimeData:
    """Return words for the clipboard; ``page`` is their HTML or ``""``."""
    # No class of our own: Qt keeps the clip until after Python has ended.
    clip = QMimeData()
    clip.setText(markdown)
    clip.setData(MARKDOWN, QByteArray(markdown.encode()))
    if page:
        clip.setHtml(page)
    return clip


def selected_markdown(cursor: QTextCursor) -> str:
    """Return the selected words with line ends, no-break spaces kept."""
    words = cursor.selectedText()
    for mark in "\u2029\u2028\ufdd0\ufdd1":
        words = words.replace(mark, "\n")
    return words


def rendered(markdown: str, language: str = "en") -> str:
    """Return Markdown as a small HTML page."""
    body = _render_body(markdown, story_address=_no_address, language=language).html
    head = f'<meta charset="utf-8">{MADE_HERE}'
    return f'<html lang="{html.escape(language)}"><head>{head}</head><body>{body}</body></html>'


def _no_address(_: object) -> None:
    return None
