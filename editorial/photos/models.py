"""Tables of the photo room. Field names follow the IPTC Photo Metadata Standard."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from editorial.storage.base import Base
from editorial.storage.types import Id, Json, Moment, PrimaryKey, PublicId


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
    caption_writer: Mapped[str] = mapped_column(default="")
    people: Mapped[list[str]] = mapped_column(Json, default=list)
    """IPTC Person Shown in the Image."""
    rating: Mapped[int] = mapped_column(default=0)
    """xmp:Rating: 1 to 5 stars, 0 for none, -1 for a rejected picture."""
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
    rights_expire_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    embargo_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    """Not to be published before this moment."""
    licence: Mapped[str] = mapped_column(default="")
    """Under what it may be used: ``CC BY-SA 4.0``, ``Rights-managed``, an agency's contract."""
    licensors: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    """PLUS Licensor, each ``{"name", "url"}``: whom to ask for a licence."""
    use_limit: Mapped[int | None]
    """In how many stories it may run; 1 is one-time use, None is no limit."""
    web_only: Mapped[bool] = mapped_column(default=False)
    no_crop: Mapped[bool] = mapped_column(default=False)
    territory: Mapped[str] = mapped_column(default="")
    """Where it may (or may not) be shown, in words: ``UK only``, ``not in Germany``."""
    data_mining: Mapped[str] = mapped_column(default="")
    """PLUS Data Mining, such as ``http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED``."""
    model_release: Mapped[str] = mapped_column(String(8), default="")
    """PLUS code of the release by the people shown: MR-NON, MR-NAP, MR-UMR or MR-LMR."""
    property_release: Mapped[str] = mapped_column(String(8), default="")
    """PLUS code of the release for the property shown: PR-NON, PR-NAP, PR-UPR or PR-LPR."""

    digital_source_type: Mapped[str] = mapped_column(default="")
    ai_system: Mapped[str] = mapped_column(default="")
    """IPTC 2025.1 AI System Used; the next three belong to it."""
    ai_system_version: Mapped[str] = mapped_column(default="")
    ai_prompt: Mapped[str] = mapped_column(Text, default="")
    ai_prompt_writer: Mapped[str] = mapped_column(default="")
    content_credentials: Mapped[bool] = mapped_column(default=False)
    """The file holds a C2PA manifest, which no rendition can carry on."""

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
    straighten: Mapped[float] = mapped_column(default=0.0)
    """Degrees to turn clockwise before cropping, -15 to 15."""

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


class PhotoChange(Base):
    """Who changed which fields of a photo, when, from what to what. Append-only."""

    __tablename__ = "photo_change"

    pk: Mapped[PrimaryKey]
    batch: Mapped[uuid.UUID] = mapped_column(Id)
    """Shared by all rows of one action, so that it can be undone as one."""
    photo_pk: Mapped[int] = mapped_column(ForeignKey("photo.pk"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    who: Mapped[str]
    action: Mapped[str] = mapped_column(String(16))
    """edit, template, replace, undo …"""
    fields: Mapped[dict[str, list[Any]]] = mapped_column(Json)
    """``{"credit": [before, after]}``, values as JSON holds them."""

    __table_args__ = (
        Index("ix_photo_change_photo_pk", "photo_pk", "pk"),
        Index("ix_photo_change_batch", "batch"),
    )


class PhotoPair(Base):
    """Two files that seem to show one picture, and what a person said of that."""

    __tablename__ = "photo_pair"

    pk: Mapped[PrimaryKey]
    one_pk: Mapped[int] = mapped_column(ForeignKey("photo.pk", ondelete="CASCADE"))
    """The smaller of the two keys."""
    other_pk: Mapped[int] = mapped_column(ForeignKey("photo.pk", ondelete="CASCADE"))
    bits: Mapped[int]
    """How many of the 64 bits of their hashes differ."""
    verdict: Mapped[str] = mapped_column(String(12), default="")
    """``""`` while nobody has looked, then same or different."""
    judged_by: Mapped[str] = mapped_column(default="")
    judged_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("one_pk", "other_pk"),
        CheckConstraint("one_pk < other_pk", name="in_order"),
        Index("ix_photo_pair_other_pk", "other_pk"),
        Index("ix_photo_pair_verdict", "verdict"),
    )


class PhotoDocument(Base):
    """A licence, release or source paper that belongs to a photo; a file in the data folder."""

    __tablename__ = "photo_document"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    photo_pk: Mapped[int] = mapped_column(ForeignKey("photo.pk", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    """licence, model_release, property_release or source."""
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int]
    added_at: Mapped[dt.datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(default="")


class PhotoTemplate(Base):
    """Words that are put on many photos: each field has a tick, a text and a way to apply it."""

    __tablename__ = "photo_template"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(unique=True)
    fields: Mapped[dict[str, dict[str, Any]]] = mapped_column(Json)
    """``{"credit": {"on": true, "mode": "replace", "value": "…"}}``; modes are replace, append
    and keep (fill only what is empty)."""
    used_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    """The last one used is offered first."""


class PhotoImport(Base):
    """One import that was asked for, so that it can be taken up again where it stopped."""

    __tablename__ = "photo_import"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    origin: Mapped[str] = mapped_column(String(12))
    """files, paste or watched."""
    fields: Mapped[dict[str, dict[str, Any]]] = mapped_column(Json, default=dict)
    """The template that was chosen, as in `PhotoTemplate.fields`."""
    started_at: Mapped[dt.datetime] = mapped_column(Moment)
    started_by: Mapped[str]
    ended_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class PhotoImportFile(Base):
    """One file of an import and what became of it."""

    __tablename__ = "photo_import_file"

    pk: Mapped[PrimaryKey]
    import_pk: Mapped[int] = mapped_column(ForeignKey("photo_import.pk", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int]
    """With `modified_ns` it tells whether a watched file is still the same."""
    modified_ns: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    """waiting, new, duplicate or refused."""
    error: Mapped[str] = mapped_column(Text, default="")
    photo_pk: Mapped[int | None] = mapped_column(ForeignKey("photo.pk", ondelete="SET NULL"))

    __table_args__ = (
        UniqueConstraint("import_pk", "path"),
        Index("ix_photo_import_file_path", "path"),
        Index("ix_photo_import_file_photo_pk", "photo_pk"),
        Index("ix_photo_import_file_state", "import_pk", "state"),
    )
