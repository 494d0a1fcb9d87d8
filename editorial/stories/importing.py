"""Taking in a story file with its pictures: all of it, or a clear word why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.storage.changes import Changes
from editorial.stories.details import detail_of
from editorial.stories.events import record
from editorial.stories.file_pictures import FilePictures
from editorial.stories.filing import apply_fields
from editorial.stories.models import Story, StoryBody, StoryLink
from editorial.stories.placements import photo_of
from editorial.stories.related import check_address
from editorial.stories.slugs import UNTITLED, free_slug
from editorial.stories.text.documents.manuscripts import read_manuscript
from editorial.stories.text.references import images
from editorial.stories.text.words import count_words, slug_of
from editorial.stories.versions import add_version
from editorial.system.errors import WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.photos.ingest import ImportResult
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail
    from editorial.stories.text.story_file import RelatedEntry, StoryFile
    from editorial.system.settings import NewsroomSettings


@dataclass(frozen=True, slots=True)
class ImportedStory:
    """What became of a story file. ``missing_related`` are slugs that no story has yet."""

    changes: Changes
    story: StoryDetail
    photos: tuple[ImportResult, ...]
    warnings: tuple[str, ...]
    missing_related: tuple[str, ...]
    file: StoryFile


def import_story(store: Store, path: Path, *, who: Person, workbench: Workbench) -> ImportedStory:
    """Make a draft of a Markdown, text, Word or HTML file, its pictures with it.

    Unknown sections, types and tags are made, with a warning. The same file taken in again
    gives the story that is already there. Raises `BadFile`; then nothing was imported.
    """
    newsroom = load_settings(store.home).newsroom
    with TemporaryDirectory(prefix="editorial-import-") as folder:
        file = read_manuscript(path, Path(folder), time_zone=newsroom.time_zone)
        return _import_file(store, file, who, workbench, newsroom)


def _import_file(
    store: Store, file: StoryFile, who: Person, workbench: Workbench, newsroom: NewsroomSettings
) -> ImportedStory:
    if known := _already_here(store, file):
        return known
    pictures = FilePictures(store, file, who, workbench, newsroom.credit_form)
    warnings = [*file.warnings, *pictures.warnings]
    body = pictures.place_marks(file.body)
    now = store.now()
    with store.write() as session:
        slug = free_slug(session, _wish(file))
        if file.slug and slug != slug_of(file.slug):
            why = "is taken" if slug_of(file.slug) else "has no letters or digits"
            warnings.append(f"The slug “{file.slug}” {why}; this story has “{slug}”.")
        story = Story(
            slug=slug,
            slug_fixed=bool(slug_of(file.slug)),
            headline=file.title,
            dek=file.dek,
            language=newsroom.language,
            word_count=count_words(body),
            author=who.name,
            body=StoryBody(text=body),
            dated_at=file.date,
            created_at=now,
            updated_at=now,
        )
        session.add(story)
        session.flush()
        fields = {
            "type": file.type,
            "section": file.section,
            "also_in": file.also_in,
            "tags": file.tags,
            "byline": file.byline,
        }
        apply_fields(session, story, fields, warnings)
        if file.language:
            _set_language(session, story, file.language, warnings)
        if not file.byline:
            warnings.append("The file has no byline.")
        pictures.place(session, story, warnings)
        missing = _relate(session, story, file.related, pictures, warnings)
        record(session, "created", story_pk=story.pk, who=who.name, at=now, file=file.path.name)
        session.flush()
        add_version(session, story, "import", who=who.name, at=now)
        session.flush()
        session.refresh(story)
        detail = detail_of(session, story)
    changes = Changes(stories=frozenset({story.id}), created=story.id, vocabulary=True)
    return ImportedStory(
        replace(changes | pictures.changes, created=story.id),
        detail,
        pictures.results,
        tuple(warnings),
        missing,
        file,
    )


def relate_by_slug(
    store: Store, story_id: uuid.UUID, slugs: tuple[str, ...], *, who: Person
) -> Changes:
    """Add stories that came in later to the related ones of an imported story.

    Slugs that no story has are left out.
    """
    with store.write() as session:
        story = session.scalars(select(Story).where(Story.id == story_id)).one()
        for slug in slugs:
            _relate_story(session, story, slug)
        record(session, "related", story_pk=story.pk, who=who.name, at=store.now(), slugs=slugs)
    return Changes(stories=frozenset({story_id}))


def _wish(file: StoryFile) -> str:
    return slug_of(file.slug) or slug_of(file.title) or UNTITLED


def _set_language(session: Session, story: Story, language: str, warnings: list[str]) -> None:
    try:
        apply_fields(session, story, {"language": language}, warnings)
    except WrongUsage as error:
        warnings.append(f"{error.message} The story is in “{story.language}” for now.")


def _already_here(store: Store, file: StoryFile) -> ImportedStory | None:
    wish = _wish(file)
    with store.read() as session:
        # It has that slug, or a number behind it where another story was there first.
        found = session.scalars(
            select(Story)
            .where(
                (Story.slug == wish) | Story.slug.startswith(f"{wish}-", autoescape=True),
                Story.headline == file.title,
                Story.dek == file.dek,
            )
            .order_by(Story.pk)
        )
        words = _without_images(file.body)
        story = next((each for each in found if _without_images(each.body.text) == words), None)
        if story is None:
            return None
        notice = f"This story is already here as “{story.slug}”; it was not imported twice."
        detail = detail_of(session, story)
    return ImportedStory(Changes(), detail, (), (notice,), (), file)


def _without_images(body: str) -> str:
    for match in reversed(images(body)):
        body = body[: match.start()] + body[match.end() :]
    return body.strip()


def _relate(
    session: Session,
    story: Story,
    entries: tuple[RelatedEntry, ...],
    pictures: FilePictures,
    warnings: list[str],
) -> tuple[str, ...]:
    missing: list[str] = []
    for entry in entries:
        if entry.slug and not entry.url:
            if not _relate_story(session, story, entry.slug):
                missing.append(entry.slug)
                warnings.append(f"Related story “{entry.slug}” is not here yet.")
            continue
        try:
            address = check_address(entry.url)
        except WrongUsage as error:
            warnings.append(f"Related “{entry.title or entry.url}” was left out: {error.message}")
            continue
        photo_id = pictures.photo_id(entry.image)
        photo = photo_of(session, photo_id) if photo_id else None
        if photo is not None:
            pictures.give_credit(photo, entry.image, entry.credit, warnings)
        story.links.append(
            StoryLink(
                position=len(story.links),
                url=address,
                title=entry.title or address,
                section=entry.section,
                excerpt=entry.excerpt,
                photo=photo,
                photo_caption=entry.caption,
            )
        )
    return tuple(missing)


def _relate_story(session: Session, story: Story, slug: str) -> bool:
    target = session.scalar(select(Story).where(Story.slug == slug, Story.pk != story.pk))
    if target is None:
        return False
    if all(link.target is not target for link in story.links):
        story.links.append(StoryLink(position=len(story.links), target=target))
    return True
