"""A manuscript from a word processor or a saved page, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentImage:
    """A picture inside a document. ``address`` is what the body calls it."""

    address: str
    alt: str
    data: bytes
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says. ``body`` is Markdown; footnotes are part of it."""

    title: str
    body: str
    dek: str = ""
    byline: str = ""
    """As written: ``By Ida Holm and Jo Brandt``."""
    hero: DocumentImage | None = None
    """The picture between the headline and the text."""
    hero_address: str = ""
    images: tuple[DocumentImage, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    """``title``, ``author``, ``language`` as the file states them; only those that it does."""
    warnings: tuple[str, ...] = ()
