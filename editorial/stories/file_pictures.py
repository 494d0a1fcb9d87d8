"""The pictures that a story file names: found, taken into the library, placed in its story."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

from editorial.photos.credits.reading import read_credit
from editorial.photos.ingest import import_photos
from editorial.photos.judging import judge
from editorial.stories.placements import inline_row, photo_of, set_hero
from editorial.stories.text.references import images, photo_mark

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from editorial.photos.models import Photo
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person
    from editorial.stories.text.story_file import StoryFile


class FilePictures:
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
        """Return the body with each imported picture as a mark; others stay as written.

        Those from inside a document have no place of their own: only their caption stays.
        """
        for match in reversed(images(body)):
            address = match.group(2).strip("<>")
            mark = match.group(0)
            if photo_id := self.photo_id(address):
                mark = photo_mark(photo_id)
            elif address in self._file.pictures:
                mark = match.group(3) or ""
            body = body[: match.start()] + mark + body[match.end() :]
        return body

    def place(self, session: Session, story: Story, warnings: list[str]) -> None:
        """Make the hero and the rows of the inline pictures, with the words of the file."""
        file = self._file
        if hero_id := self.photo_id(file.hero):
            photo = photo_of(session, hero_id)
            self.give_credit(photo, file.hero, file.hero_credit, warnings)
            caption = file.hero_caption if file.hero_caption != photo.caption else None
            alt = file.hero_alt if file.hero_alt != photo.alt else None
            set_hero(session, story, photo, caption=caption, alt=alt)
        elif words := [w for w in (file.hero_caption, file.hero_credit, file.hero_alt) if w]:
            said = " ".join(f"“{word}”" for word in words)
            warnings.append(f"Without its hero photo, these words for it were left out: {said}")
        for match in images(file.body):
            alt, address, title = match.group(1), match.group(2).strip("<>"), match.group(3)
            if photo_id := self.photo_id(address):
                photo = photo_of(session, photo_id)
                self.give_credit(photo, address, file.credits.get(address, ""), warnings)
                row = inline_row(session, story, photo)
                row.alt = " ".join(alt.split()) or row.alt
                row.caption = " ".join((title or "").split()) or row.caption

    def give_credit(self, photo: Photo, address: str, credit: str, warnings: list[str]) -> None:
        """Take the file's credit line where the photo is new or has none; else keep its own."""
        if not credit:
            return
        line = read_credit(credit).line or credit
        if photo.credit and not self.is_new(address) and photo.credit != line:
            warnings.append(
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
        if address in self._file.pictures:
            return self._file.pictures[address]
        if "://" in address or address.startswith(("data:", "//")):
            self.warnings.append(
                f"The picture {address[:80]} is not a file beside the story; import it yourself."
            )
            return None
        for name in _spellings(address):
            path = self._file.path.parent / name
            # A name may be longer than any file's, or behind a folder that may not be read.
            with suppress(OSError):
                if path.is_file():
                    return path.resolve()
        self.warnings.append(f"The picture {address[:80]} is not there; the story came without it.")
        return None


def _spellings(address: str) -> Iterator[str]:
    """Yield how the file may be named: as written, without %20, and as other systems name it."""
    for name in dict.fromkeys((address, unquote(address))):
        yield name
        # macOS decomposes letters with accents.
        yield unicodedata.normalize("NFC", name)
        yield unicodedata.normalize("NFD", name)
