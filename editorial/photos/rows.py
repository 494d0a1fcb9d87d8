"""A photo as a frozen value, for everyone above the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.photos import places
from editorial.photos.credits.reading import read_credit

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from pathlib import Path

    from editorial.photos.models import Photo
    from editorial.system.paths import Home


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One photo of the library. Text that is not there is ``""``. See `models.Photo`."""

    id: uuid.UUID
    sha256: str
    file_name: str
    format: str
    size_bytes: int
    width: int
    height: int
    color_profile: str
    perceptual_hash: int | None
    title: str
    headline: str
    caption: str
    alt: str
    decorative: bool
    extended_description: str
    keywords: tuple[str, ...]
    creators: tuple[str, ...]
    creator_title: str
    caption_writer: str
    people: tuple[str, ...]
    rating: int
    """1 to 5 stars, 0 for none, -1 for rejected."""
    credit: str
    credit_raw: str
    credit_confidence: float
    source: str
    copyright: str
    usage_terms: str
    web_statement: str
    instructions: str
    job_id: str
    rights_expire_at: dt.datetime | None
    embargo_until: dt.datetime | None
    licence: str
    licensors: tuple[tuple[str, str], ...]
    """Name and address of each."""
    use_limit: int | None
    web_only: bool
    no_crop: bool
    territory: str
    data_mining: str
    model_release: str
    property_release: str
    digital_source_type: str
    ai_system: str
    ai_system_version: str
    ai_prompt: str
    ai_prompt_writer: str
    content_credentials: bool
    date_created: str
    sublocation: str
    city: str
    state: str
    country: str
    country_code: str
    focal_x: float | None
    focal_y: float | None
    crops: tuple[tuple[str, tuple[float, float, float, float]], ...]
    """Per shape, such as ``("16:9", (left, top, right, bottom))``, each 0 to 1."""
    straighten: float
    imported_at: dt.datetime
    imported_by: str
    updated_at: dt.datetime
    status: str
    """ok, needs_credit, needs_caption or needs_alt."""
    problems: tuple[str, ...]
    """Sentences, most serious first; empty when the photo can run."""
    original_path: Path
    thumbnail_path: Path
    preview_path: Path
    has_twin: bool = False
    is_used_up: bool = False
    """Its limit of stories is reached; told by `stories.photo_uses`, which knows the stories."""
    """Another file seems to show the same picture, and nobody has judged that yet."""

    @property
    def creator(self) -> str:
        """The creators in one line."""
        return ", ".join(self.creators)

    def to_json(self) -> dict[str, Any]:
        """Return what scripts get, JSON-ready."""
        credit = read_credit(self.credit).to_json()
        credit["raw"] = self.credit_raw or self.credit
        return {
            "id": str(self.id),
            "file": self.file_name,
            "format": self.format,
            "size_bytes": self.size_bytes,
            "width": self.width,
            "height": self.height,
            "color_profile": self.color_profile,
            "title": self.title,
            "headline": self.headline,
            "caption": self.caption,
            "alt": self.alt,
            "decorative": self.decorative,
            "extended_description": self.extended_description,
            "keywords": list(self.keywords),
            "creator": self.creator,
            "creators": list(self.creators),
            "creator_title": self.creator_title,
            "caption_writer": self.caption_writer,
            "people": list(self.people),
            "rating": self.rating,
            "credit": credit,
            "credit_line": self.credit,
            "credit_confidence": self.credit_confidence,
            "source": self.source,
            "copyright": self.copyright,
            "usage_terms": self.usage_terms,
            "web_statement": self.web_statement,
            "instructions": self.instructions,
            "job_id": self.job_id,
            "rights_expire_at": self.rights_expire_at and self.rights_expire_at.isoformat(),
            "embargo_until": self.embargo_until and self.embargo_until.isoformat(),
            "licence": self.licence,
            "licensors": [{"name": name, "url": url} for name, url in self.licensors],
            "use_limit": self.use_limit,
            "web_only": self.web_only,
            "no_crop": self.no_crop,
            "territory": self.territory,
            "data_mining": self.data_mining,
            "model_release": self.model_release,
            "property_release": self.property_release,
            "digital_source_type": self.digital_source_type,
            "ai_system": self.ai_system,
            "ai_system_version": self.ai_system_version,
            "ai_prompt": self.ai_prompt,
            "ai_prompt_writer": self.ai_prompt_writer,
            "content_credentials": self.content_credentials,
            "date_created": self.date_created,
            "sublocation": self.sublocation,
            "city": self.city,
            "state": self.state,
            "country": self.country,
            "country_code": self.country_code,
            "focal_point": None if self.focal_x is None else [self.focal_x, self.focal_y],
            "crops": {shape: list(box) for shape, box in self.crops},
            "straighten": self.straighten,
            "imported_at": self.imported_at.isoformat(),
            "imported_by": self.imported_by,
            "updated_at": self.updated_at.isoformat(),
            "sha256": self.sha256,
            "original": str(self.original_path),
            "status": self.status,
            "problems": list(self.problems),
            "error": "",
        }


