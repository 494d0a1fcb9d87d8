"""Sets a story's words for reading: what came in green, what went struck in red.

Positions are Qt's: UTF-16 units, so that an emoji counts two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from editorial.desk.kit.fonts import caps_font, serif_font, ui_font
from editorial.desk.writing.markdown_marks import Kind, photo_of, spans

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from editorial.desk.kit.theme import Tokens
    from editorial.desk.reviewing.story_changes import MarkedPassage, StoryChanges
    from editorial.review.compare import Run

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_BREAKS = re.compile(r"(\n+)")
_BODY_LINE = 28.8
_GAP = 14.0
HEADLINE = (32, 37.8)
DEK = (19, 27.0)


@dataclass(slots=True)
class Stretch:
    """Units of a present field from ``start`` that stand in the document at ``at``."""

    start: int
    length: int
    at: int
    field: str = "body"


@dataclass(slots=True)
class Rendered:
    """A document, where the words stand in it, and where its changes and passages are."""

    document: QTextDocument
    stretches: list[Stretch] = field(default_factory=list)
    changes: list[tuple[int, int]] = field(default_factory=list)
    passages: list[tuple[int, int]] = field(default_factory=list)
    notes: list[uuid.UUID] = field(default_factory=list)
    """The note of each of `passages`; a passage over several stretches stands there as often."""

    def in_document(self, start: int, end: int, name: str = "body") -> list[tuple[int, int]]:
        """Return where a field's units from ``start`` to ``end`` stand in the document."""
        found = []
        for stretch in self.stretches:
            if stretch.field != name:
                continue
            first = max(start, stretch.start)
            last = min(end, stretch.start + stretch.length)
            if first < last:
                shift = stretch.at - stretch.start
                found.append((first + shift, last + shift))
        return found

    def in_field(self, start: int, end: int) -> tuple[str, int, int] | None:
        """Return which units of which present field the document's ``start`` to ``end`` show.

        Where several fields are touched, the first counts.
        """
        found: tuple[str, int, int] | None = None
        for stretch in self.stretches:
            begin = max(start, stretch.at)
            stop = min(end, stretch.at + stretch.length)
            if begin < stop and (found is None or found[0] == stretch.field):
                shift = stretch.start - stretch.at
                first = begin + shift if found is None else found[1]
                found = (stretch.field, first, stop + shift)
        return found

    def note_at(self, position: int) -> uuid.UUID | None:
        """Return the note of the narrowest passage that a position of the document is in."""
        inside = [
            (end - start, note)
            for (start, end), note in zip(self.passages, self.notes, strict=True)
            if start <= position <= end
        ]
        return min(inside, key=lambda each: each[0])[1] if inside else None


