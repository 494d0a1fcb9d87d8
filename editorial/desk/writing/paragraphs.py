"""How the paragraphs of a body stand on the page: line height, gaps, room for pictures.

A Markdown body is shown as it is written. The empty line between two paragraphs is drawn as a
small gap, and a paragraph that is a photo's mark leaves room above it for the picture. Both are
block formats, joined to the edit that caused them, so that undo and redo bring them along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextOption

from editorial.desk.writing.markdown_marks import photo_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QTextBlock

LINE = 28.8
"""Pixels: 18 px type at 1.6."""
GAP = 14.0
PICTURE = 148
"""Pixels above a photo's mark for its picture."""
_MARK = 18.0
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_PLAIN, _EMPTY, _PHOTO = range(3)


def prepare_body(text: str, font: QFont, bottom: int) -> QTextDocument:
    """Return a document of ``text`` with nothing to undo and ``bottom`` px of air at its end."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(text)
    frame = document.rootFrame().frameFormat()
    frame.setBottomMargin(bottom)
    document.rootFrame().setFrameFormat(frame)
    edit = QTextCursor(document)
    edit.beginEditBlock()
    edit.select(QTextCursor.SelectionType.Document)
    edit.setBlockFormat(_format(_PLAIN))
    _shape(document, 0, document.characterCount())
    edit.endEditBlock()
    document.setUndoRedoEnabled(True)
    document.setModified(False)
    return document


def prepare_line(text: str, font: QFont, height: float) -> QTextDocument:
    """Return a document for a headline or a dek, whose lines are ``height`` px high."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setPlainText(text)
    shape = QTextBlockFormat()
    shape.setLineHeight(height, _FIXED)
    QTextCursor(document).setBlockFormat(shape)
    document.setUndoRedoEnabled(True)
    document.setModified(False)
    return document


def shape_after_edit(document: QTextDocument, start: int, end: int) -> None:
    """Give the blocks between two positions the format that their words ask for.

    Joined to the last edit. After an undo nothing is done: formats came back with the words,
    and a new change would throw away what could be redone.
    """
    if document.availableRedoSteps() or not _wrong(document, start, end):
        return
    cursor = QTextCursor(document)
    cursor.joinPreviousEditBlock()
    _shape(document, start, end)
    cursor.endEditBlock()


def _wrong(document: QTextDocument, start: int, end: int) -> bool:
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        if _has(block) != _wants(block):
            return True
        block = block.next()
    return False


def _shape(document: QTextDocument, start: int, end: int) -> None:
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        wanted = _wants(block)
        if _has(block) != wanted:
            QTextCursor(block).setBlockFormat(_format(wanted))
        block = block.next()


def _wants(block: QTextBlock) -> int:
    words = block.text()
    if not words.strip():
        # A document's only line is where the writing starts: it has its full height.
        return _EMPTY if block.previous().isValid() else _PLAIN
    return _PHOTO if photo_of(words) else _PLAIN


def _has(block: QTextBlock) -> int:
    shape = block.blockFormat()
    if shape.topMargin():
        return _PHOTO
    return {LINE: _PLAIN, GAP: _EMPTY}.get(shape.lineHeight(), -1)


def _format(kind: int) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight({_PLAIN: LINE, _EMPTY: GAP, _PHOTO: _MARK}[kind], _FIXED)
    if kind == _PHOTO:
        shape.setTopMargin(PICTURE)
    return shape
