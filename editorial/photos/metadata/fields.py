"""What a photo file says about itself, under the names of the IPTC Photo Metadata Standard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """Everything that a file says, each field from the block that is to be trusted for it.

    Absent text is ``""``. Nothing is derived from another field.
    """

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    extended_description: str = ""
    keywords: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    creator_title: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    usage_terms: str = ""
    web_statement: str = ""
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
    camera: dict[str, str] = field(default_factory=dict)
    """``make, model, lens, focal_length, aperture, exposure, iso``, as far as known."""
    properties: dict[str, Any] = field(default_factory=dict)
    """All that was read, by Exiv2's names: ``{"Iptc.Application2.Credit": "…"}``."""
    xmp_packet: bytes | None = None
    guessed_charset: bool = False
    """Some IPTC-IIM text is in no declared character set: accents may be wrong."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmbeddedFields:
    """The words that go out inside a picture. Empty fields are not written."""

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    extended_description: str = ""
    keywords: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    creator_title: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    instructions: str = ""
    job_id: str = ""
    date_created: str = ""
    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    country_code: str = ""
    digital_source_type: str = ""
