"""Draws the underlines of one open story: in its body, its headline and its dek.

They are formats of the syntax highlighter, which lie over the words: nothing of them can be
undone, makes the document modified or is saved. The line that is written keeps what was found
in it, moved along by each key, and is looked at anew once the keys pause; all others are drawn
little by little, those in sight first, and only where what is drawn is not what should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextFormat

from editorial.desk.writing.language.moved_marks import MovedMarks
from editorial.desk.writing.language.proof import Concern, Mark, Proof
from editorial.desk.writing.markdown_marks import is_fence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextBlock, QTextDocument

    from editorial.desk.kit.tokens import Tokens
    from editorial.desk.writing.open_draft import OpenDraft

_CONCERN = QTextFormat.Property.UserProperty.value + 61
STEP_MS = 8
"""Between two bouts of drawing, so that keys and scrolling come through."""
BOUT_MS = 4
AFTER_KEY_MS = 350
PAUSE_MS = 250
"""Without a key for so long, the line that is written is looked at."""
_OPEN_QUOTE = "unclosed-quotes"


class Underlines(QObject):
    """Lives as long as the draft does. Draws nothing until it is given a `Proof`."""

    def __init__(
        self, draft: OpenDraft, tokens: Tokens, caret: Callable[[QTextDocument], int]
    ) -> None:
        super().__init__(draft)
        self.draft = draft
        self.proof: Proof | None = None
        self._ignored_drawn = self.ignored
        self._caret = caret
        self._formats = _formats(tokens)
        self._writing: QTextCursor | None = None
        self._walk: QTextCursor | None = None
        self._left = 0
        self._lines = tuple(
            _LineHighlighter(document, self) for document in (draft.headline, draft.dek)
        )
        draft.highlighter.set_overlay(self.draw)
        draft.edited.connect(self._edited)
        self._step = QTimer(self)
        self._step.setSingleShot(True)
        self._step.timeout.connect(self._go_on)
        self._written = MovedMarks()
        self._put_off: QTextCursor | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(120)
        self._leave.timeout.connect(self._left_word)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another scheme."""
        formats = _formats(tokens)
        if formats != self._formats:
            self._formats = formats
            self.draw_all()

    def set_proof(self, proof: Proof, first: QTextBlock | None = None) -> None:
        """Draw what another speller or other rules find, beginning at ``first``."""
        self.proof = proof
        self.draw_all(first)

    @property
    def ignored(self) -> frozenset[str]:
        """Words that are right in this story."""
        return self.draft.detail.ignored_words

    @property
    def is_behind(self) -> bool:
        """Whether other words are ignored than when all was drawn last."""
        return self._ignored_drawn != self.ignored

    def draw_all(self, first: QTextBlock | None = None) -> None:
        """Bring every line into step, beginning at ``first`` or at the top."""
        self._ignored_drawn = self.ignored
        self._written.forget()
        for highlighter in self._lines:
            block = highlighter.document().firstBlock()
            if self._is_due(block):
                highlighter.rehighlightBlock(block)
        body = self.draft.body
        start = first if first is not None and first.isValid() else body.firstBlock()
        self._walk = QTextCursor(start)
        self._left = body.blockCount()
        self._step.start(0)

    def look_around(self, block: QTextBlock) -> None:
        """Bring the paragraph before a block into step: its quotation may go on in this one."""
        before = block.previous()
        while before.isValid() and not before.text().strip():
            before = before.previous()
        if before.isValid() and self._is_due(before):
            self._draw_again(before)

    @property
    def is_drawing(self) -> bool:
        """Whether lines are still waiting to be looked at."""
        return self._walk is not None

    def marks(self, block: QTextBlock) -> tuple[Mark, ...]:
        """Return what is underlined in a block of one of the three fields."""
        proof = self.proof
        document = block.document()
        if proof is None or (document is self.draft.body and _is_code(block)):
            return ()
        is_headline = document is self.draft.headline
        following = "" if document is not self.draft.body else _following(block)
        found = proof.marks(block.text(), following, is_headline=is_headline)
        if self.ignored:
            found = tuple(mark for mark in found if not self._is_ignored(mark))
        return found

    def at(self, cursor: QTextCursor) -> Mark | None:
        """Return the mark that a cursor stands in or at; spelling before style."""
        place = cursor.positionInBlock()
        touching = [m for m in self.marks(cursor.block()) if m.start <= place <= m.end]
        inside = [mark for mark in touching if place < mark.end]
        return min(inside or touching, key=lambda mark: mark.concern, default=None)

    def draw(self, highlighter: QSyntaxHighlighter, block: QTextBlock) -> None:
        """Underline what is in a block that is being highlighted."""
        for mark in self._shown(block, at_once=True):
            for place in range(mark.start, mark.end):
                under = QTextCharFormat(highlighter.format(place))
                if mark.concern is Concern.STYLE and under.hasProperty(_CONCERN):
                    continue
                under.merge(self._formats[mark.concern])
                highlighter.setFormat(place, 1, under)

    @Slot()
    def caret_moved(self) -> None:
        """Underline the word that was being written, now that the cursor has left it."""
        if self._writing is not None:
            self._leave.start()

    def _shown(self, block: QTextBlock, *, at_once: bool = False) -> tuple[Mark, ...]:
        """Return the marks without the one that is being written.

        ``at_once``: a key waits for its letter, so what was found before it will do.
        """
        found = self._moved(block) if at_once else None
        if found is None:
            found = self.marks(block)
            if self._is_under_caret(block):
                self._written.keep(block.text(), found)
        if not found:
            return ()
        writing = self._at_caret(block, found)
        if not writing or not self._is_written(block):
            return found
        self._writing = QTextCursor(block)
        return tuple(mark for mark in found if mark not in writing)

    def _moved(self, block: QTextBlock) -> tuple[Mark, ...] | None:
        """Return the marks of the line that is written as its last key moved them, if it is one."""
        if block.revision() != block.document().revision() or not self._is_under_caret(block):
            return None
        moved = self._written.moved_to(block.text())
        if moved is not None:
            self._put_off = QTextCursor(block)
            self._pause.start()
        return moved

    def _is_under_caret(self, block: QTextBlock) -> bool:
        return 0 <= self._caret(block.document()) - block.position() < block.length()

    def _at_caret(self, block: QTextBlock, marks: tuple[Mark, ...]) -> list[Mark]:
        """Return the marks that end at the cursor, and a quotation that it is still inside."""
        caret = self._caret(block.document()) - block.position()
        return [
            mark
            for mark in marks
            if mark.start < caret < block.length()
            and (mark.end == caret or mark.rule_id == _OPEN_QUOTE)
        ]

    def _is_written(self, block: QTextBlock) -> bool:
        """Whether the last change was a key in this block, or the word there is not left yet."""
        if self._writing is not None and self._writing.block() == block:
            return True
        return block.revision() == block.document().revision()

    def _is_ignored(self, mark: Mark) -> bool:
        return mark.concern is Concern.SPELLING and mark.found in self.ignored

    @Slot()
    def _edited(self) -> None:
        if self._walk is not None:
            self._step.start(AFTER_KEY_MS)

    @Slot()
    def _paused(self) -> None:
        """Look at the line that was written, and draw it where a mark came or went."""
        self._written.forget()
        put_off, self._put_off = self._put_off, None
        if put_off is not None and self._is_due(put_off.block()):
            self._draw_again(put_off.block())

    @Slot()
    def _left_word(self) -> None:
        writing = self._writing
        if writing is None:
            return
        block = writing.block()
        if self._at_caret(block, self.marks(block)):
            return
        self._writing = None
        if self._is_due(block):
            self._draw_again(block)

    @Slot()
    def _go_on(self) -> None:
        """Look at lines until it is time to let the keys through."""
        walk = self._walk
        if walk is None:
            return
        spent = QElapsedTimer()
        spent.start()
        while spent.elapsed() < BOUT_MS:
            block = walk.block()
            if self._is_due(block):
                self._draw_again(block)
            self._left -= 1
            if self._left <= 0:
                self._walk = None
                return
            following = block.next()
            if not following.isValid():
                following = self.draft.body.firstBlock()
            walk.setPosition(following.position())
        self._step.start(STEP_MS)

    def _draw_again(self, block: QTextBlock) -> None:
        for highlighter in (self.draft.highlighter, *self._lines):
            if highlighter.document() is block.document():
                highlighter.rehighlightBlock(block)

    def _is_due(self, block: QTextBlock) -> bool:
        """Whether what is underlined in a block differs from what should be."""
        drawn: dict[int, tuple[int, int]] = {}
        for part in block.layout().formats():
            concern = part.format.property(_CONCERN)
            if concern:
                rgb = part.format.underlineColor().rgb()
                drawn |= dict.fromkeys(range(part.start, part.start + part.length), (concern, rgb))
        wanted: dict[int, tuple[int, int]] = {}
        for mark in self._shown(block):
            rgb = self._formats[mark.concern].underlineColor().rgb()
            for place in range(mark.start, mark.end):
                wanted.setdefault(place, (mark.concern.value, rgb))
        return drawn != wanted


class _LineHighlighter(QSyntaxHighlighter):
    """Nothing but the underlines, for a field of one line."""

    def __init__(self, document: QTextDocument, underlines: Underlines) -> None:
        super().__init__(document)
        self._underlines = underlines

    def highlightBlock(self, _text: str) -> None:
        """Underline what is in the line."""
        self._underlines.draw(self, self.currentBlock())


def _formats(tokens: Tokens) -> dict[Concern, QTextCharFormat]:
    def made(
        concern: Concern, colour: str, style: QTextCharFormat.UnderlineStyle
    ) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setUnderlineStyle(style)
        result.setUnderlineColor(QColor(colour))
        result.setProperty(_CONCERN, concern.value)
        return result

    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return {
        Concern.SPELLING: made(Concern.SPELLING, tokens.accent, wave),
        Concern.STYLE: made(Concern.STYLE, tokens.in_edit, wave),
    }


def _is_code(block: QTextBlock) -> bool:
    return block.previous().userState() == 1 or is_fence(block.text())


def _following(block: QTextBlock) -> str:
    following = block.next()
    while following.isValid() and not following.text().strip():
        following = following.next()
    return following.text() if following.isValid() else ""
