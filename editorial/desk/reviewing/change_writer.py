"""Writes lines of runs into a document: what came on green, underlined; what went struck on red.

Positions are Qt's: UTF-16 units, so that an emoji counts two.
"""

from __future__ import annotations

import bisect
import itertools
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)

from editorial.desk.kit.fonts import ui_font
from editorial.desk.reviewing.story_changes import FIELDS
from editorial.desk.reviewing.woven import Piece, weave

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence

    from editorial.desk.kit.tokens import Tokens
    from editorial.review.story_diff import Line
    from editorial.review.suggestions import SuggestionRow

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_SINGLE = QTextBlockFormat.LineHeightTypes.SingleHeight.value
THIN_SPACE = "\u2009"
_GONE = 0.45
"""Opacity of a picture that was taken out."""


@dataclass(slots=True)
class Place:
    """Where a change stands in the document, and whose it is: a line's key, its number there."""

    key: str
    number: int
    label: str
    start: int
    end: int


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
    fields: dict[str, list[Stretch]] = field(default_factory=dict)
    """The stretches of headline, dek and body, in the order of the page."""
    changes: list[Place] = field(default_factory=list)
    passages: list[tuple[int, int]] = field(default_factory=list)
    suggested: list[tuple[int, int, uuid.UUID]] = field(default_factory=list)
    """Where words stand that a suggestion takes out or puts in."""
    notes: list[uuid.UUID] = field(default_factory=list)
    """The note of each of `passages`; a passage over several stretches stands there as often."""

    @property
    def stretches(self) -> list[Stretch]:
        """All stretches, in the order of the page."""
        return [stretch for stretches in self.fields.values() for stretch in stretches]

    def add(self, stretch: Stretch) -> None:
        """Note where words stand; within a field from the beginning on."""
        self.fields.setdefault(stretch.field, []).append(stretch)

    def in_document(self, start: int, end: int, name: str = "body") -> list[tuple[int, int]]:
        """Return where a field's units from ``start`` to ``end`` stand in the document."""
        found = []
        stretches = self.fields.get(name, [])
        index = max(bisect.bisect_right(stretches, start, key=_start_of) - 1, 0)
        for stretch in itertools.islice(stretches, index, None):
            if stretch.start >= end:
                break
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

    def suggestion_at(self, position: int) -> uuid.UUID | None:
        """Return the suggestion that a position of the document is in."""
        inside = (name for start, end, name in self.suggested if start <= position < end)
        return next(inside, None)

    def suggestion_place(self, suggestion: uuid.UUID) -> tuple[int, int] | None:
        """Return from where to where a suggestion stands in the document."""
        parts = [(start, end) for start, end, name in self.suggested if name == suggestion]
        return (parts[0][0], parts[-1][1]) if parts else None

    def note_at(self, position: int) -> uuid.UUID | None:
        """Return the note of the narrowest passage that a position of the document is in."""
        inside = [
            (end - start, note)
            for (start, end), note in zip(self.passages, self.notes, strict=True)
            if start <= position <= end
        ]
        return min(inside, key=lambda each: each[0])[1] if inside else None


