"""Taking in a story file with its pictures: all of it, or a clear word why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.photos.credits.reading import read_credit
from editorial.photos.ingest import import_photos
from editorial.photos.judging import judge
from editorial.storage.changes import Changes
from editorial.stories.details import detail_of
from editorial.stories.events import record
from editorial.stories.filing import apply_fields
from editorial.stories.models import Story, StoryBody, StoryLink
from editorial.stories.placements import inline_row, photo_of, set_hero
from editorial.stories.related import check_address
from editorial.stories.slugs import free_slug
from editorial.stories.text.references import images, photo_mark
from editorial.stories.text.story_file import RelatedEntry, StoryFile, read_story_file
from editorial.stories.text.words import count_words, slug_of
from editorial.stories.versions import add_version
from editorial.system.errors import WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from sqlalchemy.orm import Session

    from editorial.photos.ingest import ImportResult
    from editorial.photos.models import Photo
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail


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
    """Make a draft of a story file, its hero, inline and related pictures with it.

    Unknown sections, types and tags are made, with a warning. The same file taken in again
    gives the story that is already there. Raises `BadFile`; then nothing was imported.
    """
    newsroom = load_settings(store.home).newsroom
    file = read_story_file(path, time_zone=newsroom.time_zone)
    if known := _already_here(store, file):
        return known
    pictures = _Pictures(store, file, who, workbench, newsroom.credit_form)
    warnings = [*file.warnings, *pictures.warnings]
    body = pictures.place_marks(file.body)
    now = store.now()
    with store.write() as session:
        wish = file.slug or file.title
        slug = free_slug(session, wish)
        if file.slug and slug != slug_of(file.slug):
            warnings.append(f"The slug “{file.slug}” is taken; this story has “{slug}”.")
        story = Story(
            slug=slug,
            slug_fixed=bool(file.slug),
            headline=file.title,
            dek=file.dek,
            language=file.language or newsroom.language,
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
        if not file.byline:
            warnings.append("The file has no byline.")
        pictures.place(session, story)
        missing = _relate(session, story, file.related, pictures, warnings)
        record(session, "created", story_pk=story.pk, who=who.name, at=now, file=path.name)
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


def _already_here(store: Store, file: StoryFile) -> ImportedStory | None:
    with store.read() as session:
        story = session.scalar(
            select(Story).where(Story.slug == slug_of(file.slug or file.title or "untitled"))
        )
        if story is None or (story.headline, story.dek) != (file.title, file.dek):
            return None
        if _without_images(story.body.text) != _without_images(file.body):
            return None
        notice = f"This story is already here as “{story.slug}”; it was not imported twice."
        detail = detail_of(session, story)
    return ImportedStory(Changes(), detail, (), (notice,), (), file)


def _without_images(body: str) -> str:
    for match in reversed(images(body)):
        body = body[: match.start()] + body[match.end() :]
    return body.strip()


class _Pictures:
    """The pictures of one story file: imported first, placed afterwards."""

    def __init__(
        self, store: Store, file: StoryFile, who: Person, workbench: Workbench, credit_form: str
    ) -> None:
        self._store, self._file = store, file
        self.warnings: list[str] = []
        wanted = [file.hero, *(match.group(2).strip("<>") for match in images(file.body))]
        wanted += [entry.image for entry in file.related]
        paths = {address: path for address in wanted if (path := self._path(address))}
        self.results, self.changes = import_photos(
            store,
            list(dict.fromkeys(paths.values())),
            who=who.name,
            workbench=workbench,
            credit_form=credit_form,
        )
        by_path = {result.file: result for result in self.results}
        self._found = {address: by_path[path] for address, path in paths.items() if path in by_path}
        for result in self.results:
            if result.photo is None:
                self.warnings.append(result.error)
            self.warnings += [f"{result.file.name}: {words}" for words in result.warnings]

    def photo_id(self, address: str) -> uuid.UUID | None:
        """Return the photo that came from an address in the file."""
        result = self._found.get(address)
        return result.photo.id if result is not None and result.photo is not None else None

    def is_new(self, address: str) -> bool:
        """Return whether this import brought the photo."""
        result = self._found.get(address)
        return result is not None and result.status == "new"

    def place_marks(self, body: str) -> str:
        """Return the body with each imported picture as a mark; others stay as written."""
        for match in reversed(images(body)):
            if photo_id := self.photo_id(match.group(2).strip("<>")):
                body = body[: match.start()] + photo_mark(photo_id) + body[match.end() :]
        return body

    def place(self, session: Session, story: Story) -> None:
        """Make the hero and the rows of the inline pictures, with the words of the file."""
        file = self._file
        if hero_id := self.photo_id(file.hero):
            photo = photo_of(session, hero_id)
            self.give_credit(photo, file.hero, file.hero_credit)
            caption = file.hero_caption if file.hero_caption != photo.caption else None
            alt = file.hero_alt if file.hero_alt != photo.alt else None
            set_hero(session, story, photo, caption=caption, alt=alt)
        for match in images(file.body):
            alt, address, title = match.group(1), match.group(2).strip("<>"), match.group(3)
            if photo_id := self.photo_id(address):
                row = inline_row(session, story, photo_of(session, photo_id))
                row.alt = " ".join(alt.split()) or row.alt
                row.caption = " ".join((title or "").split()) or row.caption

    def give_credit(self, photo: Photo, address: str, credit: str) -> None:
        """Take the file's credit line where the photo is new or has none; else keep its own."""
        if not credit:
            return
        line = read_credit(credit).line or credit
        if photo.credit and not self.is_new(address) and photo.credit != line:
            self.warnings.append(
                f"{photo.file_name} keeps its credit “{photo.credit}”; the file says “{credit}”."
            )
            return
        photo.credit = line
        photo.credit_raw = photo.credit_raw or credit
        photo.credit_confidence = 1.0
        photo.updated_at = self._store.now()
        judge(photo)

    def _path(self, address: str) -> Path | None:
        if not address or address.startswith("photo:"):
            return None
        if "://" in address or address.startswith(("data:", "//")):
            self.warnings.append(
                f"The picture {address[:80]} is not a file beside the story; import it yourself."
            )
            return None
        path = self._file.path.parent / address
        if not path.is_file():
            self.warnings.append(f"The picture {address} is not there; the story came without it.")
            return None
        return path.resolve()


def _relate(
    session: Session,
    story: Story,
    entries: tuple[RelatedEntry, ...],
    pictures: _Pictures,
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
            pictures.give_credit(photo, entry.image, entry.credit)
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