def row_of(photo: Photo, home: Home) -> PhotoRow:
    """Return the frozen value of a photo that belongs to an open session."""
    return PhotoRow(
        id=photo.id,
        sha256=photo.sha256,
        file_name=photo.file_name,
        format=photo.format,
        size_bytes=photo.size_bytes,
        width=photo.width,
        height=photo.height,
        color_profile=photo.color_profile,
        perceptual_hash=photo.perceptual_hash,
        title=photo.title,
        headline=photo.headline,
        caption=photo.caption,
        alt=photo.alt,
        decorative=photo.decorative,
        extended_description=photo.extended_description,
        keywords=tuple(photo.keywords),
        creators=tuple(photo.creators),
        creator_title=photo.creator_title,
        caption_writer=photo.caption_writer,
        people=tuple(photo.people),
        rating=photo.rating,
        credit=photo.credit,
        credit_raw=photo.credit_raw,
        credit_confidence=photo.credit_confidence,
        source=photo.source,
        copyright=photo.copyright,
        usage_terms=photo.usage_terms,
        web_statement=photo.web_statement,
        instructions=photo.instructions,
        job_id=photo.job_id,
        rights_expire_at=photo.rights_expire_at,
        embargo_until=photo.embargo_until,
        licence=photo.licence,
        licensors=tuple((one["name"], one["url"]) for one in photo.licensors),
        use_limit=photo.use_limit,
        web_only=photo.web_only,
        no_crop=photo.no_crop,
        territory=photo.territory,
        data_mining=photo.data_mining,
        model_release=photo.model_release,
        property_release=photo.property_release,
        digital_source_type=photo.digital_source_type,
        ai_system=photo.ai_system,
        ai_system_version=photo.ai_system_version,
        ai_prompt=photo.ai_prompt,
        ai_prompt_writer=photo.ai_prompt_writer,
        content_credentials=photo.content_credentials,
        date_created=photo.date_created,
        sublocation=photo.sublocation,
        city=photo.city,
        state=photo.state,
        country=photo.country,
        country_code=photo.country_code,
        focal_x=photo.focal_x,
        focal_y=photo.focal_y,
        crops=tuple(
            (shape, (box[0], box[1], box[2], box[3])) for shape, box in sorted(photo.crops.items())
        ),
        straighten=photo.straighten,
        imported_at=photo.imported_at,
        imported_by=photo.imported_by,
        updated_at=photo.updated_at,
        status=photo.status,
        problems=tuple(photo.problems),
        original_path=places.original_path(home, photo.sha256, photo.format),
        thumbnail_path=places.thumbnail_path(home, photo.sha256),
        preview_path=places.preview_path(home, photo.sha256),
    )