class ChangeWriter:
    """Writes blocks and runs at the end of a document, and notes where each change stands."""

    def __init__(
        self,
        rendered: Rendered,
        tokens: Tokens,
        *,
        clean: bool,
        suggestions: Sequence[SuggestionRow] = (),
        tinted: bool = False,
    ) -> None:
        self._tinted = tinted
        self.rendered = rendered
        self.tokens = tokens
        self.clean = clean
        self._suggestions = () if clean else tuple(suggestions)
        self._cursor = QTextCursor(rendered.document)
        self._is_first = True
        self._after_removed = False
        self._noted: dict[tuple[str, int], Place] = {}
        self._looks: dict[tuple[int, str], tuple[QTextCharFormat, QTextCharFormat]] = {}

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Write many pieces as one: the document is laid out once, at the end."""
        self._cursor.beginEditBlock()
        try:
            yield
        finally:
            self._cursor.endEditBlock()

    @property
    def block_number(self) -> int:
        """The number of the block that is written."""
        return self._cursor.blockNumber()

    def block(self, *, top: float, height: float = 0) -> None:
        """Begin a paragraph; without ``height`` its lines are as high as what is in them."""
        self._after_removed = False
        shape = QTextBlockFormat()
        shape.setTopMargin(top)
        if height:
            shape.setLineHeight(height, _FIXED)
        else:
            shape.setLineHeight(100, _SINGLE)
        if self._is_first:
            self._cursor.setBlockFormat(shape)
            self._is_first = False
        else:
            self._cursor.insertBlock(shape)

    def plain(self, text: str, look: QTextCharFormat) -> None:
        """Write words that no version has."""
        self._after_removed = False
        self._cursor.insertText(text, look)

    def shown(self, line: Line) -> tuple[Piece, ...]:
        """Return what is on show of a line, with what is suggested for it.

        In the clean view everything is set as ``same``, and nothing is suggested.
        """
        numbers = {
            index: number
            for number, (first, last) in enumerate(line.places)
            for index in range(first, last)
        }
        if self.clean:
            return tuple(Piece("same", run.text) for run in line.runs if run.kind != "removed")
        runs = [(run.kind, run.text, numbers.get(index, -1)) for index, run in enumerate(line.runs)]
        return weave(runs, [row for row in self._suggestions if row.field == line.key])

    def line(self, line: Line, look: QTextCharFormat, *, field: str = "") -> None:
        """Write a line's runs; ``field`` names it where its words are found again by place."""
        at = 0
        for run in self.shown(line):
            words = run.text.replace("\n", " ")
            start = self.insert(words, run, look, line)
            self.label(run, look)
            if run.is_present:
                if field:
                    self.rendered.add(Stretch(at, units(words), start, field))
                at += units(words)

    def insert(self, text: str, piece: Piece, look: QTextCharFormat, line: Line) -> int:
        """Write text of one piece, as part of a line's change; return where it begins."""
        if piece.kind in ("added", "proposed") and self._after_removed:
            # A thin space of air, so that what went and what came are two words.
            self._cursor.insertText(THIN_SPACE, look)
        goes = piece.kind == "removed" or (piece.is_present and piece.suggestion is not None)
        self._after_removed = goes and not text.endswith(" ")
        start = self._cursor.position()
        # The ground and the line of words that came are then those of whoever wrote them.
        plain = self._tinted and line.key in FIELDS and piece.kind == "added"
        if plain and piece.suggestion is None:
            self._cursor.insertText(text, look)
        else:
            self._cursor.insertText(text, self._of_kind(piece, look))
        end = self._cursor.position()
        if piece.number >= 0 and text.strip():
            self._note(line, piece.number, start, end)
        if piece.suggestion is not None and end > start:
            self.rendered.suggested.append((start, end, piece.suggestion))
        return start

    def label(self, piece: Piece, look: QTextCharFormat) -> None:
        """Say whose suggestion ends here: colour and lines do not."""
        if not piece.label or piece.suggestion is None:
            return
        start = self._cursor.position()
        small = look_of(ui_font(11, 500), self.tokens.scheduled)
        # A name stays on one line.
        name = piece.label.replace(" ", "\u00a0")
        self._cursor.insertText(f"{THIN_SPACE}{name}{THIN_SPACE}", small)
        self._cursor.setCharFormat(look)
        self._after_removed = False
        self.rendered.suggested.append((start, self._cursor.position(), piece.suggestion))

    def picture(self, name: str, image: QImage, room: tuple[int, int], *, gone: bool) -> None:
        """Write a picture, pale where it was taken out; ``room`` is (width, height) in pixels."""
        url = QUrl(f"picture:{name}{'-gone' if gone else ''}")
        ratio = min(room[0] / image.width(), room[1] / image.height())
        self.rendered.document.addResource(
            QTextDocument.ResourceType.ImageResource.value, url, _pale(image) if gone else image
        )
        shape = QTextImageFormat()
        shape.setName(url.toString())
        shape.setWidth(round(image.width() * ratio))
        shape.setHeight(round(image.height() * ratio))
        self._cursor.insertImage(shape)

    def merge(self, start: int, end: int, look: QTextCharFormat) -> None:
        """Lay a look on what stands between two positions."""
        cursor = QTextCursor(self.rendered.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)

    def _note(self, line: Line, number: int, start: int, end: int) -> None:
        known = self._noted.get((line.key, number))
        if known is not None:
            known.end = end
            return
        place = Place(line.key, number, line.label, start, end)
        self._noted[line.key, number] = place
        self.rendered.changes.append(place)

    def _of_kind(self, piece: Piece, look: QTextCharFormat) -> QTextCharFormat:
        kind, suggested = piece.kind, piece.suggestion is not None
        if kind == "same" and not suggested:
            return look
        name = f"{kind} suggested" if suggested else kind
        known = self._looks.get((id(look), name))
        if known is not None:
            return known[1]
        made = QTextCharFormat(look)
        # With the look itself, so that its id is not given to another.
        self._looks[id(look), name] = (look, made)
        if suggested:
            made.setForeground(QColor(self.tokens.scheduled))
            made.setFontStrikeOut(piece.is_present)
        if kind == "proposed":
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(QColor(self.tokens.scheduled))
        elif kind == "added":
            made.setBackground(QColor(self.tokens.added))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(QColor(self.tokens.good))
        elif kind == "removed":
            made.setBackground(QColor(self.tokens.removed))
            made.setForeground(QColor(self.tokens.accent))
            made.setFontStrikeOut(True)
        return made


def _start_of(stretch: Stretch) -> int:
    return stretch.start


def look_of(font: QFont, colour: str) -> QTextCharFormat:
    """Return a format of a font in a colour."""
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(QColor(colour))
    return look


def units(text: str) -> int:
    """Return how many UTF-16 units a text has, as Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pale(image: QImage) -> QImage:
    pale = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    pale.fill(0)
    painter = QPainter(pale)
    painter.setOpacity(_GONE)
    painter.drawImage(0, 0, image)
    painter.end()
    return pale
