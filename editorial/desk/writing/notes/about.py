"""What a note is on, in values and in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from editorial.desk.writing.text_edits import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.review.notes import NoteRow

FIELDS = {
    "headline": "the headline",
    "dek": "the dek",
    "byline": "the byline",
    "type": "the story type",
    "section": "the section",
    "tags": "the tags",
    "slug": "the slug",
    "due": "the due time",
    "related": "the related pieces",
}
"""The fields that a note can be on, as a sentence names them."""
CONTEXT = 64
"""Characters around a passage that are kept to find it again."""
_FIELD = "noteField"
_PHOTO = "notePhoto"


@dataclass(frozen=True, slots=True)
class About:
    """A passage, a field, a photo, or with nothing set the whole story."""

    field: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    photo: uuid.UUID | None = None

    def words(self, photo_name: str = "") -> str:
        """Return ``on “…”``, ``on the headline``, ``on the photo harbour.jpg`` and the like."""
        if self.photo is not None:
            return f"on the photo {photo_name}" if photo_name else "on a photo"
        if self.quote:
            where = f" in {FIELDS[self.field]}" if self.field in FIELDS else ""
            return f"on “{short(self.quote)}”{where}"
        return f"on {FIELDS.get(self.field, 'the whole story')}"

    def as_dict(self) -> dict[str, str]:
        """Return what is kept beside unsent words."""
        given = {"field": self.field, "quote": self.quote}
        given |= {"before": self.before, "after": self.after}
        given["photo"] = str(self.photo) if self.photo else ""
        return {name: value for name, value in given.items() if value}

    @classmethod
    def from_dict(cls, kept: Mapping[str, str]) -> About:
        """Return what `as_dict` kept."""
        photo = kept.get("photo", "")
        return cls(
            field=kept.get("field", ""),
            quote=kept.get("quote", ""),
            before=kept.get("before", ""),
            after=kept.get("after", ""),
            photo=uuid.UUID(photo) if photo else None,
        )


def about_of(row: NoteRow) -> About:
    """Return what a note is on, in the words that stand there now."""
    return About(
        field="" if row.field == "photo" else row.field,
        quote=row.words or row.quote,
        photo=row.photo_id,
    )


def names_field(widget: QWidget, field: str) -> None:
    """Let notes that are begun in ``widget`` be on a field of the story."""
    widget.setProperty(_FIELD, field)


def names_photo(widget: QWidget, photo: uuid.UUID | None) -> None:
    """Let notes that are begun in ``widget`` be on a photo, or on none."""
    widget.setProperty(_PHOTO, str(photo or ""))


def about_focus(widget: QWidget | None) -> About | None:
    """Return what a note is on that is begun where the keyboard is; None where nothing says so.

    Words that are selected in headline, dek, byline or body are the passage.
    """
    inside: QWidget | None = widget
    while inside is not None:
        photo, field = inside.property(_PHOTO), inside.property(_FIELD)
        if photo:
            return About(photo=uuid.UUID(photo))
        if field:
            return about_selected(field, inside)
        inside = inside.parentWidget()
    return None


def about_selected(field: str, widget: QWidget) -> About:
    """Return the selected passage of a field; without a selection the field."""
    if isinstance(widget, QLineEdit):
        whole, start = widget.text(), max(widget.selectionStart(), 0)
        return passage(field, whole, start, start + len(widget.selectedText()))
    if isinstance(widget, QTextEdit):
        cursor = widget.textCursor()
        # A document counts UTF-16 units, a string code points.
        wide = plain_text(widget.document()).encode("utf-16-le")
        start, end = cursor.selectionStart() * 2, cursor.selectionEnd() * 2
        first = len(wide[:start].decode("utf-16-le"))
        last = first + len(wide[start:end].decode("utf-16-le"))
        return passage(field, wide.decode("utf-16-le"), first, last)
    return About(field=field)


def passage(field: str, whole: str, start: int, end: int) -> About:
    """Return the passage ``whole[start:end]`` of a field; an empty one means the field."""
    name = "" if field == "body" else field
    quote = whole[start:end]
    if not quote.strip():
        return About(field=name)
    return About(name, quote, whole[max(start - CONTEXT, 0) : start], whole[end : end + CONTEXT])


def short(text: str, most: int = 90) -> str:
    """Return words on one line, cut where they are long."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 2].rstrip()}…"
