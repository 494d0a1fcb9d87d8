"""A finished piece as frozen values: all that a page or an endpoint needs, nothing to look up.

The body is sanitised HTML in which every inline picture is the marker
``<figure data-photo="UUID"></figure>``; whoever renders it fills the marker with the picture's
own addresses (`editorial.publishing.figures.fill_figures`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.photos.prepared import PreparedFile
    from editorial.system.settings import NewsroomSettings


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it stands in this piece."""

    photo_id: uuid.UUID
    caption: str
    alt: str
    """Empty only for a decorative picture."""
    credit: str
    """The credit line without a label, such as ``REUTERS/Ana Ruiz``."""
    credit_label: str
    """What stands before the credit line, such as ``Photo``; the colon is the page's."""
    creators: tuple[str, ...]
    copyright: str
    usage_terms: str
    web_statement: str
    width: int
    height: int
    files: tuple[PreparedFile, ...]
    """By format, then by rising width; at least one JPEG."""
    name: str
    """A readable file name without ending: ``harbour-pilots-strike-hero``."""
    shapes: tuple[PreparedFile, ...] = ()
    """JPEGs of the same picture cut to the shapes that search engines ask for, for machines."""
    source: str = ""
    """Who supplied it (IPTC Source), such as ``Reuters``."""
    digital_source_type: str = ""
    """The IPTC NewsCode of how it came about, such as ``digitalCapture``; empty where unknown."""
    focus: tuple[float, float] | None = None
    """The focal point in what is shown, from 0 at the left and top to 1; None where none is set."""

    @property
    def largest_jpeg(self) -> PreparedFile:
        """The JPEG for places that take one file only."""
        return max((f for f in self.files if f.format == "JPEG"), key=lambda f: f.width)

    @property
    def credit_line(self) -> str:
        """The credit as printed: ``Photo: REUTERS/Ana Ruiz``; empty without a credit."""
        return (
            f"{self.credit_label}: {self.credit}"
            if self.credit and self.credit_label
            else (self.credit)
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A section, story type or tag."""

    name: str
    slug: str
    media_topic: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A name in the byline."""

    name: str
    slug: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class RelatedPiece:
    """A related story as it is shown below the body."""

    title: str
    section: str
    excerpt: str
    url: str
    """Absolute for an outside page; for one of ours the endpoint's address, or ``""`` when it
    is not public there (then it is not shown)."""
    outside: bool
    picture: Picture | None
    story_id: uuid.UUID | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What was wrong and has been put right, or what is new."""

    at: dt.datetime
    text: str
    """May be empty for an update."""
    kind: str = "correction"
    """``correction`` or ``update``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Everything of one story, as readers will get it."""

    story_id: uuid.UUID
    version: int
    slug: str
    language: str
    """BCP 47, such as ``en``."""
    type: Term | None
    section: Term | None
    also_in: tuple[Term, ...]
    tags: tuple[Term, ...]
    headline: str
    dek: str
    authors: tuple[Author, ...]
    published_at: dt.datetime
    """Aware; shown under the headline. First publication, or the date a person set."""
    modified_at: dt.datetime
    body_html: str
    body_text: str
    """The body's words as plain text, for excerpts and comparison."""
    links: tuple[str, ...]
    """Addresses linked to in the body, in order."""
    word_count: int
    reading_minutes: int
    hero: Picture | None
    inline: tuple[Picture, ...]
    related: tuple[RelatedPiece, ...]
    corrections: tuple[CorrectionNote, ...]
    newsroom: NewsroomSettings

    @property
    def notes(self) -> tuple[CorrectionNote, ...]:
        """The notes of corrections and updates, the newest first, as pages print them."""
        return tuple(sorted(self.corrections, key=lambda note: note.at, reverse=True))

    @property
    def kicker(self) -> tuple[str, ...]:
        """Story type and section, as far as they are set."""
        return tuple(term.name for term in (self.type, self.section) if term is not None)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Hero first, then those in the body, each photo once."""
        seen: dict[uuid.UUID, Picture] = {}
        for picture in ((self.hero,) if self.hero else ()) + self.inline:
            seen.setdefault(picture.photo_id, picture)
        return tuple(seen.values())

    @property
    def terms(self) -> tuple[Term, ...]:
        """Section and further sections."""
        return ((self.section,) if self.section else ()) + self.also_in
