"""A story at one moment as a plain value: what a version keeps and a delivery sends."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from editorial.stories.models import Story

_LINK_WORDS = ("url", "title", "section", "excerpt", "photo_caption")


@dataclass(frozen=True, slots=True)
class SnapshotPhoto:
    """A photo's place in the story."""

    photo_id: uuid.UUID
    role: str
    caption: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class SnapshotLink:
    """A related piece: another story, or a page elsewhere."""

    story_id: uuid.UUID | None
    url: str = ""
    title: str = ""
    section: str = ""
    excerpt: str = ""
    photo_id: uuid.UUID | None = None
    photo_caption: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotCorrection:
    """A public note of a correction or an update."""

    at: dt.datetime
    text: str
    kind: str = "correction"


@dataclass(frozen=True, slots=True)
class StorySnapshot:
    """Everything of a story that readers get, by names rather than keys."""

    slug: str
    headline: str
    dek: str
    body: str
    byline: tuple[str, ...] = ()
    language: str = "en"
    type: str = ""
    section: str = ""
    also_in: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    dated_at: dt.datetime | None = None
    photos: tuple[SnapshotPhoto, ...] = ()
    links: tuple[SnapshotLink, ...] = ()
    corrections: tuple[SnapshotCorrection, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return JSON values only; empty ones are left out."""
        values: dict[str, Any] = {
            "slug": self.slug,
            "headline": self.headline,
            "dek": self.dek,
            "body": self.body,
            "byline": list(self.byline),
            "language": self.language,
            "type": self.type,
            "section": self.section,
            "also_in": list(self.also_in),
            "tags": list(self.tags),
            "dated_at": self.dated_at.isoformat() if self.dated_at else None,
            "photos": [_lean(photo, "photo_id", "role", "caption", "alt") for photo in self.photos],
            "links": [_lean(link, "story_id", "photo_id", *_LINK_WORDS) for link in self.links],
            "corrections": [
                {"at": c.at.isoformat(), "text": c.text, "kind": c.kind} for c in self.corrections
            ],
        }
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> StorySnapshot:
        """Return the snapshot that `to_json` gave."""
        return cls(
            slug=values.get("slug", ""),
            headline=values.get("headline", ""),
            dek=values.get("dek", ""),
            body=values.get("body", ""),
            byline=tuple(values.get("byline", ())),
            language=values.get("language", "en"),
            type=values.get("type", ""),
            section=values.get("section", ""),
            also_in=tuple(values.get("also_in", ())),
            tags=tuple(values.get("tags", ())),
            dated_at=_moment(values.get("dated_at")),
            photos=tuple(
                SnapshotPhoto(uuid.UUID(p["photo_id"]), p["role"], p.get("caption"), p.get("alt"))
                for p in values.get("photos", ())
            ),
            links=tuple(_link(link) for link in values.get("links", ())),
            corrections=tuple(
                SnapshotCorrection(
                    dt.datetime.fromisoformat(c["at"]), c["text"], c.get("kind", "correction")
                )
                for c in values.get("corrections", ())
            ),
        )


def take(story: Story) -> StorySnapshot:
    """Return the present state of a story whose session is open."""
    return StorySnapshot(
        slug=story.slug,
        headline=story.headline,
        dek=story.dek,
        body=story.body.text,
        byline=tuple(story.byline),
        language=story.language,
        type=story.type.name if story.type else "",
        section=story.section.name if story.section else "",
        also_in=tuple(section.name for section in story.also_in),
        tags=tuple(tag.name for tag in story.tags),
        dated_at=story.dated_at,
        photos=tuple(
            SnapshotPhoto(placed.photo.id, placed.role, placed.caption, placed.alt)
            for placed in story.photos
        ),
        links=tuple(
            SnapshotLink(
                story_id=link.target.id if link.target else None,
                url=link.url,
                title=link.title,
                section=link.section,
                excerpt=link.excerpt,
                photo_id=link.photo.id if link.photo else None,
                photo_caption=link.photo_caption,
            )
            for link in story.links
        ),
        corrections=tuple(SnapshotCorrection(c.at, c.text, c.kind) for c in story.corrections),
    )


def _lean(value: object, *names: str) -> dict[str, Any]:
    pairs = ((name, getattr(value, name)) for name in names)
    return {
        name: str(item) if isinstance(item, uuid.UUID) else item
        for name, item in pairs
        if item is not None and (item != "" or name in {"caption", "alt"})
    }


def _link(values: dict[str, str]) -> SnapshotLink:
    words = {name: values.get(name, "") for name in _LINK_WORDS}
    return SnapshotLink(
        story_id=_id(values.get("story_id")), photo_id=_id(values.get("photo_id")), **words
    )


def _id(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
