"""What a photo file says about itself, under the names of the IPTC Photo Metadata Standard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class EmbeddedFields:
    """The words that stand inside a picture. Absent text is ``""``."""

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    extended_description: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Person Shown in the Image."""
    creators: tuple[str, ...] = ()
    creator_title: str = ""
    caption_writer: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    licensors: tuple[tuple[str, str], ...] = ()
    """PLUS Licensor: name and address of each."""
    data_mining: str = ""
    """Address of a term of the PLUS vocabulary, ``…/vocab/DMI-…``."""
    model_release: str = ""
    """PLUS code, such as ``MR-UMR``; likewise `property_release`, ``PR-…``."""
    property_release: str = ""
    instructions: str = ""
    job_id: str = ""
    date_created: str = ""
    """ISO 8601 as far as the file says it."""
    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    country_code: str = ""
    digital_source_type: str = ""
    ai_system: str = ""
    """IPTC 2025.1 AI System Used; the next three belong to it."""
    ai_system_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    rating: int = 0
    """xmp:Rating: 1 to 5 stars, 0 for none, -1 for rejected."""


@dataclass(frozen=True, slots=True)
class FileMetadata(EmbeddedFields):
    """Everything that a file says, each field from the block that is to be trusted for it.

    Nothing is derived from another field.
    """

    content_credentials: bool = False
    """The file holds, or names the address of, a C2PA manifest."""
    camera: dict[str, str] = field(default_factory=dict)
    """``make, model, lens, focal_length, aperture, exposure, iso``, as far as known."""
    properties: dict[str, Any] = field(default_factory=dict)
    """All that was read, by Exiv2's names: ``{"Iptc.Application2.Credit": "…"}``."""
    xmp_packet: bytes | None = None
    guessed_charset: bool = False
    """Some IPTC-IIM text is in no declared character set: accents may be wrong."""
    warnings: tuple[str, ...] = ()
