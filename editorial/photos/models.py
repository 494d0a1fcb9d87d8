"""Tables of the photo room. Field names follow the IPTC Photo Metadata Standard."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from editorial.storage.base import Base
from editorial.storage.types import Json, Moment, PrimaryKey, PublicId


class Photo(Base):
    """One picture, known by the hash of its file; the file itself is never changed."""

    __tablename__ = "photo"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str]
    format: Mapped[str] = mapped_column(String(8))
    """Pillow's name of the format: JPEG, PNG, WEBP, TIFF …"""
    size_bytes: Mapped[int]
    width: Mapped[int]
    """Pixels, as seen after the EXIF orientation is applied; so is `height`."""
    height: Mapped[int]
    perceptual_hash: Mapped[int | None] = mapped_column(BigInteger)

    title: Mapped[str] = mapped_column(default="")
    headline: Mapped[str] = mapped_column(default="")
    caption: Mapped[str] = mapped_column(Text, default="")
    alt: Mapped[str] = mapped_column(Text, default="")
    decorative: Mapped[bool] = mapped_column(default=False)
    """The picture says nothing that the words do not: an empty alt text is right."""
    extended_description: Mapped[str] = mapped_column(Text, default="")
    keywords: Mapped[list[str]] = mapped_column(Json, default=list)

    creators: Mapped[list[str]] = mapped_column(Json, default=list)
    creator_title: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    """The credit line as it will be printed, without a label."""
    credit_raw: Mapped[str] = mapped_column(default="")
    """The credit line as the file brought it; never edited."""
    credit_confidence: Mapped[float] = mapped_column(default=0.0)
    source: Mapped[str] = mapped_column(default="")
    copyright: Mapped[str] = mapped_column(default="")
    usage_terms: Mapped[str] = mapped_column(Text, default="")
    web_statement: Mapped[str] = mapped_column(default="")
    instructions: Mapped[str] = mapped_column(Text, default="")
    job_id: Mapped[str] = mapped_column(default="")
    digital_source_type: Mapped[str] = mapped_column(default="")
    rights_expire_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    date_created: Mapped[str] = mapped_column(String(32), default="")
    """ISO 8601 as far as the file says it: ``2026-11-20``, ``2026-11-20T06:12:00+01:00``."""
    sublocation: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    country_code: Mapped[str] = mapped_column(String(3), default="")

    focal_x: Mapped[float | None]
    """0 (left) to 1 (right); None means the middle. Likewise `focal_y` from the top."""
    focal_y: Mapped[float | None]
    crops: Mapped[dict[str, list[float]]] = mapped_column(Json, default=dict)
    """Crop per shape, such as ``{"16:9": [left, top, right, bottom]}``, each 0 to 1."""

    color_profile: Mapped[str] = mapped_column(default="")
    """The embedded ICC profile's own name; empty where the file has none."""

    status: Mapped[str] = mapped_column(String(16), default="needs_credit")
    """ok, needs_credit, needs_caption or needs_alt: the first of `problems`, kept in a column so
    that a queue of 100,000 photos is one index look-up. Written by `photos.judging` alone."""
    problems: Mapped[list[str]] = mapped_column(Json, default=list)
    """Sentences, most serious first."""
    search_text: Mapped[str] = mapped_column(Text, default="")
    """All words of the photo, lower case and without accents, for the desk's search box."""

    imported_at: Mapped[dt.datetime] = mapped_column(Moment)
    imported_by: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[dt.datetime] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="has_size"),
        Index("ix_photo_imported_at", "imported_at"),
        Index("ix_photo_credit", "credit"),
        Index("ix_photo_status", "status", "imported_at"),
    )


class PhotoMetadata(Base):
    """Everything that the file said about itself, kept whole beside what we use of it."""

    __tablename__ = "photo_metadata"

    photo_pk: Mapped[int] = mapped_column(
        ForeignKey("photo.pk", ondelete="CASCADE"), primary_key=True
    )
    properties: Mapped[dict[str, Any]] = mapped_column(Json)
    """``{"Iptc.Application2.Credit": "…", "Xmp.dc.creator": [...], …}``"""
    xmp_packet: Mapped[bytes | None] = mapped_column(LargeBinary)
