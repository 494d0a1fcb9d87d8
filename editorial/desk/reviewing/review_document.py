"""Sets a story with its changes for reading, in the order of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextDocument

from editorial.desk.kit.fonts import caps_font, serif_font, ui_font
from editorial.desk.reviewing.change_writer import (
    ChangeWriter,
    Rendered,
    Stretch,
    look_of,
    units,
)
from editorial.desk.reviewing.story_changes import PICTURE
from editorial.desk.reviewing.woven import PILCROW
from editorial.desk.writing.markdown_marks import Kind, photo_of, spans

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.tokens import Tokens
    from editorial.desk.reviewing.story_changes import MarkedPassage, StoryChanges
    from editorial.review.story_diff import Line, PhotoDiff

_BREAKS = re.compile(r"(\n+)")
_BODY_LINE = 28.8
_GAP = 14.0
_SMALL_LINE = 18.0
HEADLINE = (32, 37.8)
DEK = (19, 27.0)
_ALWAYS = frozenset({"caption", "credit", "alt"})
"""Words of a photo that stand there whether they changed or not."""


def render(
    changes: StoryChanges, *, standing: str, clean: bool, tokens: Tokens, tinted: bool = False
) -> Rendered:
    """Return the story as a document; ``clean`` shows only the words of the later end.

    ``tinted`` leaves the ground of the words to whoever lays on the tints of their writers.

    ``standing`` follows the byline: ``version 5, 4 changes since …``.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(serif_font(18))
    rendered = Rendered(document)
    writer = ChangeWriter(
        rendered, tokens, clean=clean, suggestions=changes.suggestions, tinted=tinted
    )
    page = _Page(writer, changes)
    with writer.at_once():
        page.head(standing)
        page.body()
        page.foot()
        if changes.is_now:
            for passage in changes.passages:
                page.mark(passage)
    return rendered