def render(
    changes: StoryChanges, *, kicker: str, byline: str, clean: bool, tokens: Tokens
) -> Rendered:
    """Return the story as a document; ``clean`` shows only the words of now."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(serif_font(18))
    rendered = Rendered(document)
    writer = _Writer(rendered, tokens, changes, clean=clean)
    writer.line(kicker, _format(caps_font(12), tokens.accent), top=0, height=18)
    head = _format(serif_font(HEADLINE[0], 500), tokens.ink)
    writer.block(top=4, height=HEADLINE[1])
    writer.runs(_shown(changes.headline, clean), head, "headline")
    dek = _format(serif_font(DEK[0]), tokens.soft)
    if _has_words(changes.dek, clean):
        writer.block(top=8, height=DEK[1])
        writer.runs(_shown(changes.dek, clean), dek, "dek")
    writer.line(byline, _format(ui_font(13), tokens.muted), top=10, height=20)
    writer.body(_shown(changes.body, clean))
    for passage in changes.passages:
        writer.mark(passage, changes)
    return rendered


class _Writer:
    def __init__(
        self, rendered: Rendered, tokens: Tokens, changes: StoryChanges, *, clean: bool
    ) -> None:
        self._rendered = rendered
        self._tokens = tokens
        self._photos = changes.photos
        self._clean = clean
        self._cursor = QTextCursor(rendered.document)
        self._is_first = True
        self._after_removed = False

    def block(self, *, top: float, height: float) -> None:
        self._after_removed = False
        shape = QTextBlockFormat()
        shape.setTopMargin(top)
        shape.setLineHeight(height, _FIXED)
        if self._is_first:
            self._cursor.setBlockFormat(shape)
            self._is_first = False
        else:
            self._cursor.insertBlock(shape)

    def line(self, text: str, look: QTextCharFormat, *, top: float, height: float) -> None:
        self.block(top=top, height=height)
        self._cursor.insertText(text, look)

    def runs(self, runs: Iterable[Run | _Plain], look: QTextCharFormat, name: str) -> None:
        at = 0
        for run in runs:
            start = self._insert(run, " ".join(run.text.split("\n")), look)
            if run.kind != "removed":
                length = units(run.text)
                self._rendered.stretches.append(Stretch(at, length, start, name))
                at += length

    def body(self, runs: Iterable[Run | _Plain]) -> None:
        look = _format(serif_font(18), self._tokens.ink)
        first_block = self._cursor.blockNumber() + 1
        self.block(top=_GAP, height=_BODY_LINE)
        at = 0
        breaks = 0
        begun = False
        for run in runs:
            for piece in _BREAKS.split(run.text):
                if not piece:
                    continue
                length = units(piece)
                if piece[0] == "\n":
                    breaks += len(piece)
                else:
                    if breaks and begun:
                        self.block(top=_GAP if breaks > 1 else 0, height=_BODY_LINE)
                    breaks, begun = 0, True
                    start = self._insert(run, piece, look)
                    if run.kind != "removed" and photo_of(piece) is None:
                        self._rendered.stretches.append(Stretch(at, length, start))
                if run.kind != "removed":
                    at += length
        self._dress(first_block)

    def mark(self, passage: MarkedPassage, changes: StoryChanges) -> None:
        text = changes.text(passage.field)
        start, end = units(text[: passage.start]), units(text[: passage.end])
        look = QTextCharFormat()
        look.setBackground(QColor(self._tokens.marked))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(self._tokens.submitted))
        look.setToolTip(passage.words)
        line = QTextCharFormat(look)
        line.clearBackground()
        for first, last in self._rendered.in_document(start, end, passage.field):
            came = any(a < last and first < b for a, b in self._rendered.changes)
            # What came in stays green; the line says that it has a note.
            self._merge(first, last, line if came else look)
            self._rendered.passages.append((first, last))
            self._rendered.notes.append(passage.note_id)

    def _insert(self, run: Run | _Plain, text: str, look: QTextCharFormat) -> int:
        if run.kind == "added" and self._after_removed:
            # A thin space of air, so that what went and what came are two words.
            self._cursor.insertText("\u2009", look)
        self._after_removed = run.kind == "removed" and not text.endswith(" ")
        start = self._cursor.position()
        photo = photo_of(text)
        if photo is not None:
            text = f"Photo: {self._photos.get(photo, 'not in the library')}"
            look = _format(ui_font(13), self._tokens.soft)
        self._cursor.insertText(text, self._of_kind(run.kind, look))
        end = self._cursor.position()
        if run.kind != "same" and text.strip():
            known = self._rendered.changes
            # One place with what was removed before it, a thin space away.
            if known and start - known[-1][1] <= 1 and run.kind == "added":
                known[-1] = (known[-1][0], end)
            else:
                known.append((start, end))
        return start

    def _of_kind(self, kind: str, look: QTextCharFormat) -> QTextCharFormat:
        if kind == "same":
            return look
        made = QTextCharFormat(look)
        if kind == "added":
            made.setBackground(QColor(self._tokens.added))
        else:
            made.setBackground(QColor(self._tokens.removed))
            made.setForeground(QColor(self._tokens.accent))
            made.setFontStrikeOut(True)
        return made

    def _dress(self, first_block: int) -> None:
        """Set headings, bold and italic as such, and let Markdown's own marks step back."""
        block = self._rendered.document.findBlockByNumber(first_block)
        while block.isValid():
            text = block.text()
            for span in spans(text):
                look = self._looks.get(span.kind)
                if look is not None:
                    start = block.position() + units(text[: span.start])
                    length = units(text[span.start : span.start + span.length])
                    self._merge(start, start + length, look)
            block = block.next()

    @property
    def _looks(self) -> dict[Kind, QTextCharFormat]:
        faint, bold, italic, heading = (QTextCharFormat() for _ in range(4))
        faint.setForeground(QColor(self._tokens.faint))
        bold.setFontWeight(QFont.Weight.DemiBold)
        italic.setFontItalic(True)
        heading.setFontWeight(QFont.Weight.Medium)
        heading.setProperty(QTextCharFormat.Property.FontPixelSize, 22)
        return {
            Kind.MARK: faint,
            Kind.ADDRESS: faint,
            Kind.BOLD: bold,
            Kind.ITALIC: italic,
            Kind.HEADING: heading,
        }

    def _merge(self, start: int, end: int, look: QTextCharFormat) -> None:
        cursor = QTextCursor(self._rendered.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def units(text: str) -> int:
    """Return how many UTF-16 units a text has, as Qt counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def _shown(runs: Iterable[Run], clean: bool) -> Iterable[Run | _Plain]:
    if not clean:
        return runs
    # The same words without their history.
    return [_Plain("same", run.text) for run in runs if run.kind != "removed"]


@dataclass(frozen=True, slots=True)
class _Plain:
    kind: str
    text: str


def _has_words(runs: Iterable[Run], clean: bool) -> bool:
    return any(run.text.strip() for run in runs if not clean or run.kind != "removed")


def _format(font: QFont, colour: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(QColor(colour))
    return look
