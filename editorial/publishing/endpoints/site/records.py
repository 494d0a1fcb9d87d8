"""What a site remembers of each story: enough to draw every list again without the database."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.photos.prepared import PreparedFile
from editorial.publishing.endpoints.site import layout
from editorial.publishing.page import Addresses, render_article, render_head
from editorial.publishing.picture_files import file_name, picture_files
from editorial.publishing.piece import Author, Picture, Piece, Term
from editorial.publishing.structured_data import shorten
from editorial.system.errors import PushRefused
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from editorial.publishing.endpoints.site.layout import Layout

EXCERPT = 180
"""Characters of the body where a story has no dek."""


@dataclass(frozen=True, slots=True)
class Record:
    """One story as the site holds it. Times are aware."""

    story_id: uuid.UUID
    key: str
    """The idempotency key of the push that brought it."""
    version: int
    live: bool
    """False once it was withdrawn."""
    slug: str
    old_slugs: tuple[str, ...]
    """Addresses it had before, oldest first; they lead to the present one."""
    language: str
    headline: str
    dek: str
    excerpt: str
    type: Term | None
    section: Term | None
    also_in: tuple[Term, ...]
    tags: tuple[Term, ...]
    authors: tuple[Author, ...]
    published_at: dt.datetime
    modified_at: dt.datetime
    reading_minutes: int
    hero: Picture | None
    """Its files lie in the story's folder."""
    files: tuple[str, ...]
    """Names of all picture files in the story's folder."""
    head: str
    """HTML for inside ``head``."""
    article: str
    """HTML of the ``article`` element."""
    withdrawn_at: dt.datetime | None = None
    withdrawal_note: str = ""
    """What readers are told in its place."""

    @property
    def path(self) -> str:
        """The story's path in the site."""
        return layout.story_path(self.slug)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Section and further sections."""
        return ((self.section,) if self.section else ()) + self.also_in


def make_record(piece: Piece, *, key: str, before: Record | None, site: Layout) -> Record:
    """Return the record of a piece; ``before`` is what the site held until now."""
    old = [*before.old_slugs, before.slug] if before else []
    url = site.url(layout.story_path(piece.slug))
    up = layout.UP_FROM_ARTICLE
    addresses = Addresses(
        file=file_name,
        public_file=lambda picture, file: f"{url}{file_name(picture, file)}",
        canonical=url,
        type=lambda term: f"{up}{layout.TYPES}/{term.slug}/",
        section=lambda term: f"{up}{layout.SECTIONS}/{term.slug}/",
        tag=lambda term: f"{up}{layout.TAGS}/{term.slug}/",
        author=lambda author: f"{up}{layout.author_path(author)}" if author.slug else "",
        public_author=lambda author: site.url(layout.author_path(author)) if author.slug else "",
    )
    return Record(
        story_id=piece.story_id,
        key=key,
        version=piece.version,
        live=True,
        slug=piece.slug,
        old_slugs=tuple(dict.fromkeys(slug for slug in old if slug != piece.slug)),
        language=piece.language,
        headline=piece.headline,
        dek=piece.dek,
        excerpt=piece.dek or shorten(piece.body_text, EXCERPT),
        type=piece.type,
        section=piece.section,
        also_in=piece.also_in,
        tags=piece.tags,
        authors=piece.authors,
        published_at=piece.published_at,
        modified_at=piece.modified_at,
        reading_minutes=piece.reading_minutes,
        hero=_placed(piece.hero, site, piece.slug) if piece.hero else None,
        files=tuple(file_name(picture, file) for picture, file in picture_files(piece)),
        head=render_head(piece, site_url=site.url(), addresses=addresses).strip(),
        article=render_article(piece, addresses).strip(),
    )


def save(record: Record, site: Layout) -> None:
    """Write a record. Raises `DiskFull` or `HomeUnusable`."""
    raw = dataclasses.asdict(record)
    if record.hero:
        for file in (*raw["hero"]["files"], *raw["hero"]["shapes"]):
            file["path"] = file["path"].name
    text = json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True, default=_plain)
    write_atomically(site.record(record.story_id), text.encode("utf-8") + b"\n")


def load(story_id: str, site: Layout) -> Record | None:
    """Return the record of a story; None where there is none. Raises `PushRefused`."""
    path = site.record(story_id)
    try:
        return _read(json.loads(path.read_text("utf-8")), site)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PushRefused(
            f"The site's record {path} cannot be read ({error}).",
            safe="The pages of the site are as they were.",
            next_step="Move that file away and push the story again.",
        ) from error


def load_all(site: Layout) -> dict[uuid.UUID, Record]:
    """Return every record by story id. Raises `PushRefused` for one that cannot be read."""
    if not site.records.is_dir():
        return {}
    found = (load(path.stem, site) for path in sorted(site.records.glob("*.json")))
    return {record.story_id: record for record in found if record is not None}


def newest_first(records: dict[uuid.UUID, Record]) -> list[Record]:
    """Return the live records, newest first; the order is the same on every machine."""
    live = [record for record in records.values() if record.live]
    return sorted(
        live, key=lambda record: (record.published_at, str(record.story_id)), reverse=True
    )


def _placed(picture: Picture, site: Layout, slug: str) -> Picture:
    files, shapes = (
        tuple(
            dataclasses.replace(file, path=site.story(slug) / file_name(picture, file))
            for file in some
        )
        for some in (picture.files, picture.shapes)
    )
    return dataclasses.replace(picture, files=files, shapes=shapes)


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return str(value)


def _read(raw: dict[str, Any], site: Layout) -> Record:
    values = dict(raw)
    values["story_id"] = uuid.UUID(raw["story_id"])
    for name in ("type", "section"):
        values[name] = Term(**raw[name]) if raw[name] else None
    for name in ("also_in", "tags"):
        values[name] = tuple(Term(**term) for term in raw[name])
    values["authors"] = tuple(Author(**author) for author in raw["authors"])
    for name in ("published_at", "modified_at"):
        values[name] = dt.datetime.fromisoformat(raw[name])
    if moment := raw.get("withdrawn_at"):
        values["withdrawn_at"] = dt.datetime.fromisoformat(moment)
    for name in ("old_slugs", "files"):
        values[name] = tuple(raw[name])
    if raw["hero"]:
        hero = dict(raw["hero"], photo_id=uuid.UUID(raw["hero"]["photo_id"]))
        folder = site.story(raw["slug"])
        for name in ("files", "shapes"):
            # Records of an earlier version know no shapes.
            hero[name] = tuple(
                PreparedFile(**dict(file, path=folder / file["path"]))
                for file in hero.get(name, ())
            )
        values["hero"] = Picture(**dict(hero, creators=tuple(hero["creators"])))
    return Record(**values)