class _Page:
    def __init__(self, writer: ChangeWriter, changes: StoryChanges) -> None:
        self._writer = writer
        self._changes = changes
        self._diff = changes.diff
        tokens = writer.tokens
        self._small = look_of(ui_font(13), tokens.soft)
        self._label = look_of(ui_font(13), tokens.muted)

    def head(self, standing: str) -> None:
        """Write kicker, headline, dek, byline and the hero photo."""
        writer, diff, tokens = self._writer, self._diff, self._writer.tokens
        kicker = look_of(caps_font(12), tokens.accent)
        writer.block(top=0, height=_SMALL_LINE)
        parts = [line for line in (diff.type, diff.section) if self._has(line)]
        for index, line in enumerate(parts):
            if index:
                writer.plain("  |  ", kicker)
            writer.line(line, kicker)
        if not parts:
            writer.plain("No type or section yet", kicker)
        writer.block(top=4, height=HEADLINE[1])
        writer.line(
            diff.headline, look_of(serif_font(HEADLINE[0], 500), tokens.ink), field="headline"
        )
        if self._has(diff.dek) or any(piece.label for piece in writer.shown(diff.dek)):
            writer.block(top=8, height=DEK[1])
            writer.line(diff.dek, look_of(serif_font(DEK[0]), tokens.soft), field="dek")
        writer.block(top=10, height=20)
        if self._has(diff.byline):
            writer.plain("By ", self._label)
            writer.line(diff.byline, self._label)
        else:
            writer.plain("No byline yet", self._label)
        if standing:
            writer.plain(f"  ·  {standing}", self._label)
        for photo in diff.hero:
            self._photo(photo, top=_GAP)

    def body(self) -> None:
        """Write the text; a photo stands as a picture where its mark is."""
        writer = self._writer
        line = self._diff.body
        look = look_of(serif_font(18), writer.tokens.ink)
        inline = {photo.photo_id: photo for photo in self._diff.inline}
        first_block = writer.block_number + 1
        writer.block(top=_GAP, height=_BODY_LINE)
        at = breaks = 0
        begun = after_photo = False
        for run in writer.shown(line):
            for piece in _BREAKS.split(run.text):
                if not piece:
                    continue
                length = units(piece)
                if piece[0] == "\n":
                    if run.suggestion is not None:
                        writer.insert(PILCROW, run, look, line)
                    breaks += len(piece)
                    if run.is_present:
                        at += length
                    continue
                if (breaks or after_photo) and begun:
                    writer.block(top=_GAP if breaks != 1 else 0, height=_BODY_LINE)
                breaks, begun = 0, True
                photo_id = photo_of(piece)
                after_photo = photo_id is not None
                if photo_id is not None:
                    text = self._inline_words(inline.get(photo_id), photo_id, run.kind)
                    writer.insert(text, run, self._small, line)
                    self._photo_words(inline.get(photo_id), run.kind)
                else:
                    start = writer.insert(piece, run, look, line)
                    if run.is_present:
                        writer.rendered.add(Stretch(at, length, start))
                if run.is_present:
                    at += length
            writer.label(run, look)
        self._dress(first_block)

    def foot(self) -> None:
        """Write related pieces and filing as small lists."""
        self._list(self._diff.links)
        self._list(self._diff.filing)

    def mark(self, passage: MarkedPassage) -> None:
        """Underline a passage that an open note is about."""
        text, tokens = self._changes.text(passage.field), self._writer.tokens
        rendered = self._writer.rendered
        start, end = units(text[: passage.start]), units(text[: passage.end])
        look = QTextCharFormat()
        look.setBackground(QColor(tokens.marked))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(tokens.submitted))
        look.setToolTip(passage.words)
        line = QTextCharFormat(look)
        line.clearBackground()
        for first, last in rendered.in_document(start, end, passage.field):
            came = any(place.start < last and first < place.end for place in rendered.changes)
            # What came in stays green; the line says that it has a note.
            self._writer.merge(first, last, line if came else look)
            rendered.passages.append((first, last))
            rendered.notes.append(passage.note_id)

    def _has(self, line: Line) -> bool:
        clean = self._writer.clean
        return any(run.text.strip() for run in line.runs if not clean or run.kind != "removed")

    def _photo(self, photo: PhotoDiff, *, top: float) -> None:
        if self._writer.clean and photo.standing == "removed":
            return
        self._writer.block(top=top, height=_SMALL_LINE)
        self._writer.line(photo.head, self._small)
        self._photo_words(photo, photo.standing)

    def _photo_words(self, photo: PhotoDiff | None, kind: str) -> None:
        if photo is None:
            return
        image = self._changes.pictures.get(photo.photo_id)
        if image is not None:
            self._writer.block(top=6)
            room = (PICTURE.width(), PICTURE.height())
            self._writer.picture(str(photo.photo_id), image, room, gone=kind == "removed")
        if kind == "removed" and photo.standing == "moved":
            # Its words stand where it is now.
            return
        for line in photo.words:
            name = line.key.rsplit(":", 1)[-1]
            if self._has(line) and (name in _ALWAYS or line.places):
                self._labelled(line)

    def _inline_words(self, photo: PhotoDiff | None, photo_id: uuid.UUID, kind: str) -> str:
        if photo is None:
            return f"Photo {photo_id}"
        name = "".join(run.text for run in photo.head.runs)
        if photo.standing != "moved" or kind == "same":
            return name
        return f"{name}, moved {'away from' if kind == 'removed' else 'to'} here"

    def _list(self, lines: Sequence[Line]) -> None:
        top = 2 * _GAP
        for line in lines:
            if not self._has(line) or (line.key in _QUIET and not line.places):
                continue
            self._labelled(line, top=top)
            top = 2

    def _labelled(self, line: Line, *, top: float = 2) -> None:
        self._writer.block(top=top, height=_SMALL_LINE)
        self._writer.plain(f"{line.label}: ", self._label)
        self._writer.line(line, self._small)

    def _dress(self, first_block: int) -> None:
        """Set headings, bold and italic as such, and let Markdown's own marks step back."""
        looks = self._looks()
        block = self._writer.rendered.document.findBlockByNumber(first_block)
        while block.isValid():
            text = block.text()
            for span in spans(text):
                look = looks.get(span.kind)
                if look is not None:
                    start = block.position() + units(text[: span.start])
                    length = units(text[span.start : span.start + span.length])
                    self._writer.merge(start, start + length, look)
            block = block.next()

    def _looks(self) -> dict[Kind, QTextCharFormat]:
        faint, bold, italic, heading = (QTextCharFormat() for _ in range(4))
        faint.setForeground(QColor(self._writer.tokens.faint))
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


_QUIET = frozenset({"slug", "language", "dated_at", "corrections"})
"""Filing that stands there only where it changed."""
