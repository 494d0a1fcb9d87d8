"""From the database to a `Piece`: one version of a story with everything that readers get.

The database is read in one short session; pictures are prepared after it is closed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.photos.framing import focus_in, frame_of, hero_shape, shapes_to_cut
from editorial.photos.queries import photo_rows
from editorial.photos.renditions import SHAPE_WIDTH, Wanted, embedded_fields, prepare_files
from editorial.photos.source_types import code_of
from editorial.publishing.body import RenderedBody, render_body
from editorial.publishing.first_public import first_public
from editorial.publishing.page_words import credit_label
from editorial.publishing.picture_words import fit_to_print, single_spaces
from editorial.publishing.piece import (
    Author,
    CorrectionNote,
    Picture,
    Piece,
    RelatedPiece,
    Term,
)
from editorial.stories.find import story_of
from editorial.stories.models import Contributor, Section, Story, StoryType, Tag, Version
from editorial.stories.snapshot import SnapshotLink, SnapshotPhoto, StorySnapshot, take
from editorial.stories.text.words import count_words, excerpt, reading_minutes, slug_of
from editorial.stories.versions import newest_number, snapshot_in

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from editorial.photos.prepared import Format
    from editorial.photos.rows import PhotoRow
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.system.settings import NewsroomSettings

AddressOf = Callable[[uuid.UUID], "str | None"]
"""Gives the public address of a story at the endpoint, None where it has none."""

THUMBNAIL_WIDTHS = (400,)
PAGE_WIDTHS = (400, 800, 1600)


@dataclass(slots=True)
class _Material:
    """What the database said, as plain values."""

    snapshot: StorySnapshot
    version: int
    story_id: uuid.UUID
    published_at: dt.datetime
    modified_at: dt.datetime
    terms: dict[tuple[type, str], Term] = field(default_factory=dict)
    authors: tuple[Author, ...] = ()
    targets: dict[uuid.UUID, _Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Target:
    """A related story of ours."""

    slug: str
    title: str
    section: str
    excerpt: str
    hero: SnapshotPhoto | None


def build_piece(
    store: Store,
    story_id: uuid.UUID,
    version_number: int | None = None,
    *,
    address_of: AddressOf,
    workbench: Workbench,
    newsroom: NewsroomSettings,
) -> Piece:
    """Return a story's version (None: as it is now) as a piece.

    The same version gives the same piece, however often it is built. Raises `NotFound`, and
    `BadFile` for a photo whose original is gone or damaged.
    """
    material = _read(store, story_id, version_number)
    snapshot = material.snapshot
    body = render_body(snapshot.body, story_address=address_of, language=snapshot.language)
    pictures = _Pictures(store, workbench, newsroom, snapshot, body, material.targets)
    words = count_words(snapshot.body)
    return Piece(
        story_id=material.story_id,
        version=material.version,
        slug=snapshot.slug,
        language=snapshot.language,
        type=_term(material, StoryType, snapshot.type),
        section=_term(material, Section, snapshot.section),
        also_in=_terms(material, Section, snapshot.also_in),
        tags=_terms(material, Tag, snapshot.tags),
        headline=single_spaces(snapshot.headline),
        dek=single_spaces(snapshot.dek),
        authors=material.authors,
        published_at=material.published_at,
        modified_at=material.modified_at,
        body_html=body.html,
        body_text=body.text,
        links=body.links,
        word_count=words,
        reading_minutes=reading_minutes(words),
        hero=pictures.hero(),
        inline=pictures.inline(),
        related=tuple(
            _related(link, material.targets, pictures, address_of) for link in snapshot.links
        ),
        corrections=tuple(CorrectionNote(c.at, c.text, c.kind) for c in snapshot.corrections),
        newsroom=newsroom,
    )


def _read(store: Store, story_id: uuid.UUID, version_number: int | None) -> _Material:
    with store.read() as session:
        story = story_of(session, story_id)
        if version_number is None:
            snapshot, version = take(story), newest_number(session, story.pk)
            modified_at = story.updated_at
        else:
            snapshot = snapshot_in(session, story.pk, version_number)
            version = version_number
            modified_at = session.scalars(
                select(Version.at).where(
                    Version.story_pk == story.pk, Version.number == version_number
                )
            ).one()
        material = _Material(
            snapshot=snapshot,
            version=version,
            story_id=story.id,
            published_at=snapshot.dated_at or first_public(session, story, version, modified_at),
            modified_at=modified_at,
        )
        _read_terms(session, material)
        material.authors = tuple(_author(session, name) for name in snapshot.byline)
        wanted = [link.story_id for link in snapshot.links if link.story_id]
        for target in session.scalars(select(Story).where(Story.id.in_(wanted))):
            material.targets[target.id] = _target(target)
    return material


def _read_terms(session: Session, material: _Material) -> None:
    snapshot = material.snapshot
    sections = [snapshot.section, *snapshot.also_in]
    for section in session.scalars(select(Section).where(Section.name.in_(sections))):
        material.terms[Section, section.name] = Term(section.name, section.slug)
    for kind in session.scalars(select(StoryType).where(StoryType.name == snapshot.type)):
        material.terms[StoryType, kind.name] = Term(kind.name, kind.slug)
    for tag in session.scalars(select(Tag).where(Tag.name.in_(snapshot.tags))):
        material.terms[Tag, tag.name] = Term(tag.name, tag.slug, tag.media_topic)


def _author(session: Session, name: str) -> Author:
    known = session.scalar(select(Contributor).where(Contributor.name == name))
    return Author(name, known.slug, known.line) if known else Author(name, slug_of(name))


def _target(story: Story) -> _Target:
    hero = next((placed for placed in story.photos if placed.role == "hero"), None)
    return _Target(
        slug=story.slug,
        title=story.headline,
        section=story.section.name if story.section else "",
        excerpt=story.dek or excerpt(story.body.text),
        hero=SnapshotPhoto(hero.photo.id, "hero", hero.caption, hero.alt) if hero else None,
    )


def _term(material: _Material, kind: type, name: str) -> Term | None:
    return material.terms.get((kind, name), Term(name, slug_of(name))) if name else None


def _terms(material: _Material, kind: type, names: Iterable[str]) -> tuple[Term, ...]:
    return tuple(term for name in names if (term := _term(material, kind, name)))


def _related(
    link: SnapshotLink,
    targets: dict[uuid.UUID, _Target],
    pictures: _Pictures,
    address_of: AddressOf,
) -> RelatedPiece:
    target = targets.get(link.story_id) if link.story_id else None
    if link.story_id is None or target is None:
        return RelatedPiece(
            title=link.title,
            section=link.section,
            excerpt=link.excerpt,
            url=link.url,
            outside=True,
            picture=pictures.related(link.photo_id, link.photo_caption, slug_of(link.title)),
        )
    hero = target.hero
    return RelatedPiece(
        title=target.title,
        section=target.section,
        excerpt=target.excerpt,
        url=address_of(link.story_id) or "",
        outside=False,
        picture=pictures.related(hero.photo_id, hero.caption, target.slug, hero.alt)
        if hero
        else None,
        story_id=link.story_id,
        slug=target.slug,
    )


class _Pictures:
    """Makes the pictures of one piece, with the words that hold for this story."""

    def __init__(
        self,
        store: Store,
        workbench: Workbench,
        newsroom: NewsroomSettings,
        snapshot: StorySnapshot,
        body: RenderedBody,
        targets: dict[uuid.UUID, _Target],
    ) -> None:
        self._store, self._workbench, self._newsroom = store, workbench, newsroom
        self._snapshot, self._body = snapshot, body
        wanted = [
            *(placed.photo_id for placed in snapshot.photos),
            *body.photo_ids,
            *(link.photo_id for link in snapshot.links if link.photo_id),
            *(target.hero.photo_id for target in targets.values() if target.hero),
        ]
        rows = photo_rows(store, tuple(dict.fromkeys(wanted)))
        self._photos = {row.id: row for row in rows}

    def hero(self) -> Picture | None:
        """Return the hero photo."""
        placed = next((p for p in self._snapshot.photos if p.role == "hero"), None)
        if placed is None or placed.photo_id not in self._photos:
            return None
        row = self._photos[placed.photo_id]
        return self._picture(
            row, _first(placed.caption, row.caption), _first(placed.alt, row.alt),
            f"{self._snapshot.slug}-hero", PAGE_WIDTHS, is_hero=True,
        )  # fmt: skip

    def inline(self) -> tuple[Picture, ...]:
        """Return the photos of the body, in order.

        Words written with the mark in the body go before those of the placement, and those
        before the photo's own.
        """
        placed = {p.photo_id: p for p in self._snapshot.photos if p.role == "inline"}
        pictures = []
        for number, photo_id in enumerate(self._body.photo_ids, start=1):
            if (row := self._photos.get(photo_id)) is None:
                continue
            alt, caption = self._body.overrides.get(photo_id, ("", ""))
            here = placed.get(photo_id, SnapshotPhoto(photo_id, "inline"))
            pictures.append(
                self._picture(
                    row,
                    caption or _first(here.caption, row.caption),
                    alt or _first(here.alt, row.alt),
                    f"{self._snapshot.slug}-{number}",
                    PAGE_WIDTHS,
                )
            )
        return tuple(pictures)

    def related(
        self, photo_id: uuid.UUID | None, caption: str | None, name: str, alt: str | None = None
    ) -> Picture | None:
        """Return the small picture beside a related piece."""
        row = self._photos.get(photo_id) if photo_id else None
        if row is None:
            return None
        return self._picture(
            row, caption or row.caption, _first(alt, row.alt), f"{name}-hero", THUMBNAIL_WIDTHS
        )

    def _picture(
        self,
        row: PhotoRow,
        caption: str,
        alt: str,
        name: str,
        widths: tuple[int, ...],
        *,
        is_hero: bool = False,
    ) -> Picture:
        words = fit_to_print(row, caption, alt, self._newsroom)
        row = replace(row, credit=words.stored_credit)
        caption, alt = words.caption, words.alt
        private = self._newsroom.private_out
        shape = hero_shape(row) if is_hero else ""
        formats: tuple[Format, ...] = ("JPEG", "WEBP")
        if self._newsroom.avif:
            formats += ("AVIF",)
        shown = [Wanted(kind, width, shape) for kind in formats for width in widths]
        # Search engines ask for one picture of a story in all three shapes.
        cut = [Wanted("JPEG", SHAPE_WIDTH, s) for s in shapes_to_cut(row)] if is_hero else []
        files = prepare_files(
            self._store,
            row,
            [*shown, *cut],
            embedded_fields(row, caption=caption, alt=alt, private=private),
            self._workbench,
            private=private,
        )
        width, height = frame_of(row, shape).size(row.width, row.height)
        return Picture(
            photo_id=row.id,
            caption=caption,
            alt=alt,
            credit=words.credit,
            credit_label=credit_label(self._snapshot.language, self._newsroom),
            creators=row.creators,
            copyright=row.copyright,
            usage_terms=row.usage_terms,
            web_statement=row.web_statement,
            width=round(width),
            height=round(height),
            files=tuple(dict.fromkeys(files[wanted] for wanted in shown)),
            name=name,
            shapes=tuple(dict.fromkeys(files[wanted] for wanted in cut)),
            source=row.source,
            digital_source_type=code_of(row.digital_source_type),
            focus=focus_in(row, shape),
        )


def _first(own: str | None, general: str) -> str:
    return general if own is None else own
